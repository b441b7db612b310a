"""The words of another organisation are found by nobody here; generated from the route table."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from fastapi import FastAPI

from app.services.search import finding
from tests import no_wall
from tests.engine import on_postgresql
from tests.house import new_id, open_house
from tests.route_table import Operation, operations, places_of
from tests.world import World

OURS, THEIRS = "merel", "kanarie"
SEARCHES = [one for one in operations() if one.is_search]
FILTERS = [(one, place, noun) for one in SEARCHES if one.body for place, noun in places_of(one.body)]


class Worlds(NamedTuple):
    """Our house, and the other one: with the very ids that ours has, and with a second world of its own."""

    ours: World
    twin: World
    alien: World


@pytest.fixture(scope="module")
def worlds(service: FastAPI) -> Iterator[Worlds]:
    with open_house(service) as house, open_house(service, "De Wilg") as other:
        ours = World(house, OURS)
        yield Worlds(ours, World(other, THEIRS, ours.ids), World(other, THEIRS, known_as="nummer"))


def found(world: World, operation: Operation, q: str) -> list[str]:
    """What a search in a house finds, as text."""
    return [str(one) for one in world.house.done(operation.path, q=q)["items"]]


def test_every_noun_that_is_searched_is_tried() -> None:
    assert {one.path for one in SEARCHES} == {
        f"/{one}/_search" for one in ("stories", "residents", "relatives", "caregivers")
    }


@pytest.mark.parametrize("operation", SEARCHES, ids=str)
def test_the_words_of_another_house_are_found_by_nobody_here(worlds: Worlds, operation: Operation) -> None:
    assert [OURS in one for one in found(worlds.ours, operation, OURS)] == [True]
    assert [THEIRS in one for one in found(worlds.twin, operation, THEIRS)] == [True, True]
    assert found(worlds.ours, operation, THEIRS) == found(worlds.twin, operation, OURS) == []


@pytest.mark.parametrize("operation", SEARCHES, ids=str)
def test_it_is_the_wall_that_keeps_them_apart(
    worlds: Worlds, operation: Operation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The organisation among the words makes a search quick; it is not what makes it safe."""
    monkeypatch.setattr(finding, "_within", lambda _session, _noun, question: question)
    assert found(worlds.ours, operation, THEIRS) == []
    assert len(found(worlds.twin, operation, THEIRS)) == 2
    no_wall.take_away(monkeypatch)
    # PostgreSQL has a second wall.
    assert (THEIRS in str(found(worlds.ours, operation, THEIRS))) is not on_postgresql()


@pytest.mark.parametrize(("operation", "place", "noun"), FILTERS, ids=str)
def test_a_search_narrowed_to_another_house_finds_nothing(
    worlds: Worlds, operation: Operation, place: str, noun: str
) -> None:
    for wanted in (worlds.alien.ids[noun], new_id()):
        asked = {"q": OURS, place.strip("/"): wanted}
        assert worlds.ours.house.done(operation.path, **asked) == {"items": [], "nextCursor": None}


@pytest.mark.parametrize("operation", SEARCHES, ids=str)
def test_a_cursor_of_another_house_opens_nothing(worlds: Worlds, operation: Operation) -> None:
    cursor = worlds.twin.house.done(operation.path, q=THEIRS, limit=1)["nextCursor"]
    assert cursor
    assert worlds.ours.house.done(operation.path, q=THEIRS, cursor=cursor)["items"] == []
