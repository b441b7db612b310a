"""Moment: one dated occasion between the two parties of a relation; the evidence of `rung/1`."""

from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from sqlalchemy import Index
from sqlmodel import Field as Column

from app.models.base import Body, ExternalIds, Kept, PersonId, PersonName, RelationId, Row, StoryId, belongs, points
from app.models.columns import rung, rungs_only, word
from app.models.external_id import ExternalIdRow, also_known_as
from app.models.vocabulary import Initiator
from app.models.wire import Bool, Id, PartialDate, Remark, RungNumber


class MomentFacts(Body):
    """What may be said of an occasion, whoever was there."""

    happened_on: PartialDate = Field(description="When; may be partial.")
    rung_a: RungNumber | None = Field(None, description="The rung as party a sees it.")
    rung_b: RungNumber | None = Field(None, description="The rung as party b sees it.")
    rung_a_by_id: PersonId | None = Field(None, description="Who said what party a sees; null is party a.")
    rung_b_by_id: PersonId | None = Field(None, description="Who said what party b sees; null is party b.")
    reciprocal: Bool | None = Field(None, description="Whether it went both ways; required unless it is a rupture.")
    initiator: Initiator = Field(Initiator.UNKNOWN, description="Who took the first step.")
    rupture: Bool = Field(False, description="Something broke between the parties.")
    note: Remark | None = Field(None, description="A remark.")

    @model_validator(mode="after")
    def _enough_said(self) -> "MomentFacts":
        if not self.rupture and self.rung_a is None and self.rung_b is None:
            raise PydanticCustomError("moment_without_rung", "at least one rung unless it is a rupture")
        if not self.rupture and self.reciprocal is None:
            raise PydanticCustomError("moment_without_reciprocal", "reciprocal is needed unless it is a rupture")
        return self


class MomentBody(MomentFacts):
    """What may be said of a moment; several relations make linked moments of one occasion."""

    external_ids: ExternalIds = Field(default_factory=list)
    relation_id: RelationId | None = Field(None, description="The relation; or else `relationIds`.")
    relation_ids: Annotated[list[RelationId], Field(min_length=1, max_length=20)] | None = Field(
        None, description="One occasion with several people: a moment for each relation, linked by `sharedMomentId`."
    )
    story_id: StoryId | None = Field(None, description="The story that tells of it.")

    @model_validator(mode="after")
    def _of_some_relation(self) -> "MomentBody":
        if (self.relation_id is None) == (self.relation_ids is None):
            raise PydanticCustomError("one_of_relation_ids", "relationId or relationIds, one of the two")
        if self.relation_ids and len(set(self.relation_ids)) < len(self.relation_ids):
            raise PydanticCustomError("relation_twice", "a relation stands twice in relationIds")
        return self


class MomentRow(Row, table=True):
    """A moment as it is remembered; `counts_on` is the day on which it counts as evidence."""

    __tablename__ = "moment"
    __table_args__ = belongs(
        *points("relation_id", "relation"),
        *points("story_id", "story"),
        *points("rung_a_by_id", "person"),
        *points("rung_b_by_id", "person"),
        Index(None, "organisation_id", "shared_moment_id"),
        Index(None, "organisation_id", "relation_id", "counts_on"),
        rungs_only("rung_a"),
        rungs_only("rung_b"),
    )
    noun: ClassVar[str] = "moment"

    relation_id: UUID
    shared_moment_id: UUID | None = Column(default=None)
    happened_on: str = Column(max_length=10)
    counts_on: date
    rung_a: int | None = rung()
    rung_b: int | None = rung()
    rung_a_by_id: UUID | None = Column(default=None)
    rung_b_by_id: UUID | None = Column(default=None)
    reciprocal: bool | None = Column(default=None)
    initiator: Initiator = word(Initiator)
    rupture: bool = Column(default=False)
    note: str | None = Column(default=None, max_length=2000)
    story_id: UUID | None = Column(default=None)
    external_ids: list[ExternalIdRow] = also_known_as("MomentRow", "moment")


class Moment(Kept):
    """What is told of a moment."""

    relation_id: RelationId = Field(description="The relation.")
    shared_moment_id: Id | None = Field(description="The same for all moments of one occasion; null when there is one.")
    linked_moment_ids: list[Id] = Field(
        default_factory=list, max_length=19, description="The other moments of the same occasion."
    )
    happened_on: PartialDate = Field(description="When.")
    rung_a: RungNumber | None = Field(description="The rung as party a sees it.")
    rung_b: RungNumber | None = Field(description="The rung as party b sees it.")
    rung_a_by_id: PersonId | None = Field(description="Who said what party a sees.")
    rung_a_by: PersonName | None = Field(None, description="Name of who said what party a sees.")
    rung_b_by_id: PersonId | None = Field(description="Who said what party b sees.")
    rung_b_by: PersonName | None = Field(None, description="Name of who said what party b sees.")
    reciprocal: Bool | None = Field(description="Whether it went both ways.")
    initiator: Initiator = Field(description="Who took the first step.")
    rupture: Bool = Field(description="Something broke between the parties.")
    note: Remark | None = Field(description="A remark.")
    story_id: StoryId | None = Field(description="The story that tells of it.")
