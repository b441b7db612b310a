"""Who may be a party on which side."""

import pytest

from tests.house import House, new_id


@pytest.mark.parametrize(
    ("side", "a", "b", "wrong"),
    [
        ("A", "resident", "relative", []),
        ("A", "resident", "resident", []),
        ("A", "relative", "resident", ["/partyAId"]),
        ("A", "resident", "caregiver", ["/partyBId"]),
        ("B", "resident", "caregiver", []),
        ("B", "resident", "relative", ["/partyBId"]),
        ("B", "caregiver", "relative", ["/partyAId", "/partyBId"]),
        ("C", "resident", "caregiver", ["/partyAId"]),
        ("C", "relative", "relative", ["/partyBId"]),
    ],
)
def test_each_side_has_its_hats(house: House, side: str, a: str, b: str, wrong: list[str]) -> None:
    make = {"resident": house.resident, "relative": house.relative, "caregiver": house.caregiver}
    body = {"side": side, "partyAId": make[a](), "partyBId": make[b]()}
    if side == "C":
        body["residentId"] = house.resident()
    if wrong:
        assert house.refused("POST", "/relations", body) == (422, "wrong_hat", wrong)
    else:
        assert house.made("/relations", **body)["side"] == side


def test_somebody_who_is_not_there_is_no_party(house: House) -> None:
    body = {"side": "B", "partyAId": house.resident(), "partyBId": new_id()}
    assert house.refused("POST", "/relations", body) == (422, "reference_not_found", ["/partyBId"])


def test_on_side_d_anybody_stands_beside_the_own_organisation(house: House) -> None:
    body = {"side": "D", "partyAId": house.relative(), "partyBId": house.organisation_id}
    made = house.made("/relations", **body)
    assert (made["partyBId"], made["partyB"], made["residentId"]) == (house.organisation_id, None, None)
    other = body | {"partyBId": house.caregiver()}
    assert house.refused("POST", "/relations", other) == (422, "not_own_organisation", ["/partyBId"])


def test_death_and_departure_do_not_stand_in_the_way(house: House) -> None:
    gone = house.made("/residents", preferredName="Jan", deceased={"known": True, "deceasedOn": "2024"})["id"]
    assert house.relation("B", gone, house.caregiver(), endDate="2024-05-01")
