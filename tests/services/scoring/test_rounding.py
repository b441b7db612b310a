"""Rounding half up, on the decimal number and not on the binary one."""

import pytest

from app.services.scoring.rounding import half_up, noiseless, whole_percentage, wire_fraction, wire_mass, wire_points


@pytest.mark.parametrize(
    ("value", "decimals", "told"),
    [
        (0.5, 0, 1.0),
        (1.5, 0, 2.0),
        (2.5, 0, 3.0),
        (2.675, 2, 2.68),
        (1.005, 2, 1.01),
        (0.12345, 4, 0.1235),
        (0.00005, 4, 0.0001),
        (-0.5, 0, -1.0),
        (1e-9, 4, 0.0),
    ],
)
def test_a_half_goes_up(value: float, decimals: int, told: float) -> None:
    assert half_up(value, decimals) == told


def test_there_is_no_minus_zero() -> None:
    assert str(half_up(-0.00001, 4)) == "0.0"


def test_a_fraction_has_four_decimals_a_mass_three_and_points_two() -> None:
    assert wire_fraction(0.53005) == 0.5301
    assert wire_mass(2.7805) == 2.781
    assert wire_points(0.123456) == 12.35
    assert wire_points(-0.123456) == -12.35


@pytest.mark.parametrize(("fraction", "points"), [(0.545, 55), (0.285, 29), (0.5449, 54), (0.0, 0), (1.0, 100)])
def test_whole_percentages_round_half_up(fraction: float, points: int) -> None:
    assert whole_percentage(fraction) == points


def test_the_noise_of_adding_is_cleared() -> None:
    assert noiseless(0.1 + 0.2) == 0.3
    assert noiseless(0.25 - 1e-14) == 0.25
    assert noiseless(0.25 - 1e-9) < 0.25
