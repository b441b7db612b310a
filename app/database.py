"""The database: engine, transaction, and the tenant wall around both. Nothing else opens or ends a transaction."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Engine, Insert, event, inspect, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import ORMExecuteState, UOWTransaction
from sqlmodel import Session as PlainSession

from app import clock, engines
from app.problems import Unavailable
from app.secret_key import secret_key
from app.settings import Settings
from app.wall import HERE, OUTSIDE, Hold, held_once, walled

T = TypeVar("T")
P = ParamSpec("P")

# PostgreSQL: serialisation failure, deadlock, and a row that somebody else made in the meantime.
REPEATABLE = {"40001", "40P01", "23505"}
TRIES = 5
# Row-level security of PostgreSQL goes by these; they end with the transaction: no pooled connection carries them on.
STAND_IN = text("SELECT set_config('samenspel.organisation_id', CAST(:organisation_id AS text), true)")
LOOK_FOR = text("SELECT set_config('samenspel.asked', CAST(:asked AS text), true)")


class Holding(Protocol):
    """What a caller may see and change: a further condition for the rows of a table, or None."""

    def __call__(self, table: str, row: Any, *, to_change: bool) -> ColumnElement[bool] | None:  # noqa: ANN401  a table or an alias of one
        """The condition; `to_change` for a row that is read in order to change it."""


@dataclass(slots=True)
class Written:
    """A row that was written in this transaction, and which of its columns.

    `asked` are the columns that the caller wrote, None when a rule of the domain alone did, which holds whoever asks;
    `replaced` is what stood there before, by column.
    """

    row: Any
    is_new: bool
    changed: set[str]
    asked: set[str] | None = None
    replaced: list[tuple[str, Any]] = field(default_factory=list)


class Session(PlainSession):
    """One transaction of one organisation, at one instant."""

    organisation_id: UUID | None = None
    time_zone: str = "Europe/Amsterdam"
    actor_id: UUID | None = None
    author_id: UUID | None = None
    source: str | None = None
    holding: Holding | None = None
    notes_writes = False
    reads_only = False
    erased_ids: set[tuple[str, str]] | None = None

    def __init__(self, bind: Engine, secret: Callable[[], bytes | None] = lambda: None) -> None:
        super().__init__(bind, autoflush=False, expire_on_commit=False)
        self.now: datetime = clock.now()
        self.written: dict[str, dict[UUID, Written]] = {}
        self.left: list[Callable[[Session], None]] = []
        self.secret = secret

    def enter(self, organisation_id: UUID) -> None:
        """Stand inside one organisation: from here every statement sees its rows alone."""
        self.organisation_id = organisation_id
        if self.get_bind().dialect.name == "postgresql":
            stand_in(self.connection(), organisation_id)

    def look_for(self, asked: str) -> None:
        """From here only entries with these words are found: what a search asks, said once more to PostgreSQL."""
        if self.get_bind().dialect.name == "postgresql":
            self.connection().execute(LOOK_FOR, {"asked": asked})

    @contextmanager
    def unheld(self) -> Iterator[None]:
        """See all rows of the organisation for a while: for a rule that must hold whoever asks, never for an answer."""
        holding, self.holding = self.holding, None
        try:
            yield
        finally:
            self.holding = holding

    def log(self, write: Callable[["Session"], None]) -> None:
        """Write what must be written before anything is answered, in this transaction.

        A reading connection of SQLite cannot write: there it is done right after the transaction, by the writing one,
        and what was read is given to nobody before that.
        """
        if self.reads_only:
            self.left.append(write)
        else:
            write(self)

    def append(self, statement: Insert, **values: Any) -> None:  # noqa: ANN401  as a table has them
        """Add to a table of this organisation that is only ever added to; no objects are made of its rows."""
        if self.organisation_id is None:
            raise RuntimeError(OUTSIDE)
        self.connection().execute(statement, {**values, "organisation_id": self.organisation_id})

    def forget_words(self) -> None:
        """Wipe out of the index of words what was deleted from it; an SQLite of before 3.42 only marks it."""
        if self.get_bind().dialect.name == "sqlite":
            self.connection().exec_driver_sql("INSERT INTO search_index (search_index) VALUES ('optimize')")

    @property
    def today(self) -> date:
        """The calendar day of this transaction in the organisation's time zone."""
        return clock.day_of(self.now, self.time_zone)


def whoever_asks(rule: Callable[Concatenate[Session, P], T]) -> Callable[Concatenate[Session, P], T]:
    """Let a rule of the domain see all rows of the organisation: it holds whatever its caller may see."""

    @wraps(rule)
    def judged(session: Session, /, *args: P.args, **more: P.kwargs) -> T:
        with session.unheld():
            return rule(session, *args, **more)

    return judged


def stand_in(connection: Connection, organisation_id: UUID) -> None:
    """Tell PostgreSQL's own wall in which organisation the transaction of this connection stands; SQLite has none."""
    if connection.dialect.name == "postgresql":
        connection.execute(STAND_IN, {"organisation_id": str(organisation_id)})


