"""The database: engine, transaction and the tenant wall. Nothing else opens, ends or repeats a transaction."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import CTE, Alias, Engine, Join, Subquery, Table, and_, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import ORMExecuteState, QueryableAttribute, UOWTransaction
from sqlalchemy.pool import QueuePool
from sqlalchemy.sql.visitors import cloned_traverse
from sqlmodel import Session as PlainSession

from app import clock
from app.problems import Unavailable
from app.settings import Settings

T = TypeVar("T")

# PostgreSQL: serialisation failure, deadlock, and a row that somebody else made in the meantime.
REPEATABLE = {"40001", "40P01", "23505"}
TRIES = 5

# The statements that the tenant wall can hold, and how it says no to code that would go round it.
WALLED = frozenset({"select", "compound_select", "update", "delete", "insert"})
UNKNOWN = "a statement the tenant wall does not know"
OUTSIDE = "a row outside its organisation"


class Session(PlainSession):
    """One transaction of one organisation, at one instant."""

    organisation_id: UUID | None = None
    time_zone: str = "Europe/Amsterdam"
    key_id: UUID | None = None
    source: str | None = None

    def __init__(self, bind: Engine) -> None:
        super().__init__(bind, autoflush=False, expire_on_commit=False)
        self.now: datetime = clock.now()

    def enter(self, organisation_id: UUID) -> None:
        """Stand inside one organisation: from here every statement sees its rows alone."""
        self.organisation_id = organisation_id

    @property
    def today(self) -> date:
        """The calendar day of this transaction in the organisation's time zone."""
        return clock.day_of(self.now, self.time_zone)


@event.listens_for(Session, "do_orm_execute")
def _wall(state: ORMExecuteState) -> None:
    """The tenant wall: no statement passes without an organisation, and none reaches another's rows."""
    session = state.session
    assert isinstance(session, Session)  # noqa: S101  the listener is tied to this class
    if session.organisation_id is None:
        message = "a statement outside an organisation"
        raise RuntimeError(message)
    state.statement = walled(state.statement, session.organisation_id)


def walled(statement: Any, organisation_id: UUID) -> Any:  # noqa: ANN401  any kind of statement
    """The statement with every table in it, subqueries and unions included, held to one organisation.

    SQLAlchemy's own loader criteria leave unions and subqueries open; this walks the whole statement. What it does not
    know (plain SQL, table functions, a full join, an outer join written out in FROM) it does not let through.
    """

    def hold(element: Any) -> None:  # noqa: ANN401  any kind of statement
        if element.__visit_name__ == "select":
            element._setup_joins = tuple(_held_join(one, organisation_id) for one in element._setup_joins)  # noqa: SLF001  as below
        else:
            _refuse_move(element)
        for table in _tables(_read_by(element)):
            element._where_criteria += (table.c.organisation_id == organisation_id,)  # noqa: SLF001  `where` would make a copy

    def hold_insert(element: Any) -> None:  # noqa: ANN401  as above
        values = {getattr(column, "key", column): bound for column, bound in (element._values or {}).items()}  # noqa: SLF001  no public way to them
        if getattr(values.get("organisation_id"), "value", None) != organisation_id:
            raise RuntimeError(OUTSIDE)

    if statement.__visit_name__ not in WALLED:
        raise TypeError(UNKNOWN)
    visits = {
        "select": hold,
        "update": hold,
        "delete": hold,
        "insert": hold_insert,
        "join": _refuse_outer,
        "textclause": _refuse_text,
    }
    return cloned_traverse(statement, {}, visits)


def _refuse_outer(join: Any) -> None:  # noqa: ANN401  SQLAlchemy's own class
    """An outer join is said with `outerjoin` on the statement: only there its right side can be held apart."""
    if join.isouter or join.full:
        raise TypeError(UNKNOWN)


def _refuse_text(_text: object) -> None:
    """Nobody can see which rows plain SQL reads."""
    raise TypeError(UNKNOWN)


def _refuse_move(element: Any) -> None:  # noqa: ANN401  an update or a delete
    """A row stays in its organisation."""
    values = getattr(element, "_values", None) or {}
    if any(getattr(column, "key", column) == "organisation_id" for column in values):
        raise RuntimeError(OUTSIDE)


def _held_join(join: Any, organisation_id: UUID) -> Any:  # noqa: ANN401  SQLAlchemy's own tuple
    """An outer join with its right side held where it joins; held in WHERE it would join no longer outer."""
    right, condition, left, flags = join
    if flags["full"]:
        raise TypeError(UNKNOWN)
    if not flags["isouter"]:
        return join
    return right, _held_right(right, condition, organisation_id), left, flags


def _held_right(right: Any, condition: Any, organisation_id: UUID) -> Any:  # noqa: ANN401  SQLAlchemy's own parts
    return and_(condition, *(table.c.organisation_id == organisation_id for table in _tables([right])))


