"""How unrounded results become the numbers on the wire: half up, never the way binary fractions happen to fall."""

from decimal import ROUND_HALF_UP, Decimal

NOISE_DECIMALS = 12


def half_up(value: float, decimals: int) -> float:
    """Round half away from zero on the decimal number that Python would print."""
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return float(rounded) + 0.0  # so that -0.0 is told as 0.0


def wire_fraction(value: float) -> float:
    """Round a balance, interval end, y or weight (0..1) to 4 decimals."""
    return half_up(value, 4)


def wire_mass(value: float) -> float:
    """Round a mass (a sum of weights) to 3 decimals."""
    return half_up(value, 3)


def wire_points(difference: float) -> float:
    """Turn a difference of fractions (-1..1) into percentage points with 2 decimals: as precise as the fractions."""
    return half_up(noiseless(100 * difference), 2)


def whole_percentage(fraction: float) -> int:
    """Turn a fraction (0..1) into whole percentage points."""
    return int(half_up(noiseless(100 * fraction), 0))


def noiseless(value: float) -> float:
    """Clear the noise of floating point away, so that a number that lies on a threshold is found on it."""
    return round(value, NOISE_DECIMALS)
