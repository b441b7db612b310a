"""Who does which job: a worker leases one for a while, and what it does counts only while the lease is its own."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final, NamedTuple
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlmodel import col

from app.database import Session
from app.models.job import JobKind, JobRow
from app.services import records

LEASE: Final = timedelta(seconds=60)
"""So long a worker may be silent before another takes its job."""
LONGEST_WAIT: Final = timedelta(hours=1)
"""After failures a job waits longer and longer, but never longer than this."""


class Lease(NamedTuple):
    """A job that a worker is doing; `fence` is higher than that of every worker before it."""

    organisation_id: UUID
    job_id: UUID
    kind: JobKind
    fence: int


class LeaseLost(Exception):  # noqa: N818  no error: somebody else does it now
    """Another worker has the job; what this one did in the transaction is undone."""


def set_up(session: Session, kinds: Iterable[JobKind]) -> None:
    """See to it that each of these jobs is there, due now when it is new."""
    there = set(session.scalars(select(col(JobRow.name))))
    for kind in kinds:
        if kind.value not in there:
            session.add(JobRow(id=records.new_id(), name=kind.value, kind=kind, due_at=session.now))
    session.flush()


def is_set_up(session: Session, kinds: Iterable[JobKind]) -> bool:
    """Whether each of these jobs is there."""
    return set(session.scalars(select(col(JobRow.name)))).issuperset(kind.value for kind in kinds)


def is_due(session: Session) -> bool:
    """Whether there is a job to take."""
    return session.scalars(_due(session)).first() is not None


def take(session: Session) -> Lease | None:
    """Lease the job that is due longest; None when there is none. Two workers never get the same one."""
    job = session.scalars(_due(session).with_for_update(skip_locked=True)).first()
    if job is None:
        return None
    job.fence += 1
    job.attempts += 1
    job.leased_until = session.now + LEASE
    session.flush()
    return Lease(job.organisation_id, job.id, job.kind, job.fence)


def hold(session: Session, lease: Lease) -> None:
    """Stand in the organisation of a lease and keep it a while more; raises LeaseLost when it is somebody else's."""
    _held(session, lease).leased_until = session.now + LEASE
    session.flush()


def finish(session: Session, lease: Lease, again_after: timedelta) -> None:
    """The job is done for now, and due again after a while."""
    job = _held(session, lease)
    job.leased_until, job.attempts, job.failure = None, 0, None
    job.due_at = session.now + again_after
    session.flush()


def fail(session: Session, lease: Lease, failure: str) -> None:
    """The job did not succeed; it is tried again, later each time."""
    job = _held(session, lease)
    job.leased_until, job.failure = None, failure[:100]
    job.due_at = session.now + min(timedelta(seconds=2**job.attempts), LONGEST_WAIT)
    session.flush()


def _due(session: Session) -> Select[JobRow]:
    free = or_(col(JobRow.leased_until).is_(None), col(JobRow.leased_until) <= session.now)
    waiting = select(JobRow).where(col(JobRow.due_at) <= session.now, free)
    return waiting.order_by(col(JobRow.due_at), col(JobRow.id)).limit(1)


def _held(session: Session, lease: Lease) -> JobRow:
    session.enter(lease.organisation_id)
    job = session.scalar(select(JobRow).where(col(JobRow.id) == lease.job_id).with_for_update())
    if job is None or job.fence != lease.fence:
        raise LeaseLost
    return job
