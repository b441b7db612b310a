"""Story: one moment as it was seen and heard; told before it is counted."""

from datetime import date, datetime
from typing import Annotated, ClassVar, Final
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from sqlalchemy import Index
from sqlmodel import Field as Column

from app.models.base import (
    Body,
    ExternalIds,
    Kept,
    Part,
    PersonId,
    PersonName,
    Read,
    RelationId,
    Row,
    TeamId,
    belongs,
    owned_parts,
    points,
)
from app.models.coding import CodingBody
from app.models.columns import UtcDateTime, json, word
from app.models.external_id import ExternalIdRow, also_known_as
from app.models.moment import MomentFacts
from app.models.vocabulary import CallerKind, DayPart, StoryPart, StoryState, StoryUse
from app.models.wire import Bool, Id, Instant, Line, PartialDate, Prose

COUNTING: Final = (StoryState.SHARED, StoryState.CONFIRMED)
"""The states in which a story is read and counts; a draft and one that was taken back do not."""

THERE: Final = (StoryPart.CENTRAL, StoryPart.PRESENT)
"""The parts of who was there; somebody who is mentioned was not."""


class StoryPersonBody(Body):
    """Somebody in a story."""

    person_id: PersonId = Field(description="The person.")
    part: StoryPart = Field(StoryPart.CENTRAL, description="Central, present, or only mentioned.")


class StoryPerson(Read):
    """Somebody in a story, with the name."""

    person_id: PersonId = Field(description="The person.")
    person: PersonName | None = Field(None, description="Name of the person.")
    part: StoryPart = Field(description="Central, present, or only mentioned.")


class StoryMomentBody(MomentFacts):
    """A moment sent along with its story."""

    happened_on: PartialDate | None = Field(None, description="When; the story's own date when left out.")  # type: ignore[assignment]  # the story gives the date
    relation_id: RelationId | None = Field(None, description="The relation; or else `relationIds`.")
    relation_ids: Annotated[list[RelationId], Field(min_length=1, max_length=20)] | None = Field(
        None, description="Several relations of one occasion."
    )

    @model_validator(mode="after")
    def _of_some_relation(self) -> "StoryMomentBody":
        if (self.relation_id is None) == (self.relation_ids is None):
            raise PydanticCustomError("one_of_relation_ids", "relationId or relationIds, one of the two")
        if self.relation_ids and len(set(self.relation_ids)) < len(self.relation_ids):
            raise PydanticCustomError("relation_twice", "a relation stands twice in relationIds")
        return self


Uses = Annotated[
    list[StoryUse], Field(max_length=4, description="What the story may be used for; empty keeps it out of figures.")
]


class StoryFacts(Body):
    """What may be said of a story."""

    external_ids: ExternalIds = Field(default_factory=list)
    title: Line | None = Field(None, description="A title.")
    text: Prose = Field(description="What was seen and heard.")
    happened_on: PartialDate = Field(description="When; may be partial.")
    day_part: DayPart | None = Field(None, description="Part of the day.")
    place_text: Line | None = Field(None, description="Where, in words.")
    team_id: TeamId | None = Field(None, description="The team it is told for.")
    teller_id: PersonId | None = Field(None, description="Who tells it.")
    observer_id: PersonId | None = Field(None, description="Who saw it, when an observer walked along.")
    people: Annotated[list[StoryPersonBody], Field(min_length=1, max_length=50)] = Field(
        description="The people in it, each with their part."
    )
    state: StoryState = Field(StoryState.SHARED, description="Sent as draft or shared.")
    uses: Uses = Field(default_factory=lambda: [StoryUse.FIGURES])
    concern: Bool = Field(False, description="Something that must not stay with the team; it goes to the coordinator.")

    @model_validator(mode="after")
    def _each_once(self) -> "StoryFacts":
        people = [one.person_id for one in self.people]
        if len(set(people)) < len(people):
            raise PydanticCustomError("person_twice", "a person stands twice among the people")
        if len(set(self.uses)) < len(self.uses):
            raise PydanticCustomError("use_twice", "a use stands twice")
        return self


class StoryBody(StoryFacts):
    """A story; a POST may carry the moments and codings of the same event, all or nothing."""

    moments: Annotated[list[StoryMomentBody], Field(max_length=20)] | None = Field(
        None, description="Moments of the same event; only with POST."
    )
    codings: Annotated[list[CodingBody], Field(max_length=20)] | None = Field(
        None, description="Codings of this story; only with POST."
    )


