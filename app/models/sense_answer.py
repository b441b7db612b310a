"""What `sense-balance/1` answers, on the wire: every number with the ids of the stories and sittings it came from."""

from typing import Annotated, Literal

from pydantic import Field

from app.models.base import PersonId, PersonName, Read, StoryId, TeamId
from app.models.vocabulary import (
    AgreementLevel,
    BalanceStatus,
    BalanceTrend,
    Corner,
    EvidenceFlag,
    EvidenceKind,
    GapVerdict,
    MissingCode,
    Sense,
    Voice,
)
from app.models.wire import Bool, Count, Date, Fraction, Id, Int, PartialDate, Text


class BalanceParametersRead(Read):
    """The parameters of `sense-balance/1` with which an answer was reckoned."""

    half_life_days: Int = Field(description="Days after which evidence weighs half.")
    window_days: Int = Field(description="Days that evidence counts.")
    z: float = Field(ge=0, le=10, description="Width of the interval in standard errors.")
    minimum_units_person: Int = Field(description="Fewest units for a person.")
    minimum_units_group: Int = Field(description="Fewest units for a group.")
    minimum_dates: Int = Field(description="Fewest different days.")
    minimum_mass: float = Field(ge=0, le=1000, description="Least weight in all.")
    gap_points: float = Field(ge=0, le=100, description="Points from which a gap is worth naming.")
    minimum_persons_group: Int = Field(description="Fewest persons in a group.")
    units_per_person_group: Int = Field(description="Most units of one person in a group.")


class Interval(Read):
    """The interval of a balance, nominally 90 %."""

    low: Fraction = Field(description="Lower end, 0 to 1.")
    high: Fraction = Field(description="Upper end, 0 to 1.")


class Missing(Read):
    """A minimum that is not met."""

    code: MissingCode = Field(description="Units, dates or mass.")
    need: float = Field(ge=0, le=10_000, description="What is needed.")
    have: float = Field(ge=0, le=10_000, description="What there is.")


class SenseEvidence(Read):
    """One unit of evidence: a story or a sitting."""

    kind: EvidenceKind = Field(description="Story or sitting.")
    id: Id = Field(description="Its id.")
    happened_on: PartialDate = Field(description="When it happened, as recorded.")
    weight: Fraction | None = Field(description="How much it weighs by its age; null unless `explain=true`.")
    y: Fraction | None = Field(description="1 felt, 0 missing; null unless `explain=true`.")
    flags: list[EvidenceFlag] = Field(max_length=5, description="What to know of it.")


class Balance(Read):
    """What the evidence in the window comes to."""

    status: BalanceStatus = Field(description="What can be said.")
    balance: Fraction | None = Field(description="Share of the evidence in which it was felt, recent weighing more.")
    interval: Interval | None = Field(description="Where the balance may lie.")
    units: Count | None = Field(description="Units in the window.")
    dates: Count | None = Field(description="Different days among them.")
    mass: float | None = Field(ge=0, le=100_000, description="Their weight in all.")
    newest_on: Date | None = Field(description="Day of the newest unit.")
    oldest_on: Date | None = Field(description="Day of the oldest unit.")
    missing: list[Missing] = Field(max_length=3, description="Which minimums are not met.")
    trend: BalanceTrend = Field(description="The newer half-year against the older.")
    fragile: Bool = Field(description="Whether leaving out any one unit would change the status.")
    flags: list[EvidenceFlag] = Field(max_length=5, description="What to know of the evidence.")
    text: Text = Field(description="What was recorded, in words.")


class VoiceBalance(Balance):
    """One sense in one voice."""

    voice: Voice = Field(description="Who says so.")
    own: Bool = Field(description="Whether it is the subject's own voice.")
    evidence: list[SenseEvidence] = Field(max_length=10_000, description="Every unit behind it.")


class Gap(Read):
    """How far one voice lies above another."""

    between: list[Voice] = Field(min_length=2, max_length=2, description="The two voices; the first minus the second.")
    points: float = Field(ge=-100, le=100, description="Percentage points.")
    low: float = Field(ge=-200, le=200, description="Lower end of the interval, points.")
    high: float = Field(ge=-200, le=200, description="Upper end of the interval, points.")
    verdict: GapVerdict = Field(description="Whether it is a difference.")


class Agreement(Read):
    """How far resident, relatives and caregivers agree."""

    level: AgreementLevel = Field(description="Level of agreement.")
    score: Annotated[int, Field(ge=0, le=100)] = Field(description="Score within the levels.")


class SenseBalance(Read):
    """One sense: its voices apart, and beside each other."""

    sense: Sense = Field(description="The sense.")
    voices: list[VoiceBalance] = Field(max_length=4, description="The four voices.")
    gaps: list[Gap] = Field(max_length=6, description="Between each two sufficient voices.")
    agreement: Agreement | None = Field(description="For a resident, when three voices are sufficient.")
    proxy_only: Bool = Field(description="Others speak for this resident, the own voice is missing.")
    missing_voices: list[Voice] = Field(max_length=4, description="Voices without enough evidence.")


class Senses(Read):
    """How the six senses of a person are fed (`sense-balance/1`)."""

    rule: Literal["sense-balance/1"] = Field(description="The rule and its version.")
    as_of: Date = Field(description="The day asked for.")
    frozen_date: Date | None = Field(description="The day of death, when the figures stand still.")
    subject_id: PersonId = Field(description="Whose senses.")
    subject: PersonName | None = Field(None, description="Name of whose senses they are.")
    senses: list[SenseBalance] = Field(max_length=6, description="The six senses, in Nolan's order.")
    parameters: BalanceParametersRead = Field(description="The parameters used.")


class GroupBalance(Balance):
    """One sense of one corner of a team, in that corner's own voice."""

    sense: Sense = Field(description="The sense.")
    story_ids: list[StoryId] = Field(max_length=10_000, description="Stories behind it that the caller may read.")


class CornerSenses(Read):
    """The six senses of one corner of a team."""

    corner: Corner = Field(description="The corner.")
    senses: list[GroupBalance] = Field(max_length=6, description="The six senses, in Nolan's order.")


class TeamSenses(Read):
    """The six senses of a team's three corners side by side (`sense-balance/1`), at a month end; there is no total."""

    rule: Literal["sense-balance/1"] = Field(description="The rule and its version.")
    as_of: Date = Field(description="The month end asked for.")
    team_id: TeamId = Field(description="The team.")
    corners: list[CornerSenses] = Field(max_length=3, description="Residents, relatives, caregivers.")
    parameters: BalanceParametersRead = Field(description="The parameters used.")
