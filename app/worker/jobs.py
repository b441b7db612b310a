"""What each kind of job does, and how often. Later ones only add a line to JOBS."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import Final, NamedTuple
from uuid import UUID

import structlog

from app.database import Database, Session
from app.models.job import JobKind
from app.models.vocabulary import AccessAction, AccessActor
from app.services import access_log, erasing, organisations, retention, sealing
from app.services.sealing import Head
from app.worker import leases
from app.worker.leases import Lease

log = structlog.get_logger("samenspel.worker")


class Job(NamedTuple):
    """How often a job is done, and what it does; it may stop at any moment and is begun again by somebody else."""

    every: timedelta
    do: Callable[[Database, Lease], None]


def seal_access_log(database: Database, lease: Lease) -> None:
    """Seal every entry that waits, a batch in each transaction, and publish the head in the log output."""

    def work(session: Session) -> tuple[Head, int]:
        leases.hold(session, lease)
        return sealing.seal(session)

    count = sealing.BATCH
    while count == sealing.BATCH:
        head, count = database.run(work, write=True)
        if count:
            place = {"organisation_id": str(lease.organisation_id), "sequence": head.sequence, "digest": head.digest}
            log.info("access_log_sealed", **place, entries=count)


def apply_retention(database: Database, lease: Lease) -> None:
    """Remove what is due, each person in a transaction of their own; what was removed stands in the access log.

    The beginning of the access log is removed by the owner of the tables: the role of the service may not.
    """
    for person_id in database.run(partial(_persons_due, lease=lease), write=True):
        database.run(partial(_erase, lease=lease, person_id=person_id), write=True)
    database.run(partial(_lay_drafts_aside, lease=lease), write=True)
    while database.run(partial(_shorten_log, lease=lease), write=True, as_owner=True):
        pass


def _persons_due(session: Session, lease: Lease) -> list[UUID]:
    _enter(session, lease)
    return retention.persons_due(session)


def _erase(session: Session, lease: Lease, person_id: UUID) -> None:
    _enter(session, lease)
    erasing.carry_out(session, person_id)
    note(session, "apply_retention", AccessAction.DELETE, "person", thing_id=person_id, persons=[person_id])


def _lay_drafts_aside(session: Session, lease: Lease) -> None:
    _enter(session, lease)
    if retention.lay_drafts_aside(session):
        note(session, "apply_retention", AccessAction.DELETE, "story")


def _shorten_log(session: Session, lease: Lease) -> bool:
    _enter(session, lease)
    count = retention.shorten_log(session)
    if count:
        place = {"organisation_id": str(lease.organisation_id), "job": lease.kind.value}
        log.info("access_log_shortened", **place, entries=count)
        note(session, "apply_retention", AccessAction.DELETE, "access_entry")
    return count > 0


def _enter(session: Session, lease: Lease) -> None:
    leases.hold(session, lease)
    session.time_zone = organisations.own(session).time_zone


note: Final = partial(access_log.note_command, actor=AccessActor.WORKER)

JOBS: Final[Mapping[JobKind, Job]] = {
    JobKind.SEAL_ACCESS_LOG: Job(timedelta(seconds=5), seal_access_log),
    JobKind.APPLY_RETENTION: Job(timedelta(days=1), apply_retention),
}
