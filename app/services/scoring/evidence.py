"""What the two rules look at: units of the senses, moments, and the facts of a relation.

Whoever gathers these decides what counts: consent, the state of a story, withdrawal and `doNotScore` never come here.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.models.vocabulary import Corner, EvidenceFlag, EvidenceKind, Initiator, Sense, Voice


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody whose senses are asked for, and the corners of the triangle to which that person belongs."""

    id: UUID
    corners: frozenset[Corner]


@dataclass(frozen=True, slots=True, kw_only=True)
class SenseUnit:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One dated occasion between the two parties of a relation.

    `rung_a` and `rung_b` are the rung (1 to 5) as each party sees it; `confirmed_a` says that party a gave its tag
    itself, or that nobody else was named as the one who gave it.
    """

    id: UUID
    day: date
    rung_a: int | None = None
    rung_b: int | None = None
    reciprocal: bool | None = None
    initiator: Initiator = Initiator.UNKNOWN
    rupture: bool = False
    confirmed_a: bool = False
    confirmed_b: bool = False
    approximate: bool = False

    @property
    def rungs(self) -> tuple[int, ...]:
        """The tags given, that of party a first."""
        return tuple(rung for rung in (self.rung_a, self.rung_b) if rung is not None)

    @property
    def effective_rung(self) -> int:
        """The lower of the tags given; 1 for contact that went one way, whatever it was called."""
        if not self.reciprocal:
            return 1
        a, b = self.rung_a or self.rung_b, self.rung_b or self.rung_a
        return 1 if a is None or b is None else min(a, b)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationEvidence:
    """The facts of one relation that the rule looks at, and its moments in any order.

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
    moments: tuple[Moment, ...] = ()

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
