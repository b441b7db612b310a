"""What rule `rung/1` answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple
from uuid import UUID

from app.models.vocabulary import CapCode, CountStatus, RungFlag, RungStatus, RungTrend
from app.services.scoring.evidence import Moment
from app.services.scoring.next_step import NO_STEP, NextStep, next_step
from app.services.scoring.occasions import Standing
from app.services.scoring.parameters import RungParameters

RUNG: Final = "rung/1"


@dataclass(frozen=True, slots=True)
class Cap:
    """Why a standing is held lower, and what it would be."""

    code: CapCode
    would_be: int


class RungResult(NamedTuple):
    """Where one relation, or several taken as one (`relation_id` is None), stands.

    `standing`, `reach` and `agreed_wish` are rungs (1 to 5). `as_of` is as asked; the reckoning is of `frozen_date`
    where the relation or the life of the resident had ended by then.
    `reached_by` is the newest moment with the rung of `reach`; `before` is the standing one window earlier.
    `foundation` is the newest meeting that carries getting acquainted; `can_change` is what a further occasion would
    add to, None where none is asked for.
    """

    as_of: date
    status: RungStatus
    parameters: RungParameters
    relation_id: UUID | None = None
    frozen_date: date | None = None
    standing: int | None = None
    reach: int | None = None
    reached_by: Moment | None = None
    trend: RungTrend = RungTrend.UNKNOWN
    before: Standing | None = None
    flags: tuple[RungFlag, ...] = ()
    cap: Cap | None = None
    decided_by: Sequence[Moment] = ()
    agreed_wish: int | None = None
    foundation: Moment | None = None
    moments_in_window: int = 0
    can_change: Standing | None = None
    rule: str = RUNG

    @property
    def previous_standing(self) -> int | None:
        """The standing one window earlier (1 to 5)."""
        return self.before.standing if self.before else None

    @property
    def previously_decided_by(self) -> Sequence[Moment]:
        """What the earlier standing rested on, so that no number stands without its moments."""
        return self.before.deciding if self.before else ()

    @property
    def founded(self) -> bool:
        """Whether getting acquainted is itself evidenced, and still alive."""
        return self.foundation is not None

    @property
    def next_step(self) -> NextStep:
        """What one more occasion would do; asked for by few, so it is worked out when it is."""
        return next_step(self.can_change, self.agreed_wish, self.parameters) if self.can_change else NO_STEP

    @property
    def occasions(self) -> int:
        """On how many different days the deciding moments fell."""
        return len({moment.day for moment in self.decided_by})


@dataclass(frozen=True, slots=True, kw_only=True)
class SideRungs:
    """The relations of one side taken as one, and each of them."""

    pooled: RungResult
    relations: tuple[RungResult, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeRungs:
    """One relative with the caregivers about this resident; `wanting` when the relative counts in the breadth."""

    person_id: UUID
    wanting: bool
    pooled: RungResult
    relations: tuple[RungResult, ...]


@dataclass(frozen=True, slots=True)
class Breadth:
    """How many of the relatives that want contact have laid a foundation with the caregivers."""

    founded: int
    wanting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SideCRungs:
    """The relatives with the caregivers: how far (depth, a rung) and with how many (breadth)."""

    status: RungStatus
    depth: int | None = None
    breadth: Breadth = Breadth(0, 0)
    relatives: tuple[RelativeRungs, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentRungs:
    """A resident's taking part: the rung with the caregivers, and the other sides beside it."""

    as_of: date
    rung: int | None
    status: RungStatus
    side_b: SideRungs
    side_c: SideCRungs
    side_d: tuple[RungResult, ...]
    parameters: RungParameters
    frozen_date: date | None = None
    rule: str = RUNG


@dataclass(frozen=True, slots=True)
class RungCounts:
    """How many persons stand on each rung, from 1 to 5, and of how many no standing is known."""

    on_rung: tuple[int, int, int, int, int]
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRungs:
    """Counts over the residents of a team and their relatives; None where a group is too small to be counted."""

    as_of: date
    status: CountStatus
    parameters: RungParameters
    residents: RungCounts | None = None
    relatives: RungCounts | None = None
    rule: str = RUNG
