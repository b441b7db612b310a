"""What one more occasion would do for a standing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.models.vocabulary import NextStepCode, RungStatus
from app.services.scoring.occasions import (
    HIGHEST,
    MEETING,
    Standing,
    days_from,
    sustained_by,
)
from app.services.scoring.parameters import RungParameters


@dataclass(frozen=True, slots=True)
class NextStep:
    """What one more occasion would do.

    `rung` is the rung of that occasion (None: any), `becomes` the standing after it (None: still none), `earliest` the
    first day on which it would do so.
    """

    code: NextStepCode
    rung: int | None = None
    becomes: int | None = None
    earliest: date | None = None


NO_STEP: Final = NextStep(NextStepCode.NONE)


def next_step(now: Standing, agreed_wish: int | None, parameters: RungParameters) -> NextStep:
    """Say what one more reciprocal occasion would do.

    It never asks for a higher rung than both parties wish, except that a held standing asks for a foundation first.
    """
    if now.before_start:
        return NO_STEP
    match now.status:
        case RungStatus.NO_EVIDENCE:
            return NextStep(NextStepCode.FIRST_OCCASION, earliest=now.day)
        case RungStatus.REPAIR_NEEDED:
            return NextStep(NextStepCode.REPAIR, earliest=now.repairable_from)
        case RungStatus.DORMANT:
            return NextStep(NextStepCode.BEGIN_AGAIN, earliest=now.day)
        case _:
            return _within(now, agreed_wish or HIGHEST, parameters)


def _within(now: Standing, highest: int, parameters: RungParameters) -> NextStep:
    """Look no higher than `highest`, the wish or the top of the ladder."""
    if now.standing is not None and now.standing >= highest and not now.capped:
        return NextStep(NextStepCode.KEEP, now.standing, now.standing, now.day)
    if now.capped or (not now.founded and highest >= MEETING):
        return _lay_foundation(now, parameters)
    reach, standing = now.reach or 0, now.standing or 0
    if reach > standing:
        return _once_more(now, min(reach, highest), parameters)
    return NextStep(NextStepCode.ONE_HIGHER, standing + 1, now.standing, now.day)


def _lay_foundation(now: Standing, parameters: RungParameters) -> NextStep:
    days = {**now.days, MEETING: now.days.get(MEETING, set()) | {now.day}}
    return NextStep(NextStepCode.LAY_FOUNDATION, MEETING, sustained_by(days, parameters) or None, now.day)


def _once_more(now: Standing, rung: int, parameters: RungParameters) -> NextStep:
    on = days_from(now.days, rung)
    earliest = max(now.day, min(on) + timedelta(days=parameters.spread_days))
    becomes = rung if _enough({*on, earliest}, parameters) else now.standing
    return NextStep(NextStepCode.ONCE_MORE, rung, becomes, earliest)


def _enough(on: Collection[date], parameters: RungParameters) -> bool:
    return len(on) >= parameters.occasions
