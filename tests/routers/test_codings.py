"""Codings over HTTP, below their story."""

from tests.house import House, keeps


def test_a_coding_can_be_made_changed_and_taken_back(house: House) -> None:
    resident = house.resident()
    felt = {"sense": "security", "subjectId": resident, "voice": "resident", "felt": "felt"}
    body = {"coderId": house.caregiver(), "as": "observer", "senses": [felt]}
    keeps(house, f"/stories/{house.story(resident)}/codings", body, {"as": "caregiver"})
