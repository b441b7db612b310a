"""The migrations make the very tables that the code expects, on both engines, and can be taken back."""

from typing import Any, Final
from uuid import UUID

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, Connection, MetaData, String, Table, inspect, select
from sqlmodel import SQLModel, col
from typer.testing import CliRunner
from uuid_utils.compat import uuid7

from app import cli, schema
from app.database import Database, Session, stand_in
from app.models.search import SearchEntry, has_words
from app.services.search import words
from app.settings import settings
from tests.engine import settings_of, variables_of
from tests.house import House
from tests.rows import new_ids, row_of, tables

# The columns of a key before revision 0004.
HAD: Final = (
    *("organisation_id", "id", "version", "created_at", "updated_at", "deleted_at", "created_by", "source"),
    *("holder", "scope", "secret_hash", "expires_at"),
)
COMPARED: Final = {"compare_type": True, "compare_server_default": True, "include_name": schema.has_a_model}


def differences(connection: Connection) -> list[Any]:
    """What Alembic would still change; types and defaults included."""
    context = MigrationContext.configure(connection, opts=COMPARED)
    return list(compare_metadata(context, SQLModel.metadata))


def checks(connection: Connection, table: Table) -> set[str | None]:
    """The names of the CHECKs of a table, which Alembic does not compare."""
    return {one["name"] for one in inspect(connection).get_check_constraints(table.name)}


def put_as_it_was(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    """Put a row in a table of an earlier revision, without the columns that came later."""
    had = {one["name"] for one in inspect(connection).get_columns(table.name)}
    old = Table(table.name, MetaData(), *(Column(one.name, one.type) for one in table.columns if one.name in had))
    connection.execute(old.insert().values({name: value for name, value in row.items() if name in had}))


def test_an_empty_database_gets_the_tables_of_the_models(empty_database: str) -> None:
    database = Database(settings_of(empty_database))
    schema.migrate(database)
    with database.owner.begin() as connection:
        assert differences(connection) == []
        migrated = {table.name: checks(connection, table) for table in SQLModel.metadata.sorted_tables}
    with database.owner.begin() as connection:
        command.downgrade(schema.configuration(connection), "base")
        SQLModel.metadata.create_all(connection)
        assert {table.name: checks(connection, table) for table in SQLModel.metadata.sorted_tables} == migrated
    database.close()


def test_the_comparison_would_find_a_difference(empty_database: str) -> None:
    database = Database(settings_of(empty_database))
    schema.migrate(database)
    with database.owner.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE team ADD COLUMN colour VARCHAR(20)")
        connection.exec_driver_sql("DROP INDEX ix_moment_organisation_id_shared_moment_id")
        found = {one[0] for one in differences(connection)}
    assert found == {"remove_column", "add_index"}
    database.close()


def test_what_went_up_comes_down_and_goes_up_again(empty_database: str) -> None:
    database = Database(settings_of(empty_database))
    assert not schema.is_current(database)
    schema.migrate(database)
    assert schema.is_current(database)
    with database.owner.begin() as connection:
        command.downgrade(schema.configuration(connection), "base")
    with database.owner.connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    schema.migrate(database)
    schema.migrate(database)  # once more changes nothing
    assert schema.is_current(database)
    database.close()


def test_what_was_there_before_search_is_found_after_the_migration(
    empty_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(settings_of(empty_database))
    organisation_id, ids = uuid7(), new_ids()
    with database.owner.begin() as connection:
        command.upgrade(schema.configuration(connection), "0001")
        was_there = set(inspect(connection).get_table_names()) - {"key", "search_entry"}
        for table in (one for one in tables() if one.name in was_there):
            row = row_of(table, organisation_id, ids, "merel")
            put_as_it_was(connection, table, row | ({"deleted_at": None} if "deleted_at" in row else {}))
    for name, value in variables_of(empty_database).items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    try:
        answers = [CliRunner().invoke(cli.cli, [word]) for word in ("migrate", "reindex")]
    finally:
        settings.cache_clear()
    assert [one.exit_code for one in answers] == [0, 0], answers
    assert "2 stories and people" in answers[1].output

    def look(session: Session) -> list[UUID]:
        session.enter(organisation_id)
        asked = {"story": words.in_text("merels"), "person": words.in_names("Merle", mistyped=True)}
        return [
            session.scalars(
                select(col(SearchEntry.about_id)).where(col(SearchEntry.noun) == noun, has_words(one))
            ).one()
            for noun, one in asked.items()
        ]

    assert database.run(look, write=False) == [ids["story"], ids["person"]]
    database.close()


def test_keys_of_before_open_what_they_opened(empty_database: str) -> None:
    database = Database(settings_of(empty_database))
    organisation_id, ids = uuid7(), new_ids()
    organisation = next(table for table in tables() if table.name == "organisation")
    with database.owner.begin() as connection:
        command.upgrade(schema.configuration(connection), "0003")
        stand_in(connection, organisation_id)
        put_as_it_was(connection, organisation, row_of(organisation, organisation_id, ids, "merel"))
        kinds = {one.name: one.type for one in key_table().columns}
        old = Table("key", MetaData(), *(Column(name, kinds.get(name, String(64))) for name in HAD))
        for scope in ("care", "administration"):
            given = row_of(key_table(), organisation_id, {**ids, "key": uuid7()}, "merel")
            given |= {"scope": scope, "holder": "system" if scope == "care" else "administrator", "deleted_at": None}
            connection.execute(old.insert().values({name: given[name] for name in HAD}))
    for revision in ("0004", "0003", "head"):
        with database.owner.begin() as connection:
            stand_in(connection, organisation_id)
            way = command.downgrade if revision == "0003" else command.upgrade
            way(schema.configuration(connection), revision)
    with database.owner.begin() as connection:
        stand_in(connection, organisation_id)
        found = connection.execute(select(key_table().c.holder, key_table().c.scopes)).all()
    assert sorted((one.holder, one.scopes) for one in found) == [
        ("administrator", ["administration"]),
        ("system", ["care", "unattended"]),
    ]
    database.close()


def key_table() -> Table:
    """The table of keys as the models have it."""
    return SQLModel.metadata.tables["key"]


def test_vacuum_leaves_the_words_with_what_they_belong_to(house: House) -> None:
    ids = [house.relative(f"Anna {name}") for name in ("Aker", "Bos", "Dam")]
    house.ask("DELETE", f"/relatives/{ids[0]}", version="*")
    with house.database.owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if house.database.is_sqlite:
            connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("VACUUM")
    found = [house.done("/relatives/_search", q=q)["items"] for q in ("Aker", "Bos", "Dam")]
    assert [[one["id"] for one in page] for page in found] == [[], [ids[1]], [ids[2]]]


def test_the_command_brings_a_database_up_to_date(empty_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in variables_of(empty_database).items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    try:
        answer = CliRunner().invoke(cli.cli, ["migrate"])
    finally:
        settings.cache_clear()
    assert (answer.exit_code, answer.exception) == (0, None)
    database = Database(settings_of(empty_database))
    assert schema.is_current(database)
    database.close()
