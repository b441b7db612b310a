"""What is worked out, as it is answered: every number with the ids of what it came from."""

from typing import Annotated, Literal

from pydantic import Field

from app.models.base import PersonId, PersonName, Read, RelationId, StoryId, TeamId
from app.models.vocabulary import (
    AgreementLevel,
    BalanceStatus,
    BalanceTrend,
    CapCode,
    Corner,
    CountStatus,
    EvidenceFlag,
    EvidenceKind,
    GapVerdict,
    MissingCode,
    NextStepCode,
    RungFlag,
    RungStatus,
    RungTrend,
    Sense,
    Side,
    Voice,
)
from app.models.wire import Bool, Date, Id, Int, PartialDate, RungNumber

Text = Annotated[str, Field(max_length=2000)]
Fraction = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]


class RungParametersRead(Read):
    """The parameters of `rung/1` with which an answer was reckoned."""

    window_days: Int = Field(description="Days in which occasions count.")
    foundation_days: Int = Field(description="Days that getting acquainted lasts.")
    occasions: Int = Field(description="Occasions that make a rung sustained.")
    spread_days: Int = Field(description="Days between the first and the last of them.")
    acquainted_days: Int = Field(description="Days in which a relation is still getting acquainted.")
    quiet_days: Int = Field(description="Days after which a relation goes quiet.")
    one_sided_from: Int = Field(description="Known initiators from which a share is looked at.")
    one_sided_share: float = Field(ge=0, le=1, description="Share from which it is one-sided.")


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


class Cap(Read):
    """Why a standing is held lower than what was sustained."""

    code: CapCode = Field(description="Why.")
    would_be: RungNumber = Field(description="The rung it would be.")


class DecidingMoment(Read):
    """A moment on which a standing rests."""

    moment_id: Id = Field(description="The moment.")
    happened_on: PartialDate = Field(description="When it happened, as recorded.")
    rung: RungNumber = Field(description="The rung at which it counts.")


class MomentEvidence(Read):
    """A moment in the window, and how it counts; given with `explain=true`."""

    moment_id: Id = Field(description="The moment.")
    relation_id: RelationId = Field(description="Its relation.")
    story_id: StoryId | None = Field(description="The story that tells of it.")
    happened_on: PartialDate = Field(description="When it happened, as recorded.")
    counts_date: Date = Field(description="The day on which it counts.")
    rung: RungNumber = Field(description="The rung at which it counts.")
    reciprocal: Bool | None = Field(description="Whether it went both ways.")
    rupture: Bool = Field(description="Whether it was a rupture.")
    flags: list[EvidenceFlag] = Field(max_length=5, description="What to know of it.")


class NextStep(Read):
    """What one more occasion would do."""

    code: NextStepCode = Field(description="The step.")
    rung: RungNumber | None = Field(description="The rung of that occasion; null is any.")
    becomes: RungNumber | None = Field(description="The standing after it; null is none yet.")
    earliest_date: Date | None = Field(description="The first day on which it would do so.")
    text: Text = Field(description="The step in words.")


class RungAnswer(Read):
    """Where a relation, or several taken as one, stands on the engagement ladder (`rung/1`)."""

    rule: Literal["rung/1"] = Field(description="The rule and its version.")
    as_of: Date = Field(description="The day asked for.")
    frozen_date: Date | None = Field(description="The day of reckoning when the relation or a life had ended by then.")
    status: RungStatus = Field(description="What can be said.")
    standing: RungNumber | None = Field(description="The rung; null unless the status is `current`.")
    reach: RungNumber | None = Field(description="The highest rung in the window, even once.")
    reached_by: DecidingMoment | None = Field(description="The newest moment with that rung.")
    trend: RungTrend = Field(description="Against one window earlier.")
    previous_standing: RungNumber | None = Field(description="The standing one window earlier.")
    previously_decided_by: list[DecidingMoment] = Field(
        max_length=10_000, description="The moments on which that earlier standing rested."
    )
    flags: list[RungFlag] = Field(max_length=20, description="What to look at.")
    cap: Cap | None = Field(description="Why the standing is held lower.")
    decided_by: list[DecidingMoment] = Field(max_length=10_000, description="The moments on which the standing rests.")
    next_step: NextStep = Field(description="What one more occasion would do.")
    agreed_wish: RungNumber | None = Field(description="The lower of the rungs wished for.")
    evidence: list[MomentEvidence] = Field(
        max_length=10_000, description="Every moment in the window; empty unless `explain=true`."
    )
    parameters: RungParametersRead = Field(description="The parameters used.")
    text: Text = Field(description="What was recorded, in words.")


