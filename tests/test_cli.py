"""The command `samenspel`, on a database of its own; what the import says is tried in `tests/exchange`."""

import json
import os
import pty
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

from app.cli import cli
from app.main import create_app
from app.settings import Settings, settings
from tests.engine import on_postgresql, variables_of

ROOT = Path(__file__).resolve().parent.parent
KEY = re.compile(r"samenspel_[\w-]{43}_[\w-]{43}")


class Command:
    """The command, and the service on the same database."""

    def __init__(self, database_url: str) -> None:
        self.database_url = database_url

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(cli, words)

    def told(self, *words: str) -> str:
        """What a command that succeeds prints on standard output."""
        result = self.run(*words)
        assert result.exit_code == 0, result.output
        return result.stdout.strip()

    def status(self, key: str, path: str) -> int:
        app = create_app(Settings(database_url=self.database_url))
        with TestClient(app) as client:
            return client.get(f"/v1{path}", headers={"Authorization": f"Bearer {key}"}).status_code


@pytest.fixture
def fresh(empty_database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Command]:
    """The command on a database that nobody has touched."""
    for name, value in variables_of(empty_database).items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    yield Command(empty_database)
    settings.cache_clear()


@pytest.fixture
def command(fresh: Command) -> Command:
    """The command on an empty database that is up to date."""
    fresh.told("migrate")
    return fresh


def test_a_database_that_is_not_up_to_date_is_migrated_or_the_command_to_do_so_is_named(fresh: Command) -> None:
    result = fresh.run("keys", "create", "--for", "system")
    if on_postgresql():
        assert (result.exit_code, result.stdout) == (2, "")
        assert "samenspel migrate" in result.stderr
    else:
        assert KEY.fullmatch(result.stdout.strip())


def test_a_key_is_printed_alone_and_opens_what_its_scope_says(command: Command) -> None:
    care = command.told("keys", "create", "--for", "system")
    attended = command.told("keys", "create", "--for", "system", "--scope", "care")
    administrator = command.told("keys", "create", "--for", "administrator")
    assert KEY.fullmatch(care)
    assert KEY.fullmatch(administrator)
    assert [command.status(care, path) for path in ("/organisation", "/residents")] == [200, 200]
    assert [command.status(attended, path) for path in ("/organisation", "/residents")] == [200, 403]
    assert [command.status(administrator, path) for path in ("/organisation", "/residents")] == [200, 403]


def test_an_administrators_key_never_has_the_scope_of_care(command: Command) -> None:
    assert command.run("keys", "create", "--for", "administrator", "--scope", "care").exit_code == 2


def test_relatives_and_residents_get_no_key_here(command: Command) -> None:
    result = command.run("keys", "create", "--for", "relative")
    assert result.exit_code == 2
    assert "invitation" in result.stderr


def test_with_several_organisations_one_has_to_be_named(command: Command) -> None:
    first, second = (str(UUID(command.told("organisations", "create", name))) for name in ("De Linde", "De Wilg"))
    listed = [json.loads(line) for line in command.told("organisations", "list").splitlines()]
    assert {one["id"]: one["name"] for one in listed} == {first: "De Linde", second: "De Wilg"}
    assert command.run("keys", "create", "--for", "system").exit_code == 2
    assert command.run("keys", "create", "--for", "system", "--organisation", str(UUID(int=7))).exit_code == 2
    key = command.told("keys", "create", "--for", "system", "--organisation", second)
    app = create_app(Settings(database_url=command.database_url))
    with TestClient(app, headers={"Authorization": f"Bearer {key}"}) as client:
        assert client.get("/v1/organisation").json()["name"] == "De Wilg"


def test_people_come_in_and_the_exit_code_says_whether_all_of_them_did(command: Command, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps({"resourceType": "Patient", "id": "p1", "name": [{"text": "Truus"}]}), encoding="utf-8")
    bad.write_text(json.dumps({"resourceType": "RelatedPerson", "id": "r1"}), encoding="utf-8")
    assert command.run("import", str(good), "--dry-run").exit_code == 0
    assert command.run("import", str(good), str(bad)).exit_code == 1
    key = command.told("keys", "create", "--for", "system")
    app = create_app(Settings(database_url=command.database_url))
    with TestClient(app, headers={"Authorization": f"Bearer {key}"}) as client:
        found = client.get("/v1/residents").json()["items"]
    assert [(one["name"]["text"], one["source"]) for one in found] == [("Truus", "import")]


def test_a_role_for_the_service_is_made_where_there_are_roles(command: Command) -> None:
    """More of it stands in `tests/test_database_roles.py`, which is for PostgreSQL alone."""
    result = command.run("database", "roles")
    assert (result.exit_code, result.stdout) == (0 if on_postgresql() else 2, "")
    assert ("owns nothing" if on_postgresql() else "SQLite has no roles") in result.stderr


def test_the_committed_contract_is_up_to_date(fresh: Command) -> None:
    assert fresh.run("contract", "--check").exit_code == 0


def test_the_first_start_shows_the_administrators_key_to_a_terminal_and_only_then(command: Command) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ours, theirs = pty.openpty()
    serving = subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, "-c", "from app.cli import main; main()", "serve", "--port", str(port)],
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=os.environ | variables_of(command.database_url),
    )
    os.close(theirs)
    try:
        shown = KEY.search(_read_until_key(ours))
        assert shown
        assert _answer(f"http://127.0.0.1:{port}/health/ready").json() == {"status": "up"}
    finally:
        serving.terminate()
        serving.wait(timeout=20)
        os.close(ours)
    assert command.status(shown[0], "/organisation") == 200


def _read_until_key(terminal: int) -> str:
    said = ""
    while not KEY.search(said):
        said += os.read(terminal, 1000).decode()
    return said


def _answer(url: str) -> httpx.Response:
    """The answer of a service that is still starting, within half a minute."""
    for _ in range(150):
        try:
            return httpx.get(url)
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError("the service did not start")


@pytest.mark.parametrize("command", ["serve", "demo"])
@pytest.mark.parametrize("port", ["0", "65536"])
def test_a_port_that_cannot_be_is_refused_in_words(fresh: Command, command: str, port: str) -> None:
    result = fresh.run(command, "--port", port)
    assert (result.exit_code, result.exception.__class__) == (2, SystemExit)
    assert "--port" in result.output
