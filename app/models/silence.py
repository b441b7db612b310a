"""Silence on the wire: of whom nothing was heard for a while, on which side and about which sense."""

from typing import Annotated

from pydantic import Field

from app.models.base import PersonId, PersonName, Read, ResidentId, TeamId
from app.models.vocabulary import HeardKind, Sense, Side
from app.models.wire import Bool, Count, Date, Id, PartialDate, Text


class Heard(Read):
    """Where somebody was heard."""

    kind: HeardKind = Field(description="Story, sitting or moment.")
    id: Id = Field(description="Its id.")
    happened_on: PartialDate = Field(description="When it happened, as recorded.")


Silent = Annotated[Bool, Field(description="Heard last at least `days` ago, or never since `sinceDate`.")]
LastHeard = Annotated[Heard | None, Field(description="Where they were heard last; null when they never were.")]


class SideHearing(Read):
    """When somebody was heard last on one side of the triangle."""

    side: Side = Field(description="The side.")
    silent: Silent
    last_heard: LastHeard


class SenseHearing(Read):
    """When somebody was heard last about one sense, in their own voice."""

    sense: Sense = Field(description="The sense.")
    silent: Silent
    last_heard: LastHeard


class PersonHearing(Read):
    """Somebody, and when they were heard last: at all, on each side, and about each sense."""

    person_id: PersonId = Field(description="The resident or relative.")
    person: PersonName | None = Field(None, description="Name of that person.")
    resident_ids: list[ResidentId] = Field(
        max_length=10_000, description="The residents of this team to whom this person is a relative."
    )
    since_date: Date | None = Field(
        description="Moved in, or the start of the first relation; null when not known. What was before is left out."
    )
    silent: Silent
    last_heard: LastHeard
    sides: list[SideHearing] = Field(max_length=4, description="Sides on which contact goes on and is wanted.")
    senses: list[SenseHearing] = Field(max_length=6, description="The six senses, in Nolan's order.")


class Silence(Read):
    """The residents of a team and their relatives, and who of them was not heard for a while."""

    as_of: Date = Field(description="The day asked for.")
    team_id: TeamId = Field(description="The team.")
    days: Count = Field(description="The days asked for.")
    residents: list[PersonHearing] = Field(max_length=10_000, description="Who stays with the team, by name.")
    relatives: list[PersonHearing] = Field(max_length=10_000, description="Their relatives, by name.")
    text: Text = Field(description="What silent means here, in words.")
