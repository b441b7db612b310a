"""The number of SQL statements of a request is fixed, whatever the size of the house or of the body.

Generated from the route table: a new operation is in it without a line here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import pytest
from fastapi import FastAPI
from sqlalchemy import event

from app.models.vocabulary import Sense, Voice
from tests.engine import on_postgresql
from tests.house import LONG_AGO, House, Said, open_house
from tests.route_table import Operation, operations
from tests.world import World

# A story also says who reads it, PostgreSQL is told in which organisation it stands, and who was seen is written down.
MOST: Final = 19
TIMES: Final = 5 if on_postgresql() else 10
# A write reads what it rests on, writes rows and parts, and tells the whole thing.
MOST_OF_A_WRITE: Final = 30
EVIDENCE: Final = {
    "participation": ("moment",),
    "rung": ("moment",),
    "triangle": ("moment",),
    "overview": ("moment",),
    "senses": ("coded_sense", "sitting_sense"),
}


@contextmanager
def counted(house: House) -> Iterator[list[str]]:
    """The statements that are sent meanwhile, on either side of the database."""
    said: list[str] = []

    def note(*given: Any) -> None:  # noqa: ANN401  SQLAlchemy's own arguments
        if given[2] not in {"BEGIN", "BEGIN IMMEDIATE"}:
            said.append(given[2])

    # On PostgreSQL the two sides are one engine with two sets of options.
    engines = [house.database.writer, *([house.database.reader] if house.database.is_sqlite else [])]
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)


def read(house: House, operation: Operation, ids: dict[str, str]) -> list[str]:
    def ask() -> Said:
        return house.done(operation.path, q="merel") if operation.is_search else house.seen(operation.at(ids))

    ask()  # once before, so that nothing is counted that happens once in a process
    with counted(house) as said:
        ask()
    return said


def grow(house: House, main: World) -> list[World]:
    """Worlds more in the house, each of them also around the people of the first."""
    resident = main.ids["resident"]
    others = [World(house, f"mus{place}") for place in range(TIMES - 1)]
    for one in others:
        relative, caregiver = one.ids["relative"], one.ids["caregiver"]
        house.relation("A", resident, relative)
        relations = [
            house.relation("B", resident, caregiver),
            house.relation("C", relative, caregiver, residentId=resident),
        ]
        for relation in relations:
            house.made("/moments", relationId=relation, happenedOn=house.ago(20), rungA=3, reciprocal=True)
        sense = {"sense": "purpose", "subjectId": resident, "voice": "resident", "felt": "felt"}
        coding = {"coderId": caregiver, "as": "observer", "senses": [sense]}
        house.story(resident, happenedOn=house.ago(10), teamId=main.ids["team"], codings=[coding])
        house.made(f"/stories/{main.ids['story']}/codings", coderId=caregiver, **{"as": "observer"}, senses=[])
        body = main.body(next(op for op in operations() if str(op) == "POST /sittings"))
        house.made("/sittings", **{name: value for name, value in body.items() if name != "externalIds"})
        stay = {"teamId": main.ids["team"], "fromDate": LONG_AGO}
        house.changed(f"/residents/{one.ids['resident']}", stays=[stay], memberships=[{"teamId": main.ids["team"]}])
    return others


@pytest.fixture(scope="module")
def measured(service: FastAPI) -> Iterator[tuple[dict[str, list[str]], dict[str, list[str]]]]:
    """The statements of every GET, in a small house and in one so many times as big."""
    with open_house(service) as house:
        main = World(house, "merel")
        before = {str(one): read(house, one, main.ids) for one in READS}
        grow(house, main)
        yield before, {str(one): read(house, one, main.ids) for one in READS}


# Word lists ask the database for the caller alone.
READS = [one for one in operations() if (one.method == "GET" and "{name}" not in one.path) or one.is_search]


@pytest.mark.parametrize("operation", READS, ids=str)
def test_a_read_takes_a_fixed_and_small_number_of_statements(
    measured: tuple[dict[str, list[str]], dict[str, list[str]]], operation: Operation
) -> None:
    small, big = (one[str(operation)] for one in measured)
    assert len(small) == len(big), "\n".join(big)
    assert len(big) <= MOST


@pytest.mark.parametrize(
    "operation", [one for one in READS if one.nouns and one.path.rsplit("/", 1)[1] in EVIDENCE], ids=str
)
def test_a_figure_reads_its_evidence_once(
    measured: tuple[dict[str, list[str]], dict[str, list[str]]], operation: Operation
) -> None:
    words = EVIDENCE[operation.path.rsplit("/", 1)[1]]
    for statements in (one[str(operation)] for one in measured):
        assert sum(any(f"FROM {word}" in one or f"JOIN {word}" in one for word in words) for one in statements) == 1


# ------------------------------------------------------------------------------------------------ writes


def _moments(house: House, count: int) -> tuple[str, Said]:
    resident = house.resident()
    relations = [house.relation("B", resident, house.caregiver()) for _ in range(count)]
    return "/moments", {"relationIds": relations, "happenedOn": LONG_AGO, "rungA": 2, "reciprocal": True}


def _story(house: House, count: int) -> tuple[str, Said]:
    people = [house.resident() for _ in range(count)]
    caregivers = [house.caregiver() for _ in range(count)]
    relations = [house.relation("B", people[0], one) for one in caregivers]
    senses = [{"sense": "purpose", "subjectId": one, "voice": "resident", "felt": "felt"} for one in people]
    return "/stories", {
        "text": "Soep.",
        "happenedOn": LONG_AGO,
        "people": [{"personId": one} for one in people],
        "moments": [{"relationId": one, "rungA": 2, "reciprocal": True} for one in relations],
        "codings": [{"coderId": one, "as": "observer", "senses": senses} for one in caregivers],
    }


def _coding(house: House, count: int) -> tuple[str, Said]:
    resident = house.resident()
    pairs = [(sense, voice) for sense in Sense for voice in Voice][:count]
    senses = [{"sense": one, "subjectId": resident, "voice": voice, "felt": "felt"} for one, voice in pairs]
    roles = [house.made("/roles", holderId=resident, title="Tuinman", tense="is")["id"] for _ in pairs]
    body = {"coderId": resident, "as": "teller", "senses": senses, "roleIds": roles}
    return f"/stories/{house.story(resident)}/codings", body


def _resident(house: House, count: int) -> tuple[str, Said]:
    team, teller = house.made("/teams", name="Linde")["id"], house.relative()
    days = [house.ago(2 * place + 2) for place in range(count)]
    return "/residents", {
        "stays": [{"teamId": team, "fromDate": day, "untilDate": day} for day in reversed(days)],
        "memberships": [{"teamId": team} for _ in days],
        "lifeStory": [{"text": "Ooit.", "voicedById": teller} for _ in days],
        "externalIds": [{"system": f"urn:eigen:{team}", "value": day} for day in days],
    }


def _relation(house: House, count: int) -> tuple[str, Said]:
    resident, relative = house.resident(), house.relative()
    gifts = [{"text": "Zingen.", "voicedById": relative} for _ in range(count)]
    return "/relations", {"side": "A", "partyAId": resident, "partyBId": relative, "contributions": gifts}


def _sitting(house: House, count: int) -> tuple[str, Said]:
    items = [
        {"id": f"item_{place}", "sense": list(Sense)[place % 6], "text": "Iemand was er."} for place in range(count)
    ]
    scale = [{"value": 0, "label": "nooit"}, {"value": 4, "label": "altijd"}]
    own_list = house.made("/instruments", title="Eigen", corner="resident", scale=scale, items=items)["id"]
    answers = [{"itemId": item["id"], "value": 4} for item in items]
    body = {"instrumentId": own_list, "subjectId": house.resident(), "voice": "resident", "answers": answers}
    return "/sittings", {**body, "happenedOn": LONG_AGO}


@pytest.mark.parametrize("made", [_moments, _story, _coding, _resident, _relation, _sitting])
def test_a_write_takes_a_number_of_statements_that_does_not_grow_with_the_body(house: House, made: Any) -> None:  # noqa: ANN401  any maker
    """Made, and its lists emptied and filled again."""
    counts = []
    for size in (2, 2, 12):
        path, body = made(house, size)
        with counted(house) as posting:
            thing = house.made(path, **body)
        # What is known of the moments and codings of a story changes at their own addresses.
        lists = {
            name: value
            for name, value in body.items()
            if isinstance(value, list) and name not in {"moments", "codings", "relationIds", "people", "answers"}
        }
        with counted(house) as patching:
            house.changed(f"{path}/{thing['id']}", **{name: [] for name in lists})
            house.changed(f"{path}/{thing['id']}", **lists)
        counts.append((len(posting), len(patching)))
    assert counts[1] == counts[2], counts
    assert counts[2][0] <= MOST_OF_A_WRITE
