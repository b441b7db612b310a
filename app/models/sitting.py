"""Sitting: one time that somebody filled in an instrument."""

from datetime import date
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from sqlalchemy import Index
from sqlmodel import Field as Column

from app.models.base import (
    Body,
    ExternalIds,
    InstrumentId,
    Kept,
    Part,
    PersonId,
    PersonName,
    Row,
    belongs,
    owned_parts,
    points,
)
from app.models.columns import json, word
from app.models.external_id import ExternalIdRow, also_known_as
from app.models.instrument import ScaleValue
from app.models.vocabulary import Sense, Voice
from app.models.wire import Code, PartialDate


class Answer(Body):
    """The answer to one item; null means left out."""

    item_id: Code = Field(description="The item.")
    value: ScaleValue | None = Field(description="The answer on the instrument's scale, or null.")


Answers = Annotated[list[Answer], Field(max_length=120, description="The answers.")]


class SittingBody(Body):
    """What may be said of a sitting."""

    external_ids: ExternalIds = Field(default_factory=list)
    instrument_id: InstrumentId = Field(description="The instrument.")
    subject_id: PersonId = Field(description="Whose senses it is about.")
    voice: Voice = Field(description="In which voice it was answered.")
    speaker_id: PersonId | None = Field(None, description="Who answered; null when it is the subject or not known.")
    happened_on: PartialDate = Field(description="When.")
    answers: Answers

    @model_validator(mode="after")
    def _each_once(self) -> "SittingBody":
        items = [one.item_id for one in self.answers]
        if len(set(items)) < len(items):
            raise PydanticCustomError("item_answered_twice", "an item is answered twice")
        return self


class SittingSensePart(Part, table=True):
    """What a sitting says of one sense: one unit of evidence for `sense-balance/1`."""

    __tablename__ = "sitting_sense"
    __table_args__ = belongs(*points("sitting_id", "sitting"))

    sitting_id: UUID
    sense: Sense = word(Sense)
    y: float


class SittingRow(Row, table=True):
    """A sitting as it is remembered; `counts_on` is the day on which it counts as evidence."""

    __tablename__ = "sitting"
    __table_args__ = belongs(
        *points("instrument_id", "instrument"),
        *points("subject_id", "person"),
        *points("speaker_id", "person"),
        Index(None, "organisation_id", "subject_id", "counts_on"),
    )
    noun: ClassVar[str] = "sitting"

    instrument_id: UUID
    subject_id: UUID
    voice: Voice = word(Voice)
    speaker_id: UUID | None = Column(default=None)
    happened_on: str = Column(max_length=10)
    counts_on: date
    answers: list[dict[str, Any]] = json(default_factory=list)
    senses: list[SittingSensePart] = owned_parts("SittingRow", "SittingSensePart", "sitting_id")
    external_ids: list[ExternalIdRow] = also_known_as("SittingRow", "sitting")


class Sitting(Kept):
    """What is told of a sitting."""

    instrument_id: InstrumentId = Field(description="The instrument.")
    subject_id: PersonId = Field(description="Whose senses it is about.")
    subject: PersonName | None = Field(None, description="Name of whose senses it is about.")
    voice: Voice = Field(description="In which voice it was answered.")
    speaker_id: PersonId | None = Field(description="Who answered.")
    speaker: PersonName | None = Field(None, description="Name of who answered.")
    happened_on: PartialDate = Field(description="When.")
    answers: Answers
