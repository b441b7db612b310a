"""Relation: two parties on one side of the triangle; any number of relations counts, not one contact person."""

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
    Kept,
    Part,
    PersonId,
    PersonName,
    Read,
    ResidentId,
    Row,
    SourceCodes,
    belongs,
    owned_parts,
    points,
)
from app.models.columns import json, rung, rungs_only, word
from app.models.external_id import ExternalIdRow, also_known_as
from app.models.person import in_order
from app.models.vocabulary import CapacityCode, ContactWanted, Keep, RelationKind, Side
from app.models.wire import Date, Id, Line, Remark, RungNumber


class Capacity(Body):
    """A capacity in this relation, such as first contact or mentor, for a while."""

    code: CapacityCode = Field(description="The capacity.")
    from_date: Date | None = Field(None, description="First day; null when unknown.")
    until_date: Date | None = Field(None, description="Last day; null while it lasts.")

    @model_validator(mode="after")
    def _in_order(self) -> "Capacity":
        in_order(self.from_date, self.until_date)
        return self


class Barred(Body):
    """Contact is barred for a while."""

    from_date: Date = Field(description="First day.")
    until_date: Date | None = Field(None, description="Last day; null while it lasts.")
    reason: Remark = Field(description="Why.")

    @model_validator(mode="after")
    def _in_order(self) -> "Barred":
        in_order(self.from_date, self.until_date)
        return self


class ContributionBody(Body):
    """What a relative does, and whether they wish to keep doing it."""

    text: Remark = Field(description="What they do.")
    keep: Keep = Field(Keep.YES, description="Whether they wish to keep doing it.")
    voiced_by_id: PersonId | None = Field(None, description="Who said so.")


class Contribution(Read):
    """What a relative does, with the name of who said so."""

    text: Remark = Field(description="What they do.")
    keep: Keep = Field(description="Whether they wish to keep doing it.")
    voiced_by_id: PersonId | None = Field(description="Who said so.")
    voiced_by: PersonName | None = Field(None, description="Name of who said so.")


Capacities = Annotated[
    list[Capacity], Field(max_length=50, description="Capacities, several at once, each with dates.")
]


class RelationBody(Body):
    """What may be said of a relation."""

    external_ids: ExternalIds = Field(default_factory=list)
    side: Side = Field(
        description="A resident and relative, B resident and caregiver, C relative and caregiver, D organisation."
    )
    party_a_id: PersonId = Field(description="A, B: the resident; C: the relative; D: any person.")
    party_b_id: Id = Field(description="A: relative or fellow resident; B, C: the caregiver; D: the own organisation.")
    resident_id: ResidentId | None = Field(
        None, description="Whom the relation is about: required on side C, party a on sides A and B, free on side D."
    )
    kind: RelationKind = Field(RelationKind.UNKNOWN, description="What party b is to party a.")
    source_codes: SourceCodes = Field(default_factory=list)
    capacities: Capacities = Field(default_factory=list)
    wished_rung_a: RungNumber | None = Field(None, description="The rung party a wishes.")
    wished_rung_b: RungNumber | None = Field(None, description="The rung party b wishes.")
    wished_rung_a_by_id: PersonId | None = Field(None, description="Who said what party a wishes; null is party a.")
    wished_rung_b_by_id: PersonId | None = Field(None, description="Who said what party b wishes; null is party b.")
    contact_wanted_a: ContactWanted = Field(ContactWanted.YES, description="Whether party a wants this contact.")
    contact_wanted_b: ContactWanted = Field(ContactWanted.YES, description="Whether party b wants this contact.")
    barred: Barred | None = Field(None, description="Contact that is barred, with dates and reason.")
    contributions: Annotated[list[ContributionBody], Field(max_length=50)] = Field(
        default_factory=list, description="What a relative does and wishes to keep doing."
    )
    start_date: Date | None = Field(None, description="First day; null when unknown.")
    end_date: Date | None = Field(None, description="Last day; null while it lasts.")
    end_reason: Line | None = Field(None, description="Why it ended.")
    note: Remark | None = Field(None, description="Remark of the source about this contact.")

    @model_validator(mode="after")
    def _possible(self) -> "RelationBody":
        in_order(self.start_date, self.end_date)
        if self.party_a_id == self.party_b_id:
            raise PydanticCustomError("relation_with_oneself", "party a is party b")
        if self.side in {Side.A, Side.B}:
            self.resident_id = self.resident_id or self.party_a_id
            if self.resident_id != self.party_a_id:
                raise PydanticCustomError("resident_id_mismatch", "on sides A and B the resident is party a")
        if self.side is Side.C and self.resident_id is None:
            raise PydanticCustomError("resident_id_required", "side C needs residentId")
        return self


