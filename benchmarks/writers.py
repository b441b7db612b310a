"""How fast 16 processes add to the log of one organisation, sealed later and with a chain of digests in the request.

The second is what the service does not do: each entry of an organisation waits for the one before until that is on
disk. Processes, because threads would wait for Python's lock more than for the chain.
"""

import multiprocessing
import time
from collections.abc import Callable, Mapping, Sequence
from queue import Queue
from threading import Barrier
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col
from uuid_utils.compat import uuid7

from app import schema
from app.database import Database, Session
from app.models.access_log import AccessEntryRow
from app.models.vocabulary import AccessAction, AccessActor, AccessGround
from app.services import access_log, organisations, sealing
from app.services.access_log import By, Deed
from tests.engine import settings_of

WRITERS: Final = 16
SECONDS: Final = 4.0
PERSONS: Final = 3
LEAST_FASTER: Final = 5
"""The log takes at least so many times the entries of a chain inside the request, on PostgreSQL."""
TURNS: Final = 5
Writing = Callable[[Session], None]


class Writers(NamedTuple):
    """Entries a second in each turn, sealed later and chained at once; and how many the worker sealed in a second."""

    later: Sequence[float]
    at_once: Sequence[float]
    sealed: float


def measure_writers(url: str) -> Writers:
    """Write in turn, in both ways, to a new organisation of an empty database."""
    database = Database(settings_of(url))
    try:
        schema.migrate(database)
        organisation_id = database.run(lambda session: organisations.found(session, "De Linde"), write=True)
        later, at_once = [], []
        for _ in range(TURNS):
            later.append(_entries_a_second(url, organisation_id, "later"))
            _seal_all(database, organisation_id)
            at_once.append(_entries_a_second(url, organisation_id, "at once"))
        return Writers(later, at_once, _sealed_a_second(database, organisation_id))
    finally:
        database.close()


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


WAYS: Final[Mapping[str, Writing]] = {"later": _note, "at once": _chain}


def _entries_a_second(url: str, organisation_id: UUID, way: str) -> float:
    """How many entries the writers write in a second, each in a transaction of its own."""
    started = multiprocessing.get_context("spawn")
    counts: Queue[int] = started.Queue()  # type: ignore[assignment]  # which has what is used of it
    start: Any = started.Barrier(WRITERS + 1)
    writers = [started.Process(target=_write, args=(url, organisation_id, way, start, counts)) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    start.wait()
    began = time.monotonic()
    total = sum(counts.get() for _ in writers)
    took = time.monotonic() - began
    for writer in writers:
        writer.join()
    return total / took


def _write(url: str, organisation_id: UUID, way: str, start: Barrier, counts: "Queue[int]") -> None:
    """What one process does: one entry to warm up, and then as many as it can."""
    database = Database(settings_of(url))

    def work(session: Session) -> None:
        session.enter(organisation_id)
        WAYS[way](session)

    database.run(work, write=True)
    start.wait()
    count, until = 0, time.monotonic() + SECONDS
    while time.monotonic() < until:
        database.run(work, write=True)
        count += 1
    counts.put(count)
    database.close()


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
