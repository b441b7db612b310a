"""The loop of a worker: look for jobs that are due in each organisation, do them, wait a second."""

import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar
from uuid import UUID

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.database import Database, Session
from app.problems import Unavailable
from app.services import organisations
from app.worker import leases
from app.worker.jobs import JOBS
from app.worker.leases import Lease, LeaseLost

T = TypeVar("T")
PAUSE: Final = 1.0
"""Seconds between two looks for jobs."""

log = structlog.get_logger("samenspel.worker")


def work(database: Database, stop: threading.Event, only: Collection[UUID] = ()) -> None:
    """Do jobs until told to stop; a job that was begun is done to its end.

    `only` are the organisations to work for; all of them when there is none. A database that is away is waited for.
    """
    while not stop.is_set():
        try:
            for organisation_id in only or [one for one, _ in organisations.known(database)]:
                work_for(database, organisation_id, stop)
        except (SQLAlchemyError, Unavailable) as error:
            log.warning("database_away", failure=type(error).__name__)
        except LeaseLost:
            log.warning("lease_lost")
        stop.wait(PAUSE)


@contextmanager
def beside(database: Database) -> Iterator[None]:
    """Do jobs in a thread of this process meanwhile: on SQLite one process writes, so the service is its own worker."""
    stop = threading.Event()
    thread = threading.Thread(target=work, args=(database, stop), name="worker", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def work_for(database: Database, organisation_id: UUID, stop: threading.Event | None = None) -> int:
    """Do every job of an organisation that is due; how many there were."""
    if not database.run(_inside(organisation_id, lambda session: leases.is_set_up(session, JOBS)), write=False):
        database.run(_inside(organisation_id, lambda session: leases.set_up(session, JOBS)), write=True)
    done = 0
    while not (stop and stop.is_set()) and database.run(_inside(organisation_id, leases.is_due), write=False):
        lease = database.run(_inside(organisation_id, leases.take), write=True)
        if lease is not None:
            _do(database, lease)
            done += 1
    return done


def _do(database: Database, lease: Lease) -> None:
    """Do one job and write down how it went; the text of an error may hold personal data, so its kind alone is told."""
    job = JOBS[lease.kind]
    try:
        job.do(database, lease)
        database.run(lambda session: leases.finish(session, lease, job.every), write=True)
    except LeaseLost:
        log.warning("lease_lost", job=lease.kind.value, organisation_id=str(lease.organisation_id))
    except Exception as error:  # noqa: BLE001  whatever goes wrong in a job, the other jobs go on
        failure = type(error).__name__
        log.error("job_failed", job=lease.kind.value, organisation_id=str(lease.organisation_id), failure=failure)  # noqa: TRY400  see above
        database.run(lambda session: leases.fail(session, lease, failure), write=True)


def _inside(organisation_id: UUID, ask: Callable[[Session], T]) -> Callable[[Session], T]:
    def asked(session: Session) -> T:
        session.enter(organisation_id)
        return ask(session)

    return asked
