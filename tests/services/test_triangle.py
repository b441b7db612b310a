"""The triangle: four sides in one answer, who stands on them, since when, and the rung that the rule gives."""

from typing import Final
from uuid import UUID

import pytest

from app.database import Session
from app.models.relation import RelationBody
from app.models.vocabulary import Side
from app.services import relations
from tests.evidence import moments
from tests.house import House, Said, new_id

STEADY = "150:2 100:4 20:4"
MANY: Final = 501


def triangle(house: House, resident: str, asked: str = "") -> Said:
    return house.seen(f"/residents/{resident}/triangle{asked}")


def side(answer: Said, letter: str) -> Said:
    (found,) = [one for one in answer["sides"] if one["side"] == letter]
    return dict(found)


def only(answer: Said, letter: str) -> Said:
    """The one relation on a side."""
    (found,) = side(answer, letter)["relations"]
    return dict(found)


def full(house: House) -> dict[str, str]:
    """A resident with somebody on every side: the ids of the people and relations."""
    resident, relative, caregiver = house.resident("Truus"), house.relative("Anna"), house.caregiver("Bilal")
    return {
        "resident": resident,
        "relative": relative,
        "caregiver": caregiver,
        "A": house.relation("A", resident, relative, kind="daughter", startDate=house.ago(900)),
        "B": house.relation("B", resident, caregiver, startDate=house.ago(400)),
        "C": house.relation("C", relative, caregiver, residentId=resident),
        "D": house.relation("D", resident, house.organisation_id),
    }


def test_the_four_sides_stand_in_order_whoever_is_on_them(house: House) -> None:
    ids = full(house)
    answer = triangle(house, ids["resident"])
    assert [one["side"] for one in answer["sides"]] == ["A", "B", "C", "D"]
    assert [[one["relationId"] for one in each["relations"]] for each in answer["sides"]] == [
        [ids[letter]] for letter in "ABCD"
    ]
    alone = triangle(house, house.resident())
    assert [one["relations"] for one in alone["sides"]] == [[], [], [], []]
    assert [one["status"] for one in alone["sides"]] == [None, "no_evidence", "not_applicable", None]


def test_a_relation_says_who_and_since_when(house: House) -> None:
    ids = full(house)
    answer = triangle(house, ids["resident"])
    close = only(answer, "A")
    assert (close["kind"], close["sinceDate"], close["endDate"], close["current"]) == (
        "daughter",
        house.ago(900),
        None,
        True,
    )
    assert (close["partyA"]["preferredName"], close["partyB"]["preferredName"]) == ("Truus", "Anna")
    assert (close["contactWantedA"], close["contactWantedB"], close["rung"]) == ("yes", "yes", None)
    assert only(answer, "C")["sinceDate"] is None
    assert (only(answer, "D")["partyBId"], only(answer, "D")["partyB"]) == (house.organisation_id, None)


@pytest.mark.parametrize("days", [0, 30])
@pytest.mark.parametrize("explain", ["true", "false"])
def test_the_rungs_are_those_of_participation(house: House, days: int, explain: str) -> None:
    ids = full(house)
    moments(house, ids["B"], STEADY)
    moments(house, ids["C"], "80:2 40:2 20:2")
    moments(house, ids["D"], "40:1 20:1")
    asked = f"?asOf={house.ago(days)}&explain={explain}"
    answer, known = (house.seen(f"/residents/{ids['resident']}/{one}{asked}") for one in ("triangle", "participation"))
    assert only(answer, "B")["rung"] == known["sideB"]["relations"][0]
    assert only(answer, "C")["rung"] == known["sideC"]["relatives"][0]["relations"][0]
    assert only(answer, "D")["rung"] == known["sideD"][0]
    assert [one["rung"] for one in side(answer, "B")["pooled"]] == [known["sideB"]["pooled"]]
    assert side(answer, "C")["pooled"] == [
        {"personId": one["personId"], "person": one["person"], "rung": one["pooled"]}
        for one in known["sideC"]["relatives"]
    ]
    assert [side(answer, letter)["status"] for letter in "BC"] == [known["status"], known["sideC"]["status"]]
    assert (answer["depth"], answer["breadth"]) == (known["sideC"]["depth"], known["sideC"]["breadth"])
    assert (answer["depth"], answer["breadth"]["founded"], answer["breadth"]["wanting"]) == (2, 1, 1)
    assert answer["parameters"] == known["parameters"]


