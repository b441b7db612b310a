"""API keys: how a system says who it is."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Field

from app.models.base import Row, belongs
from app.models.columns import UtcDateTime, word
from app.models.vocabulary import KeyHolder, KeyScope


class Key(Row, table=True):
    """A key of one organisation; only the SHA-256 of its secret is kept."""

    __tablename__ = "key"
    __table_args__ = belongs()
    noun: ClassVar[str] = "key"

    holder: KeyHolder = word(KeyHolder)
    scope: KeyScope = word(KeyScope)
    secret_hash: str = Field(max_length=64)
    expires_at: datetime = Field(sa_type=UtcDateTime())
