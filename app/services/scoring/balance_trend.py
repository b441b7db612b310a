"""Rule `sense-balance/1`, step 8: the newer half of the evidence against the older half."""

from collections import Counter
from collections.abc import Sequence
from math import fsum
from typing import Final

from app.models.vocabulary import BalanceTrend
from app.services.scoring.balance import Weighed
from app.services.scoring.intervals import Interval, newcombe, wilson
from app.services.scoring.parameters import BalanceParameters
from app.services.scoring.rounding import noiseless

NEEDED_IN_A_HALF: Final = 3


def trend_of(weighed: Sequence[Weighed], parameters: BalanceParameters, cap: int | None = None) -> BalanceTrend:
    """Compare the two halves of the window, each unit counting once whatever its age.

    A `cap` is the number of units that one person may count for in a half (groups). An odd day at the far end of the
    window belongs to neither half.
    """
    half = parameters.window_days // 2
    newer = [each for each in weighed if each.age < half]
    older = [each for each in weighed if half <= each.age < 2 * half]
    if min(len(newer), len(older)) < NEEDED_IN_A_HALF:
        return BalanceTrend.UNKNOWN
    now, of_now = _share(newer, parameters, cap)
    before, of_before = _share(older, parameters, cap)
    interval = newcombe(now, of_now, before, of_before)
    if interval.low > 0:
        return BalanceTrend.RISING
    if interval.high < 0:
        return BalanceTrend.FALLING
    return BalanceTrend.NO_CLEAR_CHANGE


def _share(half: Sequence[Weighed], parameters: BalanceParameters, cap: int | None) -> tuple[float, Interval]:
    scales = _scales(half, cap)
    n = fsum(scales)
    share = noiseless(fsum(scale * each.unit.y for scale, each in zip(scales, half, strict=True)) / n)
    return share, wilson(share, n, parameters.z)


def _scales(half: Sequence[Weighed], cap: int | None) -> list[float]:
    if cap is None:
        return [1.0] * len(half)
    own = Counter(each.unit.subject_id for each in half)
    return [min(1.0, cap / own[each.unit.subject_id]) for each in half]