@event.listens_for(Session, "do_orm_execute")
def _wall(state: ORMExecuteState) -> None:
    """The tenant wall: no statement passes without an organisation, and none reaches another's rows."""
    session = state.session
    assert isinstance(session, Session)  # noqa: S101  the listener is tied to this class
    if session.organisation_id is None:
        message = "a statement outside an organisation"
        raise RuntimeError(message)
    hold = _holding(session, state)
    if hold is None and (held := held_once(state.statement)) is not None:
        state.statement = held
        asked = cast("Mapping[str, Any] | None", state.parameters)  # a select is sent with one set of them
        state.parameters = {**(asked or {}), HERE.key: session.organisation_id}
    else:
        state.statement = walled(state.statement, session.organisation_id, hold)


def _holding(session: Session, state: ORMExecuteState) -> Hold | None:
    """What holds the rows of a select beside the organisation.

    Rows that belong to one that was seen already come with it. A statement may name the tables whose rows it `shows`;
    the others it asks for facts about those.
    """
    holding = session.holding
    if holding is None or not state.is_select or state.is_relationship_load or state.is_column_load:
        return None
    to_change = getattr(state.statement, "_for_update_arg", None) is not None
    shows = state.execution_options.get("shows")

    def hold(table: str, row: Any) -> ColumnElement[bool] | None:  # noqa: ANN401  a table or an alias of one
        return holding(table, row, to_change=to_change) if shows is None or table in shows else None

    return hold


@event.listens_for(Session, "before_flush")
def _stamp(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """The tenant wall, writing side: a new row belongs to the session's organisation, and no row moves to another."""
    for row in (*session.new, *session.dirty, *session.deleted):
        given = getattr(row, "organisation_id", None)
        here = given == session.organisation_id or (given is None and row in session.new)
        if session.organisation_id is None or not here:
            raise RuntimeError(OUTSIDE)
        row.organisation_id = session.organisation_id
        if session.notes_writes and isinstance(getattr(type(row), "noun", None), str):
            _note(session, row)


def _note(session: Session, row: Any) -> None:  # noqa: ANN401  a row of any noun
    """Remember what a caller wrote: it is judged at the end of the request, and stands in the access log."""
    changes = {name: one.history for name, one in inspect(row).attrs.items() if one.history.has_changes()}
    changed, written = set(changes), session.written.setdefault(row.noun, {})
    one = written.setdefault(row.id, Written(row, row in session.new, set()))
    one.changed |= changed
    one.replaced += [(name, old) for name, history in changes.items() for old in history.deleted or ()]
    if session.holding is not None:
        one.asked = (one.asked or set()) | changed


class Database:
    """A database: reads on many connections, writes on one (SQLite) or many (PostgreSQL).

    The owner is for what stands outside every organisation: migrations, and the list of organisations.
    """

    def __init__(self, settings: Settings) -> None:
        url = make_url(settings.database_url)
        self.secret = partial(secret_key, settings)
        self.is_sqlite = url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            # One writing connection: SQLite 3.40 can damage its log when two connections checkpoint at once.
            self.writer = engines.sqlite(settings, pool_size=1)
            self.reader = engines.sqlite(settings, pool_size=16)
            self.owner = self.writer
        else:
            self.writer = engines.postgresql(settings, settings.database_url)
            owner_url = settings.owner_database_url
            self.owner = engines.postgresql(settings, owner_url) if owner_url else self.writer
            # Not read-only: what is looked at is written down in the same transaction.
            self.reader = self.writer.execution_options(isolation_level="REPEATABLE READ")

    def run(self, work: Callable[[Session], T], *, write: bool, as_owner: bool = False) -> T:
        """Do the work in one transaction and commit it; begin again when the database asks for that.

        The work must be a function that can run again. A read sees one snapshot; it changes nothing, and only adds to
        logs (`Session.log`).
        """
        done, left = self._done(work, write=write, as_owner=as_owner)
        if left:
            self._done(lambda session: [one(session) for one in left], write=True)
        return done

    def _done(
        self, work: Callable[[Session], T], *, write: bool, as_owner: bool = False
    ) -> tuple[T, list[Callable[[Session], None]]]:
        """What the work gave, and what it left to be written."""
        for attempt in range(TRIES):
            try:
                with self._transaction(self.owner if as_owner else self.writer if write else self.reader) as session:
                    return work(session), session.left
            except DBAPIError as error:
                if not _may_repeat(error) or attempt == TRIES - 1:
                    raise
                time.sleep(random.uniform(0, 0.02) * 2**attempt)  # noqa: S311  not a secret
        raise Unavailable("database_busy")

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Session]:
        with Session(engine, self.secret) as session:
            session.reads_only = self.is_sqlite and engine is self.reader
            yield session
            session.commit()

    def rehearse(self, work: Callable[[Session], T]) -> T:
        """Do the work in one transaction and undo it: a dry run of the same code."""
        with Session(self.writer, self.secret) as session:
            try:
                return work(session)
            finally:
                session.rollback()

    def close(self) -> None:
        """Let go of every connection."""
        self.writer.dispose()
        self.reader.dispose()
        self.owner.dispose()


def _may_repeat(error: DBAPIError) -> bool:
    if isinstance(error.orig, sqlite3.OperationalError):
        return "locked" in str(error.orig)
    return getattr(error.orig, "sqlstate", None) in REPEATABLE


def is_reachable(database: Database) -> bool:
    """Whether the database answers now."""
    try:
        with database.reader.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
    except (DBAPIError, PoolTimeout):
        return False
    return True
