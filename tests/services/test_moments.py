"""Moments: what may be noted, and how the moments of one occasion hang together."""

from uuid import UUID

import pytest

from app.database import Session
from app.models.moment import MomentBody
from app.problems import Refusal
from app.services import moments
from tests.house import LONG_AGO, House, Said, new_id, takes_a_fixed_number_of_statements

TALK: Said = {"happenedOn": LONG_AGO, "rungA": 3, "reciprocal": True}


def test_side_a_has_no_rungs(house: House) -> None:
    body = TALK | {"relationId": house.relation("A", house.resident(), house.relative())}
    assert house.refused("POST", "/moments", body) == (422, "side_a_has_no_rungs", ["/relationId"])


@pytest.mark.parametrize(
    ("happened_on", "inside"),
    [
        ("2024-02-29", False),
        ("2024-03-01", True),
        ("2024-05-31", True),
        ("2024-06-01", False),
        ("2024", True),
        ("2024-05", True),
        ("2024-06", False),
        ("2023", False),
    ],
)
def test_a_moment_lies_inside_its_relation(house: House, happened_on: str, *, inside: bool) -> None:
    relation = house.relation_b(startDate="2024-03-01", endDate="2024-05-31")
    answer = house.ask("POST", "/moments", TALK | {"relationId": relation, "happenedOn": happened_on})
    assert answer.status_code == (201 if inside else 422)
    assert inside or answer.json()["code"] == "outside_relation"


def test_a_day_after_tomorrow_is_refused(house: House) -> None:
    body = TALK | {"relationId": house.relation_b(), "happenedOn": "2190-05-01"}
    assert house.refused("POST", "/moments", body) == (400, "evidence_in_future", ["/happenedOn"])


def test_one_occasion_with_several_people_makes_linked_moments(house: House) -> None:
    relations = [house.relation_b(), house.relation_b(), house.relation_b()]
    external = [{"system": "dossier", "value": "17"}]
    first = house.made("/moments", relationIds=relations, externalIds=external, **TALK)
    linked = [house.seen(f"/moments/{one}") for one in first["linkedMomentIds"]]
    assert first["relationId"] == relations[0]
    assert sorted(one["relationId"] for one in linked) == sorted(relations[1:])
    assert {one["sharedMomentId"] for one in linked} == {first["sharedMomentId"]}
    assert linked[0]["linkedMomentIds"] == sorted({first["id"], linked[1]["id"]})
    assert (first["externalIds"], linked[0]["externalIds"]) == (external, [])
    house.ask("DELETE", f"/moments/{linked[0]['id']}", version="*")
    assert house.seen(f"/moments/{first['id']}")["linkedMomentIds"] == [linked[1]["id"]]


def test_one_unfit_relation_refuses_the_whole_occasion(house: House) -> None:
    good, side_a = house.relation_b(), house.relation("A", house.resident(), house.relative())
    body = TALK | {"relationIds": [good, side_a]}
    assert house.refused("POST", "/moments", body) == (422, "side_a_has_no_rungs", ["/relationIds/1"])
    gone = TALK | {"relationIds": [good, new_id()]}
    assert house.refused("POST", "/moments", gone) == (422, "reference_not_found", ["/relationIds/1"])
    assert house.seen("/moments")["items"] == []


def test_one_id_is_one_moment(house: House) -> None:
    relation = house.relation_b()
    where = f"/moments/{new_id()}"
    several = TALK | {"relationIds": [relation, house.relation_b()]}
    assert house.refused("PUT", where, several) == (400, "one_id_one_moment", ["/relationIds"])
    alone = house.ask("PUT", where, TALK | {"relationIds": [relation]})
    assert (alone.status_code, alone.json()["sharedMomentId"]) == (201, None)
    assert house.ask("PUT", where, TALK | {"relationId": relation}).json()["version"] == 1


def test_a_changed_moment_keeps_to_the_rules(house: House) -> None:
    relation = house.relation_b(startDate="2019-01-01")
    where = f"/moments/{house.made('/moments', relationId=relation, **TALK)['id']}"
    assert house.refused("PATCH", where, {"happenedOn": "2018"})[:2] == (422, "outside_relation")
    assert house.refused("PATCH", where, {"happenedOn": "2190"})[:2] == (400, "evidence_in_future")
    assert house.refused("PATCH", where, {"rungA": None})[:2] == (400, "moment_without_rung")
    assert house.changed(where, happenedOn="2019")["happenedOn"] == "2019"
    assert [one["happenedOn"] for one in house.seen("/moments?untilDate=2019-12-31")["items"]] == ["2019"]


def test_moments_are_found_by_relation_resident_and_days(house: House) -> None:
    resident = house.resident()
    one, two = house.relation("B", resident, house.caregiver()), house.relation("B", resident, house.caregiver())
    days = ("2024-01-10", "2024-02")
    first, second = (
        house.made("/moments", **TALK | {"relationId": relation, "happenedOn": day})["id"]
        for relation, day in zip((one, two), days, strict=True)
    )
    house.made("/moments", relationId=house.relation_b(), **TALK)

    def found(query: str) -> list[str]:
        return [moment["id"] for moment in house.seen(f"/moments?{query}")["items"]]

    assert found(f"relationId={one}") == [first]
    assert found(f"residentId={resident}") == [first, second]
    assert found(f"residentId={resident}&fromDate=2024-02-29") == [second]
    assert found("fromDate=2024-01-01&untilDate=2024-02-28") == [first]


def test_a_list_of_moments_takes_a_fixed_number_of_statements(house: House) -> None:
    says = house.caregiver()

    def add() -> None:
        house.made("/moments", relationId=house.relation_b(), rungAById=says, **TALK)

    takes_a_fixed_number_of_statements(house, "/moments", add)


def note_all(house: House, *bodies: Said) -> list[str]:
    """Note these together, as a program on the same machine does; the ids they got."""
    told = {UUID(new_id()): MomentBody.model_validate(TALK | body) for body in bodies}

    def work(session: Session) -> None:
        session.enter(UUID(house.organisation_id))
        moments.note_all(session, told)

    house.database.run(work, write=True)
    return [str(one) for one in told]


def test_several_moments_are_noted_together_under_ids_of_their_own(house: House) -> None:
    first, second = house.relation_b(), house.relation_b()
    external = [{"system": "dossier", "value": "18"}]
    ids = note_all(house, {"relationId": first, "externalIds": external}, {"relationIds": [first, second], "rungA": 4})
    told = [house.seen(f"/moments/{one}") for one in ids]
    assert [(one["relationId"], one["rungA"]) for one in told] == [(first, 3), (first, 4)]
    assert (told[0]["externalIds"], len(told[1]["linkedMomentIds"])) == (external, 1)


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"happenedOn": "2190-05-01"}, "/moments/1/happenedOn"),
        ({"happenedOn": "2001-05-01"}, "/moments/1/relationId"),
        ({"relationId": new_id()}, "/moments/1/relationId"),
    ],
)
def test_of_several_moments_one_that_is_wrong_refuses_them_all_and_is_named(
    house: House, wrong: Said, pointer: str
) -> None:
    relation = {"relationId": house.relation_b(startDate="2002-01-01")}
    with pytest.raises(Refusal) as refusal:
        note_all(house, relation, relation | wrong)
    assert [flaw.pointer for flaw in refusal.value.flaws] == [pointer]
    assert house.seen(f"/moments?relationId={relation['relationId']}")["items"] == []
