"""The access log: who looked at whom or changed something about them, when, and by what right (NEN 7513).

An entry for each request and a narrow row for each person in it. The tables stand by themselves: no row of theirs needs
another one to be there, so that looking costs little and the log outlives what was looked at.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import Field
from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field as Column

from app.models.base import Owned, PersonId, PersonName, Read
from app.models.columns import UtcDateTime, json, word
from app.models.vocabulary import AccessAction, AccessActor, AccessGround, AccessOutcome, CallerKind
from app.models.wire import Bool, Code, Date, Id, Instant, Int, Prose, ShortLine


def _only_where(condition: str) -> dict[str, Any]:
    """The rows that an index is about, so that an entry stands in one of the two and costs no more."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class AccessEntryRow(Owned, table=True):
    """What one request, command or job did; `sequence` and `digest` are filled when it is sealed."""

    __tablename__ = "access_entry"
    __table_args__ = (
        Index(
            "ux_access_entry_sealed", "organisation_id", "sequence", unique=True, **_only_where("sequence IS NOT NULL")
        ),
        Index("ix_access_entry_unsealed", "organisation_id", "id", **_only_where("sequence IS NULL")),
        Index(None, "organisation_id", "person_id", "id"),
        Index(None, "organisation_id", "day", "id"),
    )

    id: UUID = Column(primary_key=True)
    at: datetime = Column(sa_type=UtcDateTime())
    day: date
    actor: AccessActor = word(AccessActor)
    actor_id: UUID | None = Column(default=None)
    person_id: UUID | None = Column(default=None)
    kinds: list[str] = json(default_factory=list)
    operation: str = Column(max_length=100)
    action: AccessAction = word(AccessAction)
    noun: str = Column(max_length=40)
    thing_id: UUID | None = Column(default=None)
    outcome: AccessOutcome = word(AccessOutcome)
    refusal: str | None = Column(default=None, max_length=64)
    changes: list[dict[str, Any]] | None = json(default=None)
    emergency_id: UUID | None = Column(default=None)
    request_id: UUID
    person_count: int = Column(default=0)
    sequence: int | None = Column(default=None, sa_type=BigInteger())
    digest: str | None = Column(default=None, max_length=64)


class AccessPersonRow(Owned, table=True):
    """Somebody whose data an entry is about, and by what right."""

    __tablename__ = "access_person"
    __table_args__ = (
        Index(None, "organisation_id", "person_id", "entry_id"),
        {"sqlite_with_rowid": False},
    )

    entry_id: UUID = Column(primary_key=True)
    person_id: UUID = Column(primary_key=True)
    ground: AccessGround = word(AccessGround)


class AccessChainRow(Owned, table=True):
    """How far the entries of an organisation are sealed: the last of the chain, and where what is kept begins.

    `first_sequence` is the first that is kept, `first_previous` the digest it builds on; what stood before it was
    removed when its time was over.
    """

    __tablename__ = "access_chain"

    sequence: int = Column(default=0, sa_type=BigInteger())
    digest: str = Column(max_length=64)
    first_sequence: int = Column(default=1, sa_type=BigInteger())
    first_previous: str = Column(max_length=64)


class AccessChange(Read):
    """Something that was made, changed or laid aside, without what stands in it."""

    noun: Code = Field(description="What it is.")
    id: Id = Field(description="Its id.")
    version: Int = Field(description="Its version afterwards.")
    fields: list[ShortLine] = Field(
        max_length=200, description="Names of the fields that say something else; none of what is new."
    )


class AccessedPerson(Read):
    """Somebody whose data an entry is about."""

    person_id: PersonId = Field(description="The person.")
    person: PersonName | None = Field(None, description="Name of that person.")
    ground: AccessGround = Field(description="By what right.")


class AccessChecks(Read):
    """The four checks of NEN 7513: what the look rested on."""

    authorisation: Bool = Field(description="The caller was allowed to.")
    care_relation: Bool = Field(description="The caller cares for somebody in it.")
    consent: Bool = Field(description="Somebody in it consented.")
    emergency: Bool = Field(description="It was an emergency.")


class AccessEntry(Read):
    """One entry of the access log."""

    id: Id = Field(description="Id, a UUIDv7.")
    at: Instant = Field(description="When.")
    actor: AccessActor = Field(description="By what they came in.")
    actor_id: Id | None = Field(description="Id of the key, the login or the invitation.")
    person_id: PersonId | None = Field(description="Who did it, or for whom a program did; null for nobody.")
    person: PersonName | None = Field(None, description="Name of who did it.")
    kinds: list[CallerKind] = Field(max_length=20, description="As what they called.")
    operation: ShortLine = Field(description="Name of the operation or the command.")
    action: AccessAction = Field(description="What was done.")
    noun: Code = Field(description="With what.")
    thing_id: Id | None = Field(description="With which one, when it was one.")
    outcome: AccessOutcome = Field(description="Done or denied.")
    refusal: Code | None = Field(description="Why it was denied.")
    checks: AccessChecks = Field(description="The four checks of NEN 7513.")
    changes: list[AccessChange] = Field(max_length=2000, description="What was written.")
    emergency_id: Id | None = Field(description="The emergency access that it was part of.")
    request_id: Id = Field(description="Id of the request, as `X-Request-Id` told it.")
    person_count: Int = Field(description="How many persons it is about.")
    persons: list[AccessedPerson] = Field(
        max_length=100_000, description="The persons; in a list of entries the first 20 of each."
    )
    sequence: Int | None = Field(description="Its number in the chain; null until it is sealed.")
    digest: ShortLine | None = Field(description="The digest that seals it.")


class Look(Read):
    """That somebody looked at a resident's data on a day, in plain words."""

    on_date: Date = Field(description="The day.")
    kinds: list[CallerKind] = Field(max_length=20, description="As what they called.")
    reader: ShortLine = Field(description="Who it was, by role.")
    person_id: PersonId | None = Field(description="Who it was; null unless the organisation tells names.")
    person: PersonName | None = Field(None, description="Name of who it was; null unless the organisation tells names.")
    times: Int = Field(description="How many times that day.")
    nouns: list[Code] = Field(max_length=50, description="At what they looked.")
    actions: list[AccessAction] = Field(max_length=5, description="What they did.")
    grounds: list[AccessGround] = Field(max_length=10, description="By what right.")
    text: Prose = Field(description="All of it in a sentence.")
