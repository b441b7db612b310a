"""What `rung/1` answers, on the wire: every number with the ids of the moments it came from."""

from typing import Literal

from pydantic import Field

from app.models.base import PersonId, PersonName, Read, RelationId, StoryId, TeamId
from app.models.vocabulary import (
    CapCode,
    CountStatus,
    EvidenceFlag,
    NextStepCode,
    RungFlag,
    RungStatus,
    RungTrend,
    Side,
)
from app.models.wire import Bool, Count, Date, Id, Int, PartialDate, RungNumber, Text


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
        max_length=100_000, description="The moments on which that earlier standing rested."
    )
    flags: list[RungFlag] = Field(max_length=20, description="What to look at.")
    cap: Cap | None = Field(description="Why the standing is held lower.")
    decided_by: list[DecidingMoment] = Field(max_length=100_000, description="The moments on which the standing rests.")
    next_step: NextStep = Field(description="What one more occasion would do.")
    agreed_wish: RungNumber | None = Field(description="The lower of the rungs wished for.")
    evidence: list[MomentEvidence] = Field(
        max_length=100_000, description="Every moment in the window; empty unless `explain=true`."
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
    relations: list[RelationRung] = Field(max_length=10_000, description="Each relation.")


class FoundedRelative(Read):
    """A relative who wants contact and with whom a foundation is laid."""

    person_id: PersonId = Field(description="The relative.")
    person: PersonName | None = Field(None, description="Name of the relative.")
    moment_id: Id = Field(description="The newest moment of getting acquainted that carries it.")
    happened_on: PartialDate = Field(description="When that happened, as recorded.")


class Breadth(Read):
    """With how many relatives a foundation is laid."""

    founded: Count = Field(description="Relatives with a foundation.")
    wanting: Count = Field(description="Relatives who want contact.")
    founded_by: list[FoundedRelative] = Field(
        max_length=10_000, description="Who they are with whom it is laid, each with the moment that carries it."
    )


class RelativeRungs(Read):
    """One relative with the caregivers about this resident."""

    person_id: PersonId = Field(description="The relative.")
    person: PersonName | None = Field(None, description="Name of the relative.")
    wanting: Bool = Field(description="Whether this relative counts in the breadth.")
    pooled: RungAnswer = Field(description="All relations taken as one.")
    relations: list[RelationRung] = Field(max_length=10_000, description="Each relation.")


class SideCAnswer(Read):
    """The relatives with the caregivers about this resident."""

    status: RungStatus = Field(description="What can be said.")
    depth: RungNumber | None = Field(description="The highest standing of a relative.")
    breadth: Breadth | None = Field(description="With how many; null when nothing is scored.")
    relatives: list[RelativeRungs] = Field(max_length=10_000, description="Each relative.")


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
    side_d: list[RelationRung] = Field(max_length=10_000, description="The relations with the organisation.")
    parameters: RungParametersRead = Field(description="The parameters used.")
    text: Text = Field(description="What was recorded, in words.")


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
    story_ids: list[StoryId] = Field(max_length=100_000, description="Stories behind it that the caller may read.")
    parameters: RungParametersRead = Field(description="The parameters used.")
    text: Text = Field(description="What was counted, in words.")
