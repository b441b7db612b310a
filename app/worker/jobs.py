"""What each kind of job does, and how often. Later ones only add a line to JOBS."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final, NamedTuple

import structlog

from app.database import Database, Session
from app.models.job import JobKind
from app.services import sealing
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


JOBS: Final[Mapping[JobKind, Job]] = {
    JobKind.SEAL_ACCESS_LOG: Job(timedelta(seconds=5), seal_access_log),
}
