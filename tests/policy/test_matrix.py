"""T1: who may do what, over HTTP: every caller, every thing, and every way to ask for it.

A thing that may not be seen is refused in the same words as one that is not there, and nothing of it stands in any
answer that its caller gets: no text, no name, no count. That it is there is shown by a program that sees it.
"""

import re
from collections.abc import Callable, Container, Iterable
from functools import cache
from itertools import product
from typing import Any, Final
from zlib import crc32

import pytest

from tests.engine import on_postgresql, tried_in_full
from tests.house import Said, new_id
from tests.policy.cast import CAREGIVERS, PLURAL, RELATIVES, Cast, called
from tests.policy.expected import FIGURES, NAMED, READS, REMOVES, SIDE_A, WRITES

CALLERS: Final = (*CAREGIVERS, *RELATIVES, "truus", "piet", "administrator")
LISTS: Final = (
    "resident",
    "relative",
    "caregiver",
    "relation",
    "role",
    "moment",
    "sitting",
    "story",
    "coding",
    "consent",
    "masking",
)
SEARCHES: Final = {"resident": "naam", "relative": "naam", "caregiver": "naam", "story": "tekst"}
FULL: Final = "?limit=200"
STALE: Final = '"018f0000-0000-7000-8000-000000000000.1.nl"'
FORBIDDEN: Final = frozenset({403, 404})
# Headers that differ between any two answers, and what of a body does.
APART: Final = frozenset({"x-request-id", "date", "ratelimit", "ratelimit-policy", "content-length"})


def tried(names: Iterable[str], caller: str, way: str, allowed: Container[str], *, every: int = 9) -> list[str]:
    """The cells that are tried: of what is allowed more than of what is forbidden; all of it before a release.

    In between it is a third of each on SQLite and an eighth on PostgreSQL, others there: together more than 3,000.
    """
    if tried_in_full():
        return list(names)
    thin = 8 if on_postgresql() else 3
    numbered = ((one, crc32(f"{caller} {way} {one}".encode())) for one in names)
    return [one for one, number in numbered if number % (thin if one in allowed else every * thin) == 0]


def again(cast: Cast, caller: str, method: str, path: str, status: int, counted: "Counted") -> None:
    """Before a release: what is allowed is so in both languages, by either door, and with the answer held already."""
    if not tried_in_full():
        return
    body: Said | None = {} if method == "PATCH" else None
    more = {"If-Match": STALE} if method in {"PATCH", "DELETE"} else {}
    for door, language in product((cast.headers, cast.other_doors), ("nl", "en")):
        headers = {**door[caller], **more, "Accept-Language": language}
        answer = cast.house.client.request(method, f"/v1{path}", json=body, headers=headers)
        assert answer.status_code == status, path
        counted.count(allowed=True)
        if method == "GET" and "etag" in answer.headers:
            headers["If-None-Match"] = answer.headers["etag"]
            assert cast.house.client.get(f"/v1{path}", headers=headers).status_code == 304, path
            counted.count(allowed=True)


class Counted:
    """How many requests were sent, and how many of them were allowed."""

    def __init__(self) -> None:
        self.both = [0, 0]

    def count(self, *, allowed: bool, sent: int = 1) -> None:
        """Count requests."""
        self.both[0] += sent
        self.both[1] += sent if allowed else 0


@pytest.fixture
def counted(record_property: Callable[[str, object], None]) -> Counted:
    found = Counted()
    record_property("authorised", found.both)  # the very list, so that what is counted after this stands in it
    return found


def secrets(cast: Cast, caller: str) -> list[str]:
    """What must stand in no answer to this caller: texts of what they may not see, names of whom they may not know."""
    names = [called(one) for one in (*CAREGIVERS, *RELATIVES, "truus", "piet", "otto", "dora")]
    hidden = set(names) - {called(one) for one in NAMED[caller]}
    for name, who in READS.items():
        if caller not in who:
            hidden |= {text for text in cast.texts[name] if not text.startswith("Naam")}
    return sorted(hidden)


def leaks(answer: Any, hidden: list[str]) -> list[str]:  # noqa: ANN401  the client's own response
    said = answer.text + str(dict(answer.headers))
    return [one for one in hidden if re.search(rf"{re.escape(one)}(?![\w ])", said)]


