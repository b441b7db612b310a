"""Search: every question of the table, in the order that is written there, on either database; and what it keeps to."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, event

from app.models.vocabulary import KeyHolder, KeyScope
from tests.engine import on_postgresql
from tests.house import House, Said, new_id, open_house
from tests.search_table import OTHER_NAMES, PEOPLE, RESIDENTS, STORIES, TEXTS, Question


class Library:
    """A house with the people and the stories of the table, known by their keys."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.keys: dict[str, str] = {}
        for key, (called, name) in RESIDENTS.items():
            body: Said = {"preferredName": called, "name": name, "otherNames": OTHER_NAMES.get(key, [])}
            self.keys[house.made("/residents", **body)["id"]] = key
        someone = next(iter(self.keys))
        for key, (days, title, text, place) in STORIES.items():
            told = house.story(someone, happenedOn=house.ago(days), title=title, text=text, placeText=place)
            self.keys[told] = key

    def found(self, path: str, **asked: object) -> list[str]:
        """The keys of what one page holds."""
        return [self.keys[one["id"]] for one in self.house.done(f"/{path}/_search", **asked)["items"]]

    def paged(self, path: str, q: str) -> list[str]:
        """The keys of what all pages of one hold."""
        keys, cursor = [], None
        while True:
            page = self.house.done(f"/{path}/_search", q=q, limit=1, cursor=cursor)
            keys += [self.keys[one["id"]] for one in page["items"]]
            cursor = page["nextCursor"]
            if cursor is None:
                return keys


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements that are sent over this engine meanwhile."""
    said: list[str] = []

    def note(*given: Any) -> None:  # noqa: ANN401  SQLAlchemy's own arguments
        said.append(given[2])

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture(scope="module")
def library(service: FastAPI) -> Iterator[Library]:
    with open_house(service) as house:
        yield Library(house)


def table(questions: tuple[Question, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("question", questions, ids=lambda one: f"{one.q}: {one.shows}")


@table(PEOPLE)
def test_a_question_after_people_finds_these_in_this_order(library: Library, question: Question) -> None:
    assert library.found("residents", q=question.q) == question.keys


@table(TEXTS)
def test_a_question_after_stories_finds_these_in_this_order(library: Library, question: Question) -> None:
    assert library.found("stories", q=question.q) == question.keys


@pytest.mark.parametrize("path", ["residents", "stories"])
def test_pages_of_one_together_are_the_whole_in_the_same_order(library: Library, path: str) -> None:
    for question in {"residents": PEOPLE, "stories": TEXTS}[path]:
        assert library.paged(path, question.q) == question.keys, question.q


def test_the_table_is_long_enough_to_trust() -> None:
    assert len(PEOPLE) >= 60
    assert len(TEXTS) >= 45
    assert len({one.q for one in PEOPLE}) == len(PEOPLE)


# ------------------------------------------------------------------------------------------------- what is asked along


def test_a_search_is_narrowed_as_its_list_is(library: Library) -> None:
    house = library.house
    team = house.made("/teams", name="Linde")["id"]
    who = house.made("/residents", preferredName="Wiesje", teamId=team, movedInDate="2024-01-01")["id"]
    told = house.story(who, text="Wiesje at erwtensoep.", teamId=team, happenedOn="2024-05-05")

    def ids(path: str, **asked: object) -> list[str]:
        return [one["id"] for one in house.done(f"/{path}/_search", **asked)["items"]]

    assert ids("residents", q="Wiesje", teamId=team, state="moved_in") == [who]
    assert ids("residents", q="Wiesje", state="expected") == []
    assert ids("stories", q="erwtensoep", teamId=team, personId=who, fromDate="2024-05-05", untilDate="2024-05-05") == [
        told
    ]
    assert ids("stories", q="erwtensoep", fromDate="2024-05-06") == []
    assert ids("stories", q="erwtensoep", state="confirmed") == []
    assert ids("stories", q="erwtensoep", tellerId=who) == []
    assert ids("stories", q="erwtensoep", personId=new_id()) == []


def test_a_search_finds_one_by_its_external_id_and_refuses_a_bsn_in_its_place(house: House) -> None:
    tie = {"system": "https://ecd.example", "value": "7"}
    who = house.made("/relatives", preferredName="Anna Bos", externalIds=[tie])["id"]
    house.relative("Anna Dam")
    asked = {"q": "Anna", "externalSystem": tie["system"], "externalValue": "7"}
    assert [one["id"] for one in house.done("/relatives/_search", **asked)["items"]] == [who]
    refused = house.refused("POST", "/relatives/_search", {**asked, "externalSystem": "bsn"}, version=None)
    assert refused == (400, "bsn_refused", ["/externalSystem"])


@pytest.mark.parametrize(
    ("q", "code"),
    [
        ("", "text_too_short"),
        ("   ", "text_pattern"),
        ("!?", "search_empty"),
        ("' - '", "search_empty"),
        ("_%*", "search_empty"),
        ("a\nb", "text_pattern"),
        ("a\x00", "json_nul"),
        ("a" * 201, "text_too_long"),
        (None, "string_form"),
        (7, "string_form"),
    ],
)
def test_a_question_without_words_is_refused_in_words(house: House, q: object, code: str) -> None:
    for path in ("stories", "residents", "relatives", "caregivers"):
        refused = house.refused("POST", f"/{path}/_search", {"q": q}, version=None)
        assert refused[:2] == (400, code)


@pytest.mark.parametrize("q", ["a " * 100, "a'" * 100, "abcdefghijklmnopqrst " * 9, "x" * 200, "van " * 50])
def test_a_question_as_long_as_may_be_is_answered(house: House, q: str) -> None:
    for path in ("stories", "caregivers"):
        assert house.done(f"/{path}/_search", q=q)["items"] == []


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50 if on_postgresql() else 150)
def test_whatever_is_typed_is_answered_or_refused(library: Library, q: str) -> None:
    for path in ("stories", "residents"):
        assert library.house.ask("POST", f"/{path}/_search", {"q": q}).status_code in {200, 400}


def test_a_cursor_fits_its_own_question_alone(library: Library) -> None:
    house = library.house
    cursor = house.done("/residents/_search", q="Hogeveen", limit=1)["nextCursor"]
    story_cursor = house.done("/stories/_search", q="dochter", limit=1)["nextCursor"]
    listed = house.seen("/residents?limit=1")["nextCursor"]
    assert house.done("/residents/_search", q="Hogeveen", cursor=cursor, limit=7)["items"]
    for path, asked in (
        ("residents", {"q": "Riet", "cursor": cursor}),
        ("residents", {"q": "Hogeveen", "state": "expected", "cursor": cursor}),
        ("relatives", {"q": "Hogeveen", "cursor": cursor}),
        ("residents", {"q": "Hogeveen", "cursor": listed}),
        ("residents", {"q": "dochter", "cursor": story_cursor}),
        ("residents", {"q": "Hogeveen", "cursor": cursor[:-4]}),
        ("residents", {"q": "Hogeveen", "cursor": "AAAA"}),
    ):
        refused = house.refused("POST", f"/{path}/_search", asked, version=None)
        assert refused == (400, "cursor_unfit", ["/cursor"]), asked
    assert house.refused("GET", f"/residents?cursor={cursor}")[:2] == (400, "cursor_unfit")


def test_what_goes_between_two_pages_neither_doubles_nor_hides_anything(house: House) -> None:
    ids = [house.relative(f"Anna {name}") for name in ("Aker", "Bos", "Dam", "Eik")]
    page = house.done("/relatives/_search", q="Anna", limit=2)
    assert [one["id"] for one in page["items"]] == ids[:2]
    for gone in ids[:3]:
        house.ask("DELETE", f"/relatives/{gone}", version="*")
    rest = house.done("/relatives/_search", q="Anna", cursor=page["nextCursor"])
    assert [one["id"] for one in rest["items"]] == [ids[3]]


# ------------------------------------------------------------------------------------------------------ it only reads


def test_a_search_reads_only_and_tells_no_address_what_was_asked(library: Library) -> None:
    house, marked = library.house, {"Idempotency-Key": "een keer"}
    with counted(house.database.writer if house.database.is_sqlite else house.database.reader) as said:
        answers = [
            house.client.post("/v1/residents/_search", json={"q": q, "limit": 1}, headers=marked)
            for q in ("Hogeveen", "Hogeveen", "Putten")
        ]
    assert [one.status_code for one in answers] == [200, 200, 200]
    assert answers[0].text == answers[1].text != answers[2].text
    written = [one for one in said if not one.startswith(("SELECT", "BEGIN"))]
    assert {" ".join(one.split()[:3]) for one in written} == {"INSERT INTO access_entry", "INSERT INTO access_person"}
    for one in answers:
        assert {"etag", "link", "location", "idempotent-replayed"} & set(one.headers) == set()
        assert one.headers["cache-control"] == "no-store"
    assert house.ask("POST", "/residents/_search?q=Putten", {"q": "Putten"}).status_code == 400
    assert house.ask("GET", "/residents/_search").status_code == 405


def test_a_key_of_an_administrator_searches_nobody(house: House) -> None:
    key = house.key(KeyHolder.ADMINISTRATOR, KeyScope.ADMINISTRATION)
    for path in ("stories", "residents", "relatives", "caregivers"):
        answer = house.client.post(
            f"/v1/{path}/_search", json={"q": "Truus"}, headers={"Authorization": f"Bearer {key}"}
        )
        assert (answer.status_code, answer.json()["code"]) == (403, "scope_too_narrow")
