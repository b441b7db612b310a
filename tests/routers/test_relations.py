"""Relations over HTTP."""

from tests.house import House, keeps


def test_a_relation_can_be_made_changed_and_laid_aside(house: House) -> None:
    body = {"side": "B", "partyAId": house.resident(), "partyBId": house.caregiver(), "kind": "primary_caregiver"}
    keeps(house, "/relations", body, {"wishedRungA": 4})