def test_capacities_are_those_of_the_day(house: House) -> None:
    resident = house.resident()
    capacities = [
        {"code": "first_contact"},
        {"code": "informal_carer", "fromDate": house.ago(90), "untilDate": house.ago(30)},
        {"code": "mentor", "fromDate": house.ago(30)},
    ]
    house.relation("A", resident, house.relative(), capacities=capacities)

    def held(days: int) -> list[str]:
        return [one["code"] for one in only(triangle(house, resident, f"?asOf={house.ago(days)}"), "A")["capacities"]]

    assert [held(100), held(60), held(30), held(0)] == [
        ["first_contact"],
        ["first_contact", "informal_carer"],
        ["first_contact", "informal_carer", "mentor"],
        ["first_contact", "mentor"],
    ]


def test_a_relation_that_is_over_or_still_to_begin_is_shown_and_not_current(house: House) -> None:
    resident = house.resident()
    house.relation("B", resident, house.caregiver(), startDate=house.ago(400), endDate=house.ago(30))
    house.relation("B", resident, house.caregiver(), startDate=house.ago(10))

    def current(days: int) -> list[bool]:
        found = side(triangle(house, resident, f"?asOf={house.ago(days)}"), "B")["relations"]
        return [one["current"] for one in found]

    assert [current(0), current(20), current(30)] == [[False, True], [False, False], [True, False]]
    assert side(triangle(house, resident), "B")["relations"][0]["rung"]["frozenDate"] == house.ago(30)


def test_the_death_of_a_relative_ends_the_relation(house: House) -> None:
    ids = full(house)
    house.changed(f"/relatives/{ids['relative']}", deceased={"known": True, "deceasedOn": house.ago(5)})
    answer = triangle(house, ids["resident"])
    for letter in "AC":
        assert (only(answer, letter)["endDate"], only(answer, letter)["current"]) == (house.ago(5), False)
    assert answer["frozenDate"] is None


def test_barred_contact_shows_while_it_is_barred(house: House) -> None:
    resident = house.resident()
    bar = {"fromDate": house.ago(60), "untilDate": house.ago(30), "reason": "Rechter"}
    house.relation("A", resident, house.relative(), barred=bar, contactWantedB="less")
    assert only(triangle(house, resident), "A")["barred"] is None
    then = only(triangle(house, resident, f"?asOf={house.ago(45)}"), "A")
    assert (then["barred"], then["contactWantedB"]) == (bar, "less")


def test_fellow_residents_stand_on_side_a_of_both(house: House) -> None:
    one, other = house.resident("Truus"), house.resident("Rie")
    relation = house.relation("A", one, other, kind="fellow_resident")
    house.relation("A", one, house.relative())
    assert only(triangle(house, other), "A")["relationId"] == relation
    assert [each["partyB"]["preferredName"] for each in side(triangle(house, one), "A")["relations"]] == ["Rie", "Anna"]
    assert side(triangle(house, other), "C")["status"] == "not_applicable"


def test_the_death_of_one_fellow_resident_ends_the_relation_for_the_other(house: House) -> None:
    one, other = house.resident("Truus"), house.resident("Rie")
    house.relation("A", one, other, kind="fellow_resident")
    house.done(f"/residents/{one}/departures", kind="deceased", departedOn=house.ago(5))
    for asked, current in (("", False), (f"?asOf={house.ago(6)}", True)):
        relation = only(triangle(house, other, asked), "A")
        assert (relation["endDate"], relation["current"]) == (house.ago(5), current)


def test_a_relation_about_somebody_else_is_not_on_it(house: House) -> None:
    """A nurse whose mother lives here, and a daughter of two parents here."""
    mother, father, daughter, nurse = house.resident(), house.resident(), house.relative(), house.caregiver()
    house.ask("PUT", f"/relatives/{nurse}", {"preferredName": "Bilal"})
    ours = [house.relation("A", mother, daughter), house.relation("A", mother, nurse)]
    ours.append(house.relation("C", daughter, nurse, residentId=mother))
    house.relation("A", father, daughter)
    house.relation("C", daughter, nurse, residentId=father)
    house.relation("B", father, nurse)
    shown = [one["relationId"] for each in triangle(house, mother)["sides"] for one in each["relations"]]
    assert sorted(shown) == sorted(ours)


