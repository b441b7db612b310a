"""Wilson's interval for a share, and Newcombe's for the difference of two shares."""

from dataclasses import dataclass
from math import sqrt

from app.services.scoring.rounding import noiseless


@dataclass(frozen=True, slots=True)
class Interval:
    """A range, both ends included; fractions, or differences of fractions."""

    low: float
    high: float


def wilson(share: float, n: float, z: float) -> Interval:
    """Give Wilson's interval for a share of `n` (which need not be whole, but is above 0), cut to 0..1."""
    z2 = z * z
    whole = 1 + z2 / n
    centre = (share + z2 / (2 * n)) / whole
    half = z * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / whole
    # The share itself always lies inside; floating point must not say otherwise at 0 and 1.
    low = min(share, max(0.0, noiseless(centre - half)))
    high = max(share, min(1.0, noiseless(centre + half)))
    return Interval(low, high)


def newcombe(first: float, of_first: Interval, second: float, of_second: Interval) -> Interval:
    """Give Newcombe's interval for `first - second` from both shares and their Wilson intervals."""
    difference = first - second
    below = sqrt((first - of_first.low) ** 2 + (of_second.high - second) ** 2)
    above = sqrt((of_first.high - first) ** 2 + (second - of_second.low) ** 2)
    return Interval(noiseless(difference - below), noiseless(difference + above))
