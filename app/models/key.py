"""API keys: how a system, a relative or a resident says who they are."""

from datetime import datetime
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import Field as Column

from app.models.base import Body, PersonId, PersonName, Read, Row, ShownOnce, belongs, points
from app.models.columns import UtcDateTime, json, word
from app.models.vocabulary import KeyHolder, KeyScope
from app.models.wire import Id, Instant, Int, Line

OF_PROGRAMS = frozenset({KeyHolder.ADMINISTRATOR, KeyHolder.SYSTEM})
Scopes = Annotated[list[KeyScope], Field(min_length=1, max_length=3, description="What the key opens.")]


class KeyBody(Body):
    """A key that is asked for; those of relatives and residents come by an invitation."""

    name: Line = Field(description="What the key is for, so that somebody else knows it later.")
    holder: KeyHolder = Field(KeyHolder.SYSTEM, description="administrator or system.")
    scopes: Scopes
    days: Annotated[Int, Field(ge=1, le=365)] = Field(365, description="Valid for so many days, at most a year.")

    @model_validator(mode="after")
    def _possible(self) -> "KeyBody":
        if self.holder not in OF_PROGRAMS:
            raise PydanticCustomError("key_by_invitation", "a personal key comes by an invitation")
        alone = {KeyScope.ADMINISTRATION}
        if len(set(self.scopes)) < len(self.scopes) or (
            self.holder is KeyHolder.ADMINISTRATOR and set(self.scopes) != alone
        ):
            raise PydanticCustomError("scopes_unfit", "scopes twice, or care for an administrator")
        return self


class RotationBody(Body):
    """A key gives way to a new one; both are valid for a while."""

    overlap_days: Annotated[Int, Field(ge=0, le=30)] = Field(
        7, description="The old key stays valid for so many days, so that every program can take the new one."
    )


class KeyRow(Row, table=True):
    """A key of one organisation; only the SHA-256 of its secret is kept. Personal keys are of a person."""

    __tablename__ = "key"
    __table_args__ = belongs(*points("person_id", "person"))
    noun: ClassVar[str] = "key"

    name: str | None = Column(default=None, max_length=200)
    holder: KeyHolder = word(KeyHolder)
    scopes: list[str] = json(default_factory=list)
    person_id: UUID | None = Column(default=None)
    secret_hash: str = Column(max_length=64)
    expires_at: datetime = Column(sa_type=UtcDateTime())
    last_used_at: datetime | None = Column(default=None, sa_type=UtcDateTime())


class Key(Read):
    """What is told of a key; its text is told once, when it is made."""

    id: Id = Field(description="Id, a UUIDv7.")
    created_at: Instant = Field(description="When it was made.")
    created_by: Id | None = Field(description="Who made it; null when the command line did.")
    name: Line | None = Field(description="What the key is for.")
    holder: KeyHolder = Field(description="Who holds it.")
    scopes: Scopes
    person_id: PersonId | None = Field(description="Whose key it is, when it is a personal one.")
    person: PersonName | None = Field(None, description="Name of whose key it is.")
    expires_at: Instant = Field(description="From then on it opens nothing.")
    last_used_at: Instant | None = Field(description="When it was used last, to the hour; null when never.")


class NewKey(Key, ShownOnce):
    """A key that was made just now."""

    key: str = Field(max_length=200, description="The key itself; told this once, and kept as a hash only.")
