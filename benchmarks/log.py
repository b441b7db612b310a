"""What the access log costs: reads with it and without it, and how fast 16 writers add to the log of one organisation.

The second is compared with what the service does not do: a chain of digests inside the request, in which each entry of
an organisation waits for the one before.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Barrier, Thread
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col
from uuid_utils.compat import uuid7

from app.database import Database, Session
from app.models.access_log import AccessEntryRow
from app.models.vocabulary import AccessAction, AccessActor, AccessGround
from app.routers.noting import Noting
from app.services import access_log, sealing
from app.services.access_log import By, Deed
from benchmarks.data import Measured
from benchmarks.measure import Candidate, Outcome, alternate
from benchmarks.service import Inside

CALLS: Final = 6
LOGGED: Final = "logged"
UNLOGGED: Final = "unlogged"
MOST: Final = {"SQLite": 3, "PostgreSQL": 2}
"""A logged read takes at most so many times an unlogged one, by the name of the engine."""
WRITERS: Final = 16
SECONDS: Final = 4.0
PERSONS: Final = 3
LEAST_FASTER: Final = 5
"""The log takes at least so many times the entries of a chain inside the request, on PostgreSQL."""
TURNS: Final = 3


class Read(NamedTuple):
    """What one read cost, logged and unlogged, and how large the answer is."""

    name: str
    size: int
    outcome: Outcome


class Log(NamedTuple):
    """What was measured on one engine: reads, and entries per second sealed later and chained at once, per turn."""

    reads: Sequence[Read]
    later: Sequence[float]
    at_once: Sequence[float]
    sealed: float


def measure_log(inside: Inside, house: Measured, database: Database) -> Log:
    """Ask and write in turn."""
    reads = list(_reads(inside, house))
    later, at_once = [], []
    for _ in range(TURNS):
        later.append(_entries_a_second(database, house.organisation_id, _note))
        at_once.append(_entries_a_second(database, house.organisation_id, _chain))
    return Log(reads, later, at_once, _sealed_a_second(database, house.organisation_id))


def _reads(inside: Inside, house: Measured) -> Iterator[Read]:
    ward = house.ward
    paths = {
        "50 stories of a team of 50": f"/v1/stories?teamId={ward.large_team_id}&limit=50",
        "50 residents of that team": f"/v1/residents?teamId={ward.large_team_id}&limit=50",
        "one resident": f"/v1/residents/{ward.resident_id}",
        "participation, a moment a day for a year": f"/v1/residents/{ward.resident_id}/participation",
        "overview of a team of 24": f"/v1/teams/{ward.small_team_id}/overview",
    }
    for name, path in paths.items():
        call = inside.call(path)
        candidates = [Candidate(UNLOGGED, _unlogged(call)), Candidate(LOGGED, call)]
        yield Read(name, len(call()), alternate(candidates, CALLS))


def _unlogged(call: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same request by a service that notes nothing."""

    def asked() -> bytes:
        with _nothing_noted():
            return call()

    return asked


@contextmanager
def _nothing_noted() -> Iterator[None]:
    noted: Any = Noting.done
    Noting.done = lambda *_given: None  # type: ignore[method-assign]  # what is measured against
    try:
        yield
    finally:
        Noting.done = noted  # type: ignore[method-assign]  # as it was


def _note(session: Session) -> None:
    """One entry as a request writes it."""
    deed = Deed("get_resident", AccessAction.READ, "resident", uuid7())
    grounds = {uuid7(): AccessGround.CARE for _ in range(PERSONS)}
    access_log.note(session, By(AccessActor.KEY, uuid7()), deed, grounds)


def _chain(session: Session) -> None:
    """The same entry, sealed within the request."""
    chain = sealing.claimed(session)
    _note(session)
    mine = select(AccessEntryRow).where(col(AccessEntryRow.sequence).is_(None)).order_by(col(AccessEntryRow.id).desc())
    entry = session.scalars(mine.limit(1)).one()
    chain.sequence += 1
    chain.digest = sealing.digest_of(entry, [], chain.sequence, chain.digest)
    entry.sequence, entry.digest = chain.sequence, chain.digest
    session.flush()


def _entries_a_second(database: Database, organisation_id: UUID, write: Callable[[Session], None]) -> float:
    """How many entries 16 threads write in a second, each in a transaction of its own."""
    _seal_all(database, organisation_id)
    counts, start = [0] * WRITERS, Barrier(WRITERS + 1)

    def work(session: Session) -> None:
        session.enter(organisation_id)
        write(session)

    def writing(place: int) -> None:
        start.wait()
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            database.run(work, write=True)
            counts[place] += 1

    threads = [Thread(target=writing, args=(place,)) for place in range(WRITERS)]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.monotonic()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.monotonic() - began)


def _sealed_a_second(database: Database, organisation_id: UUID) -> float:
    """How many entries the worker seals in a second."""

    def write(session: Session) -> None:
        session.enter(organisation_id)
        for _ in range(2000):
            _note(session)

    _seal_all(database, organisation_id)
    database.run(write, write=True)
    began = time.monotonic()
    count = _seal_all(database, organisation_id)
    return count / (time.monotonic() - began)


def _seal_all(database: Database, organisation_id: UUID) -> int:
    def seal(session: Session) -> int:
        session.enter(organisation_id)
        return sealing.seal(session)[1]

    count = 0
    while sealed := database.run(seal, write=True):
        count += sealed
    return count
