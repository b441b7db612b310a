"""Parameters of the two rules: defaults, the range in which each makes sense, and what an organisation set itself."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import isfinite
from types import MappingProxyType
from typing import Final

BALANCE_PREFIX: Final = "sense_balance_"
RUNG_PREFIX: Final = "rung_"


@dataclass(frozen=True, slots=True)
class Bound:
    """The range, both ends included, in which a parameter makes sense; `whole` when it counts days or things."""

    lowest: float
    highest: float
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceParameters:
    """Parameters of `sense-balance/1`; days, fractions of mass, and percentage points for the gap."""

    half_life_days: int = 182
    window_days: int = 365
    z: float = 1.645
    minimum_units_person: int = 3
    minimum_units_group: int = 5
    minimum_dates: int = 2
    minimum_mass: float = 1.0
    gap_points: float = 25.0
    minimum_persons_group: int = 5
    units_per_person_group: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RungParameters:
    """Parameters of `rung/1`; days, counts and, for `one_sided_share`, a fraction."""

    window_days: int = 182
    foundation_days: int = 365
    occasions: int = 2
    spread_days: int = 7
    acquainted_days: int = 42
    quiet_days: int = 91
    one_sided_from: int = 4
    one_sided_share: float = 0.8


# A group never gets smaller than five persons, nor has it fewer than five units: no organisation may lower that.
# A window of 31 days still holds two occasions that lie furthest apart.
BALANCE_BOUNDS: Final[Mapping[str, Bound]] = MappingProxyType(
    {
        "half_life_days": Bound(14, 1825),
        "window_days": Bound(28, 1825),
        "z": Bound(1.0, 3.5, whole=False),
        "minimum_units_person": Bound(1, 50),
        "minimum_units_group": Bound(5, 200),
        "minimum_dates": Bound(1, 50),
        "minimum_mass": Bound(0.1, 50.0, whole=False),
        "gap_points": Bound(5.0, 100.0, whole=False),
        "minimum_persons_group": Bound(5, 100),
        "units_per_person_group": Bound(1, 50),
    }
)
RUNG_BOUNDS: Final[Mapping[str, Bound]] = MappingProxyType(
    {
        "window_days": Bound(31, 1825),
        "foundation_days": Bound(28, 3650),
        "occasions": Bound(2, 20),
        "spread_days": Bound(1, 30),
        "acquainted_days": Bound(7, 365),
        "quiet_days": Bound(7, 1825),
        "one_sided_from": Bound(2, 50),
        "one_sided_share": Bound(0.51, 1.0, whole=False),
    }
)
BOUNDS: Final[Mapping[str, Bound]] = MappingProxyType(
    {BALANCE_PREFIX + name: bound for name, bound in BALANCE_BOUNDS.items()}
    | {RUNG_PREFIX + name: bound for name, bound in RUNG_BOUNDS.items()}
)


def checked(name: str, value: object, bound: Bound) -> float:
    """Return the value, as an int where the parameter is whole.

    Raises:
        ValueError: it names the parameter, when the value is no number, not whole, or outside the range.
    """
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise ValueError(f"{name} must be a number")
    if bound.whole and value != int(value):
        raise ValueError(f"{name} must be a whole number")
    if not bound.lowest <= value <= bound.highest:
        raise ValueError(f"{name} must be between {bound.lowest:g} and {bound.highest:g}")
    return int(value) if bound.whole else float(value)


def _own(overrides: Mapping[str, float], bounds: Mapping[str, Bound], prefix: str) -> dict[str, float]:
    """Check the parameters that carry the prefix and take the prefix off."""
    own = {}
    for name, value in overrides.items():
        if name.startswith(prefix) and name not in bounds:
            raise ValueError(f"{name} is not a parameter of the rules")
        if name.startswith(prefix):
            own[name.removeprefix(prefix)] = checked(name, value, bounds[name])
    return own


def rule_parameters(overrides: Mapping[str, float]) -> tuple[BalanceParameters, RungParameters]:
    """Build the parameters of both rules from what an organisation set, as `sense_balance_half_life_days: 120`.

    Raises:
        ValueError: it names the parameter that is unknown or outside the range given in `BOUNDS`.
    """
    for name in overrides:
        if not name.startswith((BALANCE_PREFIX, RUNG_PREFIX)):
            raise ValueError(f"{name} is not a parameter of the rules")
    balance = _own(overrides, BOUNDS, BALANCE_PREFIX)
    rung = _own(overrides, BOUNDS, RUNG_PREFIX)
    return BalanceParameters(**balance), RungParameters(**rung)  # type: ignore[arg-type]  # `checked` made ints of them


def as_mapping(parameters: BalanceParameters | RungParameters) -> dict[str, int | float]:
    """Give the parameters by their snake_case names, as they travel with every answer."""
    return asdict(parameters)


DEFAULT_BALANCE: Final = BalanceParameters()
DEFAULT_RUNG: Final = RungParameters()
