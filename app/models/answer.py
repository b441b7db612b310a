"""Answers kept for an `Idempotency-Key`, in the same transaction as the effect they tell of."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from app.models.base import Owned, belongs, one_of
from app.models.columns import UtcDateTime


class KeptAnswer(Owned, table=True):
    """One answer: whose key, for which operation, to which request, and what was said."""

    __tablename__ = "kept_answer"
    __table_args__ = belongs(
        one_of("uq_kept_answer_key", "key_id", "operation", "idempotency_key"),
        Index(None, "organisation_id", "about_id"),
        Index(None, "organisation_id", "kept_at"),
    )

    id: UUID = Field(primary_key=True)
    key_id: UUID
    operation: str = Field(max_length=300)
    idempotency_key: str = Field(max_length=255)
    fingerprint: str = Field(max_length=64)
    kept_at: datetime = Field(sa_type=UtcDateTime())
    status: int = Field(default=0)
    headers: str = Field(default="")
    body: bytes = Field(default=b"")
    about_id: UUID | None = Field(default=None)
    entry_id: UUID | None = Field(default=None)
