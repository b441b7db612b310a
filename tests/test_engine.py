"""The engine under the tests is the one that was asked for, and every test has a database of its own."""

import os
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from tests.engine import ENGINE_VARIABLE, engine_name, new_database, on_postgresql, owner_of


def _run(url: str, *commands: str) -> list[int]:
    engine = create_engine(url)
    with engine.begin() as connection:
        for command in commands[:-1]:
            connection.execute(text(command))
        found = [row[0] for row in connection.execute(text(commands[-1]))]
    engine.dispose()
    return found


def test_the_engine_is_the_one_that_was_asked_for(engine: str, empty_database: str) -> None:
    assert engine == os.environ.get(ENGINE_VARIABLE, "sqlite")
    assert make_url(empty_database).get_backend_name() == engine


def test_an_unknown_engine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENGINE_VARIABLE, "oracle")
    with pytest.raises(ValueError, match="must be one of sqlite, postgresql"):
        engine_name()


def test_a_copy_of_a_database_holds_what_the_first_one_held_and_goes_its_own_way(
    tmp_path: Path, empty_database: str
) -> None:
    first = owner_of(empty_database)
    _run(first, "CREATE TABLE story (number INTEGER)", "INSERT INTO story VALUES (1) RETURNING number")
    with new_database(tmp_path, template=empty_database) as copy:
        second = owner_of(copy)
        assert _run(second, "INSERT INTO story VALUES (2)", "SELECT number FROM story ORDER BY number") == [1, 2]
    assert _run(first, "SELECT number FROM story") == [1]


def test_no_role_of_the_tests_walks_through_row_level_security(empty_database: str) -> None:
    if on_postgresql():
        privileges = "SELECT count(*) FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)"
        assert [_run(url, privileges) for url in (empty_database, owner_of(empty_database))] == [[0], [0]]
