"""The timeline of a resident on the wire: stories, moments, steps of roles and moves, newest first."""

from pydantic import Field

from app.models.base import PersonId, PersonName, Read, RoleId, TeamId
from app.models.moment import Moment
from app.models.story import Story
from app.models.vocabulary import MoveKind, RoleDirection, RoleState, RoleTense, TimelineKind
from app.models.wire import Id, Instant, Line, PartialDate, Remark, ShortLine


class TimelineRole(Read):
    """A step in the search for a role that the resident holds."""

    role_id: RoleId = Field(description="The role.")
    title: Line = Field(description="The role in a few words.")
    tense: RoleTense = Field(description="Was, is, or wants to be.")
    direction: RoleDirection = Field(description="Gives, receives, or both.")
    state: RoleState = Field(description="The state that began.")
    note: Remark | None = Field(description="What was seen or said.")
    by_person_id: PersonId | None = Field(description="Who said so.")
    by_person: PersonName | None = Field(None, description="Name of who said so.")
    since_at: Instant = Field(description="When the state began.")


class Move(Read):
    """Where a resident came to stay, or left."""

    what: MoveKind = Field(description="The first or the last day of a stay, or a death.")
    team_id: TeamId | None = Field(description="The team of the stay; null for a death.")
    team_name: Line | None = Field(description="Name of that team.")
    room: ShortLine | None = Field(description="Room.")


class TimelineItem(Read):
    """One thing that happened; the field named by `kind` holds it, the others are null."""

    kind: TimelineKind = Field(description="Story, moment, role or move.")
    happened_on: PartialDate = Field(description="When, as recorded.")
    id: Id = Field(description="Id of the story, the moment or the step; of a move the stay, of a death the person.")
    story: Story | None = Field(None, description="The story.")
    moment: Moment | None = Field(None, description="The moment, when no story on the timeline tells of it.")
    moments: list[Moment] = Field(
        default_factory=list, max_length=1000, description="The moments around this resident that the story tells of."
    )
    role: TimelineRole | None = Field(None, description="The step of a role.")
    move: Move | None = Field(None, description="The move.")
