"""Which rows are about a person: worked out from the foreign keys of the tables, so that no table is forgotten.

A row is about whom it names, whom a part of it names, and a moment about the parties of its relation.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Table, or_, select
from sqlmodel import SQLModel

from app.database import Session
from app.policy.holding import OWNERS
from app.policy.rules import PEOPLE

PARTIES: Final = ("party_a_id", "party_b_person_id", "resident_id")
"""The columns of a relation that tell whose it is."""


@cache
def pointing(table: str) -> Mapping[str, str]:
    """The columns of a table that hold the id of a person or of a relation, each with the noun that it names."""
    return {
        column.name: key.column.table.name
        for column in SQLModel.metadata.tables[table].columns
        for key in column.foreign_keys
        if key.column.table.name in {*PEOPLE, "relation"} and column.name != "organisation_id"
    }


@cache
def links_of(table: str) -> tuple[str, ...]:
    """The columns of a table that hold the id of a person."""
    own = ("id",) if table in PEOPLE else ()
    return tuple(dict.fromkeys([*own, *(name for name, noun in pointing(table).items() if noun in PEOPLE)]))


@cache
def tables_about_persons() -> tuple[str, ...]:
    """Every table that links to a person, by name, its parts' tables included."""
    return tuple(name for name in sorted(SQLModel.metadata.tables) if links_of(name))


def about(table: Table, person_id: UUID) -> ColumnElement[bool]:
    """The rows of a noun's table that are about a person, through their parts as well."""
    ways: list[ColumnElement[bool]] = [table.c[name] == person_id for name in links_of(table.name)]
    for part, (owner, key) in OWNERS.items():
        parts = SQLModel.metadata.tables[part]
        if owner == table.name and links_of(part):
            named = or_(*(parts.c[name] == person_id for name in links_of(part)))
            ways.append(table.c.id.in_(select(parts.c[key]).where(named)))
    if "relation_id" in table.c:
        relation = SQLModel.metadata.tables["relation"]
        mine = or_(*(relation.c[name] == person_id for name in PARTIES))
        ways.append(table.c.relation_id.in_(select(relation.c.id).where(mine)))
    return or_(*ways)


def rows_about(session: Session, table: type[Any], person_id: UUID) -> list[Any]:
    """The living rows of a noun that are about a person, in the order of their ids."""
    own: Table = SQLModel.metadata.tables[str(table.__tablename__)]
    found = select(table).where(about(own, person_id), own.c.deleted_at.is_(None)).order_by(own.c.id)
    return list(session.scalars(found).all())
