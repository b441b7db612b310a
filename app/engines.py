"""The engines under the database: how SQLite and PostgreSQL are reached, and what each connection is told first."""

import sqlite3
from collections.abc import Callable
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from sqlalchemy import Engine, Uuid, create_engine, event, make_url
from sqlalchemy.engine import Dialect
from sqlalchemy.pool import QueuePool

from app.ids import read_id, read_id_or_none
from app.settings import Settings


class _IdLoader(Loader):
    """Reads the ids of PostgreSQL."""

    def load(self, data: Buffer) -> UUID:
        """An id out of its text."""
        return read_id(str(data, "ascii"))


class _Id(Uuid[UUID]):
    """Reads the ids of SQLite."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], UUID | None]:  # noqa: ARG002  fixed by SQLAlchemy
        """What reads them."""
        return read_id_or_none


def postgresql(settings: Settings, url: str) -> Engine:
    """An engine for PostgreSQL, of as many connections as the settings say."""
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg"),
        pool_size=settings.pool_size,
        max_overflow=settings.pool_size,
        pool_pre_ping=True,
        hide_parameters=True,
    )

    @event.listens_for(engine, "connect")
    def _settle(connection: Connection[Any], _record: object) -> None:
        connection.adapters.register_loader("uuid", _IdLoader)

    return engine


def sqlite(settings: Settings, *, pool_size: int) -> Engine:
    """An engine for SQLite: with one connection it writes, with more it only reads."""
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
    engine.dialect.colspecs = {**engine.dialect.colspecs, Uuid: _Id}
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
