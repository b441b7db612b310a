"""Login: under which name an identity provider knows a person."""

from typing import ClassVar
from uuid import UUID

from sqlmodel import Field

from app.models.base import Row, belongs, one_of, points
from app.models.columns import json


class LoginRow(Row, table=True):
    """A login as it is remembered: issuer and subject of a token, whose it is, and the duties that go with it."""

    __tablename__ = "login"
    __table_args__ = belongs(*points("person_id", "person"), one_of("uq_login_subject", "issuer", "subject"))
    noun: ClassVar[str] = "login"

    person_id: UUID
    issuer: str = Field(max_length=255)
    subject: str = Field(max_length=255)
    duties: list[str] = json(default_factory=list)
