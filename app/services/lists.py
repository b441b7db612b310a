"""Lists: keyset pages in the order of ids, with cursors that fit only the list they came from."""

import base64
import hashlib
from collections.abc import Sequence
from typing import Any, ClassVar, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import col

from app.database import Session
from app.models.base import Row
from app.models.external_id import ExternalIdRow
from app.models.filters import Filters, SearchBody, Turning
from app.problems import Flaw, Invalid
from app.services.external_ids import is_bsn

RowT = TypeVar("RowT", bound=Row)


class Listed(Protocol):
    """Whatever comes in lists: its noun keeps the cursors of one list from another."""

    noun: ClassVar[str]


MARK = 8  # bytes of the fingerprint of list and filters
ID_BYTES = 16


def turn(
    session: Session, table: type[RowT], statement: Select[RowT], filters: Turning
) -> tuple[Sequence[RowT], str | None]:
    """One page of a list and the cursor of the next, None at the end; Invalid for a cursor of another list."""
    statement = narrowed(table, statement, filters).order_by(col(table.id)).limit(filters.limit + 1)
    last = place_of(table, filters)
    if last is not None:
        if len(last) != ID_BYTES:
            raise _wrong("cursor_unfit", filters, "cursor")
        statement = statement.where(col(table.id) > UUID(bytes=last))
    rows = session.scalars(statement).all()
    if len(rows) <= filters.limit:
        return rows, None
    return rows[: filters.limit], cursor_at(rows[filters.limit - 1].id.bytes, table, filters)


def narrowed(table: type[Row], statement: Select[Any], filters: Turning) -> Select[Any]:
    """The statement for the one thing with the external id that is asked for, if any is."""
    if not isinstance(filters, Filters) or filters.external_system is None:
        return statement
    return statement.where(col(table.id).in_(_known_as(table, filters)))


def _known_as(table: type[Row], filters: Filters) -> Select[UUID]:
    if is_bsn(filters.external_system or ""):
        raise _wrong("bsn_refused", filters, "externalSystem")
    return select(col(ExternalIdRow.noun_id)).where(
        col(ExternalIdRow.noun) == table.noun,
        col(ExternalIdRow.system) == filters.external_system,
        col(ExternalIdRow.value) == filters.external_value,
        col(ExternalIdRow.released).is_(False),
    )


def cursor_at(place: bytes, table: type[Listed], filters: Turning) -> str:
    """The cursor of a place in the list of these filters, and of no other."""
    return base64.urlsafe_b64encode(_mark(table, filters) + place).decode().rstrip("=")


def place_of(table: type[Listed], filters: Turning) -> bytes | None:
    """The place at which the page before ended, None for the first page; Invalid for a cursor of another list."""
    if filters.cursor is None:
        return None
    try:
        raw = base64.urlsafe_b64decode(filters.cursor + "=" * (-len(filters.cursor) % 4))
    except ValueError:
        raw = b""
    if raw[:MARK] != _mark(table, filters):
        raise _wrong("cursor_unfit", filters, "cursor")
    return raw[MARK:]


def _mark(table: type[Listed], filters: Turning) -> bytes:
    asked = filters.model_dump_json(exclude={"cursor", "limit"}, exclude_none=True)
    return hashlib.sha256(f"{table.noun} {asked}".encode()).digest()[:MARK]


def _wrong(code: str, filters: Turning, name: str) -> Invalid:
    """What is wrong with a filter, where it stands: in the body of a search, in the query of a list."""
    in_body = isinstance(filters, SearchBody)
    return Invalid("invalid_request", Flaw(code, pointer=f"/{name}") if in_body else Flaw(code, parameter=name))
