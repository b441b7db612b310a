"""Bad input, worked out from the contract: each wrong thing is a clear refusal, and nothing is changed or echoed."""

import asyncio
import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final, NamedTuple
from uuid import UUID
from zlib import crc32

import httpx
import pytest
from fastapi import FastAPI
from sqlmodel import SQLModel

from app.models import sentences
from app.routers.refusals import TYPE_PREFIX
from tests.bad_values import (
    CANARY,
    UNKNOWN_ID,
    WRONG_IDS,
    Spot,
    plain,
    spots,
    wrong_query_values,
    wrong_raw_bodies,
    wrong_values,
)
from tests.engine import engine_name, on_postgresql, tried_in_full
from tests.exemplary import ExemplaryHouse, Operation, opened_by_a_key, operations
from tests.house import House, open_house

Json = Any
# Where a rule of the body itself already refuses what is otherwise right: one of two fields, or only with POST.
ANOTHER_RULE_FIRST: Final = ("/relationIds", "/teamId", "/residentId", "/toPersonId", "/moments/", "/codings/")


class Bad(NamedTuple):
    """A request that is wrong in one way, and how it must be refused."""

    path: str
    raw: bytes | None = None
    query: httpx.QueryParams | None = None
    statuses: tuple[int, ...] = (400,)
    pointer: str | None = None
    parameter: str | None = None


class Worlds(NamedTuple):
    """One house with everything in it, and another on the same service."""

    own: ExemplaryHouse
    other: ExemplaryHouse


@pytest.fixture(scope="module")
def worlds(service: FastAPI) -> Iterator[Worlds]:
    with open_house(service) as own, open_house(service, "De Wilg") as other:
        found = Worlds(ExemplaryHouse(own), ExemplaryHouse(other))
        found.own.lose()
        yield found


def each(*methods: str) -> pytest.MarkDecorator:
    """Every operation on one of the engines, a quarter of them on PostgreSQL; before a release all of them on both."""
    found = opened_by_a_key(*methods)
    if not tried_in_full():
        found = [one for one in found if (crc32(one.name.encode()) % 4 == 0) is on_postgresql()]
    return pytest.mark.parametrize("operation", found, ids=lambda one: one.name)


@each()
def test_whatever_is_wrong_is_refused_clearly_and_changes_nothing(
    operation: Operation, worlds: Worlds, service: FastAPI, record_property: Callable[[str, object], None]
) -> None:
    path, body = worlds.own.fresh(operation)
    bad = [
        *wrong_bodies(operation, path, body, worlds),
        *wrong_queries(operation, path, body),
        *wrong_paths(operation, path),
    ]
    bad += gone_paths(operation, path, body, worlds)
    before = rows(worlds)
    complaints = asyncio.run(send(service, worlds.own.house, operation, bad))
    assert complaints == []
    assert rows(worlds) == before
    versioned = "*" if operation.method in {"put", "patch", "delete"} else None
    good = worlds.own.house.ask(operation.method.upper(), path, body, version=versioned)
    assert good.status_code < 300, good.text  # so it was the one wrong thing that was refused
    record_property("requests", len(bad) + 1)


# --------------------------------------------------------------------------------------------------- what is sent wrong


def wrong_bodies(operation: Operation, path: str, body: Json, worlds: Worlds) -> Iterator[Bad]:
    """Every field of the body with everything wrong in it, and bodies that are no bodies."""
    if operation.body is None:
        return
    for spot in spots(operation.body["schema"], body):
        for value in some_of(wrong_values(spot), operation, spot):
            yield Bad(path, raw(spot.replaced(value)), pointer=spot.pointer)
        if spot.needed and spot.left_out and "/0" not in spot.pointer[-2:]:
            yield Bad(path, raw(spot.left_out()), pointer=spot.pointer)
        # A filter that nothing fits finds nothing, in the body of a search too.
        if plain(spot.schema).get("format") == "uuid" and not operation.path.endswith("/_search"):
            yield from wrong_references(operation, path, spot, worlds)
    optional = not operation.about["requestBody"]["required"]
    for one in wrong_raw_bodies(json.dumps(body)):
        if one or not optional:
            yield Bad(path, one)
    yield Bad(path, raw({"text": CANARY * 250_000}), statuses=(413,))


