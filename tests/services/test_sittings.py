"""Sittings: answers that fit their instrument, of somebody whom it asks."""

from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from app.database import Session
from app.models.sitting import SittingBody, SittingRow
from app.problems import Refusal
from app.services import sittings
from tests.house import LONG_AGO, House, Said, new_id, takes_a_fixed_number_of_statements


@pytest.fixture
def instrument(house: House) -> str:
    """Three items on security and one on purpose, answered with 0, 2 or 4."""
    senses = {"s1": "security", "s2": "security", "s3": "security", "p1": "purpose"}
    made = house.made(
        "/instruments",
        title="Eigen lijst",
        corner="resident",
        scale=[{"value": value, "label": f"{value} keer"} for value in (0, 2, 4)],
        items=[{"id": item, "sense": sense, "text": "Iets goeds."} for item, sense in senses.items()],
    )
    return str(made["id"])


def sitting(instrument: str, subject: str, answers: dict[str, int | None], **more: object) -> Said:
    told = [{"itemId": item, "value": value} for item, value in answers.items()]
    body = {"instrumentId": instrument, "subjectId": subject, "voice": "resident", "happenedOn": LONG_AGO}
    return {**body, "answers": told, **more}


def reckoned(house: House) -> dict[str, float]:
    def read(session: Any) -> dict[str, float]:  # noqa: ANN401  the session of any engine
        session.enter(UUID(house.organisation_id))
        return {part.sense.value: part.y for part in session.exec(select(SittingRow)).one().senses}

    return house.database.run(read, write=False)


@pytest.mark.parametrize(
    ("answers", "senses"),
    [
        ({"s1": 0, "s2": 2, "s3": 4, "p1": 4}, {"security": 0.5, "purpose": 1.0}),
        ({"s1": 4, "s2": 2}, {"security": 0.75}),
        ({"s1": 4, "s2": None, "p1": 0}, {"purpose": 0.0}),
        ({}, {}),
    ],
)
def test_what_a_sitting_says_of_each_sense_is_kept_with_it(
    house: House, instrument: str, answers: dict[str, int | None], senses: dict[str, float]
) -> None:
    house.made("/sittings", **sitting(instrument, house.resident(), answers))
    assert reckoned(house) == senses


def test_other_answers_say_something_else(house: House, instrument: str) -> None:
    where = f"/sittings/{house.made('/sittings', **sitting(instrument, house.resident(), {'p1': 4}))['id']}"
    changed = house.changed(where, answers=[{"itemId": "p1", "value": 2}])
    assert (changed["answers"], reckoned(house)) == ([{"itemId": "p1", "value": 2}], {"purpose": 0.5})


@pytest.mark.parametrize(
    ("answers", "code", "pointer"),
    [
        ({"s1": 4, "x1": 4}, "item_unknown", "/answers/1/itemId"),
        ({"s1": 3}, "value_not_on_scale", "/answers/0/value"),
        ({"s1": 5}, "value_not_on_scale", "/answers/0/value"),
    ],
)
def test_answers_fit_the_instrument(
    house: House, instrument: str, answers: dict[str, int | None], code: str, pointer: str
) -> None:
    body = sitting(instrument, house.resident(), answers)
    assert house.refused("POST", "/sittings", body) == (400, code, [pointer])


def test_an_item_is_answered_once(house: House, instrument: str) -> None:
    body = sitting(instrument, house.resident(), {"s1": 4})
    twice = body | {"answers": body["answers"] * 2}
    assert house.refused("POST", "/sittings", twice)[:2] == (400, "item_answered_twice")


def test_the_subject_is_of_the_corner_that_is_asked_and_anybody_may_speak(house: House, instrument: str) -> None:
    resident, relative = house.resident("Jan"), house.relative("Anna")
    wrong = sitting(instrument, relative, {"s1": 4})
    assert house.refused("POST", "/sittings", wrong) == (422, "wrong_hat", ["/subjectId"])
    made = house.made("/sittings", **sitting(instrument, resident, {"s1": 4}, voice="relative", speakerId=relative))
    assert (made["subject"]["preferredName"], made["speaker"]["preferredName"]) == ("Jan", "Anna")


def test_nothing_is_said_of_what_is_not_there(house: House, instrument: str) -> None:
    gone = sitting(new_id(), house.resident(), {"s1": 4})
    assert house.refused("POST", "/sittings", gone) == (422, "reference_not_found", ["/instrumentId"])
    nobody = sitting(instrument, new_id(), {"s1": 4})
    assert house.refused("POST", "/sittings", nobody) == (422, "reference_not_found", ["/subjectId"])


def test_a_sitting_to_come_is_refused(house: House, instrument: str) -> None:
    body = sitting(instrument, house.resident(), {"s1": 4}, happenedOn="2190")
    assert house.refused("POST", "/sittings", body) == (400, "evidence_in_future", ["/happenedOn"])


def test_sittings_are_found_by_subject(house: House, instrument: str) -> None:
    one, other = house.resident(), house.resident()
    made = [house.made("/sittings", **sitting(instrument, who, {"s1": 4}))["id"] for who in (one, other)]
    assert [found["id"] for found in house.seen(f"/sittings?subjectId={one}")["items"]] == made[:1]


def test_a_list_of_sittings_takes_a_fixed_number_of_statements(house: House, instrument: str) -> None:
    def add() -> None:
        house.made("/sittings", **sitting(instrument, house.resident(), {"s1": 4}))

    takes_a_fixed_number_of_statements(house, "/sittings", add)


def sit_all(house: House, *bodies: Said) -> list[str]:
    """Take these in together, as a program on the same machine does; the ids they got."""
    told = {UUID(new_id()): SittingBody.model_validate(body) for body in bodies}

    def work(session: Session) -> None:
        session.enter(UUID(house.organisation_id))
        sittings.sit_all(session, told)

    house.database.run(work, write=True)
    return [str(one) for one in told]


def test_several_sittings_are_taken_in_together(house: House, instrument: str) -> None:
    people = [house.resident(), house.resident()]
    ids = sit_all(house, *(sitting(instrument, one, {"p1": 4}) for one in people))
    assert [house.seen(f"/sittings/{one}")["subjectId"] for one in ids] == people


def test_of_several_sittings_the_wrong_ones_are_named_and_none_is_kept(house: House, instrument: str) -> None:
    good, relative = sitting(instrument, house.resident(), {"p1": 4}), house.relative()
    table: list[tuple[Said, list[str]]] = [
        (good | {"happenedOn": "2190-05-01"}, ["/sittings/1/happenedOn"]),
        (good | {"instrumentId": new_id()}, ["/sittings/1/instrumentId"]),
        (good | {"answers": [{"itemId": "p1", "value": 3}]}, ["/sittings/1/answers/0/value"]),
        (good | {"subjectId": relative}, ["/sittings/1/subjectId"]),
        (good | {"subjectId": new_id()}, ["/sittings/1/subjectId"]),
        (good | {"speakerId": new_id()}, ["/sittings/1/speakerId"]),
    ]
    for wrong, pointers in table:
        with pytest.raises(Refusal) as refusal:
            sit_all(house, good, wrong)
        assert [flaw.pointer for flaw in refusal.value.flaws] == pointers
    assert house.seen(f"/sittings?subjectId={good['subjectId']}")["items"] == []
