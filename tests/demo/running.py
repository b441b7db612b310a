"""The command `samenspel demo` as somebody runs it: in a process of its own, on a database of its own."""

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.engine import SERVER_VARIABLE, for_service, new_database, on_postgresql, variables_of
from tests.postgres import make_database

ROOT = Path(__file__).resolve().parent.parent.parent
KEY = re.compile(r"samenspel_[\w-]{43}_[\w-]{43}")
PATIENCE = 300
EXPORT = re.compile(r"^export (\w+)=(\S+)$", re.MULTILINE)
STARTED = re.compile(r"^Stop with", re.MULTILINE)


@dataclass(frozen=True)
class Place:
    """Where a demo keeps its house: in a data folder of its own, or in a database that was named."""

    folder: Path
    named: str | None

    @property
    def file(self) -> Path:
        return self.folder / "samenspel" / "demo.db"

    @property
    def url(self) -> str:
        return self.named or f"sqlite:///{self.file}"

    @property
    def variables(self) -> dict[str, str]:
        others = {name: value for name, value in os.environ.items() if not name.startswith("SAMENSPEL_")}
        named = variables_of(self.named) if self.named else {}
        return others | named | {"XDG_DATA_HOME": str(self.folder), "PYTHONUNBUFFERED": ""}

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-c", "from app.cli import main; main()", "demo", *words]


@dataclass(frozen=True)
class Start:
    """What a start printed, and what its commands answered while it served."""

    text: str
    answers: list[str]

    @property
    def key(self) -> str:
        found = KEY.search(self.text)
        assert found, self.text
        return found[0]

    @property
    def exported(self) -> dict[str, str]:
        """What the lines that begin with `export` give to a shell."""
        return exported(self.text)

    @property
    def commands(self) -> list[str]:
        return [line for line in self.text.splitlines() if line.startswith("curl ")]


def exported(text: str) -> dict[str, str]:
    """What the lines of a start that begin with `export` give to a shell."""
    return dict(EXPORT.findall(text))


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def own_copy(factory: pytest.TempPathFactory) -> Iterator[tuple[Place, Start]]:
    """A copy of the demo house, and the start that made it: it is made once in a run, however many workers ask."""
    made, first = _made_once(factory)
    folder = factory.mktemp("demo")
    with new_database(folder, made.named) as url:
        place = Place(folder, url if on_postgresql() else None)
        if not on_postgresql():
            (folder / "samenspel").mkdir()
            with closing(sqlite3.connect(made.file)) as source, closing(sqlite3.connect(place.file)) as copy:
                source.backup(copy)
        yield place, first


def _made_once(factory: pytest.TempPathFactory) -> tuple[Place, Start]:
    """The house of this run: the first worker that asks makes it, the others wait."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "house-of-the-run"
    ready = folder / "ready.json"
    try:
        folder.mkdir()
    except FileExistsError:
        until = time.monotonic() + PATIENCE
        while not ready.exists():
            assert time.monotonic() < until, "nobody made the demo house"
            time.sleep(0.2)
    else:
        named = for_service(make_database(os.environ[SERVER_VARIABLE], f"t_{uuid4().hex}")) if on_postgresql() else None
        told = json.dumps({"named": named, **asdict(start(Place(folder, named)))})
        ready.with_suffix(".new").write_text(told, encoding="utf-8")
        ready.with_suffix(".new").rename(ready)
    told = json.loads(ready.read_text(encoding="utf-8"))
    return Place(folder, told["named"]), Start(told["text"], told["answers"])


@contextmanager
def served(place: Place, *words: str) -> Iterator[str]:
    """The text that a start prints, with the service behind it."""
    port = free_port()
    with subprocess.Popen(  # noqa: S603  our own program
        place.command("--port", str(port), *words), stdout=subprocess.PIPE, text=True, cwd=ROOT, env=place.variables
    ) as serving:
        try:
            yield _printed(serving, port)
        finally:
            serving.terminate()


def _printed(serving: subprocess.Popen[str], port: int) -> str:
    assert serving.stdout
    said = ""
    for line in serving.stdout:
        said += line
        if STARTED.search(said):
            break
    for _ in range(150):
        try:
            assert httpx.get(f"http://127.0.0.1:{port}/health/ready").status_code == 200
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return said
    raise AssertionError(said or "the demo printed nothing")


def start(place: Place) -> Start:
    """Start the demo, paste every command it prints, stop it."""
    with served(place) as text:
        lines = [line for line in text.splitlines() if line.startswith("curl ")]
        pasted = [
            subprocess.run(line, shell=True, capture_output=True, text=True, check=True)  # noqa: S602  that is pasting
            for line in lines
        ]
        return Start(text, [one.stdout for one in pasted])
