"""Masking: a person named in a story asks not to be recognised in it.

The story is masked when it is asked. What stood there is kept apart, for the decision of the privacy officer alone.
"""

from datetime import datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Field as Column

from app.models.base import Body, PersonId, PersonName, Read, Row, StoryId, belongs, points
from app.models.columns import UtcDateTime, json, word
from app.models.story import StoryPerson
from app.models.vocabulary import MaskingDecision, MaskingState
from app.models.wire import Id, Instant, Line, Prose, Remark

Words = Annotated[
    list[Line],
    Field(max_length=20, description="Further words in the story that tell who it is, beside the names known here."),
]


class MaskingBody(Body):
    """Who is to be masked, and where."""

    story_id: StoryId = Field(description="The story.")
    person_id: PersonId = Field(description="Who is to be masked in it.")
    words: Words = Field(default_factory=list)
    reason: Remark | None = Field(None, description="Why, if they wish to say; needed when somebody else asks.")


class MaskingDecisionBody(Body):
    """What the privacy officer decides."""

    decision: MaskingDecision = Field(description="Granted: the original goes for good. Refused: it comes back.")
    reason: Remark = Field(description="Why, for the person who asked.")


class MaskingRow(Row, table=True):
    """A masking as it is remembered; `original` is empty once it is decided."""

    __tablename__ = "masking"
    __table_args__ = belongs(
        *points("story_id", "story"), *points("person_id", "person"), *points("decided_by_id", "person")
    )
    noun: ClassVar[str] = "masking"

    story_id: UUID
    person_id: UUID
    words: list[str] = json(default_factory=list)
    reason: str | None = Column(default=None, max_length=2000)
    state: MaskingState = word(MaskingState)
    original: dict[str, Any] | None = json(default=None)
    decided_at: datetime | None = Column(default=None, sa_type=UtcDateTime())
    decided_by_id: UUID | None = Column(default=None)
    decision_reason: str | None = Column(default=None, max_length=2000)


class Masking(Read):
    """What is told of a masking; never what was masked."""

    id: Id = Field(description="Id, a UUIDv7.")
    created_at: Instant = Field(description="When it was asked.")
    created_by: Id | None = Field(description="Who asked.")
    story_id: StoryId = Field(description="The story.")
    person_id: PersonId = Field(description="Who is masked in it.")
    person: PersonName | None = Field(None, description="Name of who is masked.")
    reason: Remark | None = Field(description="Why it was asked.")
    state: MaskingState = Field(description="Asked, granted or refused.")
    decided_at: Instant | None = Field(description="When it was decided.")
    decided_by_id: PersonId | None = Field(description="Who decided.")
    decided_by: PersonName | None = Field(None, description="Name of who decided.")
    decision_reason: Remark | None = Field(description="Why it was decided so.")


class MaskedOriginal(Read):
    """What stood in a story before it was masked, for the decision about it."""

    masking_id: Id = Field(description="The masking.")
    story_id: StoryId = Field(description="The story.")
    title: Line | None = Field(description="The title as it was.")
    text: Prose = Field(description="The text as it was.")
    place_text: Line | None = Field(description="The place as it was.")
    people: list[StoryPerson] = Field(max_length=50, description="The people as they were.")
    teller_id: PersonId | None = Field(description="Who told it.")
    observer_id: PersonId | None = Field(description="Who saw it.")
