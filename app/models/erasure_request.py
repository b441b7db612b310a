"""Requests to be erased (AVG, article 17): asked, decided by a privacy officer within a month, carried out at once.

Care records must be kept for years (WGBO, article 7:454), so that a request can be refused with the reason; what was
granted leaves an empty tombstone, and of ids in other systems a keyed hash that keeps an import from bringing it back.
"""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Field as Column

from app.models.base import Body, Owned, PersonId, PersonName, Read, Row, belongs, one_of, points
from app.models.columns import UtcDateTime, json, word
from app.models.vocabulary import ErasureDecision, ErasureState
from app.models.wire import Bool, Code, Count, Date, Id, Instant, Remark


class ErasureRequestBody(Body):
    """Who is to be erased."""

    person_id: PersonId = Field(description="The person.")
    reason: Remark | None = Field(None, description="Why, if they wish to say.")


class ErasureExtensionBody(Body):
    """The decision takes longer: two months more, once."""

    reason: Remark = Field(description="Why, for who asked (AVG, article 12, third paragraph).")


class ErasureDecisionBody(Body):
    """What the privacy officer decides."""

    decision: ErasureDecision = Field(description="Granted: it is erased at once, for good. Refused: it stays.")
    reason: Remark = Field(description="Why, for who asked; of a refusal the ground in the law.")


class ErasureRequestRow(Row, table=True):
    """A request as it is remembered; once it is granted its texts are gone too."""

    __tablename__ = "erasure_request"
    __table_args__ = belongs(*points("person_id", "person"), *points("decided_by_id", "person"))
    noun: ClassVar[str] = "erasure_request"

    person_id: UUID
    reason: str | None = Column(default=None, max_length=2000)
    due_date: date
    extension_reason: str | None = Column(default=None, max_length=2000)
    state: ErasureState = word(ErasureState)
    decided_at: datetime | None = Column(default=None, sa_type=UtcDateTime())
    decided_by_id: UUID | None = Column(default=None)
    decision_reason: str | None = Column(default=None, max_length=2000)
    erased: dict[str, int] = json(default_factory=dict)


class ErasedIdRow(Owned, table=True):
    """The keyed hash of an id in another system of somebody who was erased."""

    __tablename__ = "erased_id"
    __table_args__ = belongs(one_of("uq_erased_id", "noun", "digest"))

    id: UUID = Column(primary_key=True)
    noun: str = Column(max_length=32)
    digest: str = Column(max_length=64)


class ErasedRows(Read):
    """How many rows of a table were erased or emptied."""

    table: Code = Field(description="The table.")
    count: Count = Field(description="How many rows.")


class ErasureRequest(Read):
    """What is told of a request to be erased."""

    id: Id = Field(description="Id, a UUIDv7.")
    created_at: Instant = Field(description="When it was asked.")
    created_by: Id | None = Field(description="Who asked.")
    person_id: PersonId = Field(description="Who is to be erased.")
    person: PersonName | None = Field(None, description="Name of who is to be erased.")
    reason: Remark | None = Field(description="Why it was asked.")
    due_date: Date = Field(description="Before this day it must be decided.")
    overdue: Bool = Field(description="Whether that day has passed without a decision.")
    extension_reason: Remark | None = Field(description="Why the decision takes longer.")
    state: ErasureState = Field(description="How far it has come.")
    decided_at: Instant | None = Field(description="When it was decided.")
    decided_by_id: PersonId | None = Field(description="Who decided.")
    decided_by: PersonName | None = Field(None, description="Name of who decided.")
    decision_reason: Remark | None = Field(description="Why it was decided so.")
    erased: list[ErasedRows] = Field(max_length=100, description="What was erased or emptied, by table.")
