"""Person: the human being; resident, relative and caregiver are hats that one person may wear at once."""

from datetime import date
from typing import Annotated, Any, ClassVar
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import Field as Column

from app.models.base import Body, Kept, Part, Row, SharedIds, TeamId, belongs, owned_parts, points
from app.models.columns import json, word
from app.models.contact import Addresses, Telecoms
from app.models.vocabulary import (
    Gender,
    Hat,
    MaritalStatus,
    NameOrder,
    NameUse,
    ProficiencyLevel,
    ProficiencyMode,
    TeamCapacity,
)
from app.models.wire import Bool, Date, Line, PartialDate, ShortLine, Uri


class NameParts(Body):
    """The official name in its parts; a Dutch family name cannot be split on its spaces."""

    given: Annotated[list[Line], Field(max_length=20)] = Field(default_factory=list, description="Full first names.")
    initials: Annotated[list[ShortLine], Field(max_length=20)] = Field(default_factory=list, description="Initials.")
    own_prefix: ShortLine | None = Field(None, description="Prefix (tussenvoegsel) of the own name.")
    own_name: Line | None = Field(None, description="Own family name, without prefix.")
    partner_prefix: ShortLine | None = Field(None, description="Prefix of the partner's name.")
    partner_name: Line | None = Field(None, description="Partner's family name, without prefix.")
    order: NameOrder | None = Field(None, description="In which order the two names are used.")
    prefix: Line | None = Field(None, description="Title before the name.")
    suffix: Line | None = Field(None, description="Title after the name.")
    family: Line | None = Field(None, description="The family name as the source put it together.")
    text: Line | None = Field(None, description="The whole name as the source wrote it.")


class OtherName(NameParts):
    """A name beside the official one: of before a marriage, by which one is called, no longer used."""

    use: NameUse | None = Field(None, description="What the name is used for; null when the source did not say.")
    from_on: PartialDate | None = Field(None, description="In use from this day, may be partial.")
    until_on: PartialDate | None = Field(None, description="In use until this day, may be partial.")


OtherNames = Annotated[
    list[OtherName], Field(max_length=20, description="Names that are neither the official one nor the preferred one.")
]


class Proficiency(Body):
    """How well somebody uses a language in one way."""

    mode: ProficiencyMode | None = Field(None, description="Speaking, understanding, reading, writing.")
    level: ProficiencyLevel | None = Field(None, description="How well.")


class SpokenLanguage(Body):
    """A language somebody uses."""

    code: ShortLine = Field(description="Language code, such as nl, fy or tr.")
    proficiency: Annotated[list[Proficiency], Field(max_length=12)] = Field(
        default_factory=list, description="How well, per way of using it."
    )
    system: Uri | None = Field(None, description="Code system of the source; null for plain BCP 47.")
    display: Line | None = Field(None, description="The language in the words of the source.")
    preferred: Bool | None = Field(None, description="Whether this is the language to speak with them.")
    note: Line | None = Field(None, description="Remark, such as who can translate.")


class Nationality(Body):
    """A nationality, coded as the source had it."""

    system: Uri | None = Field(None, description="Code system.")
    code: ShortLine = Field(description="Code in that system.")
    display: Line | None = Field(None, description="Text beside the code.")
    version: ShortLine | None = Field(None, description="Version of the code system, where the source named one.")
    from_on: PartialDate | None = Field(None, description="Held from this day, may be partial.")
    until_on: PartialDate | None = Field(None, description="Held until this day, may be partial.")


class Deceased(Body):
    """What is known of somebody's death."""

    known: Bool = Field(description="True when it is known that this person has died; false when known to live.")
    deceased_on: PartialDate | None = Field(None, description="When; null when the date is unknown.")

    @model_validator(mode="after")
    def _a_date_needs_a_death(self) -> "Deceased":
        if self.deceased_on and not self.known:
            raise PydanticCustomError("death_date_of_living", "a date of death for somebody known to live")
        return self


class Membership(Body):
    """Belonging to a team for a while."""

    team_id: TeamId = Field(description="The team.")
    capacity: TeamCapacity = Field(TeamCapacity.MEMBER, description="In what capacity.")
    from_date: Date | None = Field(None, description="First day; null when unknown.")
    until_date: Date | None = Field(None, description="Last day; null while it lasts.")

    @model_validator(mode="after")
    def _in_order(self) -> "Membership":
        in_order(self.from_date, self.until_date)
        return self


