"""Statements that are made once: the wall looks through them once, and holds them as it holds any other."""

import re
from typing import Any, Final
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError
from sqlmodel import col

import app.main  # noqa: F401  so that every statement of the service is made
from app.database import Database, Session
from app.models.person import PersonRow
from app.models.resident import ResidentRow
from app.services import naming, records
from app.wall import _made_once, held_once, made_once, walled
from tests.house import House, new_id

SOME: Final = 15


def told(statement: Any) -> str:  # noqa: ANN401  any statement
    """The statement as text, without the names of its parameters."""
    return re.sub(r":\w+", ":", str(statement))


def inside(database: Database, organisation_id: str) -> Session:
    session = Session(database.writer)
    session.enter(UUID(organisation_id))
    return session


def test_every_one_of_them_is_held_as_the_wall_holds_any_statement() -> None:
    statements = list(_made_once)
    assert len(statements) > SOME
    for one in statements:
        held = told(held_once(one))
        assert held == told(walled(one, UUID(new_id())))
        assert held.count("organisation_id = :") > told(one).count("organisation_id = :")


def test_one_statement_serves_every_organisation_and_shows_each_its_own(
    database: Database, house: House, other_house: House
) -> None:
    people = {one: one.resident() for one in (house, other_house)}
    everybody = {UUID(one) for one in people.values()}
    for _ in range(2):
        for one, resident in people.items():
            with inside(database, one.organisation_id) as session:
                assert set(naming.names_of(session, everybody)) == {UUID(resident)}
                assert session.scalar(records.of(ResidentRow), {"id": UUID(resident)}) is not None


def test_what_is_made_out_of_one_is_another_statement() -> None:
    once = made_once(select(col(PersonRow.id)))
    assert held_once(once) is held_once(once) is not None
    assert held_once(once.where(col(PersonRow.died_on).is_(None))) is None
    assert held_once(select(col(PersonRow.id))) is None


def test_nobody_sends_one_without_saying_for_which_organisation(database: Database) -> None:
    held: Any = held_once(naming.NAMES)
    with database.reader.connect() as connection, pytest.raises(StatementError, match="organisation_here"):
        connection.execute(held, {"ids": []})
