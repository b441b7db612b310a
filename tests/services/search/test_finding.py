"""Finding: by the index and never by reading everything, in as many statements as a list, the same to the last page."""

import base64
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from sqlmodel import col

from app.database import Database, Session
from app.models.search import SearchEntry, as_query, has_words
from tests.engine import on_postgresql
from tests.house import LONG_AGO, House, open_house
from tests.plans import plan, sent


def counted(database: Database, work: Any) -> int:  # noqa: ANN401  any work
    """How many statements are sent meanwhile that ask for rows, and not where the transaction stands."""
    return len([one for one in sent(database, work) if "set_config" not in one[0]])


@pytest.fixture(scope="module")
def full(service: FastAPI) -> Iterator[House]:
    """A house with some people and stories of one name."""
    with open_house(service) as house:
        team = house.made("/teams", name="Linde")["id"]
        for place in range(12):
            who = house.made("/residents", preferredName=f"Anna {place}", teamId=team, movedInDate=LONG_AGO)["id"]
            house.story(who, text=f"Anna telde {place} rozen.", happenedOn=house.ago(place // 3), teamId=team)
        yield house


ASKED = [("stories", {"q": "roos"}), ("stories", {"q": "roos", "fromDate": LONG_AGO}), ("residents", {"q": "Anna"})]


@pytest.mark.parametrize(("path", "asked"), ASKED, ids=str)
def test_entries_are_gone_through_in_order_and_words_looked_up(
    full: House, path: str, asked: dict[str, object]
) -> None:
    first = full.done(f"/{path}/_search", **asked, limit=4)
    for page in ({}, {"cursor": first["nextCursor"]}):
        said = sent(full.database, lambda page=page: full.done(f"/{path}/_search", **asked, **page, limit=4))
        (search,) = [one for one in said if "search_entry" in one[0]]
        shown = plan(full.database, search, *(one for one in said if "set_config" in one[0]))
        if on_postgresql():  # with so few rows it may choose either index
            assert "search_entry" in shown
            assert "Seq Scan" not in shown
        else:
            assert "search_index VIRTUAL TABLE INDEX 0:M" in shown
            assert "USING COVERING INDEX ix_search_entry_in_order (organisation_id=? AND noun=?" in shown
            assert "SCAN story" not in shown


def test_the_index_is_one_for_this_condition(full: House) -> None:
    question = (("anna*", "rozen"), ("telde",))

    def ask(session: Session) -> None:
        session.enter(UUID(full.organisation_id))
        session.look_for(as_query(question, "postgresql"))
        session.connection().execute(select(col(SearchEntry.about_id)).where(has_words(question)))

    *before, statement = sent(full.database, lambda: full.database.run(ask, write=False))
    shown = plan(full.database, statement, *before)
    # `tests/test_row_security.py` shows what PostgreSQL does when it may not go in order.
    assert ("search_entry" if on_postgresql() else "search_index VIRTUAL TABLE INDEX 0:M") in shown
    assert "Seq Scan" not in shown


@pytest.mark.parametrize(("path", "asked"), ASKED, ids=str)
def test_a_search_takes_as_many_statements_as_its_list_however_many_it_finds(
    full: House, path: str, asked: dict[str, object]
) -> None:
    counts = {
        counted(full.database, lambda limit=limit: full.done(f"/{path}/_search", **asked, limit=limit))
        for limit in (2, 12)
    }
    assert counts == {counted(full.database, lambda: full.seen(f"/{path}"))}


def test_a_place_that_nobody_gave_is_refused(full: House) -> None:
    """The mark of the question is right, what stands behind it is not."""
    cursor = full.done("/residents/_search", q="Anna", limit=1)["nextCursor"]
    mark = base64.urlsafe_b64decode(cursor + "==")[:8]
    some_id = '"01975000-0000-7abc-8def-0123456789ab"'
    for place in (
        "",
        "[]",
        "{}",
        "[1]",
        f'[2,"a",{some_id}]',
        f'[{10**30},"a",{some_id}]',
        f'[1,"\\u0000",{some_id}]',
        f'[1,"\\ud800",{some_id}]',
        f'[1,"{"a" * 65}",{some_id}]',
        f"[1,7,{some_id}]",
        '[1,"a","b"]',
    ):
        forged = base64.urlsafe_b64encode(mark + place.encode()).decode().rstrip("=")
        asked = {"q": "Anna", "cursor": forged}
        refused = full.refused("POST", "/residents/_search", asked, version=None)
        assert refused == (400, "cursor_unfit", ["/cursor"]), place
