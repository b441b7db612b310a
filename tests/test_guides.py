"""Every command of the first guide is run against a real server, and answers what the guide shows."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import httpx
import pytest

from tests.house import House

GUIDE: Final = Path(__file__).parent.parent / "docs" / "guides" / "first-rung.md"
BLOCK: Final = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK: Final = "--- the next command ---"
PATIENCE: Final = 60


class Step(NamedTuple):
    """One block of commands, and what the guide shows that it prints."""

    command: str
    shown: str


def steps(text: str) -> list[Step]:
    """The commands of a guide, each with the answer shown below it, if any."""
    found: list[Step] = []
    for language, content in BLOCK.findall(text):
        if language == "sh":
            found.append(Step(content, ""))
        else:
            found[-1] = found[-1]._replace(shown=content)
    return found


def plain(printed: str) -> str:
    """What was printed, without ids and dates of its own."""
    printed = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>", printed)
    return re.sub(r"\d{4}-\d{2}-\d{2}", "<date>", printed).strip()


@contextmanager
def real_server(url: str) -> Iterator[str]:
    """The service behind uvicorn on a free port, as `samenspel serve` runs it; its address."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "app.main:create_app", "--factory", "--port", str(port)]
    surroundings = os.environ | {"SAMENSPEL_DATABASE_URL": url}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=surroundings, stdout=quiet, stderr=quiet)  # noqa: S603  our own service
    try:
        wait_for(f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            httpx.get(f"{address}/health/ready").raise_for_status()
        except httpx.TransportError:
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.1)
        else:
            return


@pytest.fixture
def printed(house: House, migrated_database: str) -> list[str]:
    """What each block of the guide printed, run in order in one shell."""
    script = f"\necho '{MARK}'\n".join(step.command for step in steps(GUIDE.read_text(encoding="utf-8")))
    with real_server(migrated_database) as address:
        surroundings = os.environ | {"SAMENSPEL_URL": address, "KEY": house.key(), "PYTHONIOENCODING": "utf-8"}
        shell = ["/bin/sh", "-eu", "-c", script]
        done = subprocess.run(shell, env=surroundings, check=False, capture_output=True, encoding="utf-8")  # noqa: S603  the guide's own commands
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout.split(f"{MARK}\n")


def test_every_command_of_the_first_guide_answers_what_the_guide_shows(printed: list[str]) -> None:
    told = steps(GUIDE.read_text(encoding="utf-8"))
    assert [plain(one) for one in printed] == [plain(step.shown) for step in told]


def test_the_first_guide_takes_ten_curl_commands() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert [step.command.count("curl ") for step in steps(text) if "curl " in step.command] == [1] * 10
    assert re.findall(r"^### (\d+)\. ", text, re.MULTILINE) == [str(number) for number in range(1, 11)]


def test_the_first_guide_ends_in_a_standing_and_a_sense_that_is_present() -> None:
    *_, rung, sense = [step.shown.splitlines() for step in steps(GUIDE.read_text(encoding="utf-8"))]
    assert rung[:2] == ["current", "3"]
    assert sense[:2] == ["belonging", "present"]
