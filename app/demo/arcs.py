"""How relations went: each arc as a small table of stretches of contact, from which the moments follow.

Days count back from the end: today, or the day on which the relation ended or the resident died.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import cycle
from random import Random
from typing import Final

from app.models.vocabulary import Initiator, Side

REMEMBERED: Final = 430
"""Days before the end of which anything was noted; so getting acquainted is not older than the rule looks."""

A, B, BOTH, UNKNOWN = Initiator.A, Initiator.B, Initiator.BOTH, Initiator.UNKNOWN
Pace = tuple[int, int]
PACE: Final = {Side.B: (16, 34), Side.C: (36, 62), Side.D: (36, 62)}
"""Once in so many days there is contact worth noting."""
OFTEN: Final = (11, 21)
IN_TURNS: Final = (BOTH, A, B, UNKNOWN)


class Arc(StrEnum):
    """How a relation went."""

    STEADY_MEET = "steady_meet"
    STEADY_CONSULT = "steady_consult"
    STEADY_DELIBERATE = "steady_deliberate"
    STEADY_TOGETHER = "steady_together"
    GROWING = "growing"
    FALLING = "falling"
    FRESH = "fresh"
    OVERDUE = "overdue"
    QUIET = "quiet"
    SILENT = "silent"
    RUPTURE_OPEN = "rupture_open"
    RUPTURE_MENDED = "rupture_mended"
    ONE_SIDED_A = "one_sided_a"
    ONE_SIDED_B = "one_sided_b"
    ONE_WAY = "one_way"
    NO_FOUNDATION = "no_foundation"
    SEEN_DIFFERENTLY = "seen_differently"
    STAGNANT = "stagnant"
    ABOVE_WISH = "above_wish"
    WISHES_DIFFER = "wishes_differ"
    UNCONFIRMED = "unconfirmed"
    SINGLE = "single"
    NONE = "none"
    CARRIER_LEFT = "carrier_left"
    APPROXIMATE = "approximate"
    RUNG_ONE = "rung_one"


@dataclass(frozen=True, slots=True)
class Touch:
    """One moment, so many days before the end."""

    days: int
    rung_a: int | None = None
    rung_b: int | None = None
    reciprocal: bool | None = None
    initiator: Initiator = UNKNOWN
    rupture: bool = False
    said_by_b: bool = False
    month_only: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Contact of one kind from `oldest` to `newest` days before the end, once in `every` so many days.

    Without `every` the side has its own pace; `rung_b` where party b sees another rung; `mutual` tells in turn whether
    it went both ways.
    """

    rung: int
    oldest: int = REMEMBERED
    newest: int = 2
    every: Pace | None = None
    rung_b: int | None = None
    mutual: tuple[bool, ...] = (True, True, True, True, False)
    first_steps: tuple[Initiator, ...] = IN_TURNS
    said_by_b: bool = False
    month_only: bool = False


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Two meetings in the first days that anything was noted."""


@dataclass(frozen=True, slots=True)
class Rupture:
    """Something broke."""

    days: int


Part = Stretch | Acquaintance | Rupture
MET: Final = Acquaintance()
ALWAYS: Final = (True,)
ARCS: Final[Mapping[Arc, tuple[Part, ...]]] = {
    Arc.STEADY_MEET: (MET, Stretch(2)),
    Arc.STEADY_CONSULT: (MET, Stretch(3)),
    Arc.STEADY_DELIBERATE: (MET, Stretch(4)),
    Arc.STEADY_TOGETHER: (MET, Stretch(5)),
    Arc.GROWING: (MET, Stretch(2, newest=250), Stretch(3, 242, 130), Stretch(4, 122)),
    Arc.FALLING: (MET, Stretch(4, newest=195), Stretch(2, 175)),
    Arc.FRESH: (Stretch(1, every=(8, 12), mutual=(False, True)),),
    Arc.OVERDUE: (Stretch(1, every=(12, 26), mutual=(True, False)),),
    Arc.QUIET: (MET, Stretch(3, newest=112, every=OFTEN)),
    Arc.SILENT: (MET, Stretch(3, 420, 330, OFTEN), Stretch(4, 320, 206, OFTEN)),
    Arc.RUPTURE_OPEN: (
        MET,
        Stretch(3, newest=75, every=OFTEN),
        Rupture(66),
        Stretch(1, 45, 20, (18, 24), mutual=(False,)),
    ),
    Arc.RUPTURE_MENDED: (
        MET,
        Stretch(3, newest=165),
        Rupture(152),
        Stretch(2, 113, 50, OFTEN),
        Stretch(3, 42, 2, OFTEN),
    ),
    Arc.ONE_SIDED_A: (MET, Stretch(2, every=OFTEN, first_steps=(A, A, A, UNKNOWN))),
    Arc.ONE_SIDED_B: (MET, Stretch(2, every=OFTEN, first_steps=(B, B, B, UNKNOWN))),
    Arc.ONE_WAY: (MET, Stretch(2, every=OFTEN, mutual=(False, False, True))),
    Arc.NO_FOUNDATION: (Stretch(4, every=(14, 28), mutual=ALWAYS),),
    Arc.SEEN_DIFFERENTLY: (MET, Stretch(2, every=OFTEN, rung_b=4, mutual=ALWAYS)),
    Arc.STAGNANT: (MET, Stretch(2, every=OFTEN)),
    Arc.ABOVE_WISH: (MET, Stretch(4, every=OFTEN)),
    Arc.WISHES_DIFFER: (MET, Stretch(3, every=OFTEN)),
    Arc.UNCONFIRMED: (MET, Stretch(3, every=OFTEN, said_by_b=True)),
    Arc.SINGLE: (Stretch(2, 24, 16, (9, 9), mutual=ALWAYS),),
    Arc.NONE: (),
    Arc.CARRIER_LEFT: (MET, Stretch(2, newest=8, every=OFTEN)),
    Arc.APPROXIMATE: (MET, Stretch(3, every=(24, 32), month_only=True)),
    Arc.RUNG_ONE: (Stretch(1, every=(26, 32)),),
}


def touches(arc: Arc, side: Side, length: int, chance: Random) -> list[Touch]:
    """The moments of a relation that lasted so many days, oldest first; none of them lies outside it."""
    reach = min(length, REMEMBERED)
    found = [touch for part in ARCS[arc] for touch in _touches(part, reach, PACE[side], chance)]
    return sorted((touch for touch in found if 0 <= touch.days <= reach), key=lambda touch: -touch.days)


def _touches(part: Part, reach: int, pace: Pace, chance: Random) -> Iterator[Touch]:
    match part:
        case Acquaintance():
            yield Touch(reach, 2, 2, reciprocal=True, initiator=B)
            yield Touch(reach - 9, 2, 2, reciprocal=True, initiator=BOTH)
        case Rupture(days):
            yield Touch(days, rupture=True)
        case Stretch():
            yield from _within(part, min(part.oldest, reach - 2), part.every or pace, chance)


def _within(stretch: Stretch, oldest: int, pace: Pace, chance: Random) -> Iterator[Touch]:
    """The moments of a stretch; of every third only party b tells what rung it was."""
    mutual, first_steps, told = cycle(stretch.mutual), cycle(stretch.first_steps), cycle((True, True, False))
    days = stretch.newest + chance.randint(0, 4)
    while days <= oldest:
        both = next(told) or stretch.rung_b is not None or stretch.said_by_b
        yield Touch(
            days,
            stretch.rung if both else None,
            stretch.rung_b or stretch.rung,
            reciprocal=next(mutual),
            initiator=next(first_steps),
            said_by_b=stretch.said_by_b,
            month_only=stretch.month_only,
        )
        days += chance.randint(*pace)
