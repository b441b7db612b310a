"""Relatives over HTTP."""

from tests.house import House, keeps


def test_a_relative_can_be_welcomed_changed_and_laid_aside(house: House) -> None:
    keeps(house, "/relatives", {"preferredName": "Anna", "gender": "female"}, {"preferredName": "Ans"})
