"""Sittings over HTTP."""

from tests.house import LONG_AGO, House, keeps


def test_a_sitting_can_be_held_changed_and_laid_aside(house: House) -> None:
    instrument = house.made(
        "/instruments",
        title="Eigen lijst",
        corner="resident",
        scale=[{"value": 0, "label": "nooit"}, {"value": 4, "label": "altijd"}],
        items=[{"id": "lach", "sense": "belonging", "text": "Iemand lachte met mij."}],
    )["id"]
    body = {
        "instrumentId": instrument,
        "subjectId": house.resident(),
        "voice": "resident",
        "happenedOn": LONG_AGO,
        "answers": [{"itemId": "lach", "value": 4}],
    }
    keeps(house, "/sittings", body, {"voice": "relative"})
