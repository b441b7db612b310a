"""The overview of a team on the wire: a nurse's morning screen, slim enough for forty residents at once."""

from typing import Literal

from pydantic import Field

from app.models.base import PersonId, PersonName, Read, RelationId, ResidentId, TeamId
from app.models.rung_answer import DecidingMoment, RungParametersRead
from app.models.triangle import LastMoment
from app.models.vocabulary import Hat, RelationKind, ResidentState, RungFlag, RungStatus, RungTrend, Side
from app.models.wire import Bool, Count, Date, Line, RungNumber, ShortLine, Text


class BriefRung(Read):
    """Where a relation, or several taken as one, stands, in brief; the whole of it is told of the relation itself."""

    status: RungStatus = Field(description="What can be said.")
    standing: RungNumber | None = Field(description="The rung; null unless the status is `current`.")
    trend: RungTrend = Field(description="Against one window earlier.")
    flags: list[RungFlag] = Field(max_length=20, description="What to look at.")
    decided_by: list[DecidingMoment] = Field(max_length=100_000, description="The moments on which the standing rests.")


class OverviewRelation(Read):
    """A relation that goes on, with whoever stands at its other end."""

    relation_id: RelationId = Field(description="The relation.")
    side: Side = Field(description="Its side of the triangle.")
    person_id: PersonId | None = Field(
        description="A: the relative or fellow resident; B: the caregiver; C: the relative; null on D."
    )
    person: PersonName | None = Field(None, description="Name of that person.")
    caregiver_id: PersonId | None = Field(description="On side C, the caregiver beside the relative; else null.")
    caregiver: PersonName | None = Field(None, description="Name of that caregiver.")
    kind: RelationKind = Field(description="What party b is to party a.")
    wanted: Bool = Field(description="False when a party wants no contact, or when it is barred on this day.")
    last_moment: LastMoment | None = Field(description="The newest on record between the two; null when nothing is.")
    rung: BriefRung | None = Field(description="Where it stands; null on side A, which has no rungs.")


class OverviewResident(Read):
    """A resident who stays with the team, and what goes on around them."""

    resident_id: ResidentId = Field(description="The resident.")
    resident: PersonName | None = Field(None, description="Name of the resident.")
    room: ShortLine | None = Field(description="Room.")
    state: ResidentState = Field(description="Where this resident stands in their stay, on this day.")
    moved_in_date: Date = Field(description="First day of the stay here, moves between rooms and teams included.")
    no_role_asked_now: Bool = Field(description="This resident asks for no role now; a valid answer.")
    do_not_score: Bool = Field(description="No figures are worked out for this resident.")
    participation: BriefRung = Field(description="The resident with all caregivers, taken as one.")
    relations: list[OverviewRelation] = Field(max_length=10_000, description="The relations that go on, by side.")


class Birthday(Read):
    """A birthday in the week that begins on the day asked for."""

    person_id: PersonId = Field(description="Whose birthday it is.")
    person: PersonName | None = Field(None, description="Name of that person.")
    hat: Hat = Field(description="What this person is to the team; of several hats the first that fits.")
    on_date: Date = Field(description="The day; a birthday on 29 February falls on the 28th in other years.")
    turns: Count = Field(description="The age on that day.")
    resident_ids: list[ResidentId] = Field(
        max_length=10_000, description="The residents of this team to whom this person is a relative."
    )


class Overview(Read):
    """A team on one morning: its residents, who is around them, where that stands, and who has a birthday."""

    rule: Literal["rung/1"] = Field(description="The rule of the rungs and its version.")
    as_of: Date = Field(description="The day asked for.")
    team_id: TeamId = Field(description="The team.")
    team_name: Line = Field(description="Name of the team.")
    residents: list[OverviewResident] = Field(max_length=10_000, description="Who stays with the team, by name.")
    birthdays: list[Birthday] = Field(max_length=10_000, description="Birthdays of this day and the six after it.")
    parameters: RungParametersRead = Field(description="The parameters used, for every rung here.")
    text: Text = Field(description="How to read the rungs, in words.")
