"""Rows of every table, made from the tables' own metadata, so that a new table has its row without a line here."""

from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import JSON, Column, Connection, Table
from sqlalchemy.types import Boolean, Date, Enum, Float, Integer, LargeBinary, String, Uuid
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString
from uuid_utils.compat import uuid7

from app.database import Database, stand_in
from app.models.columns import UtcDateTime

# What stands in a column of each kind; text is told apart by house.
VALUES: Final[tuple[tuple[type[Any], Any], ...]] = (
    (UtcDateTime, datetime(2026, 3, 14, tzinfo=UTC)),
    (Date, date(2026, 3, 14)),
    (Boolean, False),
    (Integer, 1),
    (Float, 0.5),
    (LargeBinary, b""),
    (JSON, {}),
)


# The log points at nothing, so that it outlives what it tells of; its key begins with the organisation all the same.
OF_THE_LOG: Final = {"access_entry", "access_person", "access_chain"}
# Of which a program makes no row.
EMPTY: Final = OF_THE_LOG | {"import_mark", "kept_answer", "role_step", "login", "invitation", "job"}
EMPTY.update({"emergency_access", "export", "erasure_request", "erased_id", "research_export"})


def tables() -> list[Table]:
    """Every table, the ones that others point at first."""
    return SQLModel.metadata.sorted_tables


def fill_house(connection: Connection, organisation_id: UUID, ids: dict[str, UUID], word: str) -> None:
    """One row in every table for one organisation; `ids` gives each row its id, `word` stands in every text."""
    stand_in(connection, organisation_id)
    for table in tables():
        connection.execute(table.insert().values(row_of(table, organisation_id, ids, word)))


def two_houses(database: Database, *words: str) -> tuple[UUID, UUID]:
    """Two organisations with one row in every table, and the very same ids in both."""
    ids, ours, theirs = new_ids(), uuid7(), uuid7()
    with database.writer.begin() as connection:
        for organisation_id, word in zip((ours, theirs), words, strict=True):
            fill_house(connection, organisation_id, ids, word)
    return ours, theirs


def row_of(table: Table, organisation_id: UUID, ids: dict[str, UUID], word: str) -> dict[str, Any]:
    """A row of one table, as `fill_house` makes it."""
    return {column.name: _value(column, organisation_id, ids, word) for column in table.columns}


def new_ids() -> dict[str, UUID]:
    """An id for the row of every table; a hat shares the id of its person."""
    ids = {table.name: uuid7() for table in tables()}
    return ids | dict.fromkeys(("resident", "relative", "caregiver"), ids["person"])


def _value(column: Column[Any], organisation_id: UUID, ids: dict[str, UUID], word: str) -> Any:  # noqa: ANN401  any column
    if column.name == "organisation_id":
        return organisation_id
    if column.name == "id":
        return organisation_id if column.table.name == "organisation" else ids[column.table.name]
    pointed_at = [key.column.table.name for key in column.foreign_keys]
    if pointed_at:
        # Of two tables that point at each other, the first one waits.
        return ids[pointed_at[0]] if pointed_at[0] != "team" or column.name != "managed_by_id" else None
    return _plain(column, word)


def _plain(column: Column[Any], word: str) -> Any:  # noqa: ANN401  any column
    if isinstance(column.type, Enum):
        return column.type.enums[0]
    if isinstance(column.type, String | AutoString):
        return word[: column.type.length]
    if isinstance(column.type, Uuid):
        return uuid7()
    return next(value for kind, value in VALUES if isinstance(column.type, kind))
