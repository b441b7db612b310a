"""What the two rules look at: units of the senses, moments, and the facts of a relation.

Whoever gathers these decides what counts: consent, the state of a story, withdrawal and `doNotScore` never come here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Final, NamedTuple
from uuid import UUID

from app.models.vocabulary import Corner, EvidenceFlag, EvidenceKind, Initiator, Sense, Voice

WHOLE_DATE: Final = len("2026-01-01")


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody whose senses are asked for, and the corners of the triangle to which that person belongs."""

    id: UUID
    corners: frozenset[Corner]


class SenseUnit(NamedTuple):
    """One story x sense x subject x voice, or one sitting x sense.

    `y` is 1 for felt, 0 for missing and everything between; `id` is the story or the sitting; without a `speaker_id`
    nobody was named as the one who said it.
    """

    kind: EvidenceKind
    id: UUID
    subject_id: UUID
    sense: Sense
    voice: Voice
    day: date
    y: float
    speaker_id: UUID | None = None
    flags: frozenset[EvidenceFlag] = frozenset()


class Moment(NamedTuple):
    """One dated occasion between the two parties of a relation.

    A tuple and not a dataclass, because figures make thousands of them. They sort by day, then id; no two have the same
    id, so that nothing behind it is compared. `id`, `relation` and `story` are ids as text: only those that are shown
    are made into one. `happened_on` is the date as recorded: a day, a month or a year.
    `rung_a` and `rung_b` are the rung (1 to 5) as each party sees it, `effective_rung` what they come to; `confirmed_a`
    says that party a gave its tag itself, or that nobody else was named as the one who gave it.
    """

    day: date
    id: str
    happened_on: str
    relation: str = ""
    story: str | None = None
    effective_rung: int = 1
    rung_a: int | None = None
    rung_b: int | None = None
    reciprocal: bool | None = None
    initiator: Initiator = Initiator.UNKNOWN
    rupture: bool = False
    confirmed_a: bool = False
    confirmed_b: bool = False

    @property
    def approximate(self) -> bool:
        """Whether the day is not known, only its month or year."""
        return len(self.happened_on) < WHOLE_DATE

    @property
    def rungs(self) -> tuple[int, ...]:
        """The tags given, that of party a first."""
        return tuple(rung for rung in (self.rung_a, self.rung_b) if rung is not None)


@cache
def effective_rung(rung_a: int | None, rung_b: int | None, reciprocal: bool | None) -> int:  # noqa: FBT001  asked thousands of times
    """The lower of the tags given (1 to 5); 1 for contact that went one way, whatever it was called."""
    if not reciprocal:
        return 1
    a, b = rung_a or rung_b or 1, rung_b or rung_a or 1
    return min(a, b)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationEvidence:
    """The facts of one relation that the rule looks at, and its moments; given in any order, they are kept in theirs.

    `unwanted` when either party wants no contact or the contact is barred; `carrier_left` when the caregiver of this
    relation no longer works here (False where no caregiver is a party).
    """

    id: UUID
    start: date | None = None
    end: date | None = None
    wish_a: int | None = None
    wish_b: int | None = None
    unwanted: bool = False
    carrier_left: bool = False
    moments: Sequence[Moment] = ()
    ruptures: Sequence[date] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "moments", sorted(self.moments))
        object.__setattr__(self, "ruptures", [moment.day for moment in self.moments if moment.rupture])

    @property
    def wishes(self) -> tuple[int, ...]:
        """The wished rungs given, that of party a first."""
        return tuple(wish for wish in (self.wish_a, self.wish_b) if wish is not None)

    @property
    def agreed_wish(self) -> int | None:
        """The lower of the wishes given, the only one given, or None."""
        return min(self.wishes, default=None)

    def ended_by(self, day: date) -> bool:
        """Whether the relation is over on that day; its last day is the day on which it ended."""
        return self.end is not None and self.end <= day
