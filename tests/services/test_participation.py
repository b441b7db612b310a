"""Participation: the sides around a resident, who counts as a relative, and how a relation can end."""

import pytest

from tests.evidence import moments
from tests.house import House, Said

STEADY = "150:2 100:4 20:4"


def participation(house: House, resident: str, asked: str = "") -> Said:
    return house.seen(f"/residents/{resident}/participation{asked}")


def close(house: House, resident: str, text: str, **more: object) -> tuple[str, str]:
    """A relative of the resident, with moments with a caregiver about the resident; and the side-A relation."""
    relative = house.relative()
    of_a = house.relation("A", resident, relative, **more)
    moments(house, house.relation("C", relative, house.caregiver(), residentId=resident), text)
    return relative, of_a


def test_the_caregivers_of_a_resident_are_taken_as_one(house: House) -> None:
    resident = house.resident("Truus")
    first = house.relation("B", resident, house.caregiver("Bilal"), startDate=house.ago(400))
    second = house.relation("B", resident, house.caregiver("Carla"))
    moments(house, first, "150:2 100:4")
    last = moments(house, second, "20:4")[0]
    answer = participation(house, resident)
    assert (answer["rung"], answer["status"]) == (4, "current")
    assert answer["sideB"]["pooled"]["standing"] == 4
    assert last in [one["momentId"] for one in answer["sideB"]["pooled"]["decidedBy"]]
    each = {one["partyB"]["preferredName"]: one for one in answer["sideB"]["relations"]}
    assert {name: one["status"] for name, one in each.items()} == {"Bilal": "current", "Carla": "insufficient"}
    assert {one["partyA"]["preferredName"] for one in each.values()} == {"Truus"}


def test_side_c_has_depth_and_breadth(house: House) -> None:
    resident = house.resident()
    near, _ = close(house, resident, STEADY)
    far, _ = close(house, resident, "20:1")
    away, _ = close(house, resident, STEADY, contactWantedA="no")
    side = participation(house, resident)["sideC"]
    assert (side["status"], side["depth"]) == ("current", 4)
    assert (side["breadth"]["founded"], side["breadth"]["wanting"]) == (1, 2)
    (carried,) = side["breadth"]["foundedBy"]
    assert (carried["personId"], carried["person"]["preferredName"]) == (near, "Anna")
    moment = house.seen(f"/moments/{carried['momentId']}")
    assert (moment["rungA"], moment["happenedOn"]) == (2, carried["happenedOn"])
    told = {one["personId"]: (one["wanting"], one["pooled"]["status"]) for one in side["relatives"]}
    assert told == {near: (True, "current"), far: (True, "insufficient"), away: (False, "current")}
    assert all(one["person"]["preferredName"] == "Anna" for one in side["relatives"])


UNWANTED: list[Said] = [
    {"contactWantedA": "no"},
    {"contactWantedB": "no"},
    {"barred": {"fromDate": "2020-01-01", "reason": "Rechter"}},
]


@pytest.mark.parametrize("more", UNWANTED)
def test_unwanted_or_barred_contact_raises_no_flags_and_asks_nothing(house: House, more: Said) -> None:
    relation = house.relation_b(startDate=house.ago(100))
    assert house.seen(f"/relations/{relation}/rung")["flags"] == ["foundation_overdue"]
    house.changed(f"/relations/{relation}", **more)
    answer = house.seen(f"/relations/{relation}/rung")
    assert (answer["flags"], answer["nextStep"]["code"]) == ([], "none")


def test_contact_that_was_barred_is_no_longer(house: House) -> None:
    resident = house.resident()
    _, of_a = close(house, resident, "")
    bar = {"fromDate": house.ago(60), "untilDate": house.ago(30), "reason": "Rechter"}
    house.changed(f"/relations/{of_a}", barred=bar)
    assert participation(house, resident)["sideC"]["breadth"]["wanting"] == 1
    then = participation(house, resident, f"?asOf={house.ago(45)}")
    assert then["sideC"]["breadth"]["wanting"] == 0


def test_a_fellow_resident_is_no_relative(house: House) -> None:
    resident, fellow = house.resident(), house.resident()
    house.relation("A", resident, fellow)
    side = participation(house, resident)["sideC"]
    assert (side["status"], side["relatives"], side["depth"]) == ("not_applicable", [], None)


def test_side_d_stands_beside_the_rest(house: House) -> None:
    resident = house.resident()
    relation = house.relation("D", resident, house.organisation_id)
    moments(house, relation, "30:2 10:2")
    answer = participation(house, resident)
    assert [(one["relationId"], one["standing"], one["partyB"]) for one in answer["sideD"]] == [(relation, 2, None)]
    assert (answer["rung"], house.seen(f"/relations/{relation}/rung")["standing"]) == (None, 2)


def test_side_a_has_no_rung(house: House) -> None:
    relation = house.relation("A", house.resident(), house.relative())
    assert house.refused("GET", f"/relations/{relation}/rung")[:2] == (422, "side_a_has_no_rungs")


def test_a_relation_that_ended_stands_still_without_flags(house: House) -> None:
    relation = house.relation_b(startDate=house.ago(400))
    moments(house, relation, STEADY)
    house.changed(f"/relations/{relation}", endDate=house.ago(10))
    answer = house.seen(f"/relations/{relation}/rung")
    assert (answer["frozenDate"], answer["standing"], answer["flags"]) == (house.ago(10), 4, [])
    assert house.seen(f"/relations/{relation}/rung?asOf={house.ago(11)}")["frozenDate"] is None
    before = house.seen(f"/relations/{relation}/rung?asOf={house.ago(401)}")
    assert (before["status"], before["flags"]) == ("no_evidence", [])


def test_the_death_of_a_caregiver_ends_the_relation(house: House) -> None:
    caregiver = house.caregiver()
    resident = house.resident()
    relation = house.relation("B", resident, caregiver, startDate=house.ago(400))
    moments(house, relation, STEADY)
    house.changed(f"/caregivers/{caregiver}", deceased={"known": True, "deceasedOn": house.ago(5)})
    assert house.seen(f"/relations/{relation}/rung")["frozenDate"] == house.ago(5)
    assert participation(house, resident)["frozenDate"] is None


def test_a_sentence_in_both_languages(house: House) -> None:
    resident = house.resident()
    texts = {
        spoken: house.ask("GET", f"/residents/{resident}/participation", spoken=spoken).json()["text"]
        for spoken in ("nl", "en")
    }
    assert texts["nl"] != texts["en"]
    assert all(text.endswith(".") for text in texts.values())
