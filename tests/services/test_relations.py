"""Relations: who is introduced to whom, when, and what keeps them as they are."""

from uuid import UUID

import pytest

from app.database import Session
from app.models.relation import RelationBody
from app.problems import Refusal
from app.services import relations
from tests.house import House, Said, new_id, takes_a_fixed_number_of_statements


def test_side_a_and_b_are_about_party_a_and_everybody_is_named(house: House) -> None:
    resident, relative = house.resident("Truus"), house.relative("Anna")
    made = house.made(
        "/relations",
        side="A",
        partyAId=resident,
        partyBId=relative,
        kind="daughter",
        capacities=[{"code": "mentor", "fromDate": "2024-01-01"}],
        contributions=[{"text": "Kookt op zondag.", "voicedById": relative}],
        barred={"fromDate": "2025-01-01", "untilDate": "2025-02-01", "reason": "Ruzie."},
    )
    assert made["residentId"] == resident
    assert (made["partyA"]["preferredName"], made["partyB"]["preferredName"]) == ("Truus", "Anna")
    assert made["contributions"][0] == {
        "text": "Kookt op zondag.",
        "keep": "yes",
        "voicedById": relative,
        "voicedBy": {"id": relative, "preferredName": "Anna"},
    }
    assert made["capacities"][0]["fromDate"] == "2024-01-01"
    assert made["barred"]["reason"] == "Ruzie."


def test_a_relative_speaks_on_side_c_about_a_resident_of_their_own(house: House) -> None:
    resident, relative, caregiver = house.resident(), house.relative(), house.caregiver()
    body = {"side": "C", "partyAId": relative, "partyBId": caregiver, "residentId": resident}
    assert house.refused("POST", "/relations", body) == (422, "no_side_a_relation", ["/residentId"])
    house.relation("A", resident, relative)
    assert house.made("/relations", **body)["residentId"] == resident
    nobody = body | {"residentId": new_id()}
    assert house.refused("POST", "/relations", nobody) == (422, "reference_not_found", ["/residentId"])


def test_nobody_has_a_relation_with_themselves(house: House) -> None:
    resident = house.resident()
    body = {"side": "A", "partyAId": resident, "partyBId": resident}
    assert house.refused("POST", "/relations", body)[:2] == (400, "relation_with_oneself")


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ({}, {}, True),
        ({"endDate": "2024-01-31"}, {"startDate": "2024-01-31"}, True),
        ({"endDate": "2024-01-31"}, {"startDate": "2024-02-01"}, False),
        ({"startDate": "2024-02-01"}, {"endDate": "2024-01-31"}, False),
        ({"startDate": "2024-02-01"}, {"endDate": "2024-02-01"}, True),
        ({}, {"kind": "case_manager"}, False),
    ],
)
def test_the_same_relation_is_recorded_once_in_a_period(
    house: House, first: Said, second: Said, *, clash: bool
) -> None:
    body = {"side": "B", "partyAId": house.resident(), "partyBId": house.caregiver()}
    house.made("/relations", **body, **first)
    answer = house.ask("POST", "/relations", {**body, **second})
    assert answer.status_code == (409 if clash else 201)
    assert not clash or answer.json()["code"] == "duplicate_relation"


def test_a_change_does_not_make_a_double_either(house: House) -> None:
    resident, caregiver = house.resident(), house.caregiver()
    house.relation("B", resident, caregiver, startDate="2024-02-01")
    early = house.relation("B", resident, caregiver, endDate="2024-01-31")
    assert house.changed(f"/relations/{early}", endDate="2024-01-30")["endDate"] == "2024-01-30"
    assert house.refused("PATCH", f"/relations/{early}", {"endDate": None})[:2] == (409, "duplicate_relation")


def test_a_relation_with_moments_keeps_its_parties_and_its_days(house: House) -> None:
    relation = house.relation_b(startDate="2024-01-01")
    where = f"/relations/{relation}"
    moment = house.made("/moments", relationId=relation, happenedOn="2024-03", rungA=2, reciprocal=True)
    other = house.caregiver()
    assert house.refused("PATCH", where, {"partyBId": other})[:2] == (409, "relation_has_moments")
    assert house.refused("PATCH", where, {"startDate": "2024-04-01"}) == (
        422,
        "moments_outside_relation",
        ["/startDate"],
    )
    assert house.refused("PATCH", where, {"endDate": "2024-02-29"})[1:] == ("moments_outside_relation", ["/endDate"])
    assert house.changed(where, startDate="2024-03-15")["startDate"] == "2024-03-15"
    assert house.refused("DELETE", where)[:2] == (409, "in_use")
    house.ask("DELETE", f"/moments/{moment['id']}", version="*")
    assert house.changed(where, partyBId=other)["partyBId"] == other
    assert house.ask("DELETE", where, version="*").status_code == 204