def in_order(start: date | None, end: date | None) -> None:
    """Refuse a period that ends before it begins."""
    if start and end and end < start:
        raise PydanticCustomError("period_reversed", "ends before it begins")


class PersonFacts(Body):
    """What may be said of a person under any hat."""

    preferred_name: Line | None = Field(None, description="The name people actually use.")
    name: NameParts | None = Field(None, description="Official name in parts.")
    other_names: OtherNames = Field(default_factory=list)
    born_on: PartialDate | None = Field(None, description="Birth date, may be partial.")
    gender: Gender | None = Field(None, description="Administrative gender.")
    languages: Annotated[list[SpokenLanguage], Field(max_length=20)] = Field(
        default_factory=list, description="Languages used."
    )
    nationalities: Annotated[list[Nationality], Field(max_length=10)] = Field(
        default_factory=list, description="Nationalities."
    )
    marital_status: MaritalStatus | None = Field(None, description="Marital status.")
    telecoms: Telecoms = Field(default_factory=list)
    addresses: Addresses = Field(default_factory=list)
    deceased: Deceased | None = Field(None, description="What is known of a death; null when nothing is recorded.")
    shared_ids: SharedIds = Field(default_factory=list)
    memberships: Annotated[list[Membership], Field(max_length=50)] = Field(
        default_factory=list, description="Teams this person belongs or belonged to."
    )


class MembershipPart(Part, table=True):
    """A membership as it is remembered."""

    __tablename__ = "membership"
    __table_args__ = belongs(*points("person_id", "person"), *points("team_id", "team"))

    person_id: UUID
    team_id: UUID
    capacity: TeamCapacity = word(TeamCapacity)
    from_date: date | None = Column(default=None)
    until_date: date | None = Column(default=None)


class PersonRow(Row, table=True):
    """A person as remembered, whatever hats they wear.

    `died_on` is the day at which figures stand still: the latest possible day of death, or the day it was recorded.
    """

    __tablename__ = "person"
    __table_args__ = belongs()
    noun: ClassVar[str] = "person"

    preferred_name: str | None = Column(default=None, max_length=200)
    name: dict[str, Any] | None = json(default=None)
    other_names: list[dict[str, Any]] = json(default_factory=list)
    born_on: str | None = Column(default=None, max_length=10)
    gender: Gender | None = word(Gender, default=None)
    languages: list[dict[str, Any]] = json(default_factory=list)
    nationalities: list[dict[str, Any]] = json(default_factory=list)
    marital_status: MaritalStatus | None = word(MaritalStatus, default=None)
    telecoms: list[dict[str, Any]] = json(default_factory=list)
    addresses: list[dict[str, Any]] = json(default_factory=list)
    deceased: dict[str, Any] | None = json(default=None)
    shared_ids: list[dict[str, Any]] = json(default_factory=list)
    died_on: date | None = Column(default=None)
    memberships: list[MembershipPart] = owned_parts("PersonRow", "MembershipPart", "person_id")


class PersonFactsRead(Kept):
    """What is told of a person under any hat."""

    preferred_name: Line | None = Field(description="The name people actually use.")
    name: NameParts | None = Field(description="Official name in parts.")
    other_names: OtherNames
    born_on: PartialDate | None = Field(description="Birth date, may be partial.")
    gender: Gender | None = Field(description="Administrative gender.")
    languages: list[SpokenLanguage] = Field(max_length=20, description="Languages used.")
    nationalities: list[Nationality] = Field(max_length=10, description="Nationalities.")
    marital_status: MaritalStatus | None = Field(description="Marital status.")
    telecoms: Telecoms
    addresses: Addresses
    deceased: Deceased | None = Field(description="What is known of a death.")
    shared_ids: SharedIds
    memberships: list[Membership] = Field(max_length=50, description="Teams this person belongs or belonged to.")


class Person(PersonFactsRead):
    """What is common to all hats of a person."""

    hats: list[Hat] = Field(max_length=3, description="What this person is here.")
