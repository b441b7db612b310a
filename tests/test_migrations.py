"""The migrations make the very tables that the code expects, on both engines, and can be taken back."""

from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Table, inspect
from sqlmodel import SQLModel
from typer.testing import CliRunner

from app import cli, schema
from app.database import Database
from app.settings import Settings, settings


def differences(connection: Connection) -> list[Any]:
    """What Alembic would still change; types and defaults included."""
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, SQLModel.metadata))


def checks(connection: Connection, table: Table) -> set[str | None]:
    """The names of the CHECKs of a table, which Alembic does not compare."""
    return {one["name"] for one in inspect(connection).get_check_constraints(table.name)}


def test_an_empty_database_gets_the_tables_of_the_models(empty_database: str) -> None:
    database = Database(Settings(database_url=empty_database))
    schema.migrate(database)
    with database.writer.begin() as connection:
        assert differences(connection) == []
        migrated = {table.name: checks(connection, table) for table in SQLModel.metadata.sorted_tables}
    with database.writer.begin() as connection:
        command.downgrade(schema.configuration(connection), "base")
        SQLModel.metadata.create_all(connection)
        assert {table.name: checks(connection, table) for table in SQLModel.metadata.sorted_tables} == migrated
    database.close()


def test_the_comparison_would_find_a_difference(empty_database: str) -> None:
    database = Database(Settings(database_url=empty_database))
    schema.migrate(database)
    with database.writer.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE team ADD COLUMN colour VARCHAR(20)")
        connection.exec_driver_sql("DROP INDEX ix_moment_organisation_id_shared_moment_id")
        found = {one[0] for one in differences(connection)}
    assert found == {"remove_column", "add_index"}
    database.close()


def test_what_went_up_comes_down_and_goes_up_again(empty_database: str) -> None:
    database = Database(Settings(database_url=empty_database))
    assert not schema.is_current(database)
    schema.migrate(database)
    assert schema.is_current(database)
    with database.writer.begin() as connection:
        command.downgrade(schema.configuration(connection), "base")
    with database.writer.connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    schema.migrate(database)
    schema.migrate(database)  # once more changes nothing
    assert schema.is_current(database)
    database.close()


def test_the_command_brings_a_database_up_to_date(empty_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENSPEL_DATABASE_URL", empty_database)
    settings.cache_clear()
    try:
        answer = CliRunner().invoke(cli.cli, ["migrate"])
    finally:
        settings.cache_clear()
    assert (answer.exit_code, answer.exception) == (0, None)
    database = Database(Settings(database_url=empty_database))
    assert schema.is_current(database)
    database.close()
