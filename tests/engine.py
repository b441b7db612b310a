"""The database engine under the tests: which one it is, and new databases on it.

SAMENSPEL_TEST_ENGINE chooses `sqlite` (the default) or `postgresql`.
A server at SAMENSPEL_TEST_DATABASE_URL is used when given; else `tests/conftest.py` starts one for the run.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import uuid4

import psycopg
from sqlalchemy import make_url

from tests.postgres import drop_database, make_database

ENGINE_VARIABLE: Final = "SAMENSPEL_TEST_ENGINE"
SERVER_VARIABLE: Final = "SAMENSPEL_TEST_DATABASE_URL"
ENGINES: Final = ("sqlite", "postgresql")


def engine_name() -> str:
    """The chosen engine; a name that is not one of ENGINES is an error, so that a typing mistake tests nothing else."""
    name = os.environ.get(ENGINE_VARIABLE, "sqlite")
    if name not in ENGINES:
        message = f"{ENGINE_VARIABLE} is {name!r}; it must be one of {', '.join(ENGINES)}."
        raise ValueError(message)
    return name


def on_postgresql() -> bool:
    """Whether the tests run on PostgreSQL."""
    return engine_name() == "postgresql"


def tried_in_full() -> bool:
    """Whether long tables are tried in full: `make release-check` says so."""
    return "SAMENSPEL_TEST_ALL" in os.environ


def engine_version() -> str:
    """The engine with the version that it tells itself."""
    if not on_postgresql():
        return f"SQLite {sqlite3.sqlite_version}"
    with psycopg.connect(os.environ[SERVER_VARIABLE]) as connection:
        return f"PostgreSQL {connection.execute('SHOW server_version').fetchall()[0][0]}"


@contextmanager
def new_database(folder: Path, template: str | None = None) -> Iterator[str]:
    """The URL of a database that nobody has touched, in `folder` when it is SQLite.

    It is empty, or a copy of the database with the URL `template`, to which nobody may be connected.
    """
    name = f"t_{uuid4().hex}"
    if on_postgresql():
        server = os.environ[SERVER_VARIABLE]
        try:
            yield make_database(server, name, make_url(template).database if template else None)
        finally:
            drop_database(server, name)
    else:
        path = folder / f"{name}.db"
        if template:
            shutil.copyfile(make_url(template).database or "", path)
        yield f"sqlite:///{path}"
