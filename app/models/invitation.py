"""Invitation: how a relative or a resident gets a key of their own. Samenspel sends nothing; whoever invites does."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import Field as Column

from app.models.base import Body, PersonId, PersonName, Read, Row, ShownOnce, belongs, points
from app.models.columns import UtcDateTime, word
from app.models.vocabulary import Hat, InvitationState, Language
from app.models.wire import Id, Instant


class InvitationBody(Body):
    """Who is invited, and as what."""

    person_id: PersonId = Field(description="The relative or the resident.")
    hat: Hat = Field(description="As what: relative or resident.")
    language: Language = Field(Language.NL, description="Language of the text to send.")

    @model_validator(mode="after")
    def _not_a_caregiver(self) -> "InvitationBody":
        if self.hat is Hat.CAREGIVER:
            raise PydanticCustomError("invitation_of_caregiver", "caregivers come by a login")
        return self


class InvitationRow(Row, table=True):
    """An invitation as it is remembered; only the SHA-256 of its code is kept."""

    __tablename__ = "invitation"
    __table_args__ = belongs(*points("person_id", "person"), *points("key_id", "key"))
    noun: ClassVar[str] = "invitation"

    person_id: UUID
    hat: Hat = word(Hat)
    code_hash: str = Column(max_length=64)
    expires_at: datetime = Column(sa_type=UtcDateTime())
    used_at: datetime | None = Column(default=None, sa_type=UtcDateTime())
    revoked_at: datetime | None = Column(default=None, sa_type=UtcDateTime())
    key_id: UUID | None = Column(default=None)


class Invitation(Read):
    """What is told of an invitation."""

    id: Id = Field(description="Id, a UUIDv7.")
    created_at: Instant = Field(description="When it was made.")
    person_id: PersonId = Field(description="Who is invited.")
    person: PersonName | None = Field(None, description="Name of who is invited.")
    hat: Hat = Field(description="As what.")
    state: InvitationState = Field(description="How far it has come.")
    expires_at: Instant = Field(description="From then on the code opens nothing.")
    used_at: Instant | None = Field(description="When the code was turned into a key.")
    revoked_at: Instant | None = Field(description="When it was revoked.")
    key_id: Id | None = Field(description="The key that was made with it.")


class NewInvitation(Invitation, ShownOnce):
    """An invitation that was made just now."""

    code: str = Field(max_length=200, description="The code; told this once, and kept as a hash only.")
    text: str = Field(max_length=2000, description="What to send along, code included, in the language that was asked.")
