"""Ids: how they are read, and how any number of them is looked for on both databases."""

from collections.abc import Collection
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
from sqlalchemy import not_, select
from sqlmodel import col

from app.database import Database, Session
from app.ids import Among, Each, read_id, read_id_or_none
from app.models.person import PersonRow
from app.services import naming
from tests.house import House
from tests.plans import plan, sent

MORE_THAN_PARAMETERS: Final = 70_000
"""A statement of PostgreSQL takes 65,535 of them, one of SQLite 32,766."""


def found(house: House, *conditions: Any, ids: Collection[UUID]) -> set[UUID]:  # noqa: ANN401  conditions of SQLAlchemy
    def look(session: Session) -> set[UUID]:
        session.enter(UUID(house.organisation_id))
        return set(session.scalars(select(col(PersonRow.id)).where(*conditions), {"ids": ids}))

    return house.database.run(look, write=False)


@pytest.fixture
def people(house: House) -> list[UUID]:
    return [UUID(house.resident()) for _ in range(3)]


@pytest.mark.parametrize("form", [str, lambda one: one.hex, lambda one: str(one).upper()])
def test_an_id_is_read_as_python_reads_it(form: Any) -> None:  # noqa: ANN401  what writes an id
    one = uuid4()
    assert (read_id(form(one)), type(read_id(form(one)))) == (one, UUID)
    assert read_id_or_none(form(one)) == one


@pytest.mark.parametrize("text", ["", "1", "0" * 31, "0" * 33, "g" * 32])
def test_any_other_text_is_no_id(text: str) -> None:
    with pytest.raises(ValueError, match="UUID"):
        read_id(text)


def test_what_is_not_there_is_no_id() -> None:
    assert read_id_or_none(None) is None


def test_those_are_found_that_are_asked_for(house: House, people: list[UUID]) -> None:
    first, second, third = people
    these = Among(PersonRow.id, "ids")
    assert found(house, these, ids=[]) == set()
    assert found(house, these, ids=[uuid4()]) == set()
    assert found(house, these, ids={first, third, uuid4()}) == {first, third}
    assert found(house, not_(these), ids=[first, third]) == {second}
    assert found(house, these, col(PersonRow.id) != first, ids=people) == {second, third}


def test_there_may_be_more_than_a_database_takes_parameters(house: House, people: list[UUID]) -> None:
    many = [uuid4() for _ in range(MORE_THAN_PARAMETERS)]
    assert found(house, Among(PersonRow.id, "ids"), ids=[*many, *people]) == set(people)


def test_nobody_is_found_in_another_organisation(other_house: House, people: list[UUID]) -> None:
    assert found(other_house, Among(PersonRow.id, "ids"), ids=people) == set()


def named(house: House, ids: Collection[UUID]) -> list[tuple[str, Any]]:
    def look(session: Session) -> None:
        session.enter(UUID(house.organisation_id))
        naming.names_of(session, set(ids))

    return sent(house.database, lambda: house.database.run(look, write=False))


def test_the_statement_is_the_same_for_any_number_of_ids(house: House, people: list[UUID]) -> None:
    one, all_of_them = ([statement for statement, _ in named(house, ids)] for ids in (people[:1], people))
    assert one == all_of_them


def test_they_are_looked_up_in_an_index(house: House, people: list[UUID]) -> None:
    *before, statement = named(house, people)
    shown = plan(house.database, statement, *before)
    if house.database.is_sqlite:
        assert "SEARCH person USING INDEX sqlite_autoindex_person_1 (organisation_id=? AND id=?)" in shown
    else:
        assert "Index" in shown
        assert "id = ANY ('{" in shown  # read as ids once, and not for every row


def test_ids_are_rows_to_select_from(database: Database) -> None:
    ids = [uuid4() for _ in range(3)]
    with database.reader.connect() as connection:
        assert list(connection.scalars(select(Each("ids").id), {"ids": ids})) == ids
        assert list(connection.scalars(select(Each("ids").id), {"ids": []})) == []


def test_the_tenant_wall_lets_no_such_rows_through(house: House) -> None:
    def look(session: Session) -> None:
        session.enter(UUID(house.organisation_id))
        session.execute(select(Each("ids").id), {"ids": []})

    with pytest.raises(TypeError, match="wall"):
        house.database.run(look, write=False)
