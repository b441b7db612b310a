"""The loop of a worker: it does what is due, goes on when something fails, and can be killed at any moment."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest
from sqlalchemy.exc import OperationalError

from app.database import Database
from app.models.job import JobKind
from app.services import organisations, sealing
from app.worker import jobs, loop
from app.worker.jobs import Job
from app.worker.leases import Lease
from tests.engine import variables_of
from tests.house import House
from tests.logged import Logged
from tests.services.test_sealing import checked

# A worker that seals two entries at a time, slowly, with a lease that is soon over.
SLOW: Final = """
import sys, threading, time
from uuid import UUID
from app.services import sealing
from app.database import Database
from app.settings import Settings
from app.worker import leases, loop
from datetime import timedelta
sealing.BATCH = 2
leases.LEASE = timedelta(seconds=0.2)
whole = sealing.digest_of
def slowly(*given):
    time.sleep(0.01)
    return whole(*given)
sealing.digest_of = slowly
print('ready', flush=True)
loop.work(Database(Settings()), threading.Event(), [UUID(sys.argv[1])])
"""


def test_what_waits_is_sealed_and_the_head_is_published(
    house: House, caught: Callable[[], list[dict[str, Any]]]
) -> None:
    house.resident("Kanarie")
    organisation_id = UUID(house.organisation_id)
    assert loop.work_for(house.database, organisation_id) == len(jobs.JOBS)
    entry = Logged(house).last
    assert caught() == [
        {
            "event": "access_log_sealed",
            "organisation_id": house.organisation_id,
            "sequence": 1,
            "digest": entry.digest,
            "entries": 1,
            "level": "info",
        }
    ]
    assert loop.work_for(house.database, organisation_id) == 0  # it is due again later


def test_a_job_that_fails_is_told_by_its_kind_alone_and_the_loop_goes_on(
    house: House, caught: Callable[[], list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(database: Database, lease: Lease) -> None:
        raise ValueError(f"Kanarie of {database} and {lease}")

    monkeypatch.setattr(loop, "JOBS", {JobKind.SEAL_ACCESS_LOG: Job(jobs.JOBS[JobKind.SEAL_ACCESS_LOG].every, fail)})
    assert loop.work_for(house.database, UUID(house.organisation_id)) == 1
    assert [(one["event"], one["failure"]) for one in caught()] == [("job_failed", "ValueError")]
    assert "Kanarie" not in str(caught())


def test_a_database_that_is_away_is_waited_for(
    house: House, caught: Callable[[], list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    stop, turns = threading.Event(), [0]

    def away(*_given: object) -> int:
        turns[0] += 1
        if turns[0] > 2:
            stop.set()
        raise OperationalError("SELECT", {}, ConnectionError())

    monkeypatch.setattr(loop, "work_for", away)
    monkeypatch.setattr(loop, "PAUSE", 0)
    loop.work(house.database, stop, [UUID(house.organisation_id)])
    assert [one["event"] for one in caught()] == ["database_away"] * 3


def test_beside_the_service_it_works_until_the_service_ends(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.resident()
    monkeypatch.setattr(organisations, "known", lambda _database: [(UUID(house.organisation_id), "")])
    with loop.beside(house.database):
        until = time.monotonic() + 20
        while Logged(house).last.sequence is None and time.monotonic() < until:
            time.sleep(0.05)
    assert Logged(house).last.sequence == 1
    assert not [one for one in threading.enumerate() if one.name == "worker"]


def test_a_worker_that_is_killed_in_between_leaves_a_log_that_the_next_one_seals_to_the_end(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, migrated_database: str
) -> None:
    """Killed again and again while it seals; nothing is sealed twice and nothing is left out."""
    for _ in range(60):
        house.seen("/residents")
    slow = tmp_path / "slow.py"
    slow.write_text(SLOW, encoding="utf-8")
    environment = os.environ | variables_of(migrated_database)
    last = 0
    for _ in range(12):
        command = [sys.executable, str(slow), house.organisation_id]
        silent = subprocess.DEVNULL
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=silent) as worker:  # noqa: S603  our own script
            assert worker.stdout is not None
            assert worker.stdout.readline() == b"ready\n"
            time.sleep(0.45)
            worker.send_signal(signal.SIGKILL)
        numbers = sorted(one.sequence for one in Logged(house).entries if one.sequence)
        assert numbers == list(range(1, len(numbers) + 1))
        last = len(numbers)
        if last == 60:
            break
    assert last > 0
    monkeypatch.setattr(sealing, "BATCH", 500)
    time.sleep(0.3)
    loop.work_for(house.database, UUID(house.organisation_id))
    found = checked(house)
    assert (found.fault, found.head.sequence) == (None, 60)
