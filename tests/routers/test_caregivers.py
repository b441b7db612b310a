"""Caregivers over HTTP."""

from tests.house import House, keeps


def test_a_caregiver_can_be_taken_on_changed_and_laid_aside(house: House) -> None:
    keeps(house, "/caregivers", {"preferredName": "Bilal", "position": "student"}, {"function": "verzorgende"})
