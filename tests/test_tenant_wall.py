"""Organisations cannot reach each other: proven for every table, route and field that there is.

Everything here is generated from the tables' metadata and the route table; a new noun is in it without a line of test.
`tests/test_database.py` tries the wall itself with every kind of statement.
"""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args
from uuid import UUID

import pytest
from fastapi import FastAPI
from pydantic import BaseModel
from sqlalchemy import Table, UniqueConstraint, func, select

from app.models.nouns import NOUNS
from app.services import secret_texts
from tests import no_wall, walls
from tests.engine import on_postgresql
from tests.house import new_id, open_house
from tests.route_table import Operation, operations, places_of, ref_of
from tests.rows import EMPTY, OF_THE_LOG, tables
from tests.world import INSTEAD, ONLY_WITH_POST, World, with_id

OURS, THEIRS = "merel", "kanarie"
# An id in a body that no mark tells of: on side D it is the own organisation's, which is no noun of its own there.
UNMARKED = {"/partyBId": "caregiver"}


@dataclass
class Worlds:
    """Our house, and the other one: with the very ids that ours has, and with a second world of its own."""

    ours: World
    before: dict[str, bytes]
    twin: World
    alien: World


@pytest.fixture(scope="module")
def worlds(service: FastAPI) -> Iterator[Worlds]:
    with open_house(service) as house, open_house(service, "De Wilg") as other:
        other.changed("/organisation", name=THEIRS, coreValues=[{"code": "attention", "label": THEIRS}])
        ours = World(house, OURS, known_as="nummer")
        before = everything_told(ours)
        twin = World(other, THEIRS, ours.ids, known_as="nummer")
        yield Worlds(ours, before, twin, World(other, f"{THEIRS}2"))


def chosen(*methods: str) -> list[Operation]:
    return [one for one in operations() if one.method in methods]


def everything_told(world: World) -> dict[str, bytes]:
    """Every answer that a house can get to a GET about what it has, but for its keys, which tests make."""
    asked = {one.at(world.ids) for one in chosen("GET") if "{name}" not in one.path and one.path != "/keys"}
    explained = {f"{one.at(world.ids)}?explain=true" for one in chosen("GET") if "explain" in fields(one.query)}
    return {path: world.house.ask("GET", path).content for path in sorted(asked | explained)}


def fields(shape: type[BaseModel] | None) -> set[str]:
    return set(shape.model_fields) if shape else set()


def plain(answer: Any, *ids: str) -> tuple[int, str, dict[str, str]]:  # noqa: ANN401  the client's own response
    """An answer without what belongs to this one request: its id, and the id that was asked for."""
    text = answer.text
    for one in (*ids, answer.headers["x-request-id"]):
        text = text.replace(one, "…")
    headers = {name: value for name, value in answer.headers.items() if name not in {"x-request-id", "date"}}
    return answer.status_code, text, headers


# -------------------------------------------------------------------------------- every table


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_every_key_and_index_starts_with_the_organisation(table: Table) -> None:
    firsts = [next(iter(table.primary_key.columns)).name]
    firsts += [next(iter(one.columns)).name for one in table.constraints if isinstance(one, UniqueConstraint)]
    firsts += [next(iter(one.columns)).name for one in table.indexes]
    firsts += [one.column_keys[0] for one in table.foreign_key_constraints]
    assert set(firsts) == {"organisation_id"}
    assert not table.c.organisation_id.nullable


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)
def test_every_foreign_key_takes_the_organisation_along(table: Table) -> None:
    assert table.name == "organisation" or table.name in OF_THE_LOG or table.foreign_key_constraints
    for key in table.foreign_key_constraints:
        pairs = [(one.parent.name, one.column.name) for one in key.elements]
        assert pairs[0] == ("organisation_id", "organisation_id")
        assert len(pairs) == 2 or key.referred_table.name == "organisation"
        assert key.ondelete is None


def test_the_world_has_a_thing_of_every_noun_and_rows_in_every_table_of_one(worlds: Worlds) -> None:
    assert set(NOUNS) - EMPTY - {"organisation"} <= set(worlds.ours.ids)
    for world in (worlds.ours, worlds.twin):
        with world.house.peek() as connection:
            for table in tables():
                own = table.c.organisation_id == UUID(world.house.organisation_id)
                count = connection.execute(select(func.count()).select_from(table).where(own)).scalar_one()
                assert count or table.name in EMPTY, table.name


# -------------------------------------------------------------------------------- every route