def some_of(values: list[Json], operation: Operation, spot: Spot) -> list[Json]:
    """Half of the wrong values where a shape comes first, on SQLite; where it comes again a part for every field.

    What is wrong is judged before the database is asked, so on the second engine a part does everywhere. Each field
    and each engine begins elsewhere in the table. A release is tried with everything.
    """
    if tried_in_full() or not values:
        return values
    first = first_of_shapes()[spot.shape] == operation.name
    apart = min(len(values), (2 if first else 32) * (6 if on_postgresql() else 1))
    return values[crc32(f"{engine_name()} {operation.name}{spot.pointer}".encode()) % apart :: apart]


@cache
def first_of_shapes() -> dict[str, str]:
    """Which operation is the first to take each shape."""
    found: dict[str, str] = {}
    for operation in (one for one in operations("post", "put", "patch") if one.body):
        assert operation.body is not None
        for spot in spots(operation.body["schema"], operation.body["example"]):
            found.setdefault(spot.shape, operation.name)
    return found


def wrong_references(operation: Operation, path: str, spot: Spot, worlds: Worlds) -> Iterator[Bad]:
    """Ids of nothing, of what was laid aside, and of what another organisation has: one text for all."""
    noun = worlds.own.noun_of(operation.tag, spot.pointer.rstrip("/0").rsplit("/", 1)[1])
    earlier = any(part in spot.pointer for part in ANOTHER_RULE_FIRST)
    for wrong in (UNKNOWN_ID, worlds.own.gone.get(noun), worlds.other.ids.get(noun)):
        yield Bad(
            path,
            raw(spot.replaced(wrong or UNKNOWN_ID)),
            statuses=(400, 422) if earlier else (422,),
            pointer=None if earlier else spot.pointer,
        )


def raw(value: Json) -> bytes:
    """A value as JSON that also says what JSON may not say."""
    return json.dumps(value).encode()


def wrong_queries(operation: Operation, path: str, body: Json) -> Iterator[Bad]:
    """Every query key with everything wrong in it, unknown ones, one twice, a day that no figure can be asked for."""
    content = None if body is None else raw(body)
    yield Bad(path, content, query=httpx.QueryParams({CANARY: CANARY}), parameter="query")
    yield Bad(path, content, query=httpx.QueryParams([("limit", "1"), ("limit", "2")]), parameter="query")
    for one in operation.own("query"):
        others = {"externalSystem": {"externalValue": "1"}, "externalValue": {"externalSystem": "ecd"}}
        for value in wrong_query_values(one["schema"]):
            query = {one["name"]: value, **others.get(one["name"], {})}
            yield Bad(path, query=httpx.QueryParams(query), parameter=one["name"])
    if any(one["name"] == "externalSystem" for one in operation.own("query")):
        yield Bad(path, query=httpx.QueryParams({"externalSystem": "ecd"}))
        yield Bad(
            path,
            query=httpx.QueryParams(
                {"externalSystem": "http://fhir.nl/fhir/NamingSystem/bsn", "externalValue": CANARY}
            ),
        )
    if any(one["name"] == "asOf" for one in operation.own("query")):
        yield Bad(path, query=httpx.QueryParams({"asOf": "2199-01-31"}), parameter="asOf")
        yield Bad(path, query=httpx.QueryParams({"asOf": "1899-12-31"}), parameter="asOf")


def wrong_paths(operation: Operation, path: str) -> Iterator[Bad]:
    """Ids in the path that are none."""
    for one in operation.own("path"):
        place = operation.path.split("/").index(f"{{{one['name']}}}")
        if one["schema"].get("format") == "uuid":
            for wrong in WRONG_IDS[:-1]:
                yield Bad(exchanged(path, place, wrong), parameter=one["name"])
    if operation.method == "put" and operation.path.endswith("Id}"):
        last = operation.path.count("/")
        yield Bad(exchanged(path, last, "01975000-0000-4abc-8def-0123456789ab"), raw({}))
        yield Bad(exchanged(path, last, "ff975000-0000-7abc-8def-0123456789ab"), raw({}))


def gone_paths(operation: Operation, path: str, body: Json, worlds: Worlds) -> Iterator[Bad]:
    """Ids in the path of nothing, of what was laid aside, and of what another organisation has."""
    for one in operation.own("path"):
        place = operation.path.split("/").index(f"{{{one['name']}}}")
        noun = worlds.own.noun_of(operation.tag, one["name"])
        makes = operation.method == "put" and operation.path.endswith(f"{{{one['name']}}}")
        content = raw(body) if body is not None else None
        if makes:
            yield Bad(exchanged(path, place, worlds.own.gone[noun]), content, statuses=(409,))
        elif noun in worlds.own.ids:
            for wrong in (UNKNOWN_ID, worlds.own.gone.get(noun, UNKNOWN_ID), worlds.other.ids[noun]):
                yield Bad(exchanged(path, place, wrong), content, statuses=(404,))
        else:
            yield Bad(exchanged(path, place, CANARY), statuses=(404,))


