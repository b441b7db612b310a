"""What rule `sense-balance/1` answers; numbers unrounded, `rounding` makes the wire of them."""

from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

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
from app.services.scoring.intervals import Interval
from app.services.scoring.parameters import BalanceParameters

SENSE_BALANCE: Final = "sense-balance/1"
SILENT: Final = frozenset({BalanceStatus.NO_EVIDENCE, BalanceStatus.INSUFFICIENT})
WITHOUT_BALANCE: Final = SILENT | {BalanceStatus.NOT_SCORED, BalanceStatus.WITHHELD}


@dataclass(frozen=True, slots=True)
class Missing:
    """A minimum that is not met: what is needed and what there is (units, dates, or mass)."""

    code: MissingCode
    need: float
    have: float


class Evidence(NamedTuple):
    """One unit as it counted: its age weight (0..1), and what it says."""

    kind: EvidenceKind
    id: UUID
    day: date
    weight: float
    y: float
    flags: tuple[EvidenceFlag, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many units in the window are stories, how many sittings, and in how many the sense was felt (y > 0.5)."""

    stories: int
    sittings: int
    felt: int
    mixed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """What the evidence in the window comes to.

    Units, dates, mass and tally are None where no number may be given (`not_scored`, `withheld`); balance (0..1) and
    interval are None unless every minimum is met.
    """

    status: BalanceStatus
    balance: float | None = None
    interval: Interval | None = None
    units: int | None = None
    dates: int | None = None
    mass: float | None = None
    newest: date | None = None
    oldest: date | None = None
    missing: tuple[Missing, ...] = ()
    trend: BalanceTrend = BalanceTrend.UNKNOWN
    fragile: bool = False
    flags: tuple[EvidenceFlag, ...] = ()
    tally: Tally | None = None

    @property
    def sufficient(self) -> bool:
        """Whether there is a balance."""
        return self.status not in WITHOUT_BALANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceResult(Reckoning):
    """One sense of one person in one voice, with every unit that counted, oldest first."""

    sense: Sense
    voice: Voice
    own: bool = False
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """How far the first of two voices lies above the second: fractions (-1..1), with Newcombe's interval."""

    between: tuple[Voice, Voice]
    difference: float
    interval: Interval
    verdict: GapVerdict


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the triad agrees, and the score (0..100) that orders answers within the levels."""

    level: AgreementLevel
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SenseResult:
    """One sense of one person: four voices apart, and how they lie beside each other."""

    sense: Sense
    voices: tuple[VoiceResult, ...]
    gaps: tuple[Gap, ...] = ()
    agreement: Agreement | None = None
    proxy_only: bool = False
    missing_voices: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SensesResult:
    """The six senses of one person; `as_of` as asked, and the earlier day of reckoning where it was frozen."""

    as_of: date
    subject_id: UUID
    parameters: BalanceParameters
    senses: tuple[SenseResult, ...]
    frozen_date: date | None = None
    rule: str = SENSE_BALANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSenseResult(Reckoning):
    """One sense of a corner of a team, in that corner's own voice.

    The ids of its stories are sorted; only those the caller may read may be passed on, and sittings never are.
    """

    sense: Sense
    corner: Corner
    story_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSensesResult:
    """The six senses of one corner of a team."""

    as_of: date
    corner: Corner
    parameters: BalanceParameters
    senses: tuple[GroupSenseResult, ...]
    rule: str = SENSE_BALANCE
