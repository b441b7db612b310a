"""What the people files in `data/` may say: one team with its caregivers, residents, and all who are around them.

Every day is so many days ago, and nobody is named but by a key.
"""

from typing import Annotated

from pydantic import Field, StringConstraints

from app.demo.arcs import Arc
from app.demo.tendencies import Tendency
from app.models.base import Body
from app.models.organisation import CoreValue
from app.models.person import NameParts, SpokenLanguage
from app.models.vocabulary import (
    CapacityCode,
    ConsentCategory,
    ConsentDecision,
    ConsentGround,
    ConsentPurpose,
    ContactWanted,
    Gender,
    Keep,
    Position,
    RelationKind,
    RoleDirection,
    RoleState,
    RoleTense,
    RoleVoice,
    Sense,
    TeamCapacity,
    TeamKind,
)
from app.models.wire import RungNumber

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Ago = Annotated[int, Field(ge=0)]
Senses = dict[Sense, Tendency]


class PersonLines(Body):
    """Who somebody is, and how often they filled in a list about themselves."""

    key: Key
    preferred_name: str
    name: NameParts
    born_on: str | None
    gender: Gender
    languages: list[SpokenLanguage] = Field(default_factory=list)
    sittings: int = 0
    senses: Senses = Field(default_factory=dict)


class CaregiverLines(PersonLines):
    """Somebody who works, volunteers or learns here."""

    position: Position
    capacity: TeamCapacity | None = None
    function: str | None
    from_days_ago: Ago
    until_days_ago: Ago | None = None


class TieLines(Body):
    """A relation with a caregiver, and how it went; party a is the resident or the relative."""

    caregiver: Key
    kind: RelationKind = RelationKind.CAREGIVER
    arc: Arc
    since_days_ago: Ago
    ended_days_ago: Ago | None = None
    end_reason: str | None = None
    wish_a: RungNumber | None = None
    wish_b: RungNumber | None = None
    contact_wanted_a: ContactWanted = ContactWanted.YES
    contact_wanted_b: ContactWanted = ContactWanted.YES


class BarredLines(Body):
    """Contact that is barred."""

    from_days_ago: Ago
    until_days_ago: Ago | None = None
    reason: str


class ContributionLines(Body):
    """What a relative does."""

    text: str
    keep: Keep = Keep.YES


class KinLines(Body):
    """What a relative is to the resident, and with which caregivers they have to do about this resident."""

    kind: RelationKind
    capacities: list[CapacityCode] = Field(default_factory=list)
    since_days_ago: Ago | None = None
    ended_days_ago: Ago | None = None
    end_reason: str | None = None
    wished_rung_resident: RungNumber | None = None
    wished_rung_relative: RungNumber | None = None
    contact_wanted_resident: ContactWanted = ContactWanted.YES
    contact_wanted_relative: ContactWanted = ContactWanted.YES
    barred: BarredLines | None = None
    contributions: list[ContributionLines] = Field(default_factory=list)
    caregivers: list[TieLines] = Field(default_factory=list)

    def known_since(self, resident_known: int) -> int:
        """So many days ago it was recorded: when the resident came, or when the friendship began after that."""
        began = resident_known if self.since_days_ago is None else min(resident_known, self.since_days_ago)
        return max([began, *(tie.since_days_ago for tie in self.caregivers)])


class NewRelativeLines(PersonLines, KinLines):
    """A relative who appears here first."""

    @property
    def who(self) -> str:
        """The key of the person."""
        return self.key


class KnownRelativeLines(KinLines):
    """A relative who is somebody in the house already: a caregiver, or the relative of another resident too."""

    person: Key

    @property
    def who(self) -> str:
        """The key of the person."""
        return self.person


class StayLines(Body):
    """A stay; a first day that is still to come is below zero."""

    team: Key
    room: str | None = None
    from_days_ago: int
    until_days_ago: Ago | None = None


class PassageLines(Body):
    """A passage of a life story."""

    text: str
    voiced_by: Key
    days_ago: Ago


class VoicedByLines(Body):
    """Who voiced a role."""

    person: Key
    voice: RoleVoice


class RoleStateLines(Body):
    """A step in the search for a role."""

    days_ago: Ago
    state: RoleState
    note: str | None = None
    by: Key | None = None


class RoleLines(Body):
    """A role with its history, which begins as an idea."""

    key: Key
    title: str
    meaning: str | None
    tense: RoleTense
    direction: RoleDirection
    toward: Key | None = None
    voiced_by: VoicedByLines
    activities: list[str] = Field(default_factory=list)
    root: Key | None = None
    started_days_ago: Ago | None = None
    idea_days_ago: Ago
    states: list[RoleStateLines] = Field(default_factory=list)
    confirmed_days_ago: Ago | None = None


class OrganisationTieLines(Body):
    """A resident with the organisation."""

    arc: Arc


class ResidentLines(PersonLines):
    """Somebody who lives here or receives care, with all who are around them."""

    room: str | None = None
    stays: Annotated[list[StayLines], Field(min_length=1)]
    deceased_days_ago: Ago | None = None
    no_role_asked_now: bool = False
    do_not_score: bool = False
    life_story: list[PassageLines] = Field(default_factory=list)
    relatives: list[NewRelativeLines | KnownRelativeLines] = Field(default_factory=list)
    caregivers: list[TieLines] = Field(default_factory=list)
    fellow_residents: list[Key] = Field(default_factory=list)
    organisation: OrganisationTieLines | None = None
    roles: list[RoleLines] = Field(default_factory=list)


class ConsentLines(Body):
    """What a resident, or who speaks for them, let a relative see or others do; in several categories at once."""

    key: Key
    resident: Key
    to: Key | None = None
    purpose: ConsentPurpose | None = None
    categories: Annotated[list[ConsentCategory], Field(min_length=1)]
    decision: ConsentDecision = ConsentDecision.GIVEN
    ground: ConsentGround = ConsentGround.RESIDENT
    given_by: Key | None = None
    reason: str | None = None
    days_ago: Ago
    until_days_ago: Ago | None = None
    also_after_death: bool = False
    withdrawn_days_ago: Ago | None = None
    withdrawal_reason: str | None = None


class TeamName(Body):
    """A team."""

    key: Key
    name: str
    kind: TeamKind


class TeamLines(Body):
    """A team with its people."""

    team: TeamName
    caregivers: list[CaregiverLines]
    residents: list[ResidentLines]


class PlaceLines(Body):
    """A location with the teams that work there."""

    key: Key
    name: str
    description: str
    teams: list[Key]


class HouseLines(Body):
    """The organisation and its locations."""

    name: str
    core_values: list[CoreValue]
    conditions: list[CoreValue]
    locations: list[PlaceLines]
