"""Nobody is seen without an entry in the access log: every reading route, as every caller, against the log.

Generated from the route table: a new route is in it without a line here. Whoever's id or name stands in an answer must
stand in the entry of that request.
"""

import json
import re
from collections.abc import Iterator
from itertools import product
from typing import Any, Final
from zlib import crc32

import pytest
from uuid_utils.compat import uuid7

from tests.engine import on_postgresql, tried_in_full
from tests.house import House
from tests.logged import Logged
from tests.policy.cast import CAREGIVERS, RELATIVES, Cast, called
from tests.policy.expected import READS
from tests.route_table import Operation, operations

CALLERS: Final = ("system", *CAREGIVERS, *RELATIVES, "truus", "piet")
PEOPLE: Final = (*CAREGIVERS, *RELATIVES, "truus", "piet", "otto", "dora")
WORDS: Final = {"stories": "tekst", "residents": "naam", "relatives": "naam", "caregivers": "naam"}
READING: Final = [one for one in operations() if one.method == "GET" or one.is_search]
# Things that the cast has none of; who reads those is tried in tests of their own.
NOT_THERE: Final = {"key", "invitation", "location"}


def paths(cast: Cast, operation: Operation) -> Iterator[str]:
    """The operation at everything of its noun that stands in the house."""
    nouns = [re.sub(r"(?<!^)(?=[A-Z])", "_", noun).lower() for noun in operation.nouns]
    wide = ("resident", "relative", "caregiver")
    things = [
        [cast.ids[one] for one, of in cast.nouns.items() if of == noun or (noun == "person" and of in wide)]
        for noun in nouns
    ]
    for ids in product(*things):
        yield operation.at(dict(zip(operation.nouns, ids, strict=True)))


def tried(cast: Cast, caller: str, operation: Operation) -> list[str]:
    """Some of those paths, the same in every run, others for each caller and engine; before a release all of them."""
    found = list(paths(cast, operation)) if "{name}" not in operation.path else []
    if tried_in_full() or "{" not in operation.path:
        return found
    apart = 48 if on_postgresql() else 24
    places = (f"{caller} {operation.path} {place}".encode() for place in range(len(found)))
    return [one for one, place in zip(found, places, strict=True) if crc32(place) % apart == 0]


def ask(cast: Cast, caller: str, operation: Operation, path: str, **headers: str) -> Any:  # noqa: ANN401  the client's own response
    body = {"q": WORDS[path.split("/")[1]], "limit": 200} if operation.is_search else None
    return cast.ask(caller, operation.method, path, body, **headers, **{"X-Request-Id": str(uuid7())})


def shown(cast: Cast, answer: Any) -> set[str]:  # noqa: ANN401  as above
    """Everybody whose id or name stands in an answer; who recorded a thing stands there as an id without a name."""
    said = re.sub(r'"createdBy":"[^"]*"', "", answer.text)
    names = {name for name in PEOPLE if re.search(rf"{called(name)}(?!\w)", said)}
    return {cast.ids[name] for name in PEOPLE if name in names or cast.ids[name] in said}


# The same code on both engines: on the second somebody of each kind asks.
ASKING: Final = ("system", "nurse", "lead", "student", "anna", "truus") if on_postgresql() else CALLERS


@pytest.mark.parametrize("caller", CALLERS if tried_in_full() else ASKING)
def test_nobody_is_seen_without_an_entry(cast: Cast, caller: str) -> None:
    asked = [(operation, path) for operation in READING for path in tried(cast, caller, operation)]
    answers = [(operation, path, ask(cast, caller, operation, path)) for operation, path in asked]
    log = Logged(cast.house)
    unseen: list[tuple[str, str, object]] = []
    for operation, path, answer in answers:
        entries = log.all_of(answer)
        persons = shown(cast, answer) if answer.status_code == 200 else set()
        if answer.status_code == 200 and len(entries) != (1 if persons or entries else 0):
            unseen.append((path, "entries", len(entries)))
        logged = {one for entry in entries for one in log.persons[entry.id]}
        if persons - logged:
            unseen.append((path, operation.method, len(persons - logged)))
        if answer.status_code in {403, 404} and [one.outcome.value for one in entries] != ["denied"]:
            unseen.append((path, "denied", [one.refusal for one in entries]))
    assert unseen == []
    assert sum(bool(shown(cast, answer)) for *_, answer in answers) > 2  # so that there was something to see


def test_what_a_head_or_a_held_answer_tells_is_logged_as_the_answer_itself(cast: Cast) -> None:
    asked = []
    for operation in (one for one in READING if one.method == "GET"):
        for path in tried(cast, "system", operation)[:1]:
            answer = ask(cast, "system", operation, path)
            if answer.status_code != 200:  # such as a coding at a story that it is not of
                continue
            head = cast.ask("system", "HEAD", path, None, **{"X-Request-Id": str(uuid7())})
            etag = {"If-None-Match": answer.headers.get("etag", ""), "X-Request-Id": str(uuid7())}
            held = cast.ask("system", "GET", path, None, **etag)
            assert (head.status_code, held.status_code) == (200, 304), path
            asked.append((path, [answer, head, held]))
    log = Logged(cast.house)
    for path, answers in asked:
        persons = [{one for entry in log.all_of(each) for one in log.persons[entry.id]} for each in answers]
        assert persons[0] == persons[1] == persons[2], path
    assert len(asked) > 20


def test_every_reading_route_is_tried(cast: Cast) -> None:
    missing = [one for one in READING if "{name}" not in one.path and not list(paths(cast, one))]
    assert {noun for one in missing for noun in one.nouns} <= NOT_THERE
    assert READS  # the same house as that of the matrix


def test_grounds_say_by_what_right(cast: Cast) -> None:
    ids = cast.ids
    wanted = {
        ("nurse", "truus"): "care",
        ("anna", "truus"): "consent",
        ("bram", "truus"): "kin",
        ("dirk", "truus"): "represents",
        ("truus", "truus"): "own",
        ("system", "truus"): "program",
    }
    for (caller, resident), ground in wanted.items():
        answer = cast.ask(caller, "GET", f"/residents/{ids[resident]}", None, **{"X-Request-Id": str(uuid7())})
        assert answer.status_code == 200
        assert Logged(cast.house).seen(answer)[ids[resident]] == ground, caller
    answer = cast.ask("nurse", "GET", f"/stories/{ids['story of truus']}", None, **{"X-Request-Id": str(uuid7())})
    seen = Logged(cast.house).seen(answer)
    assert (seen[ids["anna"]], seen[ids["nurse"]]) == ("around", "own")


def test_a_read_that_tells_of_nobody_leaves_no_entry(cast: Cast) -> None:
    for path in ("/senses", "/teams", "/instruments", "/vocabularies"):
        answer = cast.ask("nurse", "GET", path, None, **{"X-Request-Id": str(uuid7())})
        assert answer.status_code == 200
        assert Logged(cast.house).all_of(answer) == [], path


def test_an_empty_answer_about_people_leaves_one(house: House) -> None:
    answer = house.ask("GET", "/stories")
    assert answer.json()["items"] == []
    entry = Logged(house).of(answer)
    assert (entry.operation, entry.action.value, entry.person_count) == ("list_stories", "read", 0)
    assert json.dumps(entry.kinds) == '["administrator", "system"]'