class ContributionPart(Part, table=True):
    """A contribution as it is remembered."""

    __tablename__ = "contribution"
    __table_args__ = belongs(*points("relation_id", "relation"), *points("voiced_by_id", "person"))

    relation_id: UUID
    text: str
    keep: Keep = word(Keep)
    voiced_by_id: UUID | None = Column(default=None)


class RelationRow(Row, table=True):
    """A relation as it is remembered; a side-D party b is the organisation, so it has no person."""

    __tablename__ = "relation"
    __table_args__ = belongs(
        *points("party_a_id", "person"),
        *points("party_b_person_id", "person"),
        *points("resident_id", "resident"),
        *points("wished_rung_a_by_id", "person"),
        *points("wished_rung_b_by_id", "person"),
        Index(None, "organisation_id", "resident_id", "side"),
        rungs_only("wished_rung_a"),
        rungs_only("wished_rung_b"),
    )
    noun: ClassVar[str] = "relation"

    side: Side = word(Side)
    party_a_id: UUID
    party_b_person_id: UUID | None = Column(default=None)
    resident_id: UUID | None = Column(default=None)
    kind: RelationKind = word(RelationKind)
    source_codes: list[dict[str, Any]] = json(default_factory=list)
    capacities: list[dict[str, Any]] = json(default_factory=list)
    wished_rung_a: int | None = rung()
    wished_rung_b: int | None = rung()
    wished_rung_a_by_id: UUID | None = Column(default=None)
    wished_rung_b_by_id: UUID | None = Column(default=None)
    contact_wanted_a: ContactWanted = word(ContactWanted, check="contact_wanted_a")
    contact_wanted_b: ContactWanted = word(ContactWanted, check="contact_wanted_b")
    barred: dict[str, Any] | None = json(default=None)
    start_date: date | None = Column(default=None)
    end_date: date | None = Column(default=None)
    end_reason: str | None = Column(default=None, max_length=200)
    note: str | None = Column(default=None, max_length=2000)
    contributions: list[ContributionPart] = owned_parts("RelationRow", "ContributionPart", "relation_id")
    external_ids: list[ExternalIdRow] = also_known_as("RelationRow", "relation")

    @property
    def party_b_id(self) -> UUID:
        """Party b as the wire has it: a person, or on side D the own organisation."""
        return self.party_b_person_id or self.organisation_id


class Relation(Kept):
    """What is told of a relation."""

    side: Side = Field(description="Side of the triangle.")
    party_a_id: PersonId = Field(description="Party a.")
    party_a: PersonName | None = Field(None, description="Name of party a.")
    party_b_id: PersonId = Field(description="Party b; on side D the own organisation.")
    party_b: PersonName | None = Field(None, description="Name of party b; null on side D.")
    resident_id: ResidentId | None = Field(description="The resident this relation is about; null for some of side D.")
    resident: PersonName | None = Field(None, description="Name of that resident.")
    kind: RelationKind = Field(description="What party b is to party a.")
    source_codes: SourceCodes
    capacities: Capacities
    wished_rung_a: RungNumber | None = Field(description="The rung party a wishes.")
    wished_rung_b: RungNumber | None = Field(description="The rung party b wishes.")
    wished_rung_a_by_id: PersonId | None = Field(description="Who said what party a wishes.")
    wished_rung_a_by: PersonName | None = Field(None, description="Name of who said what party a wishes.")
    wished_rung_b_by_id: PersonId | None = Field(description="Who said what party b wishes.")
    wished_rung_b_by: PersonName | None = Field(None, description="Name of who said what party b wishes.")
    contact_wanted_a: ContactWanted = Field(description="Whether party a wants this contact.")
    contact_wanted_b: ContactWanted = Field(description="Whether party b wants this contact.")
    barred: Barred | None = Field(description="Contact that is barred.")
    contributions: list[Contribution] = Field(
        max_length=50, description="What a relative does and wishes to keep doing."
    )
    start_date: Date | None = Field(description="First day.")
    end_date: Date | None = Field(description="Last day.")
    end_reason: Line | None = Field(description="Why it ended.")
    note: Remark | None = Field(description="Remark of the source about this contact.")
