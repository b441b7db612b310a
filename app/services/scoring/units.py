"""How codings, sittings and partial dates become evidence."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from math import fsum
from statistics import median
from typing import Final

from app.models.vocabulary import EvidenceFlag, Felt

Y_OF: Final = {Felt.FELT: 1.0, Felt.MIXED: 0.5, Felt.MISSING: 0.0}
YEAR_ONLY: Final = 1
YEAR_AND_MONTH: Final = 2


def story_unit(codings: Sequence[Felt]) -> tuple[float, frozenset[EvidenceFlag]]:
    """Give the `y` of a story from what its coders said of one sense, subject and voice: their mean.

    Raises:
        ValueError: nobody coded it.
    """
    if not codings:
        raise ValueError("a unit needs at least one coding")
    ys = [Y_OF[felt] for felt in codings]
    apart = max(ys) - min(ys) >= 1
    return fsum(ys) / len(ys), frozenset({EvidenceFlag.CODERS_DISAGREE} if apart else ())


def sitting_unit(answers: Sequence[float | None], lowest: float, top: float) -> float | None:
    """Give the `y` of a sitting from the answers to all items of one sense; None is an item left out.

    None comes back when fewer than six in ten of the items, rounded up, were answered.

    Raises:
        ValueError: the scale has no length, or an answer lies outside it.
    """
    if not top > lowest:
        raise ValueError("the top of a scale lies above its lowest answer")
    given = [answer for answer in answers if answer is not None]
    if any(not lowest <= answer <= top for answer in given):
        raise ValueError("an answer lies outside the scale")
    needed = -(-6 * len(answers) // 10)  # ceil(0.6 x items), in whole numbers
    if not given or len(given) < needed:
        return None
    return float(median(given) - lowest) / (top - lowest)


def counted_day(happened_on: str, recorded: date) -> tuple[date, bool]:
    """Give the day that counts for a date of a year, a month or a day, and whether it is approximate.

    A partial date counts as its latest possible day, but not after the day it was recorded.

    Raises:
        ValueError: it is no such date.
    """
    parts = [int(part) for part in happened_on.split("-")]
    if len(parts) == YEAR_ONLY:
        return min(date(parts[0], 12, 31), recorded), True
    if len(parts) == YEAR_AND_MONTH:
        year, month = parts
        return min(date(year, month, monthrange(year, month)[1]), recorded), True
    return date.fromisoformat(happened_on), False
