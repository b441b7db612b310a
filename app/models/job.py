"""Jobs: what the worker does beside the requests, kept in the database so that several workers share them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field as Column

from app.models.base import Owned, belongs, one_of
from app.models.columns import UtcDateTime, word


class JobKind(StrEnum):
    """What there is to do; the code of each stands in `app/worker/jobs.py`."""

    SEAL_ACCESS_LOG = "seal_access_log"
    APPLY_RETENTION = "apply_retention"


class JobRow(Owned, table=True):
    """One thing to do, now or again and again.

    A worker leases it until `leased_until` and raises `fence`; what it does counts only as long as the fence is its
    own, so one that was away too long does no harm when it comes back.
    """

    __tablename__ = "job"
    __table_args__ = belongs(one_of("uq_job_name", "name"), Index(None, "organisation_id", "due_at"))

    id: UUID = Column(primary_key=True)
    name: str = Column(max_length=100)
    kind: JobKind = word(JobKind)
    due_at: datetime = Column(sa_type=UtcDateTime())
    leased_until: datetime | None = Column(default=None, sa_type=UtcDateTime())
    fence: int = Column(default=0)
    attempts: int = Column(default=0)
    failure: str | None = Column(default=None, max_length=100)
