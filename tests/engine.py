"""The database engine under the tests: which one it is, and new databases on it.

SAMENSPEL_TEST_ENGINE chooses `sqlite` (the default) or `postgresql`.
A server at SAMENSPEL_TEST_DATABASE_URL is used when given; else `tests/conftest.py` starts one for the run.
On PostgreSQL the URL of a database is that of the service's role, which owns nothing: everything runs behind row-level
security. `owner_of` gives that of the role which migrates.
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
from sqlalchemy import Connection, Engine, make_url

from app import database_roles
from app.database import Database
from app.settings import Settings
from tests.postgres import OWNER, SERVICE, drop_database, make_database

ENGINE_VARIABLE: Final = "SAMENSPEL_TEST_ENGINE"
SERVER_VARIABLE: Final = "SAMENSPEL_TEST_DATABASE_URL"
ENGINES: Final = ("sqlite", "postgresql")
# What knows no database, or is about none, runs once, on SQLite: modules and packages of tests by their names. A guide
# shows answers that are the same on both engines, the demo has a file of its own, and every writing request of the
# contract is made on PostgreSQL by `tests/routers/test_noting.py`.
OF_NO_DATABASE: Final = (
    "tests.tokens",
    "tests.models",
    "tests.services.scoring",
    "tests.demo.test_callers",
    "tests.demo.test_coverage",
    "tests.demo.test_house",
    "tests.pictures",
    "tests.routers.test_docs_page",
    "tests.routers.test_envelope",
    "tests.routers.test_negotiation",
    "tests.routers.test_strict_json",
    "tests.test_contract",
    "tests.test_docs",
    "tests.test_guides",
    "tests.test_house",
    "tests.test_live_text",
    "tests.test_memory",
)


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
            yield for_service(make_database(server, name, make_url(template).database if template else None))
        finally:
            drop_database(server, name)
    else:
        path = folder / f"{name}.db"
        if template:
            shutil.copyfile(make_url(template).database or "", path)
        yield f"sqlite:///{path}"


def for_service(owner_url: str) -> str:
    """The URL of the service's role in a new database of the owner, with the rights that the command gives it."""
    url = make_url(owner_url).set(username=SERVICE).render_as_string(hide_password=False)
    database = Database(settings_of(url))
    with database.owner.begin() as connection:
        database_roles.give_rights(connection, database)
    database.close()
    return url


@contextmanager
def undone(engine: Engine) -> Iterator[Connection]:
    """A transaction of which nothing remains."""
    with engine.connect() as connection:
        yield connection
        connection.rollback()


def owner_of(url: str) -> str:
    """The URL of the same database for the role that owns its tables; SQLite has no roles."""
    if make_url(url).get_backend_name() == "sqlite":
        return url
    return make_url(url).set(username=OWNER).render_as_string(hide_password=False)


def settings_of(url: str) -> Settings:
    """The settings of a service on this database that may also migrate it."""
    return Settings(database_url=url, owner_database_url=owner_of(url))


def variables_of(url: str) -> dict[str, str]:
    """The same as variables of the environment."""
    return {"SAMENSPEL_DATABASE_URL": url, "SAMENSPEL_OWNER_DATABASE_URL": owner_of(url)}