def test_another_house_changes_no_answer_of_this_one(worlds: Worlds) -> None:
    """Lists, counts and figures, byte for byte, before and after another house was filled with the very same ids."""
    assert everything_told(worlds.ours) == worlds.before
    assert THEIRS not in str(worlds.before)


# Figures hold no words of the house beyond names, which the nouns show; and a number is no word.
WORDY = [one for one in chosen("GET") if (one.nouns or one.is_list) and "explain" not in fields(one.query)]
WORDY.remove(next(one for one in WORDY if one.path.endswith("/bsn")))


@pytest.mark.parametrize("operation", WORDY, ids=str)
def test_every_answer_tells_of_its_own_house(worlds: Worlds, operation: Operation) -> None:
    assert OURS in worlds.ours.house.ask("GET", operation.at(worlds.ours.ids)).text
    assert THEIRS in worlds.twin.house.ask("GET", operation.at(worlds.twin.ids)).text


@pytest.mark.parametrize("operation", [one for one in operations() if one.nouns], ids=str)
def test_an_id_of_another_house_is_an_id_of_nothing(worlds: Worlds, operation: Operation) -> None:
    ours = worlds.ours
    body = ours.body(operation) if operation.body else None
    for noun in operation.nouns[: -1 if operation.makes_a_thing else None]:
        answers = []
        for wanted in (worlds.alien.ids[noun], new_id()):
            answer = ours.house.ask(operation.method, operation.at(ours.ids | {noun: wanted}), body, version="*")
            answers.append(plain(answer, wanted))
        assert answers[0] == answers[1]
        assert answers[0][0] == 404


@pytest.mark.parametrize("operation", [one for one in operations() if one.makes_a_thing], ids=str)
def test_an_id_of_another_house_is_free_in_this_one(worlds: Worlds, operation: Operation) -> None:
    """The same ids and external ids stand in both houses, and what one does leaves the other alone."""
    here, there = (one.house.seen(operation.at(one.ids)) for one in (worlds.ours, worlds.twin))
    assert here["id"] == there["id"]
    assert OURS in str(here)
    assert THEIRS not in str(here)
    assert THEIRS in str(there)


BODIES = [
    (operation, place, noun)
    for operation in operations()
    if operation.body and not operation.is_search
    for place, noun in [*places_of(operation.body), *UNMARKED.items()]
    if place not in UNMARKED or place.strip("/") in {info.alias for info in operation.body.model_fields.values()}
    if operation.method == "POST" or place.split("/")[1] not in ONLY_WITH_POST
]


@pytest.mark.parametrize(("operation", "place", "noun"), BODIES, ids=str)
def test_a_body_cannot_point_at_another_house(worlds: Worlds, operation: Operation, place: str, noun: str) -> None:
    ours, answers, pointer = worlds.ours, [], ""
    full = ours.body(operation)
    path = operation.at(ours.ids | {"relation": ours.ids["relation C"]})  # the one that has no moments yet
    for wanted in (worlds.alien.ids[noun], new_id()):
        body, pointer = with_id(full, place, wanted, patch=operation.is_patch)
        answers.append(plain(ours.house.ask(operation.method, path, body, version="*"), wanted))
    assert answers[0] == answers[1]
    assert answers[0][0] == 422, answers[0][1]
    assert f'"{pointer}"' in answers[0][1] or place.split("/")[1] in INSTEAD


# Ways to the database that the wall does not stand across, and the modules that may use them: for the tables
# themselves, and for the command line, which stands outside all organisations.
ROUND_THE_WALL = (
    ".connect",
    ".connection",
    "writer.begin",
    "reader.begin",
    "owner.begin",
    ".exec_driver_sql",
    ".bulk_save_objects",
    ".bulk_insert_mappings",
)
OF_DATABASE = {"app/database.py", "app/database_roles.py", "app/engines.py", "app/row_security.py", "app/schema.py"}
OUTSIDE = OF_DATABASE | {"app/services/organisations.py"}


def test_nothing_goes_round_the_wall() -> None:
    root = Path(__file__).parent.parent
    found = [walls.Module.read(root, path) for path in (root / "app").rglob("*.py")]
    assert {one.path for one in found if list(walls.calls(one, *ROUND_THE_WALL))} == OUTSIDE


def test_every_id_in_a_body_carries_its_mark() -> None:
    unmarked = {f"/{info.alias}" for one in operations() if one.body for info in bare_ids(one.body)}
    assert unmarked == set(UNMARKED)