def exchanged(path: str, place: int, part: str) -> str:
    parts = path.split("/")
    return "/".join([*parts[:place], part.replace("\n", "%0A").replace(" ", "%20"), *parts[place + 1 :]])


# -------------------------------------------------------------------------------------------------- what must come back


async def send(service: FastAPI, house: House, operation: Operation, bad: list[Bad]) -> list[str]:
    """Send everything wrong; tells what was not refused as it should be."""
    transport = httpx.ASGITransport(service, raise_app_exceptions=False)
    key = house.client.headers["authorization"]
    fixed = {"Authorization": key} | ({} if operation.method in {"get", "post"} else {"If-Match": "*"})
    async with httpx.AsyncClient(transport=transport, base_url="http://house.example/v1", headers=fixed) as client:

        async def ask(one: Bad) -> list[str]:
            form = {} if one.raw is None else {"Content-Type": "application/json"}
            answer = await client.request(
                operation.method.upper(), one.path[1:], params=one.query, content=one.raw, headers=form
            )
            return [f"{shown(one)}: {complaint}" for complaint in complaints_about(answer, one)]

        # A few at a time, so that nobody waits for a thread.
        turns = [bad[place : place + 8] for place in range(0, len(bad), 8)]
        told = [await asyncio.gather(*(ask(one) for one in turn)) for turn in turns]
    return [complaint for turn in told for found in turn for complaint in found]


def shown(one: Bad) -> str:
    return f"{one.path} {one.query or ''} {one.pointer or ''} {(one.raw or b'')[:4000]!r}"


def complaints_about(answer: httpx.Response, bad: Bad) -> Iterator[str]:
    if answer.status_code not in bad.statuses:
        yield f"{answer.status_code} {answer.text[:600]}"
        return
    said = answer.json()
    if answer.headers["content-type"] != "application/problem+json":
        yield "no problem"
    if said["type"] != TYPE_PREFIX + said["code"].replace("_", "-") or said["code"] not in sentences.titled():
        yield f"unknown kind {said['type']}"
    if CANARY in (answer.text + str(answer.headers)).lower():
        yield f"echoed {answer.text}"
    if said["status"] != answer.status_code or said["instance"] != f"urn:uuid:{answer.headers['x-request-id']}":
        yield "status or instance differ"
    if answer.status_code in {400, 422}:
        yield from complaints_about_places(said["errors"], bad)


def complaints_about_places(errors: list[dict[str, Json]], bad: Bad) -> Iterator[str]:
    """Every error says where, in words of its own; one of them is the place that is wrong."""
    if not errors or any(one["pointer"] is None and one["parameter"] is None for one in errors):
        yield f"an error without a place: {errors}"
    if any(one["code"] not in sentences.codes() or not one["detail"] for one in errors):
        yield f"an error without words: {errors}"
    if bad.pointer is not None and not any(_stands_at(one, bad.pointer) for one in errors):
        yield f"not the place: {errors}"
    if bad.parameter is not None and bad.parameter not in {one["parameter"] for one in errors}:
        yield f"not the parameter: {errors}"


def _stands_at(error: dict[str, Json], pointer: str) -> bool:
    """Whether an error names the place; what is no JSON has no places yet."""
    return (error["pointer"] or "").startswith(pointer) or error["code"].startswith("json_")


def rows(worlds: Worlds) -> dict[str, list[str]]:
    """Every row of the two houses but the log, which notes refusals; what other tests left is not looked at."""
    tables = [table for table in SQLModel.metadata.sorted_tables if not table.name.startswith("access_")]
    found: dict[str, list[str]] = {table.name: [] for table in tables}
    for world in worlds if tried_in_full() else [worlds.own]:
        ours = UUID(world.house.organisation_id)
        with world.house.peek() as connection:
            for table in tables:
                mine = table.select().where(table.c.organisation_id == ours)
                found[table.name] += sorted(str(tuple(row)) for row in connection.execute(mine))
    return found
