"""The role of the service on PostgreSQL owns nothing, and no connection of it stands where another transaction stood.

SQLite has no roles, so `tests/conftest.py` leaves this file out there.
"""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import event, func, select
from sqlalchemy.exc import DBAPIError

from app import row_security
from app.database import Database, Session, stand_in
from app.models.team import TeamRow
from app.settings import Settings
from tests.engine import owner_of, settings_of, undone
from tests.house import House
from tests.rows import two_houses

DENIED: Final = "42501"


@pytest.fixture(scope="module")
def two(service: FastAPI) -> tuple[UUID, UUID]:
    """Two organisations with one row in every table, and the very same ids in both."""
    return two_houses(service.state.database, "merel", "kanarie")


# -------------------------------------------------------------------------------- the role of the service


def test_the_role_of_the_service_owns_nothing_and_may_nothing_more(database: Database) -> None:
    might = "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication FROM pg_roles"
    owned = "SELECT count(*) FROM pg_shdepend WHERE deptype = 'o' AND refobjid = current_user::regrole"
    member = "SELECT count(*) FROM pg_auth_members WHERE member = current_user::regrole"
    with undone(database.writer) as connection:
        assert connection.exec_driver_sql(f"{might} WHERE rolname = current_user").scalar_one() is False
        assert connection.exec_driver_sql(owned).scalar_one() == 0
        assert connection.exec_driver_sql(member).scalar_one() == 0
        assert row_security.dangers(connection) == []
        assert not row_security.owns_tables(connection)
        assert not row_security.sees_all(connection)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_entry SET operation = 'get_team'",
        "UPDATE access_person SET ground = 'own'",
        "DELETE FROM access_entry",
        "DELETE FROM access_person",
        "TRUNCATE access_entry",
        "CREATE TABLE mine (id integer)",
        "CREATE TEMPORARY TABLE mine (id integer)",
        "CREATE VIEW mine AS SELECT * FROM team",
        "CREATE FUNCTION mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "CREATE SCHEMA mine",
        "CREATE ROLE mine",
        "CREATE DATABASE mine",
        "CREATE INDEX mine ON team (name)",
        "CREATE POLICY mine ON team USING (true)",
        "ALTER POLICY own_rows ON team USING (true)",
        "DROP POLICY own_rows ON team",
        "ALTER TABLE team DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE team NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE team ADD COLUMN mine integer",
        "ALTER TABLE team OWNER TO CURRENT_USER",
        "ALTER ROLE CURRENT_USER BYPASSRLS",
        "DROP TABLE team",
        "TRUNCATE team",
        "UPDATE alembic_version SET version_num = '0001'",
        "DELETE FROM alembic_version",
        "SET ROLE samenspel",
        "SET SESSION AUTHORIZATION samenspel",
    ],
)
def test_the_role_of_the_service_makes_changes_and_drops_nothing(database: Database, statement: str) -> None:
    with database.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        with pytest.raises(DBAPIError) as refused:
            connection.exec_driver_sql(statement)
        assert getattr(refused.value.orig, "sqlstate", None) == DENIED


# -------------------------------------------------------------------------------- transactions, and pooled connections


@pytest.fixture
def narrow(migrated_database: str) -> Iterator[Database]:
    """A service with one connection, so that every transaction gets the one of before."""
    database = Database(settings_of(migrated_database).model_copy(update={"pool_size": 1}))
    yield database
    database.close()


@pytest.mark.parametrize("end", ["commit", "undo", "failure"])
def test_a_pooled_connection_carries_no_house_into_another_transaction(
    narrow: Database, two: tuple[UUID, UUID], end: str
) -> None:
    pids = []

    def work(session: Session) -> int | None:
        session.enter(two[0])
        pids.append(session.connection().exec_driver_sql("SELECT pg_backend_pid()").scalar_one())
        return session.scalar(select(func.count()).select_from(TeamRow))

    def broken(session: Session) -> None:
        work(session)
        raise ZeroDivisionError

    if end == "commit":
        assert narrow.run(work, write=True) == 1
    elif end == "undo":
        assert narrow.rehearse(work) == 1
    else:
        with pytest.raises(ZeroDivisionError):
            narrow.run(broken, write=True)
    for engine in (narrow.writer, narrow.reader):
        with undone(engine) as connection:
            assert connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one() == pids[0]
            assert not connection.exec_driver_sql("SELECT current_setting('samenspel.organisation_id')").scalar_one()
            assert connection.scalar(select(func.count()).select_from(TeamRow)) == 0


@pytest.mark.parametrize(("method", "body"), [("GET", None), ("POST", {"name": "Linde"})])
def test_a_request_tells_the_database_once_where_it_stands(house: House, method: str, body: dict[str, str]) -> None:
    heard: list[tuple[str, object]] = []

    def note(*given: object) -> None:
        heard.append((str(given[2]), given[3]))

    house.seen("/teams")  # the first use of a key is noted in a transaction of its own
    engine = house.database.writer if body else house.database.reader
    event.listen(engine, "before_cursor_execute", note)
    try:
        house.ask(method, "/teams", body)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    told = [given for statement, given in heard if "samenspel.organisation_id" in statement]
    assert told == [{"organisation_id": house.organisation_id}]


def test_a_service_that_owns_its_tables_is_held_as_well(migrated_database: str, two: tuple[UUID, UUID]) -> None:
    database = Database(Settings(database_url=owner_of(migrated_database), owner_database_url=None))
    with undone(database.writer) as connection:
        assert row_security.dangers(connection) == []
        assert row_security.owns_tables(connection)
        stand_in(connection, two[0])
        assert connection.scalar(select(func.count()).select_from(TeamRow)) == 1
    database.close()
