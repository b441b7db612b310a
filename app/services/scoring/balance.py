"""Rule `sense-balance/1`, steps 1 to 3: from weighted units to a balance, its interval and its status."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from math import fsum
from typing import Final, NamedTuple

from app.models.vocabulary import BalanceStatus, EvidenceFlag, EvidenceKind, MissingCode
from app.services.scoring.balance_results import Missing, Tally
from app.services.scoring.evidence import SenseUnit
from app.services.scoring.intervals import Interval, wilson
from app.services.scoring.parameters import BalanceParameters
from app.services.scoring.rounding import noiseless

HALF: Final = 0.5
LEANS_PRESENT: Final = 0.65
LEANS_UNDER_PRESSURE: Final = 0.35


class Weighed(NamedTuple):
    """A unit in the window with its weight: by age, and in a group scaled by the cap."""

    unit: SenseUnit
    age: int
    weight: float


class Sums(NamedTuple):
    """All that a status depends on: counts of units and different dates, the mass, and the weighted sum of `y`."""

    units: int
    dates: int
    mass: float
    felt_mass: float

    @property
    def balance(self) -> float:
        """The weighted share (0..1); there must be a mass."""
        return noiseless(self.felt_mass / self.mass)


def in_window(units: Iterable[SenseUnit], as_of: date, parameters: BalanceParameters) -> list[Weighed]:
    """Weigh the units that lie in the window, oldest first; ties in an order that no input order changes."""
    weights = [0.5 ** (age / parameters.half_life_days) for age in range(parameters.window_days)]
    found = [
        Weighed(unit, age, weights[age])
        for unit in units
        if 0 <= (age := (as_of - unit.day).days) < parameters.window_days
    ]
    return sorted(found, key=_order)


def _order(weighed: Weighed) -> tuple[object, ...]:
    unit = weighed.unit
    speaker = -1 if unit.speaker_id is None else unit.speaker_id.int
    flags = sorted(unit.flags) if unit.flags else []
    return (-weighed.age, unit.id.int, unit.kind, unit.subject_id.int, speaker, unit.y, flags)


def sums_of(weighed: Collection[Weighed]) -> Sums:
    """Add up what the status depends on; the order of the units makes no difference, not even in the last digit."""
    return Sums(
        units=len(weighed),
        dates=len({each.age for each in weighed}),
        mass=fsum(each.weight for each in weighed),
        felt_mass=fsum(each.weight * each.unit.y for each in weighed),
    )


def missing_from(sums: Sums, minimum_units: int, parameters: BalanceParameters) -> tuple[Missing, ...]:
    """List the minimums that are not met."""
    minimums = (
        Missing(MissingCode.UNITS, minimum_units, sums.units),
        Missing(MissingCode.DATES, parameters.minimum_dates, sums.dates),
        Missing(MissingCode.MASS, parameters.minimum_mass, noiseless(sums.mass)),
    )
    return tuple(minimum for minimum in minimums if minimum.have < minimum.need)


def status_of(sums: Sums, minimum_units: int, parameters: BalanceParameters) -> BalanceStatus:
    """Name what the evidence says, on unrounded numbers."""
    if not sums.units:
        return BalanceStatus.NO_EVIDENCE
    if (
        sums.units < minimum_units
        or sums.dates < parameters.minimum_dates
        or noiseless(sums.mass) < parameters.minimum_mass
    ):
        return BalanceStatus.INSUFFICIENT
    return _status_of_balance(sums.balance, interval_of(sums, parameters))


def _status_of_balance(balance: float, interval: Interval) -> BalanceStatus:
    if interval.low > HALF:
        return BalanceStatus.PRESENT
    if interval.high < HALF:
        return BalanceStatus.UNDER_PRESSURE
    if balance >= LEANS_PRESENT:
        return BalanceStatus.LEANING_PRESENT
    if balance <= LEANS_UNDER_PRESSURE:
        return BalanceStatus.LEANING_UNDER_PRESSURE
    return BalanceStatus.MIXED


def interval_of(sums: Sums, parameters: BalanceParameters) -> Interval:
    """Give the interval that widens when there is little or old evidence; there must be a mass."""
    return wilson(sums.balance, sums.mass, parameters.z)


def flags_of(weighed: Iterable[Weighed]) -> tuple[EvidenceFlag, ...]:
    """Give every flag that one of the units carries, in the order of the list of flags."""
    carried = {flag for each in weighed for flag in each.unit.flags}
    return tuple(flag for flag in EvidenceFlag if flag in carried)


def tally_of(weighed: Sequence[Weighed]) -> Tally:
    """Count what a sentence about the recorded evidence needs."""
    return Tally(
        stories=sum(each.unit.kind is EvidenceKind.STORY for each in weighed),
        sittings=sum(each.unit.kind is EvidenceKind.SITTING for each in weighed),
        felt=sum(each.unit.y > HALF for each in weighed),
        mixed=sum(each.unit.y == HALF for each in weighed),
    )
