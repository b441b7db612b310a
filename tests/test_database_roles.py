"""The command that makes the role of the service, and `serve`, which refuses a database that holds no rows.

SQLite has no roles, so `tests/conftest.py` leaves this file out there.
"""

import time
from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url, text
from typer.testing import CliRunner, Result

from app import row_security, schema
from app.cli import cli
from app.database import Database
from app.services import organisations
from app.settings import Settings, settings
from tests.engine import owner_of, settings_of, variables_of
from tests.postgres import ADMINISTRATOR

PASSWORD = "een geheim"


class Command:
    """The command, with an environment that a test changes."""

    def __init__(self, url: str, environment: pytest.MonkeyPatch) -> None:
        self.url = url
        self.environment = environment
        self.served: list[object] = []
        environment.setattr("app.cli.serving.uvicorn.run", lambda *_given, **named: self.served.append(named))

    def run(self, *words: str, **variables: str) -> Result:
        """What a command does when these variables of SAMENSPEL_… are set as well."""
        for name, value in (variables_of(self.url) | {f"SAMENSPEL_{one}": it for one, it in variables.items()}).items():
            self.environment.setenv(name, value)
        settings.cache_clear()
        return CliRunner().invoke(cli, words)

    def as_role(self, name: str | None, password: str | None = None) -> str:
        """The URL of the same database for another role."""
        return make_url(self.url).set(username=name, password=password).render_as_string(hide_password=False)

    def asked(self, question: str, *given: str) -> list[tuple[object, ...]]:
        """What the administrator of the server finds."""
        with psycopg.connect(self.as_role(ADMINISTRATOR), autocommit=True) as connection:
            return connection.execute(question.encode(), given).fetchall()

    def wait_for_administrator(self) -> None:
        """Until no connection of the administrator is left, which the owner could not end to drop the database."""
        left = f"SELECT FROM pg_stat_activity WHERE usename = '{ADMINISTRATOR}' AND datname = current_database()"
        with psycopg.connect(owner_of(self.url), autocommit=True) as connection:
            for _ in range(100):
                if not connection.execute(left.encode()).fetchall():
                    return
                time.sleep(0.05)

    def done(self, *statements: str) -> None:
        """Let the owner do this."""
        with psycopg.connect(owner_of(self.url), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


@pytest.fixture
def command(empty_database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Command]:
    """The command on an empty database."""
    made = Command(empty_database, monkeypatch)
    yield made
    settings.cache_clear()
    made.wait_for_administrator()


@pytest.fixture
def newcomer(command: Command) -> Iterator[str]:
    """The name of a role that is not there yet."""
    name = f"t {uuid4().hex}"
    yield name
    role = sql.Identifier(name)
    with psycopg.connect(command.as_role(ADMINISTRATOR), autocommit=True) as connection:
        if connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [name]).fetchall():
            connection.execute(sql.SQL("DROP OWNED BY {}").format(role))
            connection.execute(sql.SQL("DROP ROLE {}").format(role))


# -------------------------------------------------------------------------------- samenspel database roles


def kept(command: Command, name: str) -> str:
    """The password of a role as the server keeps it."""
    ((found,),) = command.asked("SELECT rolpassword FROM pg_authid WHERE rolname = %s", name)
    return str(found)


def test_a_role_is_made_that_serves_and_no_more(command: Command, newcomer: str) -> None:
    url = command.as_role(newcomer, PASSWORD)
    answer = command.run("database", "roles", DATABASE_URL=url)
    assert (answer.exit_code, answer.exception) == (0, None)
    assert newcomer in answer.stderr.replace("\n", " ")
    assert PASSWORD not in answer.output
    assert kept(command, newcomer).startswith("SCRAM-SHA-256$")
    assert command.run("migrate", DATABASE_URL=url).exit_code == 0
    database = Database(Settings(database_url=url, owner_database_url=None))
    organisation = database.run(lambda session: organisations.found(session, "De Linde"), write=True)
    with database.writer.connect() as connection:
        assert connection.scalar(text("SELECT current_user")) == newcomer
        assert not row_security.dangers(connection)
        assert not row_security.owns_tables(connection)
        assert not connection.scalar(text("SELECT has_table_privilege('alembic_version', 'UPDATE')"))
    database.close()
    assert str(organisation) in command.run("organisations", "list", DATABASE_URL=url).stdout


def test_once_more_it_gives_password_and_rights_anew(command: Command, newcomer: str) -> None:
    schema.migrate(database := Database(settings_of(command.url)))
    database.close()
    first, second = (
        (command.run("database", "roles", DATABASE_URL=command.as_role(newcomer, word)), kept(command, newcomer))
        for word in (PASSWORD, "een ander geheim")
    )
    assert (first[0].exit_code, second[0].exit_code) == (0, 0)
    assert first[1] != second[1]
    command.done(f'REVOKE ALL ON team FROM "{newcomer}"', "DROP POLICY listed_for_owner ON organisation")
    assert command.run("organisations", "list").exit_code == 2
    assert command.run("database", "roles", DATABASE_URL=command.as_role(newcomer)).exit_code == 0
    assert command.asked("SELECT has_table_privilege(%s, 'team', 'DELETE')", newcomer) == [(True,)]
    assert command.run("organisations", "list").exit_code == 0


