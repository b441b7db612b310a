"""Instruments over HTTP."""

from tests.house import House, keeps


def test_an_instrument_can_be_made_changed_and_laid_aside(house: House) -> None:
    body = {
        "title": "Eigen lijst",
        "corner": "resident",
        "scale": [{"value": 0, "label": "nooit"}, {"value": 4, "label": "altijd"}],
        "items": [{"id": "lach", "sense": "belonging", "text": "Iemand lachte met mij."}],
    }
    keeps(house, "/instruments", body, {"title": "Onze lijst"})
