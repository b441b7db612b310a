"""How any noun is found, laid down, changed and laid aside; the domain's own rules stand in the noun's module."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeVar, cast
from uuid import RFC_4122, UUID

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo
from sqlalchemy import JSON, Select, bindparam, delete, select
from sqlalchemy.orm import class_mapper
from sqlalchemy.orm.attributes import set_attribute
from sqlmodel import SQLModel, col
from uuid_utils.compat import uuid7

from app.database import Session
from app.models.answer import KeptAnswer
from app.models.base import Body, Part, Row, Shape
from app.problems import Conflict, Flaw, Invalid, NotAllowed, NotFound, Stale, VersionRequired
from app.services import external_ids
from app.services.references import in_use, require
from app.wall import made_once

RowT = TypeVar("RowT", bound=Row)
PartT = TypeVar("PartT", bound=Part)
ShapeT = TypeVar("ShapeT", bound=Shape)

_AS_JSON: TypeAdapter[Any] = TypeAdapter(Any)
TIME_ORDERED: Final = 7  # the version of UUID that a caller may bring (RFC 9562)
FARTHEST_AHEAD_MS: Final = 24 * 3600 * 1000

_next_id: ContextVar[Callable[[], UUID]] = ContextVar("next_id", default=uuid7)


@dataclass(frozen=True, slots=True)
class Expected:
    """What `If-Match` or `If-None-Match: *` says the caller expects to be stored."""

    versions: frozenset[tuple[UUID, int]] = frozenset()
    anything: bool = False
    nothing: bool = False


def new_id() -> UUID:
    """A fresh UUIDv7, or the next of those that `giving_ids` has ready."""
    return _next_id.get()()


@contextmanager
def giving_ids(next_id: Callable[[], UUID]) -> Iterator[None]:
    """Let new rows, their parts included, take these ids: so the same replay gives the same rows."""
    before = _next_id.set(next_id)
    try:
        yield
    finally:
        _next_id.reset(before)


def blank(table: type[RowT]) -> RowT:
    """An empty row; `lay_down` fills it."""
    made: RowT = class_mapper(table).class_manager.new_instance()
    for name, default in _defaults(table):
        set_attribute(made, name, default())
    return made


@cache
def _defaults(table: type[Row]) -> Sequence[tuple[str, Callable[[], Any]]]:
    """What a row holds as long as nothing else is said; SQLModel would work it out for every row anew."""
    fields = table.model_fields.items()
    return [(name, _maker_of(info)) for name, info in fields if not info.is_required()]


def _maker_of(info: FieldInfo) -> Callable[[], Any]:
    default = info.default
    return cast("Callable[[], Any] | None", info.default_factory) or (lambda: default)


@cache
def of(table: type[RowT], *, living: bool = True, to_change: bool = False) -> Select[RowT]:
    """The statement for the row whose id is its parameter `id`, made once; `to_change` it is held for this transaction.

    `living` leaves out a tombstone.
    """
    statement = select(table).where(col(table.id) == bindparam("id"))
    statement = statement.where(col(table.deleted_at).is_(None)) if living else statement
    return made_once(statement.with_for_update() if to_change else statement)


def find(session: Session, table: type[RowT], row_id: UUID) -> RowT:
    """The living row with this id; NotFound for a tombstone, another organisation's row and nothing alike."""
    row: RowT | None = session.scalar(of(table), {"id": row_id})
    if row is None:
        raise NotFound
    return row


def claim(session: Session, table: type[RowT], row_id: UUID) -> RowT:
    """As `find`, but held for this transaction so that of two writers one waits.

    Raises NotAllowed for a row that the caller sees and may not change.
    """
    row: RowT | None = session.scalar(of(table, to_change=True), {"id": row_id})
    if row is None:
        find(session, table, row_id)
        raise NotAllowed("not_yours_to_write")
    return row


def claim_place(session: Session, table: type[RowT], row_id: UUID) -> RowT | None:
    """The row a PUT would change, or None when the id is free.

    Raises Conflict `deleted` on a tombstone, Invalid for an id that is no UUIDv7 or lies far ahead in time, and what
    `claim` raises for a row that the caller does not see or may not change.
    """
    row = at_place(session, table, row_id)
    if row is None:
        _must_be_v7(session, row_id)
    return row