def test_tables_of_later_migrations_are_the_services_to_use(command: Command, newcomer: str) -> None:
    assert command.run("database", "roles", DATABASE_URL=command.as_role(newcomer)).exit_code == 0
    command.done("CREATE TABLE later (organisation_id uuid)")
    assert command.asked("SELECT has_table_privilege(%s, 'later', 'INSERT')", newcomer) == [(True,)]
    assert command.asked("SELECT has_table_privilege(%s, 'later', 'TRUNCATE')", newcomer) == [(False,)]


def test_roles_that_would_not_hold_are_refused_in_words(command: Command, newcomer: str) -> None:
    owner = owner_of(command.url)
    command.done("CREATE TABLE ours (organisation_id uuid)")
    answers = [
        command.run("database", "roles", DATABASE_URL=owner),
        command.run("database", "roles", DATABASE_URL=command.as_role(ADMINISTRATOR)),
        command.run("database", "roles", DATABASE_URL=command.as_role(newcomer), OWNER_DATABASE_URL=command.url),
    ]
    command.done("DROP TABLE ours")
    answers.append(
        command.run("database", "roles", DATABASE_URL=command.as_role(newcomer), OWNER_DATABASE_URL=command.url)
    )
    assert [one.exit_code for one in answers] == [2, 2, 2, 2]
    said = [" ".join(one.stderr.split()) for one in answers]
    assert "another in SAMENSPEL_OWNER_DATABASE_URL" in said[0]
    assert "may do more than a service needs" in said[1]
    assert "The tables belong to samenspel" in said[2]
    assert "let an administrator of the server make" in said[3]


def test_a_role_that_somebody_else_made_keeps_its_password(command: Command, newcomer: str) -> None:
    with psycopg.connect(command.as_role(ADMINISTRATOR), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(newcomer)))
    # Version 15 let whoever may make roles change those of others too.
    answer = command.run("database", "roles", DATABASE_URL=command.as_role(newcomer, PASSWORD))
    assert answer.exit_code == 0
    assert ("left as it is" in answer.stderr) is (kept(command, newcomer) == "None")


# -------------------------------------------------------------------------------- samenspel serve, and who may list


@pytest.fixture
def migrated(command: Command) -> Command:
    """The command on a database with every table."""
    assert command.run("migrate").exit_code == 0
    return command


def test_the_role_of_the_service_serves(migrated: Command) -> None:
    answer = migrated.run("serve")
    assert answer.exit_code == 0, answer.output
    assert len(migrated.served) == 1
    assert "owns its tables" not in answer.stderr


def test_a_service_that_does_not_see_the_organisations_founds_none(migrated: Command) -> None:
    for _ in range(2):
        migrated.environment.delenv("SAMENSPEL_OWNER_DATABASE_URL", raising=False)
        settings.cache_clear()
        assert CliRunner().invoke(cli, ["serve"]).exit_code == 0
    assert migrated.run("organisations", "list").stdout == ""


@pytest.mark.parametrize("words", [("keys", "create", "--for", "system"), ("organisations", "list"), ("reindex",)])
def test_a_role_that_does_not_see_the_organisations_is_told_so(migrated: Command, words: tuple[str, ...]) -> None:
    answer = migrated.run(*words, OWNER_DATABASE_URL=migrated.url)
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "SAMENSPEL_OWNER_DATABASE_URL" in answer.stderr


def test_an_organisation_that_is_named_need_not_be_listed(migrated: Command) -> None:
    named = migrated.run("organisations", "create", "De Linde", OWNER_DATABASE_URL=migrated.url).stdout.strip()
    key = ("keys", "create", "--for", "system", "--organisation")
    assert migrated.run(*key, named, OWNER_DATABASE_URL=migrated.url).exit_code == 0
    assert migrated.run(*key, str(uuid4()), OWNER_DATABASE_URL=migrated.url).exit_code == 2


def test_the_owner_serves_with_a_warning(migrated: Command) -> None:
    answer = migrated.run("serve", DATABASE_URL=owner_of(migrated.url))
    assert answer.exit_code == 0
    assert "samenspel database roles" in " ".join(answer.stderr.split())
    assert len(migrated.served) == 1


@pytest.mark.parametrize("danger", ["a superuser", "a table that is not held", "a role that becomes a superuser"])
def test_a_service_whose_rows_are_not_held_does_not_start_unless_it_is_told_to(
    migrated: Command, newcomer: str, danger: str
) -> None:
    url = migrated.url
    if danger == "a superuser":
        url = migrated.as_role(ADMINISTRATOR)
    elif danger == "a table that is not held":
        migrated.done("ALTER TABLE team NO FORCE ROW LEVEL SECURITY")
    else:
        url = migrated.as_role(newcomer)
        assert migrated.run("database", "roles", DATABASE_URL=url).exit_code == 0
        with psycopg.connect(migrated.as_role(ADMINISTRATOR), autocommit=True) as connection:
            connection.execute(sql.SQL("GRANT postgres TO {}").format(sql.Identifier(newcomer)))
    refused = migrated.run("serve", DATABASE_URL=url)
    assert (refused.exit_code, migrated.served) == (2, [])
    assert "the service does not start" in " ".join(refused.stderr.split())
    assert ("team" if "table" in danger else "postgres") in refused.stderr
    assert migrated.run("serve", DATABASE_URL=url, ALLOW_UNSAFE_DATABASE="yes").exit_code == 0
    assert len(migrated.served) == 1