class RelationRung(RungAnswer):
    """Where one relation stands."""

    relation_id: RelationId = Field(description="The relation.")
    side: Side = Field(description="Its side of the triangle.")
    party_a_id: PersonId = Field(description="Party a.")
    party_a: PersonName | None = Field(None, description="Name of party a.")
    party_b_id: PersonId = Field(description="Party b; on side D the own organisation.")
    party_b: PersonName | None = Field(None, description="Name of party b; null on side D.")


class SideBAnswer(Read):
    """The resident with the caregivers."""

    pooled: RungAnswer = Field(description="All relations taken as one.")
    relations: list[RelationRung] = Field(max_length=500, description="Each relation.")


class Breadth(Read):
    """With how many relatives a foundation is laid."""

    founded: Count = Field(description="Relatives with a foundation.")
    wanting: Count = Field(description="Relatives who want contact.")


class RelativeRungs(Read):
    """One relative with the caregivers about this resident."""

    person_id: PersonId = Field(description="The relative.")
    person: PersonName | None = Field(None, description="Name of the relative.")
    wanting: Bool = Field(description="Whether this relative counts in the breadth.")
    pooled: RungAnswer = Field(description="All relations taken as one.")
    relations: list[RelationRung] = Field(max_length=500, description="Each relation.")


class SideCAnswer(Read):
    """The relatives with the caregivers about this resident."""

    status: RungStatus = Field(description="What can be said.")
    depth: RungNumber | None = Field(description="The highest standing of a relative.")
    breadth: Breadth | None = Field(description="With how many; null when nothing is scored.")
    relatives: list[RelativeRungs] = Field(max_length=500, description="Each relative.")


class Participation(Read):
    """How a resident takes part: the rung with the caregivers, and the other sides beside it (`rung/1`)."""

    rule: Literal["rung/1"] = Field(description="The rule and its version.")
    as_of: Date = Field(description="The day asked for.")
    frozen_date: Date | None = Field(description="The day of death, when the figures stand still.")
    resident_id: PersonId = Field(description="The resident.")
    resident: PersonName | None = Field(None, description="Name of the resident.")
    rung: RungNumber | None = Field(description="The rung with the caregivers.")
    status: RungStatus = Field(description="What can be said of it.")
    side_b: SideBAnswer = Field(description="The resident with the caregivers.")
    side_c: SideCAnswer = Field(description="The relatives with the caregivers.")
    side_d: list[RelationRung] = Field(max_length=100, description="The relations with the organisation.")
    parameters: RungParametersRead = Field(description="The parameters used.")
    text: Text = Field(description="What was recorded, in words.")


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


class VoiceBalance(Read):
    """One sense in one voice."""

    voice: Voice = Field(description="Who says so.")
    own: Bool = Field(description="Whether it is the subject's own voice.")
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
    evidence: list[SenseEvidence] = Field(max_length=10_000, description="Every unit behind it.")
    text: Text = Field(description="What was recorded, in words.")


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


class RungCount(Read):
    """How many persons stand on a rung."""

    rung: RungNumber = Field(description="The rung.")
    count: Count = Field(description="Persons.")


class RungCounts(Read):
    """Persons counted by rung, each once; never a mean."""

    on_rung: list[RungCount] = Field(max_length=5, description="For each rung.")
    unknown: Count = Field(description="Persons of whom no standing is known.")


class TeamParticipation(Read):
    """Residents of a team and their relatives, counted by rung (`rung/1`), at a month end."""

    rule: Literal["rung/1"] = Field(description="The rule and its version.")
    as_of: Date = Field(description="The month end asked for.")
    team_id: TeamId = Field(description="The team.")
    status: CountStatus = Field(description="Counted, or withheld because the group is too small.")
    residents: RungCounts | None = Field(description="Residents by their rung with the caregivers.")
    relatives: RungCounts | None = Field(description="Relatives by their rung with the caregivers.")
    story_ids: list[StoryId] = Field(max_length=10_000, description="Stories behind it that the caller may read.")
    parameters: RungParametersRead = Field(description="The parameters used.")
    text: Text = Field(description="What was counted, in words.")


class GroupBalance(Read):
    """One sense of one corner of a team, in that corner's own voice."""

    sense: Sense = Field(description="The sense.")
    status: BalanceStatus = Field(description="What can be said.")
    balance: Fraction | None = Field(description="Share of the evidence in which it was felt.")
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
    story_ids: list[StoryId] = Field(max_length=10_000, description="Stories behind it that the caller may read.")
    text: Text = Field(description="What was recorded, in words.")


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
