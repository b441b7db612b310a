"""Every command of a guide is run against a real server, and answers what the guide shows."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import httpx
import pytest

from tests.demo.running import exported, free_port, own_copy, served
from tests.engine import variables_of
from tests.house import House

ROOT: Final = Path(__file__).parent.parent
GUIDES: Final = ROOT / "docs" / "guides"
FIRST: Final = "first-rung"
BLOCK: Final = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK: Final = "--- the next command ---"
PATIENCE: Final = 60


class Step(NamedTuple):
    """One block of commands, and what the guide shows that it prints."""

    command: str
    shown: str


def steps(guide: str) -> list[Step]:
    """The commands of a guide, each with the answer shown below it, if any."""
    found: list[Step] = []
    for language, content in BLOCK.findall((GUIDES / f"{guide}.md").read_text(encoding="utf-8")):
        if language == "sh":
            found.append(Step(content, ""))
        else:
            found[-1] = found[-1]._replace(shown=content)
    return found


IN_THE_DEMO: Final = [path.stem for path in sorted(GUIDES.glob("*.md")) if path.stem != FIRST and steps(path.stem)]


def plain(printed: str) -> str:
    """What was printed, without ids and dates of its own."""
    printed = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>", printed)
    return re.sub(r"\d{4}-\d{2}-\d{2}", "<date>", printed).strip()


@contextmanager
def real_server(url: str) -> Iterator[str]:
    """The service behind uvicorn on a free port, as `samenspel serve` runs it; its address."""
    port = free_port()
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
def project(tmp_path: Path) -> Path:
    """The folder of the project as a reader has it: with the program that is under test in its .venv."""
    (tmp_path / ".venv").symlink_to(sys.prefix)
    (tmp_path / "openapi").symlink_to(ROOT / "openapi")
    return tmp_path


# The time zone of the houses, in the form that needs no database of zones: a reader's day is the day over there.
THERE = "CET-1CEST,M3.5.0,M10.5.0/3"


def printed(guide: str, folder: Path, given: Mapping[str, str]) -> list[str]:
    """What each block of a guide prints, run in order in one shell in this folder."""
    script = f"\necho '{MARK}'\n".join(step.command for step in steps(guide))
    surroundings = os.environ | given | {"PYTHONIOENCODING": "utf-8", "TZ": THERE}
    shell = ["/bin/sh", "-eu", "-c", script]
    done = subprocess.run(shell, cwd=folder, env=surroundings, check=False, capture_output=True, encoding="utf-8")  # noqa: S603  the guide's own commands
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout.split(f"{MARK}\n")


def shown(guide: str) -> list[str]:
    return [plain(step.shown) for step in steps(guide)]


def test_every_command_of_the_first_guide_answers_what_the_guide_shows(
    house: House, migrated_database: str, project: Path
) -> None:
    with real_server(migrated_database) as address:
        answers = printed(FIRST, project, {"SAMENSPEL_URL": address, "KEY": house.key()})
    assert [plain(one) for one in answers] == shown(FIRST)


@pytest.fixture(scope="module")
def open_demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What somebody who starts the demo copies from what it prints; the guides have a house that they may change."""
    with own_copy(tmp_path_factory) as (place, _), served(place) as text:
        lines = [r"^Key: (?P<KEY>\S+)", r"is open at (?P<SAMENSPEL_URL>\S+)"]
        if place.named is None:  # a database that somebody named they know already
            lines.append(r"^For other commands: export SAMENSPEL_DATABASE_URL=(?P<SAMENSPEL_DATABASE_URL>\S+)")
        told = variables_of(place.url)
        for line in lines:
            found = re.search(line, text, re.MULTILINE)
            assert found, text
            told |= found.groupdict()
        yield told | exported(text)


@pytest.mark.parametrize("guide", IN_THE_DEMO)
def test_every_command_of_a_guide_to_the_demo_answers_what_the_guide_shows(
    guide: str, open_demo: dict[str, str], project: Path
) -> None:
    assert [plain(one) for one in printed(guide, project, open_demo)] == shown(guide)


def test_the_guides_to_the_demo_are_of_three_kinds_of_users_and_of_rights_and_begin_alike() -> None:
    assert IN_THE_DEMO == ["app-developer", "eyes", "integrator", "script-writer"]
    assert len({tuple(steps(guide)[:3]) for guide in IN_THE_DEMO}) == 1


def test_the_first_guide_takes_ten_curl_commands() -> None:
    text = (GUIDES / f"{FIRST}.md").read_text(encoding="utf-8")
    assert [step.command.count("curl ") for step in steps(FIRST) if "curl " in step.command] == [1] * 10
    assert re.findall(r"^### (\d+)\. ", text, re.MULTILINE) == [str(number) for number in range(1, 11)]


def test_the_first_guide_ends_in_a_standing_and_a_sense_that_is_present() -> None:
    *_, rung, sense = [step.shown.splitlines() for step in steps(FIRST)]
    assert rung[:2] == ["current", "3"]
    assert sense[:2] == ["belonging", "present"]
