"""Locations over HTTP."""

from tests.house import House, keeps


def test_a_location_can_be_opened_changed_and_laid_aside(house: House) -> None:
    keeps(house, "/locations", {"name": "Het Anker", "addresses": [{"city": "Hoogmade"}]}, {"name": "De Boei"})
