"""The command `samenspel demo`, as somebody runs it."""

import json
import os
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, make_url, select
from sqlmodel import SQLModel
from typer import BadParameter

from app import schema
from app.database import Database
from app.demo.ids import ORGANISATION_ID
from app.demo.start import _address, _forget, prepare
from app.services import organisations
from app.settings import Settings, for_demo, settings
from tests.demo.conftest import DemoHouse
from tests.demo.running import KEY, ROOT, Place, Start, start
from tests.engine import variables_of


def rows(demo: DemoHouse) -> dict[str, int]:
    """How many rows every table has, but for keys, the log of who looked, and the jobs of the worker."""
    apart = {"key", "job", "access_entry", "access_person", "access_chain"}
    tables = [table for table in SQLModel.metadata.sorted_tables if table.name not in apart]
    with demo.peek() as connection:
        return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def test_the_first_start_prints_an_address_a_key_and_five_commands_that_answer(first_start: Start) -> None:
    assert "http://127.0.0.1:" in first_start.text
    assert KEY.search(first_start.text)
    assert len(first_start.commands) == 5
    answers = [json.loads(answer) for answer in first_start.answers]
    participation, triangle, overview, stories, senses = answers
    assert participation["resident"]["preferredName"] == "Toos"
    assert participation["sideB"]["pooled"]["decidedBy"]
    assert [side["side"] for side in triangle["sides"]] == ["A", "B", "C", "D"]
    assert len(overview["residents"]) == 8
    assert stories["items"]
    assert any(voice["evidence"] for sense in senses["senses"] for voice in sense["voices"])


def test_a_second_start_doubles_nothing_and_gives_a_new_key(place: Place, first_start: Start, demo: DemoHouse) -> None:
    before = rows(demo)
    again = start(place)
    assert rows(demo) == before
    assert again.key != first_start.key
    assert [demo.status(first_start.key), demo.status(again.key)] == [401, 200]
    assert demo.seen("/organisation")["id"] == str(ORGANISATION_ID)  # a key that was not the demo's is left alone


def test_a_port_that_is_taken_is_said_in_words(place: Place, first_start: Start) -> None:
    assert first_start.text
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        given = subprocess.run(  # noqa: S603  our own program
            place.command("--port", port), capture_output=True, text=True, check=False, cwd=ROOT, env=place.variables
        )
    assert given.returncode == 2
    assert f"Port {port} on 127.0.0.1" in given.stderr.replace("\n", " ")
    assert "Traceback" not in given.stderr


@pytest.fixture
def here(place: Place, first_start: Start, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The command in this process, on the house of the first start; the environment can still be changed."""
    assert first_start.text
    for name, value in variables_of(place.url).items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    yield monkeypatch
    settings.cache_clear()


def test_without_a_wish_the_first_port_that_is_free_is_taken(
    here: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        here.setenv("SAMENSPEL_PORT", str(taken.getsockname()[1]))
        chosen = prepare(None, None, fresh=False)
    assert chosen.port > int(os.environ["SAMENSPEL_PORT"])
    said = capsys.readouterr()
    assert f"http://127.0.0.1:{chosen.port}/v1/" in said.out
    assert f"listens on {chosen.port}" in said.err.replace("\n", " ")


@pytest.mark.usefixtures("here")
def test_a_house_in_a_named_database_is_never_thrown_away() -> None:
    with pytest.raises(BadParameter, match="only for the demo's own file"):
        prepare(None, None, fresh=True)


def test_the_demos_own_file_makes_room_for_a_new_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMENSPEL_DATABASE_URL", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    settings.cache_clear()
    chosen, own = for_demo()
    settings.cache_clear()
    file = Path(make_url(chosen.database_url).database or "")
    assert (own, file) == (True, tmp_path / "samenspel" / "demo.db")
    file.parent.mkdir()
    remains = [file, file.with_name("demo.db-wal"), file.with_name("samenspel.db")]
    for one in remains:
        one.touch()
    _forget(chosen, own)
    assert [one.exists() for one in remains] == [False, False, True]


@pytest.mark.parametrize(
    ("host", "address"),
    [("0.0.0.0", "http://127.0.0.1:8000"), ("::1", "http://[::1]:8000"), ("demo.example", "http://demo.example:8000")],  # noqa: S104  addresses to listen on
)
def test_the_address_is_one_that_can_be_called(host: str, address: str) -> None:
    assert _address(Settings(host=host, port=8000)) == address


def test_a_made_up_house_does_not_move_in_with_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path}/real.db"
    database = Database(Settings(database_url=url))
    schema.migrate(database)
    database.run(lambda session: organisations.found(session, "De Berk"), write=True)
    monkeypatch.setenv("SAMENSPEL_DATABASE_URL", url)
    settings.cache_clear()
    with pytest.raises(BadParameter, match="is in use"):
        prepare(None, None, fresh=False)
    settings.cache_clear()
    assert [name for _, name in organisations.known(database)] == ["De Berk"]
    database.close()
