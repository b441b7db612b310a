"""Emergency access: a caregiver sees a resident outside the own teams for at most an hour, and must be able to say why.

The law lets somebody help who is there (WGBO article 7:457 lid 2, "rechtstreeks betrokken"); NEN 7513 asks that such a
look stands apart in the log. The resident sees it, and a privacy officer reviews it afterwards.
"""

from datetime import datetime
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from sqlalchemy import Index
from sqlmodel import Field as Column

from app.models.base import Body, PersonId, PersonName, Read, ResidentId, Row, belongs, points
from app.models.columns import UtcDateTime, word
from app.models.vocabulary import ReviewOutcome
from app.models.wire import Bool, Id, Instant, Int, Line, Remark

SHORTEST_REASON = 20
LONGEST = 60

Reason = Annotated[Remark, Field(min_length=SHORTEST_REASON, description="Why it cannot wait, in a full sentence.")]


class EmergencyAccessBody(Body):
    """Whom somebody must see now, and why."""

    resident_id: ResidentId | None = Field(None, description="The resident; or say `residentName`.")
    resident_name: Line | None = Field(
        None, description="What the resident is called, when nobody knows the id; one alone who lives here must fit."
    )
    reason: Reason
    minutes: Annotated[Int, Field(ge=1, le=LONGEST)] = Field(LONGEST, description="For so many minutes.")

    @model_validator(mode="after")
    def _one_way(self) -> "EmergencyAccessBody":
        if (self.resident_id is None) == (self.resident_name is None):
            raise PydanticCustomError("id_or_name", "an id or a name")
        return self


class EmergencyEndingBody(Body):
    """It is over before its time."""

    note: Remark | None = Field(None, description="What was done, if they wish to say.")


class EmergencyReviewBody(Body):
    """What the privacy officer finds."""

    outcome: ReviewOutcome = Field(description="Whether it was justified.")
    remark: Remark = Field(description="Why, for the resident and the caregiver.")


class EmergencyAccessRow(Row, table=True):
    """An emergency access as it is remembered."""

    __tablename__ = "emergency_access"
    __table_args__ = belongs(
        *points("person_id", "person"),
        *points("resident_id", "resident"),
        *points("reviewed_by_id", "person"),
        Index(None, "organisation_id", "reviewed_at"),
    )
    noun: ClassVar[str] = "emergency_access"

    person_id: UUID
    resident_id: UUID
    reason: str = Column(max_length=2000)
    until_at: datetime = Column(sa_type=UtcDateTime())
    note: str | None = Column(default=None, max_length=2000)
    outcome: ReviewOutcome | None = word(ReviewOutcome, default=None)
    remark: str | None = Column(default=None, max_length=2000)
    reviewed_at: datetime | None = Column(default=None, sa_type=UtcDateTime())
    reviewed_by_id: UUID | None = Column(default=None)


class EmergencyAccess(Read):
    """What is told of an emergency access."""

    id: Id = Field(description="Id, a UUIDv7.")
    created_at: Instant = Field(description="When it began.")
    until_at: Instant = Field(description="When it ended or will end.")
    is_open: Bool = Field(description="Whether it lasts now.")
    person_id: PersonId = Field(description="Who looked.")
    person: PersonName | None = Field(None, description="Name of who looked.")
    resident_id: ResidentId = Field(description="The resident.")
    resident: PersonName | None = Field(None, description="Name of the resident.")
    reason: Remark = Field(description="Why it could not wait.")
    note: Remark | None = Field(description="What was done, as who looked said at the end.")
    outcome: ReviewOutcome | None = Field(description="What the privacy officer found; null until it is reviewed.")
    remark: Remark | None = Field(description="Why the privacy officer found so.")
    reviewed_at: Instant | None = Field(description="When it was reviewed.")
    reviewed_by_id: PersonId | None = Field(description="Who reviewed it.")
    reviewed_by: PersonName | None = Field(None, description="Name of who reviewed it.")