def words_of(answer: Any) -> tuple[Any, ...]:  # noqa: ANN401  as above
    """A refusal without what differs between any two."""
    headers = {name: value for name, value in answer.headers.items() if name.lower() not in APART}
    return answer.status_code, headers, re.sub(r"urn:uuid:[0-9a-f-]+", "", answer.text)


@pytest.mark.parametrize("caller", CALLERS)
def test_what_may_be_seen_is_seen_and_nothing_else(cast: Cast, caller: str, counted: Counted) -> None:
    hidden = secrets(cast, caller)
    complaints = []
    for name in tried(READS, caller, "GET", READS):
        answer = cast.ask(caller, "GET", cast.path(name))
        right = answer.status_code == 200 if caller in READS[name] else answer.status_code in FORBIDDEN
        if not right or leaks(answer, hidden):
            complaints.append((name, answer.status_code, leaks(answer, hidden)))
        counted.count(allowed=answer.status_code == 200)
        if answer.status_code == 200:
            again(cast, caller, "GET", cast.path(name), 200, counted)
        if answer.status_code == 404:
            nowhere = cast.path(name).rsplit("/", 1)[0] + f"/{new_id()}"
            assert words_of(answer) == words_of(cast.ask(caller, "GET", nowhere)), name
    mine = {name for name in READS if caller in READS[name]}
    for name in tried(READS, caller, "HEAD", mine):
        status = cast.ask(caller, "HEAD", cast.path(name)).status_code
        assert (status == 200) is (name in mine), name
        counted.count(allowed=name in mine)
        if name in mine:
            again(cast, caller, "HEAD", cast.path(name), 200, counted)
    assert complaints == []


@pytest.mark.parametrize("caller", CALLERS)
def test_lists_and_searches_hold_what_may_be_seen_and_nothing_else(cast: Cast, caller: str, counted: Counted) -> None:
    hidden = secrets(cast, caller)
    for noun in LISTS:
        wanted = {cast.ids[name] for name, who in READS.items() if cast.nouns[name] == noun and caller in who}
        ways: list[tuple[str, str, Said | None]] = [("GET", cast.list(noun) + ("" if noun == "coding" else FULL), None)]
        if noun in SEARCHES:
            ways.append(("POST", f"/{PLURAL[noun]}/_search", {"q": SEARCHES[noun], "limit": 200}))
        for method, path, body in ways:
            answer = cast.ask(caller, method, path, body)
            counted.count(allowed=answer.status_code == 200)
            if answer.status_code != 200:
                assert answer.status_code in FORBIDDEN
                assert not wanted, path
                continue
            assert leaks(answer, hidden) == [], path
            assert {one["id"] for one in answer.json()["items"]} == wanted, path
            assert answer.json()["nextCursor"] is None


@pytest.mark.parametrize("caller", CALLERS)
def test_pages_turn_over_what_may_be_seen(cast: Cast, caller: str) -> None:
    wanted = sorted(cast.ids[name] for name, who in READS.items() if cast.nouns[name] == "story" and caller in who)
    seen, after = [], ""
    for _ in range(len(wanted) + 1):
        page = cast.ask(caller, "GET", f"/stories?limit=2{after}").json()
        seen += [one["id"] for one in page.get("items", [])]
        after = f"&cursor={page.get('nextCursor')}"
        if page.get("nextCursor") is None:
            break
    assert seen == wanted


@pytest.mark.parametrize("caller", CALLERS)
def test_what_may_be_changed_is_changed_and_nothing_else(cast: Cast, caller: str, counted: Counted) -> None:
    """Asked for a version that is not the stored one, so that what is allowed is 412 and changes nothing."""
    complaints = []
    changeable = [one for one in READS if cast.nouns[one] != "masking"]
    for method, table in (("PATCH", WRITES), ("DELETE", REMOVES)):
        mine = {name for name in changeable if caller in table.get(name, ()) and caller in READS[name]}
        for name in tried(changeable, caller, method, mine):
            body: Said | None = {} if method == "PATCH" else None
            answer = cast.ask(caller, method, cast.path(name), body, **{"If-Match": STALE})
            allowed = name in mine
            if answer.status_code != 412 if allowed else answer.status_code not in FORBIDDEN:
                complaints.append((method, name, answer.status_code, allowed))
            if caller not in READS[name] and answer.status_code == 403:
                assert answer.json()["code"] in {"not_permitted", "scope_too_narrow"}, name  # whatever the row
            counted.count(allowed=allowed)
            if allowed:
                again(cast, caller, method, cast.path(name), 412, counted)
    assert complaints == []