class StoryConfirmationBody(Body):
    """The teller says that the story is told well."""

    by_person_id: PersonId | None = Field(None, description="Who confirms; null is the teller.")


class StoryWithdrawalBody(Body):
    """The story is taken back, and with it every figure that came from it."""

    by_person_id: PersonId | None = Field(None, description="Who withdraws it.")
    reason: Line | None = Field(None, description="Why, if they wish to say.")


class StoryPersonPart(Part, table=True):
    """Somebody in a story as it is remembered."""

    __tablename__ = "story_person"
    __table_args__ = belongs(*points("story_id", "story"), *points("person_id", "person"))

    story_id: UUID
    person_id: UUID
    part: StoryPart = word(StoryPart)


class StoryRow(Row, table=True):
    """A story as it is remembered; `counts_on` is the day on which it counts as evidence."""

    __tablename__ = "story"
    __table_args__ = belongs(
        *points("team_id", "team"),
        *points("teller_id", "person"),
        *points("observer_id", "person"),
        *points("withdrawn_by_id", "person"),
        *points("confirmed_by_id", "person"),
        Index(None, "organisation_id", "counts_on"),
    )
    noun: ClassVar[str] = "story"

    title: str | None = Column(default=None, max_length=200)
    text: str
    happened_on: str = Column(max_length=10)
    counts_on: date
    day_part: DayPart | None = word(DayPart, default=None)
    place_text: str | None = Column(default=None, max_length=200)
    team_id: UUID | None = Column(default=None)
    teller_id: UUID | None = Column(default=None)
    observer_id: UUID | None = Column(default=None)
    state: StoryState = word(StoryState)
    uses: list[str] = json(default_factory=list)
    in_figures: bool = Column(default=True)
    concern: bool = Column(default=False)
    confirmed_at: datetime | None = Column(default=None, sa_type=UtcDateTime())
    confirmed_by_id: UUID | None = Column(default=None)
    withdrawn_at: datetime | None = Column(default=None, sa_type=UtcDateTime())
    withdrawn_by_id: UUID | None = Column(default=None)
    withdrawal_reason: str | None = Column(default=None, max_length=200)
    people: list[StoryPersonPart] = owned_parts("StoryRow", "StoryPersonPart", "story_id")
    external_ids: list[ExternalIdRow] = also_known_as("StoryRow", "story")


class StoryReaders(Read):
    """Who can read a story today, beside who tells it."""

    kinds: list[CallerKind] = Field(max_length=20, description="As what somebody can read it, within their rights.")
    relative_ids: list[PersonId] = Field(max_length=1000, description="The relatives to whom a consent opens it today.")


class Story(Kept):
    """What is told of a story."""

    title: Line | None = Field(description="A title.")
    text: Prose = Field(description="What was seen and heard.")
    happened_on: PartialDate = Field(description="When.")
    day_part: DayPart | None = Field(description="Part of the day.")
    place_text: Line | None = Field(description="Where, in words.")
    team_id: TeamId | None = Field(description="The team it is told for.")
    teller_id: PersonId | None = Field(description="Who tells it.")
    teller: PersonName | None = Field(None, description="Name of who tells it.")
    observer_id: PersonId | None = Field(description="Who saw it.")
    observer: PersonName | None = Field(None, description="Name of who saw it.")
    people: list[StoryPerson] = Field(max_length=50, description="The people in it, each with their part.")
    moment_ids: list[Id] = Field(
        default_factory=list, max_length=10_000, description="Its moments; those of one call in the order sent."
    )
    coding_ids: list[Id] = Field(
        default_factory=list, max_length=10_000, description="Its codings; those of one call in the order sent."
    )
    state: StoryState = Field(description="How far it has come.")
    uses: Uses
    concern: Bool = Field(description="Something that must not stay with the team.")
    readable_by: StoryReaders = Field(
        default_factory=lambda: StoryReaders(kinds=[], relative_ids=[]), description="Who can read it today."
    )
    confirmed_at: Instant | None = Field(description="When the teller confirmed it.")
    confirmed_by_id: PersonId | None = Field(description="Who confirmed it.")
    confirmed_by: PersonName | None = Field(None, description="Name of who confirmed it.")
    withdrawn_at: Instant | None = Field(description="When it was withdrawn.")
    withdrawn_by_id: PersonId | None = Field(description="Who withdrew it.")
    withdrawn_by: PersonName | None = Field(None, description="Name of who withdrew it.")
    withdrawal_reason: Line | None = Field(description="Why it was withdrawn.")
