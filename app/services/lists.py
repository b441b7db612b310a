"""Lists: keyset pages in the order of ids, with cursors that fit only the list they came from."""

import base64
import hashlib
from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import col

from app.database import Session
from app.models.base import Row
from app.models.external_id import ExternalIdRow
from app.models.filters import Filters
from app.problems import Flaw, Invalid
from app.services.external_ids import is_bsn

RowT = TypeVar("RowT", bound=Row)
MARK = 8  # bytes of the fingerprint of list and filters


def turn(
    session: Session, table: type[RowT], statement: Select[RowT], filters: Filters
) -> tuple[Sequence[RowT], str | None]:
    """One page of a list and the cursor of the next, None at the end; Invalid for a cursor of another list."""
    mark = _mark(table, filters)
    statement = statement.order_by(col(table.id)).limit(filters.limit + 1)
    if filters.cursor is not None:
        statement = statement.where(col(table.id) > _read_cursor(filters.cursor, mark))
    if filters.external_system is not None:
        statement = statement.where(col(table.id).in_(_known_as(table, filters)))
    rows = session.scalars(statement).all()
    if len(rows) <= filters.limit:
        return rows, None
    return rows[: filters.limit], _write_cursor(rows[filters.limit - 1].id, mark)


def _known_as(table: type[Row], filters: Filters) -> Select[UUID]:
    if is_bsn(filters.external_system or ""):
        raise Invalid("invalid_request", Flaw("bsn_refused", parameter="externalSystem"))
    return select(col(ExternalIdRow.noun_id)).where(
        col(ExternalIdRow.noun) == table.noun,
        col(ExternalIdRow.system) == filters.external_system,
        col(ExternalIdRow.value) == filters.external_value,
        col(ExternalIdRow.released).is_(False),
    )


def _mark(table: type[Row], filters: Filters) -> bytes:
    asked = filters.model_dump_json(exclude={"cursor", "limit"}, exclude_none=True)
    return hashlib.sha256(f"{table.noun} {asked}".encode()).digest()[:MARK]


def _write_cursor(last: UUID, mark: bytes) -> str:
    return base64.urlsafe_b64encode(mark + last.bytes).decode().rstrip("=")


def _read_cursor(cursor: str, mark: bytes) -> UUID:
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except ValueError:
        raw = b""
    if len(raw) != MARK + 16 or raw[:MARK] != mark:
        raise Invalid("invalid_request", Flaw("cursor_unfit", parameter="cursor"))
    return UUID(bytes=raw[MARK:])