def test_relations_are_found_by_resident_person_side_and_day(house: House) -> None:
    resident, relative, caregiver = house.resident(), house.relative(), house.caregiver()
    a = house.relation("A", resident, relative, startDate="2024-01-01", endDate="2024-06-30")
    b = house.relation("B", resident, caregiver, startDate="2024-03-01")
    c = house.relation("C", relative, caregiver, residentId=resident)
    house.relation_b()

    def found(query: str) -> list[str]:
        return [one["id"] for one in house.seen(f"/relations?{query}")["items"]]

    assert found(f"residentId={resident}") == [a, b, c]
    assert found(f"personId={relative}") == [a, c]
    assert found(f"personId={caregiver}&side=C") == [c]
    assert found(f"residentId={resident}&currentOn=2024-02-29") == [a, c]
    assert found(f"residentId={resident}&currentOn=2024-06-30") == [a, b, c]
    assert found(f"residentId={resident}&currentOn=2024-07-01") == [b, c]


def test_a_list_of_relations_takes_a_fixed_number_of_statements(house: House) -> None:
    def add() -> None:
        relative = house.relative()
        house.relation("A", house.resident(), relative, contributions=[{"text": "Leest voor.", "voicedById": relative}])

    takes_a_fixed_number_of_statements(house, "/relations", add)


def test_death_ends_a_relation(house: House) -> None:
    resident, caregiver = house.resident(), house.caregiver()
    relation = house.relation("B", resident, caregiver, startDate=house.ago(100))
    house.changed(f"/residents/{resident}", deceased={"known": True, "deceasedOn": house.ago(10)})

    def current_on(days: int) -> list[str]:
        return [one["id"] for one in house.seen(f"/relations?currentOn={house.ago(days)}&personId={resident}")["items"]]

    assert current_on(11) == [relation]
    assert current_on(10) == [relation]
    assert current_on(9) == []


def introduce_all(house: House, *bodies: Said) -> list[str]:
    """Introduce these together, as a program on the same machine does; the ids they got."""
    told = {UUID(new_id()): RelationBody.model_validate(body) for body in bodies}

    def work(session: Session) -> None:
        session.enter(UUID(house.organisation_id))
        relations.introduce_all(session, told)

    house.database.run(work, write=True)
    return [str(one) for one in told]


def test_several_relations_are_introduced_together(house: House) -> None:
    resident, relative, caregiver = house.resident(), house.relative(), house.caregiver()
    house.relation("A", resident, relative)
    with_caregiver = {"side": "B", "partyAId": resident, "partyBId": caregiver, "contributions": [{"text": "Kookt."}]}
    of_relative = {"side": "C", "partyAId": relative, "partyBId": caregiver, "residentId": resident}
    with_house = {"side": "D", "partyAId": resident, "partyBId": house.organisation_id}
    ids = introduce_all(house, with_caregiver, of_relative, with_house)
    told = [house.seen(f"/relations/{one}") for one in ids]
    assert [one["side"] for one in told] == ["B", "C", "D"]
    assert told[0]["contributions"][0]["text"] == "Kookt."


def test_of_several_relations_the_wrong_ones_are_named_and_none_is_kept(house: House) -> None:
    resident, relative, caregiver = house.resident(), house.relative(), house.caregiver()
    good = {"side": "B", "partyAId": resident, "partyBId": caregiver}
    table: list[tuple[Said, str, list[str | None]]] = [
        ({"side": "B", "partyAId": resident, "partyBId": relative}, "wrong_hat", ["/relations/1/partyBId"]),
        ({"side": "D", "partyAId": resident, "partyBId": caregiver}, "not_own_organisation", ["/relations/1/partyBId"]),
        (
            good | {"side": "C", "partyAId": relative, "residentId": resident},
            "no_side_a_relation",
            ["/relations/1/residentId"],
        ),
        (
            good | {"side": "C", "partyAId": relative, "residentId": new_id()},
            "reference_not_found",
            ["/relations/1/residentId"],
        ),
        (
            good | {"kind": "caregiver", "wishedRungAById": new_id()},
            "reference_not_found",
            ["/relations/1/wishedRungAById"],
        ),
        (good, "duplicate_relation", []),
    ]
    for wrong, code, pointers in table:
        with pytest.raises(Refusal) as refusal:
            introduce_all(house, good, wrong)
        assert (refusal.value.code, [flaw.pointer for flaw in refusal.value.flaws]) == (code, pointers)
    assert house.seen(f"/relations?residentId={resident}")["items"] == []
