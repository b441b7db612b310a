"""One call for one event: a story with its moments and codings, all of it or nothing, told once."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from tests.house import House, Said, new_id
from tests.rows import tables


class Table:
    """Coffee with three: a mother, her son and a nurse, and what can be told of it."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.mother, self.son, self.nurse = house.resident("Riet"), house.relative("Piet"), house.caregiver("Bilal")
        house.relation("A", self.mother, self.son, kind="son")
        self.of_b = house.relation("B", self.mother, self.nurse, startDate=house.ago(400))
        self.of_c = house.relation("C", self.son, self.nurse, residentId=self.mother)

    def story(self, **more: object) -> Said:
        people = [{"personId": one} for one in (self.mother, self.son, self.nurse)]
        return {"text": "Met zijn drieën aan de koffie.", "happenedOn": self.house.ago(5), "people": people, **more}

    def moment(self, *relations: str, **more: object) -> Said:
        return {"relationIds": list(relations), "rungA": 3, "reciprocal": True, **more}

    def coding(self, coder: str, as_: str = "caregiver", **more: object) -> Said:
        sense = {"sense": "belonging", "subjectId": self.mother, "voice": "relative", "felt": "felt", **more}
        return {"coderId": coder, "as": as_, "senses": [sense]}

    def whole(self) -> Said:
        """An event with three moments of two occasions, and two codings."""
        return self.story(
            tellerId=self.son,
            moments=[self.moment(self.of_b, self.of_c), self.moment(self.of_b, happenedOn=self.house.ago(4))],
            codings=[self.coding(self.son, "teller"), self.coding(self.nurse)],
        )


def send(house: House, body: Said, key: str) -> Any:  # noqa: ANN401  the client's own response
    return house.client.post("/v1/stories", json=body, headers={"Idempotency-Key": key})


def rows(house: House) -> dict[str, int]:
    """How many rows the house has in every table."""
    own = UUID(house.organisation_id)
    with house.peek() as connection:
        return {
            table.name: connection.execute(
                select(func.count()).select_from(table).where(table.c.organisation_id == own)
            ).scalar_one()
            for table in tables()
        }


# -------------------------------------------------------------------------------------- what suffices


def test_three_fields_suffice(house: House) -> None:
    resident = house.resident()
    body = {"text": "Ze zong.", "happenedOn": house.ago(0), "people": [{"personId": resident}]}
    story = house.made("/stories", **body)
    assert (story["state"], story["uses"], story["people"][0]["part"]) == ("shared", ["figures"], "central")
    assert (story["momentIds"], story["codingIds"]) == ([], [])


@pytest.mark.parametrize("field", ["text", "happenedOn", "people"])
def test_two_do_not(house: House, field: str) -> None:
    body = {"text": "Ze zong.", "happenedOn": house.ago(0), "people": [{"personId": house.resident()}]}
    del body[field]
    assert house.refused("POST", "/stories", body, version=None) == (400, "field_missing", [f"/{field}"])


# -------------------------------------------------------------------------------------- what is answered


def test_the_answer_names_the_moments_and_codings_in_the_order_sent(house: House) -> None:
    table = Table(house)
    story = house.made("/stories", **table.whole())
    moments = [house.seen(f"/moments/{one}") for one in story["momentIds"]]
    codings = [house.seen(f"/stories/{story['id']}/codings/{one}") for one in story["codingIds"]]
    assert [one["relationId"] for one in moments] == [table.of_b, table.of_c, table.of_b]
    assert [one["happenedOn"] for one in moments] == [house.ago(5), house.ago(5), house.ago(4)]
    assert [(one["coderId"], one["as"]) for one in codings] == [(table.son, "teller"), (table.nurse, "caregiver")]
    assert {one["storyId"] for one in (*moments, *codings)} == {story["id"]}


def test_one_occasion_of_nurse_son_and_mother_makes_linked_moments(house: House) -> None:
    table = Table(house)
    story = house.made("/stories", **table.whole())
    with_mother, with_son, alone = (house.seen(f"/moments/{one}") for one in story["momentIds"])
    assert (with_mother["linkedMomentIds"], with_son["linkedMomentIds"]) == ([with_son["id"]], [with_mother["id"]])
    assert with_mother["sharedMomentId"] == with_son["sharedMomentId"]
    assert (alone["sharedMomentId"], alone["linkedMomentIds"]) == (None, [])
    for relation in (table.of_b, table.of_c):
        rung = house.seen(f"/relations/{relation}/rung?explain=true")
        assert story["id"] in [one["storyId"] for one in rung["evidence"]]


def test_every_answer_about_a_story_names_what_belongs_to_it_now(house: House) -> None:
    table = Table(house)
    story = house.made("/stories", **table.whole())
    where = f"/stories/{story['id']}"
    house.story(table.mother)
    later = house.made("/moments", relationId=table.of_b, storyId=story["id"], **_talk(house))["id"]
    coded = house.made(f"{where}/codings", **table.coding(table.nurse, "observer"))["id"]
    house.ask("DELETE", f"/moments/{story['momentIds'][0]}", version="*")
    house.ask("DELETE", f"{where}/codings/{story['codingIds'][0]}", version="*")
    named = ([*story["momentIds"][1:], later], [*story["codingIds"][1:], coded])
    answers = [
        house.seen(where),
        house.changed(where, title="Koffie"),
        house.seen("/stories")["items"][0],
        house.seen(f"/residents/{table.mother}/timeline")["items"][0]["story"],
        house.done(f"{where}/confirmations"),
        house.done(f"{where}/withdrawals"),
    ]
    assert [(one["momentIds"], one["codingIds"]) for one in answers] == [named] * len(answers)
    assert house.seen("/stories")["items"][1]["momentIds"] == []


