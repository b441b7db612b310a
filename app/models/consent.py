"""Consent: what a resident lets others see or do with what is recorded, per receiver or purpose and per category.

The rule stands in WGBO article 7:457 (others see a record only with consent) and 7:465 (who speaks for somebody who
cannot do so). Contact with a relative gives no right to see anything.
"""

from datetime import date, datetime
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from sqlalchemy import Index
from sqlmodel import Field as Column

from app.models.base import Body, ExternalIds, Kept, PersonId, PersonName, ResidentId, Row, belongs, points
from app.models.columns import UtcDateTime, word
from app.models.external_id import ExternalIdRow, also_known_as
from app.models.person import in_order
from app.models.vocabulary import ConsentCategory, ConsentDecision, ConsentGround, ConsentPurpose
from app.models.wire import Bool, Date, Instant, Line, Remark


class ConsentBody(Body):
    """What may be said of a consent: for a relative or for a purpose, one of the two."""

    external_ids: ExternalIds = Field(default_factory=list)
    resident_id: ResidentId = Field(description="About whose data it is.")
    to_person_id: PersonId | None = Field(None, description="The relative who may see it; or else `purpose`.")
    purpose: ConsentPurpose | None = Field(None, description="What may be done with it; or else `toPersonId`.")
    category: ConsentCategory = Field(description="About what it is.")
    decision: ConsentDecision = Field(ConsentDecision.GIVEN, description="Given or refused.")
    ground: ConsentGround = Field(ConsentGround.RESIDENT, description="By what right it was decided.")
    given_by_id: PersonId | None = Field(None, description="Who decided; null is the resident.")
    reason: Remark | None = Field(
        None, description="Why somebody else decides, or why it is recorded on behalf of the resident."
    )
    from_date: Date | None = Field(None, description="First day; null is the day on which it is recorded.")
    until_date: Date | None = Field(None, description="Last day; null until it is withdrawn.")
    also_after_death: Bool = Field(False, description="The resident agreed in life that it lasts after death.")

    @model_validator(mode="after")
    def _possible(self) -> "ConsentBody":
        in_order(self.from_date, self.until_date)
        if (self.to_person_id is None) == (self.purpose is None):
            raise PydanticCustomError("consent_receiver", "toPersonId or purpose, one of the two")
        if self.ground is not ConsentGround.RESIDENT and (self.given_by_id is None or self.reason is None):
            raise PydanticCustomError("consent_of_representative", "who decided and why")
        return self


class ConsentWithdrawalBody(Body):
    """The consent is taken back; what it opened is closed from the next request on."""

    by_person_id: PersonId | None = Field(None, description="Who withdraws it; null is the resident.")
    reason: Annotated[Line | None, Field(description="Why, if they wish to say.")] = None


class ConsentRow(Row, table=True):
    """A consent as it is remembered."""

    __tablename__ = "consent"
    __table_args__ = belongs(
        *points("resident_id", "resident"),
        *points("to_person_id", "person"),
        *points("given_by_id", "person"),
        *points("withdrawn_by_id", "person"),
        Index(None, "organisation_id", "purpose", "category"),
    )
    noun: ClassVar[str] = "consent"

    resident_id: UUID
    to_person_id: UUID | None = Column(default=None)
    purpose: ConsentPurpose | None = word(ConsentPurpose, default=None)
    category: ConsentCategory = word(ConsentCategory)
    decision: ConsentDecision = word(ConsentDecision)
    ground: ConsentGround = word(ConsentGround)
    given_by_id: UUID | None = Column(default=None)
    reason: str | None = Column(default=None, max_length=2000)
    from_date: date
    until_date: date | None = Column(default=None)
    also_after_death: bool = Column(default=False)
    withdrawn_at: datetime | None = Column(default=None, sa_type=UtcDateTime())
    withdrawn_by_id: UUID | None = Column(default=None)
    withdrawal_reason: str | None = Column(default=None, max_length=200)
    external_ids: list[ExternalIdRow] = also_known_as("ConsentRow", "consent")


class Consent(Kept):
    """What is told of a consent."""

    resident_id: ResidentId = Field(description="About whose data it is.")
    resident: PersonName | None = Field(None, description="Name of that resident.")
    to_person_id: PersonId | None = Field(description="The relative who may see it.")
    to_person: PersonName | None = Field(None, description="Name of that relative.")
    purpose: ConsentPurpose | None = Field(description="What may be done with it.")
    category: ConsentCategory = Field(description="About what it is.")
    decision: ConsentDecision = Field(description="Given or refused.")
    ground: ConsentGround = Field(description="By what right it was decided.")
    given_by_id: PersonId | None = Field(description="Who decided; null is the resident.")
    given_by: PersonName | None = Field(None, description="Name of who decided.")
    reason: Remark | None = Field(description="Why somebody else decides.")
    from_date: Date = Field(description="First day.")
    until_date: Date | None = Field(description="Last day; null until it is withdrawn.")
    also_after_death: Bool = Field(description="The resident agreed in life that it lasts after death.")
    withdrawn_at: Instant | None = Field(description="When it was withdrawn.")
    withdrawn_by_id: PersonId | None = Field(description="Who withdrew it; null is the resident.")
    withdrawn_by: PersonName | None = Field(None, description="Name of who withdrew it.")
    withdrawal_reason: Line | None = Field(description="Why it was withdrawn.")
