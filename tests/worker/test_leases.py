"""Leases: every job is done by one worker at a time, and one that was away too long does no harm."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from types import SimpleNamespace
from typing import TypeVar
from uuid import UUID

import pytest
from sqlmodel import SQLModel

from app import clock
from app.database import Session
from app.models.job import JobKind
from app.worker import leases
from app.worker.leases import Lease, LeaseLost
from tests.house import House

T = TypeVar("T")
# One job is enough to see how it is shared.
ONE = (JobKind.SEAL_ACCESS_LOG,)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A clock that a test sets."""
    found = SimpleNamespace(now=datetime(2026, 3, 14, 12, tzinfo=UTC))
    monkeypatch.setattr(clock, "now", lambda: found.now)
    return found


def inside(house: House, work: Callable[[Session], T]) -> T:
    """What the work gives inside a house."""

    def entered(session: Session) -> T:
        session.enter(UUID(house.organisation_id))
        return work(session)

    return house.database.run(entered, write=True)


def taken(house: House) -> Lease:
    lease = inside(house, leases.take)
    assert lease is not None
    return lease


@pytest.fixture
def ready(house: House, watch: SimpleNamespace) -> House:
    """A house whose jobs are there."""
    assert watch.now
    inside(house, lambda session: leases.set_up(session, ONE))
    return house


def test_jobs_are_set_up_once_and_due_at_once(ready: House) -> None:
    inside(ready, lambda session: leases.set_up(session, ONE))
    assert inside(ready, lambda session: leases.is_set_up(session, ONE))
    assert inside(ready, leases.is_due)
    assert taken(ready).kind is JobKind.SEAL_ACCESS_LOG


def test_what_is_taken_is_taken_until_the_lease_is_over(ready: House, watch: SimpleNamespace) -> None:
    first = taken(ready)
    assert inside(ready, leases.take) is None
    watch.now += leases.LEASE + timedelta(seconds=1)
    second = taken(ready)
    assert (second.job_id, second.fence) == (first.job_id, first.fence + 1)


@pytest.mark.parametrize("late", ["hold", "finish", "fail"])
def test_who_was_away_too_long_has_nothing_to_say(ready: House, watch: SimpleNamespace, late: str) -> None:
    first = taken(ready)
    watch.now += leases.LEASE * 2
    second = taken(ready)
    ways: dict[str, Callable[[Session], None]] = {
        "hold": lambda session: leases.hold(session, first),
        "finish": lambda session: leases.finish(session, first, timedelta(days=1)),
        "fail": lambda session: leases.fail(session, first, "ValueError"),
    }
    with pytest.raises(LeaseLost):
        ready.database.run(ways[late], write=True)
    ready.database.run(lambda session: leases.hold(session, second), write=True)


def test_holding_on_keeps_a_lease(ready: House, watch: SimpleNamespace) -> None:
    lease = taken(ready)
    for _ in range(3):
        watch.now += leases.LEASE / 2
        ready.database.run(lambda session: leases.hold(session, lease), write=True)
    assert inside(ready, leases.take) is None


def test_a_finished_job_is_due_again_after_a_while(ready: House, watch: SimpleNamespace) -> None:
    lease = taken(ready)
    ready.database.run(lambda session: leases.finish(session, lease, timedelta(seconds=5)), write=True)
    assert inside(ready, leases.take) is None
    watch.now += timedelta(seconds=5)
    assert taken(ready).fence == lease.fence + 1


def test_a_job_that_fails_is_tried_again_later_each_time_and_within_the_hour(
    ready: House, watch: SimpleNamespace
) -> None:
    waits = []
    for _ in range(14):
        lease = taken(ready)
        ready.database.run(partial(leases.fail, lease=lease, failure="ValueError"), write=True)
        with ready.peek() as connection:
            job = SQLModel.metadata.tables["job"]
            due = connection.execute(job.select().where(job.c.id == lease.job_id)).one()
        assert due.failure == "ValueError"
        waits.append((due.due_at - watch.now).total_seconds())
        watch.now = due.due_at
    assert waits[:4] == [2, 4, 8, 16]
    assert waits[-1] == leases.LONGEST_WAIT.total_seconds()


def test_of_many_workers_one_gets_the_job(ready: House) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: inside(ready, leases.take), range(8)))
    assert len([one for one in found if one is not None]) == 1