def _read_by(element: Any) -> list[Any]:  # noqa: ANN401  any kind of statement
    """What a statement reads or changes at its own level; what stands in a subquery is looked at there.

    SQLAlchemy's own `get_final_froms` would tell it too, but compiles the statement for that: ten times the time.
    """
    if element.__visit_name__ != "select":
        said = [*element._where_criteria, *(getattr(element, "_values", None) or {}).values()]  # noqa: SLF001  no public way to them
        return [element.table, *_named_in(said)]
    joined = element._setup_joins  # noqa: SLF001  as above
    outer = {_joined(right).name for right, _, _, flags in joined if flags["isouter"]}
    inner = [_joined(right) for right, _, _, flags in joined if not flags["isouter"]]
    inner += [_joined(left) for _, _, left, _ in joined if left is not None]
    said = [*element._raw_columns, *element._from_obj, *element._where_criteria]  # noqa: SLF001  as above
    # By name: a copy of an alias in a column and the one in the join are not the same object.
    return [one for one in dict.fromkeys([*_named_in(said), *inner]) if getattr(one, "name", None) not in outer]


def _joined(right: Any) -> Any:  # noqa: ANN401  SQLAlchemy's own parts
    """What a join adds: a table as it is, or the table that a relationship leads to."""
    if not isinstance(right, QueryableAttribute):
        return right
    return (right._of_type or right.property.entity).selectable  # noqa: SLF001  of a relationship


def _named_in(clauses: list[Any]) -> list[Any]:
    """The tables that clauses name, those within their subqueries left out."""
    return [one for clause in clauses for one in getattr(clause, "_from_objects", ())]


def _tables(waiting: list[Any]) -> Iterator[Any]:
    """The tables and aliases of tables among these, out of their joins.

    The right side of an outer join is left to its own condition.
    """
    while waiting:
        one = waiting.pop()
        if isinstance(one, Join):
            waiting += [one.left] if one.isouter else [one.left, one.right]
        elif isinstance(one, Table) or (isinstance(one, Alias) and isinstance(one.element, Table)):
            yield one
        elif not isinstance(one, Subquery | CTE):
            raise TypeError(UNKNOWN)


@event.listens_for(Session, "before_flush")
def _stamp(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """The tenant wall, writing side: a new row belongs to the session's organisation, and no row moves to another."""
    for row in (*session.new, *session.dirty, *session.deleted):
        given = getattr(row, "organisation_id", None)
        here = given == session.organisation_id or (given is None and row in session.new)
        if session.organisation_id is None or not here:
            raise RuntimeError(OUTSIDE)
        row.organisation_id = session.organisation_id


class Database:
    """A database: reads on many connections, writes on one (SQLite) or many (PostgreSQL)."""

    def __init__(self, settings: Settings) -> None:
        url = make_url(settings.database_url)
        self.is_sqlite = url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            # One writing connection: SQLite 3.40 can damage its log when two connections checkpoint at once.
            self.writer = _sqlite(settings, pool_size=1)
            self.reader = _sqlite(settings, pool_size=16)
        else:
            self.writer = _postgresql(settings)
            self.reader = self.writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)

    def run(self, work: Callable[[Session], T], *, write: bool) -> T:
        """Do the work in one transaction and commit it; begin again when the database asks for that.

        The work must be a function that can run again. A read sees one snapshot.
        """
        for attempt in range(TRIES):
            try:
                with self._transaction(write=write) as session:
                    return work(session)
            except DBAPIError as error:
                if not _may_repeat(error) or attempt == TRIES - 1:
                    raise
                time.sleep(random.uniform(0, 0.02) * 2**attempt)  # noqa: S311  not a secret
        raise Unavailable("database_busy")

    @contextmanager
    def _transaction(self, *, write: bool) -> Iterator[Session]:
        with Session(self.writer if write else self.reader) as session:
            yield session
            session.commit()

    def rehearse(self, work: Callable[[Session], T]) -> T:
        """Do the work in one transaction and undo it: a dry run of the same code."""
        with Session(self.writer) as session:
            try:
                return work(session)
            finally:
                session.rollback()

    def close(self) -> None:
        """Let go of every connection."""
        self.writer.dispose()
        self.reader.dispose()


def _may_repeat(error: DBAPIError) -> bool:
    if isinstance(error.orig, sqlite3.OperationalError):
        return "locked" in str(error.orig)
    return getattr(error.orig, "sqlstate", None) in REPEATABLE


def _postgresql(settings: Settings) -> Engine:
    return create_engine(
        make_url(settings.database_url).set(drivername="postgresql+psycopg"),
        pool_size=settings.pool_size,
        max_overflow=settings.pool_size,
        pool_pre_ping=True,
        hide_parameters=True,
    )


def _sqlite(settings: Settings, *, pool_size: int) -> Engine:
    url = make_url(settings.database_url)
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=60,
        hide_parameters=True,
        connect_args={"check_same_thread": False, "timeout": 60, "isolation_level": None},
    )
    writes = pool_size == 1

    @event.listens_for(engine, "connect")
    def _settle(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA mmap_size = 0")
        if not writes:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA wal_autocheckpoint = 0")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:  # noqa: ANN401  typed loosely by SQLAlchemy
        # The driver's own transactions begin too late; a writer takes its place at once.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def is_reachable(database: Database) -> bool:
    """Whether the database answers now."""
    try:
        with database.reader.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
    except (DBAPIError, PoolTimeout):
        return False
    return True
