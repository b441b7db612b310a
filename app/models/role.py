"""Role: what somebody is to others and wants to be; found, never assigned."""

from datetime import date, datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import Field, model_validator
from sqlmodel import Field as Column

from app.models.base import (
    Body,
    ExternalIds,
    Kept,
    Part,
    PersonId,
    PersonName,
    Read,
    RoleId,
    Row,
    belongs,
    owned_parts,
    points,
)
from app.models.columns import UtcDateTime, json, word
from app.models.external_id import ExternalIdRow, also_known_as
from app.models.person import in_order
from app.models.vocabulary import RoleDirection, RoleState, RoleTense, RoleVoice
from app.models.wire import Date, Instant, Line, Remark


class VoicedByBody(Body):
    """Who voiced the idea."""

    person_id: PersonId | None = Field(None, description="The person who said it; null when unknown.")
    voice: RoleVoice = Field(description="In which voice it was said.")


class VoicedBy(Read):
    """Who voiced the idea, with the name."""

    person_id: PersonId | None = Field(description="The person who said it.")
    person: PersonName | None = Field(None, description="Name of the person who said it.")
    voice: RoleVoice = Field(description="In which voice it was said.")


Activities = Annotated[list[Line], Field(max_length=50, description="Activities that express the role.")]


class RoleBody(Body):
    """What may be said of a role; its state changes through `/states` and `/confirmations`."""

    external_ids: ExternalIds = Field(default_factory=list)
    holder_id: PersonId = Field(description="Whose role it is.")
    toward_id: PersonId | None = Field(None, description="Toward whom.")
    title: Line = Field(description="The role in a few words.")
    meaning: Remark | None = Field(None, description="What it means to the holder.")
    tense: RoleTense = Field(description="Was, is, or wants to be.")
    direction: RoleDirection = Field(RoleDirection.MUTUAL, description="Gives, receives, or both.")
    voiced_by: VoicedByBody | None = Field(None, description="Who voiced the idea.")
    activities: Activities = Field(default_factory=list)
    root_role_id: RoleId | None = Field(None, description="The role this one grew from.")
    start_date: Date | None = Field(None, description="First day.")
    end_date: Date | None = Field(None, description="Last day.")

    @model_validator(mode="after")
    def _in_order(self) -> "RoleBody":
        in_order(self.start_date, self.end_date)
        return self


class RoleStateBody(Body):
    """A step in the search for a role."""

    state: RoleState = Field(description="The new state.")
    note: Remark | None = Field(None, description="What was seen or said.")
    by_person_id: PersonId | None = Field(None, description="Who says so.")


class RoleConfirmationBody(Body):
    """The holder, or their representative, says that the role is theirs."""

    by_person_id: PersonId = Field(description="The holder or a representative.")


class RoleStep(Read):
    """One state a role was in."""

    state: RoleState = Field(description="The state.")
    note: Remark | None = Field(description="What was seen or said.")
    by_person_id: PersonId | None = Field(description="Who said so.")
    by_person: PersonName | None = Field(None, description="Name of who said so.")
    since_at: Instant = Field(description="When the state began.")


class RoleStepPart(Part, table=True):
    """A state in the history of a role as it is remembered; history stays."""

    __tablename__ = "role_step"
    __table_args__ = belongs(*points("role_id", "role"), *points("by_person_id", "person"))

    role_id: UUID
    state: RoleState = word(RoleState)
    note: str | None = Column(default=None, max_length=2000)
    by_person_id: UUID | None = Column(default=None)
    since_at: datetime = Column(sa_type=UtcDateTime())


class RoleRow(Row, table=True):
    """A role as it is remembered."""

    __tablename__ = "role"
    __table_args__ = belongs(
        *points("holder_id", "person"),
        *points("toward_id", "person"),
        *points("voiced_by_person_id", "person"),
        *points("root_role_id", "role"),
        *points("confirmed_by_id", "person"),
    )
    noun: ClassVar[str] = "role"

    holder_id: UUID
    toward_id: UUID | None = Column(default=None)
    title: str = Column(max_length=200)
    meaning: str | None = Column(default=None, max_length=2000)
    tense: RoleTense = word(RoleTense)
    direction: RoleDirection = word(RoleDirection)
    voiced_by_person_id: UUID | None = Column(default=None)
    voiced_by_voice: RoleVoice | None = word(RoleVoice, default=None)
    state: RoleState = word(RoleState)
    confirmed_at: datetime | None = Column(default=None, sa_type=UtcDateTime())
    confirmed_by_id: UUID | None = Column(default=None)
    activities: list[str] = json(default_factory=list)
    root_role_id: UUID | None = Column(default=None)
    start_date: date | None = Column(default=None)
    end_date: date | None = Column(default=None)
    history: list[RoleStepPart] = owned_parts("RoleRow", "RoleStepPart", "role_id")
    external_ids: list[ExternalIdRow] = also_known_as("RoleRow", "role")

    @property
    def voiced_by(self) -> dict[str, Any] | None:
        """Who voiced the idea, as the wire has it."""
        if self.voiced_by_voice is None:
            return None
        return {"person_id": self.voiced_by_person_id, "voice": self.voiced_by_voice}


class Role(Kept):
    """What is told of a role."""

    holder_id: PersonId = Field(description="Whose role it is.")
    holder: PersonName | None = Field(None, description="Name of the holder.")
    toward_id: PersonId | None = Field(description="Toward whom.")
    toward: PersonName | None = Field(None, description="Name of toward whom.")
    title: Line = Field(description="The role in a few words.")
    meaning: Remark | None = Field(description="What it means to the holder.")
    tense: RoleTense = Field(description="Was, is, or wants to be.")
    direction: RoleDirection = Field(description="Gives, receives, or both.")
    voiced_by: VoicedBy | None = Field(description="Who voiced the idea.")
    state: RoleState = Field(description="Where the search stands.")
    history: list[RoleStep] = Field(max_length=500, description="Every state the role was in, oldest first.")
    confirmed_at: Instant | None = Field(description="When the holder confirmed it; null when not confirmed.")
    confirmed_by_id: PersonId | None = Field(description="Who confirmed it.")
    confirmed_by: PersonName | None = Field(None, description="Name of who confirmed it.")
    activities: Activities
    root_role_id: RoleId | None = Field(description="The role this one grew from.")
    start_date: Date | None = Field(description="First day.")
    end_date: Date | None = Field(description="Last day.")