def figures_of(name: str, noun: str) -> list[str]:
    """The figures that are asked of something."""
    if noun == "resident":
        ways = ("participation", "triangle", "timeline", "senses")
        return [f"/residents/{{id}}/{one}" for one in ways] + ["/people/{id}/senses"]
    if noun == "relation":
        return [] if name in SIDE_A else ["/relations/{id}/rung?explain=true"]
    return [f"/teams/{{id}}/{one}" for one in ("participation", "senses", "overview", "silence")]


@cache
def is_there(cast: Cast, path: str) -> bool:
    """Whether a program is told it, so that a refusal to others refuses something; asked once in a run."""
    status: int = cast.ask("system", "GET", path).status_code
    return status == 200


@pytest.mark.parametrize("caller", CALLERS)
def test_figures_are_told_to_whom_they_may_be_told_and_of_what_may_be_seen(
    cast: Cast, caller: str, counted: Counted
) -> None:
    hidden = secrets(cast, caller)
    for name, who in FIGURES.items():
        ways = figures_of(name, cast.nouns[name])
        for way in tried(ways, caller, name, ways if caller in who else (), every=1):
            path = way.format(id=cast.ids[name])
            assert is_there(cast, path), path
            answer = cast.ask(caller, "GET", path)
            assert answer.status_code == 200 if caller in who else answer.status_code in FORBIDDEN, (path, name)
            assert leaks(answer, hidden) == [], path
            ids = {
                cast.ids[one] for one in READS if cast.nouns[one] in {"moment", "story"} and caller not in READS[one]
            }
            assert not [one for one in ids if f'"{one}"' in answer.text], path
            counted.count(allowed=caller in who)
            if caller in who:
                again(cast, caller, "GET", path, 200, counted)


@pytest.mark.parametrize("caller", CALLERS)
def test_another_organisation_is_nowhere(cast: Cast, other_cast: Cast, caller: str, counted: Counted) -> None:
    """What the same caller may do at home is nothing there: the words are those for what does not exist."""
    for method in ("GET", "PATCH", "DELETE"):
        names = [one for one in READS if method == "GET" or cast.nouns[one] != "masking"]
        for name in tried(names, caller, f"foreign {method}", (), every=18):
            body: Said | None = {} if method == "PATCH" else None
            answers = []
            for wanted in (other_cast.ids[name], new_id()):
                path = f"{cast.path(name).rsplit('/', 1)[0]}/{wanted}"
                answer = cast.ask(caller, method, path, body, **{"If-Match": "*"})
                assert answer.status_code in FORBIDDEN, (method, name)
                assert wanted not in answer.text
                answers.append(words_of(answer))
            assert answers[0] == answers[1], (method, name)
            counted.count(allowed=False)
    for path in (f"/residents/{other_cast.ids['truus']}/{one}" for one in ("participation", "senses", "timeline")):
        assert cast.ask(caller, "GET", path).status_code in FORBIDDEN
        counted.count(allowed=False)


@pytest.mark.parametrize("name", ["anna", "nurse"])
def test_the_senses_of_who_is_no_resident_are_their_own(cast: Cast, name: str) -> None:
    for caller in CALLERS:
        status = cast.ask(caller, "GET", f"/people/{cast.ids[name]}/senses").status_code
        assert (status == 200) is (caller == name), caller


def test_everything_that_was_hidden_is_there(cast: Cast) -> None:
    for name in READS:
        answer = cast.ask("system", "GET", cast.path(name))
        assert answer.status_code == 200
        assert [text for text in cast.texts[name] if text not in answer.text] == [], name
