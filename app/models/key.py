"""API keys: how a system, a relative or a resident says who they are."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlmodel import Field

from app.models.base import Row, belongs, points
from app.models.columns import UtcDateTime, json, word
from app.models.vocabulary import KeyHolder


class KeyRow(Row, table=True):
    """A key of one organisation; only the SHA-256 of its secret is kept. Personal keys are of a person."""

    __tablename__ = "key"
    __table_args__ = belongs(*points("person_id", "person"))
    noun: ClassVar[str] = "key"

    name: str | None = Field(default=None, max_length=200)
    holder: KeyHolder = word(KeyHolder)
    scopes: list[str] = json(default_factory=list)
    person_id: UUID | None = Field(default=None)
    secret_hash: str = Field(max_length=64)
    expires_at: datetime = Field(sa_type=UtcDateTime())
    last_used_at: datetime | None = Field(default=None, sa_type=UtcDateTime())