def at_place(session: Session, table: type[RowT], row_id: UUID) -> RowT | None:
    """The living row with this id, held for this transaction, or None when the id is free; otherwise as `claim_place`.

    What the caller does not see stands there all the same, so it is looked for first.
    """
    with session.unheld():
        row: RowT | None = session.scalar(of(table, living=False, to_change=True), {"id": row_id})
    if row is not None and row.deleted_at is not None:
        raise Conflict("deleted")
    if row is not None and session.holding is not None:
        claim(session, table, row_id)
    return row


def _must_be_v7(session: Session, row_id: UUID) -> None:
    if row_id.version != TIME_ORDERED or row_id.variant != RFC_4122:
        raise Invalid("invalid_request", Flaw("id_not_v7", parameter="id"))
    ahead = (row_id.int >> 80) - int(session.now.timestamp() * 1000)
    if ahead > FARTHEST_AHEAD_MS:
        raise Invalid("invalid_request", Flaw("id_from_the_future", parameter="id"))


def expect(row: Row, expected: Expected | None) -> None:
    """Refuse a change that does not say which version it changes (428), or says another one (412)."""
    if expected is None:
        raise VersionRequired("version_required")
    if expected.nothing or not (expected.anything or (row.id, row.version) in expected.versions):
        raise Stale((row.id, row.version))


def expect_nothing(expected: Expected | None) -> None:
    """Refuse to make a thing anew when the caller expects it to be there (412)."""
    if expected is not None and not expected.nothing:
        raise Stale


def lay_down(session: Session, row: RowT, body: Body, row_id: UUID | None) -> RowT:
    """Remember a new row as the body says, after its references were found to exist.

    Parts of the row are the caller's to set before or after; raises Unprocessable for a reference to nothing.
    """
    require(session, body)
    session.add(begin(session, row, body, row_id))
    session.flush()
    external_ids.tie(session, row, getattr(body, "external_ids", []), fresh=True)
    return row


def begin(session: Session, row: RowT, body: Body, row_id: UUID | None = None) -> RowT:
    """A row as the body says, marked with its making and not yet written, so that several can be written at once."""
    row.id = row_id or new_id()
    row.created_at = row.updated_at = session.now
    row.created_by, row.source = session.author_id, session.source
    fill(row, body)
    return row


def rewrite(session: Session, row: Row, body: Body) -> None:
    """Make a row say what the body says; the version is raised by one."""
    require(session, body)
    fill(row, body)
    external_ids.tie(session, row, getattr(body, "external_ids", []))
    touch(session, row)


def touch(session: Session, row: Row) -> None:
    """Raise the version: something of this row changed."""
    row.version += 1
    row.updated_at = session.now
    session.flush()


def fill(row: Row, body: BaseModel) -> None:
    """Set every column that the body has a field for; values of a JSON column are kept as JSON."""
    for column in SQLModel.metadata.tables[str(row.__tablename__)].columns:
        if column.key in type(body).model_fields:
            value = getattr(body, column.key)
            setattr(row, column.key, as_json(value) if isinstance(column.type, JSON) else value)


def as_json(value: object) -> Any:  # noqa: ANN401  any JSON
    """A value of the wire as plain JSON, in snake_case."""
    return _AS_JSON.dump_python(value, mode="json", by_alias=False)


def parts(table: type[PartT], bodies: Sequence[BaseModel]) -> list[PartT]:
    """The parts of a whole as rows, in the order given."""
    return [table(id=new_id(), position=place, **dict(one)) for place, one in enumerate(bodies)]


def said(shape: type[ShapeT], *sources: object, **derived: object) -> ShapeT:
    """A shape filled from a row and what it rests on: the body that would make the row, or what is told of it."""
    values = dict(derived)
    for name in shape.model_fields:
        source = next((one for one in sources if name not in values and hasattr(one, name)), None)
        if source is not None:
            values[name] = getattr(source, name)
    return shape.model_validate(values)


def lay_aside(session: Session, row: Row) -> None:
    """Turn a row into a tombstone; Conflict `in-use` while living rows point at it."""
    if in_use(session, row):
        raise Conflict("in_use")
    bury(session, row)


def bury(session: Session, row: Row) -> None:
    """The tombstone itself: external ids are free again, answers kept for its making are dropped."""
    row.deleted_at = session.now
    external_ids.release(session, row)
    session.execute(delete(KeptAnswer).where(col(KeptAnswer.about_id) == row.id))
    touch(session, row)


def living(table: type[RowT]) -> Select[RowT]:
    """The statement for all living rows of a table."""
    return select(table).where(col(table.deleted_at).is_(None))