def bare_ids(shape: type[BaseModel]) -> list[Any]:
    return [
        info
        for info in shape.model_fields.values()
        if UUID in {info.annotation, *get_args(info.annotation)} or "UUID" in str(info.annotation)
        if ref_of(info.annotation, info.metadata) is None
    ]


FILTERS = [
    (operation, name, ref_of(info.annotation, info.metadata))
    for operation in operations()
    if operation.query
    for name, info in operation.query.model_fields.items()
    if ref_of(info.annotation, info.metadata)
]


@pytest.mark.parametrize(("operation", "name", "noun"), FILTERS, ids=str)
def test_a_filter_finds_nothing_of_another_house(worlds: Worlds, operation: Operation, name: str, noun: str) -> None:
    house, answers = worlds.ours.house, []
    assert operation.query
    key = operation.query.model_fields[name].alias
    for wanted in (worlds.alien.ids[noun], new_id()):
        answer = house.ask("GET", f"{operation.at(worlds.ours.ids)}?{key}={wanted}")
        answers.append((answer.status_code, answer.json()))
    assert answers[0] == answers[1] == (200, {"items": [], "nextCursor": None})


LISTS = [one for one in operations() if one.is_list]


@pytest.mark.parametrize("operation", LISTS, ids=str)
def test_an_external_id_of_another_house_is_found_by_nobody_here(worlds: Worlds, operation: Operation) -> None:
    items = worlds.alien.house.seen(operation.at(worlds.alien.ids))["items"]
    pair = [one["externalIds"][0] for one in items if one["externalIds"]][-1]
    asked = f"?externalSystem={pair['system']}&externalValue={pair['value']}"
    assert len(worlds.alien.house.seen(operation.at(worlds.alien.ids) + asked)["items"]) == 1
    assert worlds.ours.house.seen(operation.at(worlds.ours.ids) + asked)["items"] == []


@pytest.mark.parametrize("operation", LISTS, ids=str)
def test_the_same_external_id_finds_in_each_house_its_own(worlds: Worlds, operation: Operation) -> None:
    pairs = []
    for world in (worlds.ours, worlds.twin):
        items = world.house.seen(operation.at(world.ids))["items"]
        pair = next(one["externalIds"][0] for one in items if one["externalIds"])
        asked = f"?externalSystem={pair['system']}&externalValue={pair['value']}"
        (found,) = world.house.seen(operation.at(world.ids) + asked)["items"]
        assert world.word in str(found)
        pairs.append(pair)
    assert pairs[0] == pairs[1]


@pytest.mark.parametrize("operation", LISTS, ids=str)
def test_a_cursor_of_another_house_opens_nothing(worlds: Worlds, operation: Operation) -> None:
    ours = worlds.ours.house.seen(operation.at(worlds.ours.ids))["items"]
    page = worlds.twin.house.seen(f"{operation.at(worlds.twin.ids)}?limit=1")
    if page["nextCursor"]:
        found = worlds.ours.house.seen(f"{operation.at(worlds.ours.ids)}?cursor={page['nextCursor']}")["items"]
        assert found == [one for one in ours if one["id"] > page["items"][0]["id"]]


# -------------------------------------------------------------------------------- the key


def test_a_key_does_not_open_another_house(worlds: Worlds) -> None:
    house, other = worlds.ours.house, worlds.twin.house
    start = len(secret_texts.KEY) + 1
    own = house.key()
    raw = base64.urlsafe_b64decode(own[start : start + secret_texts.IDS_LENGTH] + "=")
    ids = base64.urlsafe_b64encode(UUID(other.organisation_id).bytes + raw[16:]).decode().rstrip("=")
    forged = own[:start] + ids + own[start + secret_texts.IDS_LENGTH :]
    assert re.fullmatch(r"samenspel_[\w-]+", forged)
    answer = house.client.get("/v1/teams", headers={"Authorization": f"Bearer {forged}"})
    assert answer.status_code == 401
    assert house.client.get("/v1/teams", headers={"Authorization": f"Bearer {own}"}).status_code == 200


# -------------------------------------------------------------------------------- and the proof can also fail


def test_without_the_wall_other_houses_show_unless_the_second_one_holds(
    worlds: Worlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_wall.take_away(monkeypatch)
    theirs = worlds.ours.house.ask("GET", f"/teams/{worlds.alien.ids['team']}")
    if on_postgresql():
        assert everything_told(worlds.ours) == worlds.before
        assert theirs.status_code == 404
    else:
        assert everything_told(worlds.ours) != worlds.before
        assert theirs.status_code == 200
        assert THEIRS in theirs.text
