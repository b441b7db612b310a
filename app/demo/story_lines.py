"""What the story files in `data/` may say: a story as somebody saw and heard it, with its moments and codings."""

from typing import Annotated

from pydantic import Field

from app.demo.people_lines import Ago, Key
from app.models.base import Body
from app.models.vocabulary import (
    CoderAs,
    DayPart,
    Felt,
    Initiator,
    Lens,
    Sense,
    Shows,
    StoryPart,
    StoryState,
    StoryUse,
    Voice,
)
from app.models.wire import RungNumber


class StoryPersonLines(Body):
    """Somebody in a story."""

    person: Key
    part: StoryPart


class StoryMomentLines(Body):
    """A moment of the same event; several pairs of party a and caregiver are linked moments."""

    between: Annotated[list[tuple[Key, Key]], Field(min_length=1)]
    rung_a: RungNumber | None = None
    rung_b: RungNumber | None = None
    reciprocal: bool | None = None
    initiator: Initiator = Initiator.UNKNOWN
    rupture: bool = False


class CodedSenseLines(Body):
    """A sense in a coding."""

    sense: Sense
    subject: Key
    voice: Voice
    speaker: Key | None = None
    felt: Felt


class CodedValueLines(Body):
    """A core value in a coding."""

    core_value: str
    shows: Shows


class CodedLensLines(Body):
    """A lens in a coding."""

    lens: Lens
    shows: Shows


class CodingLines(Body):
    """How one coder reads a story."""

    coder: Key
    as_: CoderAs = Field(alias="as")
    senses: list[CodedSenseLines] = Field(default_factory=list)
    values: list[CodedValueLines] = Field(default_factory=list)
    lenses: list[CodedLensLines] = Field(default_factory=list)
    roles: list[Key] = Field(default_factory=list)


class StoryLines(Body):
    """A story about a resident, told so many days ago on the day it happened."""

    key: Key
    resident: Key
    title: str
    text: str
    days_ago: Ago
    day_part: DayPart
    place: str
    teller: Key | None
    observer: Key | None
    people: list[StoryPersonLines]
    state: StoryState
    concern: bool = False
    uses: list[StoryUse] = Field(default_factory=lambda: [StoryUse.FIGURES])
    moments: list[StoryMomentLines] = Field(default_factory=list)
    codings: list[CodingLines] = Field(default_factory=list)
