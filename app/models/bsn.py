"""The citizen service number (BSN) of a resident: kept sealed, and only where the organisation may keep it.

Care providers must use it (Wabvpz, article 4 and on), others may not; so it is off until a privacy officer says by
which law it is kept (`BsnKeeping`).
"""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from pydantic import Field
from sqlmodel import Field as Column

from app.models.base import Body, PersonId, PersonName, Read, ResidentId, Row, belongs, one_of, points
from app.models.wire import Bool, BsnNumber, Count, Instant, Remark


class BsnBody(Body):
    """The number of a resident."""

    bsn: BsnNumber = Field(description="Nine digits that pass the eleven-test.")


class BsnSearchBody(Body):
    """The number of the resident who is looked for: in the body, because no address may hold one."""

    bsn: BsnNumber = Field(description="Nine digits that pass the eleven-test.")


class Bsn(Read):
    """The number of a resident."""

    resident_id: ResidentId = Field(description="The resident.")
    bsn: BsnNumber = Field(description="Nine digits.")
    updated_at: Instant = Field(description="When it was written down.")


class BsnKeepingBody(Body):
    """Whether the organisation keeps the numbers of its residents, and why."""

    kept: Bool = Field(description="False removes every number that is kept, at once and for good.")
    reason: Remark = Field(description="By which law they may be kept; or why they are no longer.")


class BsnKeeping(Read):
    """Whether the organisation keeps the numbers of its residents."""

    kept: Bool = Field(description="Whether it does.")
    reason: Remark | None = Field(description="Why it was decided so; null as long as nobody decided.")
    decided_at: Instant | None = Field(description="When it was decided.")
    decided_by_id: PersonId | None = Field(description="Who decided.")
    decided_by: PersonName | None = Field(None, description="Name of who decided.")
    count: Count = Field(description="Of how many residents a number is kept.")


class BsnRow(Row, table=True):
    """The number of a resident as it is remembered: sealed, and a keyed hash to find it by."""

    __tablename__ = "bsn"
    __table_args__ = belongs(
        *points("resident_id", "resident"),
        one_of("uq_bsn_resident_id", "resident_id"),
        one_of("uq_bsn_digest", "digest"),
    )
    noun: ClassVar[str] = "bsn"

    resident_id: UUID
    sealed: str = Column(max_length=200)
    digest: str = Column(max_length=64)


class KeepingDecision(Read):
    """What was decided of the keeping, as it stands with the organisation."""

    kept: Bool = False
    reason: Remark | None = None
    decided_at: datetime | None = None
    decided_by_id: UUID | None = None