def test_of_who_is_not_scored_the_people_stay_and_the_numbers_go(house: House) -> None:
    ids = full(house)
    last = moments(house, ids["B"], STEADY)[-1]
    house.story(ids["resident"], ids["relative"], happenedOn=house.ago(3))
    house.changed(f"/residents/{ids['resident']}", doNotScore=True)
    answer = triangle(house, ids["resident"], "?explain=true")
    assert [side(answer, letter)["status"] for letter in "BC"] == ["not_scored", "not_scored"]
    assert (answer["depth"], answer["breadth"], answer["giveAndReceive"]["verdict"]) == (None, None, "not_scored")
    assert (answer["giveAndReceive"]["gives"], answer["giveAndReceive"]["receives"]) == ([], [])
    assert only(answer, "A")["lastMoment"]["kind"] == "story"
    assert (only(answer, "B")["lastMoment"]["id"], only(answer, "B")["sinceDate"]) == (last, house.ago(400))
    for letter in "BCD":
        rung = only(answer, letter)["rung"]
        assert (rung["status"], rung["standing"], rung["reach"], rung["decidedBy"], rung["evidence"]) == (
            "not_scored",
            None,
            None,
            [],
            [],
        )


def test_the_triangle_of_somebody_who_died_stands_still(house: House) -> None:
    ids = full(house)
    last = moments(house, ids["B"], STEADY)[-1]
    role = house.made("/roles", holderId=ids["resident"], title="Tuinman", tense="is", direction="gives")["id"]
    house.changed(f"/residents/{ids['resident']}", deceased={"known": True, "deceasedOn": house.ago(15)})
    before = triangle(house, ids["resident"])
    moments(house, ids["B"], "10:5 1:5")
    house.story(ids["resident"], ids["relative"], happenedOn=house.ago(2))
    house.done(f"/roles/{role}/states", state="being_tried")
    house.changed(f"/relations/{ids['A']}", endDate=house.ago(3))
    after = triangle(house, ids["resident"])
    assert after == before
    assert (after["asOf"], after["frozenDate"], only(after, "B")["lastMoment"]["id"]) == (
        house.ago(0),
        house.ago(15),
        last,
    )
    assert (only(after, "A")["endDate"], only(after, "A")["current"]) == (house.ago(15), True)
    assert triangle(house, ids["resident"], f"?asOf={house.ago(16)}")["frozenDate"] is None


def test_whether_a_role_is_asked_for_is_told(house: House) -> None:
    resident = house.resident()
    assert triangle(house, resident)["noRoleAskedNow"] is False
    house.changed(f"/residents/{resident}", noRoleAskedNow=True)
    assert triangle(house, resident)["noRoleAskedNow"] is True


@pytest.mark.parametrize(("day", "code"), [(-1, "as_of_in_future"), (60_000, "as_of_too_early")])
def test_a_day_ahead_or_before_1900_is_refused(house: House, day: int, code: str) -> None:
    answer = house.ask("GET", f"/residents/{house.resident()}/triangle?asOf={house.ago(day)}")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, code)


def test_a_triangle_takes_a_fixed_number_of_statements(house: House) -> None:
    ids = full(house)
    role = house.made("/roles", holderId=ids["resident"], title="Tuinman", tense="is")["id"]
    house.done(f"/roles/{role}/states", state="being_tried")
    path = f"/residents/{ids['resident']}/triangle?explain=true"
    few = house.statements(path)
    for _ in range(3):
        relative, caregiver = house.relative(), house.caregiver()
        house.relation("A", ids["resident"], relative)
        relation = house.relation("C", relative, caregiver, residentId=ids["resident"])
        moments(house, relation, STEADY)
        moments(house, house.relation("B", ids["resident"], caregiver), STEADY)
        coding = {"coderId": caregiver, "as": "observer", "roleIds": [role]}
        house.story(ids["resident"], relative, happenedOn=house.ago(3), codings=[coding])
    assert house.statements(path) == few


@pytest.mark.parametrize("path", ["triangle", "participation"])
def test_a_resident_of_many_years_with_hundreds_of_relations_is_told_whole(house: House, path: str) -> None:
    resident, caregiver = house.resident(), house.caregiver()
    met = {"side": Side.B, "party_a_id": resident, "party_b_id": caregiver, "kind": "caregiver"}
    days = [house.ago(one) for one in range(MANY)]
    told = {UUID(new_id()): RelationBody.model_validate(met | {"start_date": day, "end_date": day}) for day in days}

    def meet(session: Session) -> None:
        session.enter(UUID(house.organisation_id))
        relations.introduce_all(session, told)

    house.database.run(meet, write=True)
    answer = house.seen(f"/residents/{resident}/{path}")
    on_b = side(answer, "B") if path == "triangle" else answer["sideB"]
    assert len(on_b["relations"]) == MANY