def _talk(house: House) -> Said:
    return {"happenedOn": house.ago(5), "rungA": 2, "reciprocal": True}


def test_a_list_of_events_takes_a_fixed_number_of_statements(house: House) -> None:
    table = Table(house)
    house.made("/stories", **table.whole())
    few = house.statements("/stories")
    for _ in range(3):
        house.made("/stories", **table.whole())
    assert house.statements("/stories") == few


# -------------------------------------------------------------------------------------- all or nothing


Breaking = Callable[[Table, Said], None]


def _add(body: Said, part: str, one: Said) -> None:
    body[part].append(one)


def _take_number(table: Table, body: Said) -> None:
    numbered = {"externalIds": [{"system": "app", "value": "9"}]}
    table.house.made("/stories", **table.story(codings=[table.coding(table.nurse) | numbered]))
    body["codings"][1].update(numbered)


FLAWS: dict[str, tuple[Breaking, int, str, str]] = {
    "third moment before its relation": (
        lambda table, body: _add(body, "moments", table.moment(table.of_b, happenedOn="2019")),
        422,
        "outside_relation",
        "/moments/2/relationIds/0",
    ),
    "third moment on side A": (
        lambda table, body: _add(
            body,
            "moments",
            table.moment(table.of_b, table.house.relation("A", table.mother, table.house.relative())),
        ),
        422,
        "side_a_has_no_rungs",
        "/moments/2/relationIds/1",
    ),
    "third moment of nothing": (
        lambda table, body: _add(body, "moments", table.moment(table.of_c, new_id())),
        422,
        "reference_not_found",
        "/moments/2/relationIds/1",
    ),
    "third moment still to come": (
        lambda table, body: _add(body, "moments", table.moment(table.of_b, happenedOn="2190")),
        400,
        "evidence_in_future",
        "/moments/2/happenedOn",
    ),
    "third moment without a rung": (
        lambda table, body: _add(body, "moments", table.moment(table.of_b, rungA=None)),
        400,
        "moment_without_rung",
        "/moments/2",
    ),
    "second coding of somebody who was not there": (
        lambda table, body: body["codings"][1]["senses"][0].update(subjectId=table.house.resident()),
        422,
        "subject_not_in_story",
        "/codings/1/senses/0/subjectId",
    ),
    "second coding of nobody": (
        lambda _table, body: body["codings"][1]["senses"][0].update(subjectId=new_id()),
        422,
        "reference_not_found",
        "/codings/1/senses/0/subjectId",
    ),
    "second coding of an unknown role": (
        lambda _table, body: body["codings"][1].update(roleIds=[new_id()]),
        422,
        "reference_not_found",
        "/codings/1/roleIds/0",
    ),
    "second coding of no core value": (
        lambda _table, body: body["codings"][1].update(values=[{"coreValue": "thrift", "shows": "shines"}]),
        422,
        "core_value_unknown",
        "/codings/1/values/0/coreValue",
    ),
    "third coding by the same coder": (
        lambda table, body: _add(body, "codings", table.coding(table.nurse)),
        409,
        "coded_already",
        "/codings/2",
    ),
    "second coding with a number that is taken": (
        _take_number,
        409,
        "external_id_taken",
        "/codings/1/externalIds/0",
    ),
    "teller who is not there": (
        lambda _table, body: body.update(tellerId=new_id()),
        422,
        "reference_not_found",
        "/tellerId",
    ),
}


@pytest.mark.parametrize(("broken", "status", "code", "pointer"), FLAWS.values(), ids=FLAWS)
def test_any_flaw_leaves_nothing_and_is_told_with_its_place(
    house: House, broken: Breaking, status: int, code: str, pointer: str
) -> None:
    table = Table(house)
    body = table.whole()
    broken(table, body)
    before = rows(house)
    assert house.refused("POST", "/stories", body, version=None) == (status, code, [pointer])
    assert rows(house) == before
    answer = send(house, body, "met sleutel")
    assert answer.status_code == status
    assert rows(house) == before


def test_flaws_of_one_kind_are_told_together(house: House) -> None:
    table = Table(house)
    late = table.moment(table.of_b, happenedOn="2019")
    body = table.story(moments=[late, table.moment(table.of_c), late])
    assert house.refused("POST", "/stories", body, version=None) == (
        422,
        "outside_relation",
        ["/moments/0/relationIds/0", "/moments/2/relationIds/0"],
    )


# -------------------------------------------------------------------------------------- told once


def test_the_same_event_with_the_same_key_is_told_once(house: House) -> None:
    table = Table(house)
    body = table.whole()
    first, again = send(house, body, "een"), send(house, body, "een")
    assert (first.status_code, again.status_code) == (201, 201)
    assert (first.json(), again.headers["idempotent-replayed"]) == (again.json(), "true")
    assert len(house.seen("/stories")["items"]) == 1
    assert [one["id"] for one in house.seen("/moments")["items"]] == first.json()["momentIds"]
    other = send(house, body, "twee").json()
    assert not {other["id"], *other["momentIds"], *other["codingIds"]} & {
        first.json()["id"],
        *first.json()["momentIds"],
        *first.json()["codingIds"],
    }


def test_another_event_does_not_pass_for_the_same(house: House) -> None:
    table = Table(house)
    send(house, table.whole(), "een")
    answer = send(house, table.whole() | {"text": "Thee."}, "een")
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert len(house.seen("/stories")["items"]) == 1


def test_an_event_that_was_refused_can_be_mended_under_the_same_key(house: House) -> None:
    table = Table(house)
    wrong = table.whole() | {"moments": [table.moment(new_id())]}
    assert send(house, wrong, "een").status_code == 422
    assert send(house, table.whole(), "een").status_code == 201
