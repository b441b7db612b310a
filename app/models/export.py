"""Exports: everything that is recorded about a person, or what they supplied themselves, for them to take away.

The right to it stands in the AVG, article 15 (everything) and article 20 (what somebody supplied, to carry elsewhere);
others in it are masked until a privacy officer looked, because their rights count as well (article 15, fourth
paragraph). Nothing of an export is kept: it is worked out anew each time it is fetched.
"""

from datetime import datetime
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field
from sqlalchemy import false
from sqlmodel import Field as Column

from app.models.access_log import Look
from app.models.base import Body, PersonId, PersonName, Read, Row, belongs, points
from app.models.caregiver import Caregiver
from app.models.coding import Coding
from app.models.columns import UtcDateTime, json, word
from app.models.consent import Consent
from app.models.emergency_access import EmergencyAccess
from app.models.erasure_request import ErasureRequest
from app.models.invitation import Invitation
from app.models.key import Key
from app.models.login import Login
from app.models.masking import Masking
from app.models.moment import Moment
from app.models.relation import Relation
from app.models.relative import Relative
from app.models.resident import Resident
from app.models.role import Role
from app.models.sitting import Sitting
from app.models.story import Story
from app.models.vocabulary import ExportKind
from app.models.wire import Bool, BsnNumber, Id, Instant

MANY = 100_000
ShownIds = Annotated[
    list[PersonId], Field(max_length=1000, description="The other persons whose names and words may be told.")
]


class ExportBody(Body):
    """Whose data are asked for, and of which kind the export is."""

    person_id: PersonId = Field(description="The person.")
    kind: ExportKind = Field(ExportKind.COMPLETE, description="Everything about them, or what they supplied.")
    with_bsn: Bool = Field(default=False, description="With the citizen service number of a resident, if it is kept.")


class ExportReviewBody(Body):
    """What a privacy officer finds of the other persons in an export."""

    shown_person_ids: ShownIds


class ExportRow(Row, table=True):
    """An export as it is remembered: who asked for whose, and which others may be told; never what is in it."""

    __tablename__ = "export"
    __table_args__ = belongs(*points("person_id", "person"), *points("reviewed_by_id", "person"))
    noun: ClassVar[str] = "export"

    person_id: UUID
    kind: ExportKind = word(ExportKind)
    with_bsn: bool = Column(default=False, sa_column_kwargs={"server_default": false()})
    shown_person_ids: list[str] = json(default_factory=list)
    reviewed_at: datetime | None = Column(default=None, sa_type=UtcDateTime())
    reviewed_by_id: UUID | None = Column(default=None)


class Export(Read):
    """What is told of an export."""

    id: Id = Field(description="Id, a UUIDv7.")
    created_at: Instant = Field(description="When it was asked for.")
    created_by: Id | None = Field(description="Who asked for it.")
    person_id: PersonId = Field(description="Whose data it holds.")
    person: PersonName | None = Field(None, description="Name of whose data it holds.")
    kind: ExportKind = Field(description="Everything about them, or what they supplied.")
    with_bsn: Bool = Field(description="Whether the citizen service number is in it.")
    shown_person_ids: ShownIds
    reviewed_at: Instant | None = Field(description="When the others in it were looked at; null: they are masked.")
    reviewed_by_id: PersonId | None = Field(description="Who looked.")
    reviewed_by: PersonName | None = Field(None, description="Name of who looked.")


class ExportContent(Read):
    """What is recorded about a person, by what it is; of others what may be told."""

    export_id: Id = Field(description="The export.")
    kind: ExportKind = Field(description="Everything about them, or what they supplied.")
    made_at: Instant = Field(description="When it was worked out.")
    person_id: PersonId = Field(description="Whose data it holds.")
    resident: Resident | None = Field(None, description="The person as a resident.")
    bsn: BsnNumber | None = Field(None, description="Their citizen service number, when it was asked for and is kept.")
    relative: Relative | None = Field(None, description="The person as a relative.")
    caregiver: Caregiver | None = Field(None, description="The person as a caregiver.")
    relations: list[Relation] = Field(default_factory=list, max_length=MANY, description="Their relations.")
    roles: list[Role] = Field(default_factory=list, max_length=MANY, description="Roles of and toward them.")
    moments: list[Moment] = Field(default_factory=list, max_length=MANY, description="Moments of their relations.")
    stories: list[Story] = Field(default_factory=list, max_length=MANY, description="Stories with or by them.")
    codings: list[Coding] = Field(
        default_factory=list, max_length=MANY, description="How stories were read by them, or about their senses."
    )
    sittings: list[Sitting] = Field(default_factory=list, max_length=MANY, description="Questionnaires about them.")
    consents: list[Consent] = Field(default_factory=list, max_length=MANY, description="Consents by, to or about them.")
    maskings: list[Masking] = Field(default_factory=list, max_length=MANY, description="Requests to be masked.")
    emergency_accesses: list[EmergencyAccess] = Field(
        default_factory=list, max_length=MANY, description="Emergency accesses to them or by them."
    )
    logins: list[Login] = Field(default_factory=list, max_length=100, description="Their logins.")
    keys: list[Key] = Field(default_factory=list, max_length=MANY, description="Their keys, without the text.")
    invitations: list[Invitation] = Field(default_factory=list, max_length=MANY, description="Their invitations.")
    erasure_requests: list[ErasureRequest] = Field(
        default_factory=list, max_length=MANY, description="Requests that they be erased."
    )
    exports: list[Export] = Field(default_factory=list, max_length=MANY, description="Exports of their data.")
    looks: list[Look] = Field(default_factory=list, max_length=MANY, description="Who looked at them, per day.")
