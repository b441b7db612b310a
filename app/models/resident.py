"""Resident: the hat of a person who lives here or receives care, with their stays and their life story."""

from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import Field as Column

from app.models.base import (
    Body,
    ExternalIds,
    Part,
    PersonId,
    PersonName,
    Read,
    Row,
    TeamId,
    belongs,
    owned_parts,
    points,
)
from app.models.external_id import ExternalIdRow, also_known_as
from app.models.hat import wearer, worn
from app.models.person import PersonFacts, PersonFactsRead, PersonRow, in_order
from app.models.vocabulary import DepartureKind, ResidentState
from app.models.wire import Bool, Date, PartialDate, Prose, ShortLine


class Stay(Body):
    """A stay with a team."""

    team_id: TeamId = Field(description="The team that cares.")
    room: ShortLine | None = Field(None, description="Room.")
    from_date: Date = Field(description="First day; a day to come makes the resident expected.")
    until_date: Date | None = Field(None, description="Last day; null while it lasts.")

    @model_validator(mode="after")
    def _in_order(self) -> "Stay":
        in_order(self.from_date, self.until_date)
        return self


class LifeStoryPassageBody(Body):
    """A passage of a life story, as somebody told it."""

    text: Prose = Field(description="What was told.")
    voiced_by_id: PersonId | None = Field(None, description="Who told it.")
    said_on: PartialDate | None = Field(None, description="When it was told.")


class LifeStoryPassage(Read):
    """A passage of a life story, with the name of who told it."""

    text: Prose = Field(description="What was told.")
    voiced_by_id: PersonId | None = Field(description="Who told it.")
    voiced_by: PersonName | None = Field(None, description="Name of who told it.")
    said_on: PartialDate | None = Field(description="When it was told.")


Stays = Annotated[list[Stay], Field(max_length=100, description="Stays, past ones included.")]


class ResidentBody(PersonFacts):
    """What may be said of a resident."""

    external_ids: ExternalIds = Field(default_factory=list)
    stays: Stays = Field(default_factory=list)
    team_id: TeamId | None = Field(
        None, description="Short for one stay: the team; goes with `movedInDate`, instead of `stays`."
    )
    moved_in_date: Date | None = Field(None, description="Short for one stay: its first day; goes with `teamId`.")
    life_story: Annotated[list[LifeStoryPassageBody], Field(max_length=200)] = Field(
        default_factory=list, description="Passages of the life story, each with who told it."
    )
    no_role_asked_now: Bool = Field(False, description="This resident asks for no role now; a valid answer.")
    do_not_score: Bool = Field(False, description="No figures are worked out for this resident.")

    @model_validator(mode="after")
    def _one_way_of_staying(self) -> "ResidentBody":
        if (self.team_id is None) != (self.moved_in_date is None) or (self.team_id and self.stays):
            raise PydanticCustomError("short_stay", "teamId and movedInDate go together, instead of stays")
        if self.team_id and self.moved_in_date:
            self.stays = [Stay(team_id=self.team_id, from_date=self.moved_in_date)]
            self.team_id = self.moved_in_date = None
        return self


class ArrivalBody(Body):
    """A resident comes to live with a team."""

    team_id: TeamId = Field(description="The team.")
    room: ShortLine | None = Field(None, description="Room.")
    arrived_on: Date = Field(description="The day; may lie ahead.", alias="arrivedOn")


class DepartureBody(Body):
    """A resident leaves or dies."""

    kind: DepartureKind = Field(description="Moved out, or deceased.")
    departed_on: PartialDate | None = Field(
        None, description="When; a partial or unknown date only for a death.", alias="departedOn"
    )


class StayPart(Part, table=True):
    """A stay as it is remembered."""

    __tablename__ = "stay"
    __table_args__ = belongs(*points("resident_id", "resident"), *points("team_id", "team"))

    resident_id: UUID
    team_id: UUID
    room: str | None = Column(default=None, max_length=64)
    from_date: date
    until_date: date | None = Column(default=None)


class PassagePart(Part, table=True):
    """A passage of a life story as it is remembered."""

    __tablename__ = "life_story_passage"
    __table_args__ = belongs(*points("resident_id", "resident"), *points("voiced_by_id", "person"))

    resident_id: UUID
    text: str
    voiced_by_id: UUID | None = Column(default=None)
    said_on: str | None = Column(default=None, max_length=10)


class ResidentRow(Row, table=True):
    """The hat of a resident as it is remembered."""

    __tablename__ = "resident"
    __table_args__ = worn()
    noun: ClassVar[str] = "resident"

    no_role_asked_now: bool = Column(default=False)
    do_not_score: bool = Column(default=False)
    person: PersonRow = wearer("ResidentRow")
    stays: list[StayPart] = owned_parts("ResidentRow", "StayPart", "resident_id")
    life_story: list[PassagePart] = owned_parts("ResidentRow", "PassagePart", "resident_id")
    external_ids: list[ExternalIdRow] = also_known_as("ResidentRow", "resident")


class Resident(PersonFactsRead):
    """What is told of a resident."""

    stays: Stays
    team_id: TeamId | None = Field(description="The team that cares today, from the stays.")
    state: ResidentState = Field(description="Where this resident stands in their stay, as of today.")
    life_story: list[LifeStoryPassage] = Field(max_length=200, description="Passages of the life story.")
    no_role_asked_now: Bool = Field(description="This resident asks for no role now.")
    do_not_score: Bool = Field(description="No figures are worked out for this resident.")
