"""Coding: how a coder reads a story; several coders may differ, and the difference is kept."""

from typing import Annotated, Any, ClassVar
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
    RoleId,
    Row,
    StoryId,
    belongs,
    owned_parts,
    points,
)
from app.models.columns import json, word
from app.models.external_id import ExternalIdRow, also_known_as
from app.models.vocabulary import CoderAs, Felt, Lens, Sense, Shows, Voice
from app.models.wire import Code


class CodedSenseBody(Body):
    """A sense in a story: whose it is (subject) and who says so (voice) are two fields."""

    sense: Sense = Field(description="The sense.")
    subject_id: PersonId = Field(description="Whose sense; among the people of the story, its teller or its observer.")
    voice: Voice = Field(description="In which voice it is said.")
    speaker_id: PersonId | None = Field(None, description="Who says so; null when it is the subject or not known.")
    felt: Felt = Field(description="Felt, mixed or missing.")


class CodedSense(Read):
    """A sense in a story, with the names."""

    sense: Sense = Field(description="The sense.")
    subject_id: PersonId = Field(description="Whose sense.")
    subject: PersonName | None = Field(None, description="Name of whose sense it is.")
    voice: Voice = Field(description="In which voice it is said.")
    speaker_id: PersonId | None = Field(description="Who says so.")
    speaker: PersonName | None = Field(None, description="Name of who says so.")
    felt: Felt = Field(description="Felt, mixed or missing.")


class CodedValue(Body):
    """A core value of the organisation that shines or is missing."""

    core_value: Code = Field(description="Code of the core value.")
    shows: Shows = Field(description="Shines, or is missing.")


class CodedLens(Body):
    """A lens through which the story shines or falls short."""

    lens: Lens = Field(description="The lens.")
    shows: Shows = Field(description="Shines, or is missing.")


class CodingBody(Body):
    """What a coder may say of a story."""

    external_ids: ExternalIds = Field(default_factory=list)
    coder_id: PersonId = Field(description="Who codes.")
    as_: CoderAs = Field(alias="as", description="In which capacity: teller, observer or caregiver.")
    senses: Annotated[list[CodedSenseBody], Field(max_length=200)] = Field(
        default_factory=list, description="The senses the story feeds or leaves wanting."
    )
    values: Annotated[list[CodedValue], Field(max_length=40)] = Field(
        default_factory=list, description="Core values that shine or are missing."
    )
    lenses: Annotated[list[CodedLens], Field(max_length=3)] = Field(
        default_factory=list, description="Lenses that shine or are missing."
    )
    role_ids: Annotated[list[RoleId], Field(max_length=50)] = Field(
        default_factory=list, description="Roles that the story shows."
    )

    @model_validator(mode="after")
    def _each_once(self) -> "CodingBody":
        said = [(one.sense, one.subject_id, one.voice) for one in self.senses]
        if len(set(said)) < len(said):
            raise PydanticCustomError("sense_coded_twice", "a sense stands twice for one subject and voice")
        values, lenses = [one.core_value for one in self.values], [one.lens for one in self.lenses]
        if len(set(values)) < len(values) or len(set(lenses)) < len(lenses):
            raise PydanticCustomError("value_coded_twice", "a core value or lens stands twice")
        if len(set(self.role_ids)) < len(self.role_ids):
            raise PydanticCustomError("role_coded_twice", "a role stands twice")
        return self


class CodedSensePart(Part, table=True):
    """A coded sense as it is remembered: one row of evidence for `sense-balance/1`."""

    __tablename__ = "coded_sense"
    __table_args__ = belongs(
        *points("coding_id", "coding"),
        *points("speaker_id", "person"),
        *points("subject_id", "person"),
        Index(None, "organisation_id", "subject_id", "sense"),
    )

    coding_id: UUID
    sense: Sense = word(Sense)
    subject_id: UUID
    voice: Voice = word(Voice)
    speaker_id: UUID | None = Column(default=None)
    felt: Felt = word(Felt)


class CodedRolePart(Part, table=True):
    """A role that a story shows, as it is remembered."""

    __tablename__ = "coded_role"
    __table_args__ = belongs(*points("coding_id", "coding"), *points("role_id", "role"))

    coding_id: UUID
    role_id: UUID


class CodingRow(Row, table=True):
    """A coding as it is remembered; one per story, coder and capacity among the living."""

    __tablename__ = "coding"
    __table_args__ = belongs(*points("story_id", "story"), *points("coder_id", "person"))
    noun: ClassVar[str] = "coding"

    story_id: UUID
    coder_id: UUID
    as_: CoderAs = word(CoderAs)
    values: list[dict[str, Any]] = json(default_factory=list)
    lenses: list[dict[str, Any]] = json(default_factory=list)
    senses: list[CodedSensePart] = owned_parts("CodingRow", "CodedSensePart", "coding_id")
    roles: list[CodedRolePart] = owned_parts("CodingRow", "CodedRolePart", "coding_id")
    external_ids: list[ExternalIdRow] = also_known_as("CodingRow", "coding")

    @property
    def role_ids(self) -> list[UUID]:
        """The roles that the story shows, as the wire has them."""
        return [part.role_id for part in self.roles]


class Coding(Kept):
    """What is told of a coding."""

    story_id: StoryId = Field(description="The story.")
    coder_id: PersonId = Field(description="Who codes.")
    coder: PersonName | None = Field(None, description="Name of who codes.")
    as_: CoderAs = Field(alias="as", description="In which capacity.")
    senses: list[CodedSense] = Field(max_length=200, description="The senses the story feeds or leaves wanting.")
    values: list[CodedValue] = Field(max_length=40, description="Core values that shine or are missing.")
    lenses: list[CodedLens] = Field(max_length=3, description="Lenses that shine or are missing.")
    role_ids: list[RoleId] = Field(max_length=50, description="Roles that the story shows.")
