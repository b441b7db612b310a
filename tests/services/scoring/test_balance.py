"""Rule `sense-balance/1`, steps 1 to 3, in worked examples and at every threshold."""

import pytest

from app.models.vocabulary import BalanceStatus, MissingCode
from app.services.scoring.balance import Sums, _status_of_balance, in_window, status_of
from app.services.scoring.balance_results import Missing
from app.services.scoring.intervals import Interval
from app.services.scoring.parameters import DEFAULT_BALANCE, BalanceParameters
from tests.services.scoring.notation import TODAY, ages, reckon, units

S = BalanceStatus
EXAMPLES = [
    # Both ends of the interval are percentages.
    ("10:1 20:1 30:1", S.PRESENT, 1.0, 2.781, 50.7, 100.0),
    ("0:1 91:1 182:1 273:1", S.LEANING_PRESENT, 1.0, 2.561, 48.6, 100.0),
    ("5:0 15:0 25:0 40:0", S.UNDER_PRESSURE, 0.0, 3.693, 0.0, 42.3),
    ("0:1 30:0.5 60:0 90:0.5", S.MIXED, 0.5301, 3.398, 18.4, 84.9),
    ("0:0 10:0 20:1 30:0", S.LEANING_UNDER_PRESSURE, 0.2451, 3.781, 5.4, 64.9),
]


@pytest.mark.parametrize(("text", "status", "balance", "mass", "low", "high"), EXAMPLES)
def test_a_worked_example_comes_out(
    text: str, status: BalanceStatus, balance: float, mass: float, low: float, high: float
) -> None:
    result = reckon(text)
    assert result.status is status
    assert result.balance is not None
    assert result.mass is not None
    assert result.interval is not None
    assert (round(result.balance, 4), round(result.mass, 3)) == (balance, mass)
    assert (round(100 * result.interval.low, 1), round(100 * result.interval.high, 1)) == (low, high)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("10:1 20:1", [Missing(MissingCode.UNITS, 3, 2)]),
        ("10:1 10:1 10:0", [Missing(MissingCode.DATES, 2, 1)]),
        ("10:1", [Missing(MissingCode.UNITS, 3, 1), Missing(MissingCode.DATES, 2, 1)]),
        ("364:1 364:1 182:1 400:1", []),
    ],
)
def test_the_minimums_that_are_not_met_are_named(text: str, missing: list[Missing]) -> None:
    result = reckon(text)
    have = [(each.code, each.need, each.have) for each in result.missing if each.code is not MissingCode.MASS]
    assert have == [(each.code, each.need, each.have) for each in missing]
    assert (result.status is S.INSUFFICIENT) is bool(result.missing)


def test_a_mass_of_just_one_is_enough_and_a_little_less_is_not() -> None:
    assert reckon("182:1 364:1 364:1").mass == 1.0
    assert reckon("182:1 364:1 364:1").status is not S.INSUFFICIENT
    old = reckon("183:1 364:1 364:1")
    assert old.status is S.INSUFFICIENT
    assert [(each.code, each.need) for each in old.missing] == [(MissingCode.MASS, 1.0)]
    assert (old.balance, old.interval) == (None, None)
    assert (old.units, old.dates) == (3, 2)


def test_without_units_in_the_window_there_is_no_evidence() -> None:
    for text in ("", "365:1", "-1:1", "400:1 366:0"):
        result = reckon(text)
        assert (result.status, result.units, result.dates, result.mass) == (S.NO_EVIDENCE, 0, 0, 0)
        assert (result.balance, result.newest, result.oldest, result.missing) == (None, None, None, ())


def test_a_unit_of_364_days_counts_one_of_365_does_not_and_the_future_is_not_seen() -> None:
    seen = in_window(units("-1:1 0:1 364:1 365:1"), TODAY, DEFAULT_BALANCE)
    assert ages([each.unit.day for each in seen]) == [364, 0]


def test_a_weight_halves_with_every_half_life() -> None:
    parameters = BalanceParameters(window_days=1000)
    seen = in_window(units("0:1 182:1 364:1 546:1"), TODAY, parameters)
    assert [each.weight for each in seen] == [0.125, 0.25, 0.5, 1.0]


@pytest.mark.parametrize(
    ("felt", "of", "status"),
    [
        (13, 20, S.LEANING_PRESENT),
        (129, 200, S.MIXED),
        (7, 20, S.LEANING_UNDER_PRESSURE),
        (71, 200, S.MIXED),
        (10, 20, S.MIXED),
    ],
)
def test_the_leaning_thresholds_hold_at_the_very_number(felt: int, of: int, status: BalanceStatus) -> None:
    # A mass of 4 keeps the interval wide; 0.65 and 0.35 themselves lean, also when floating point falls just beside.
    for noise in (-1e-15, 0.0, 1e-15):
        assert status_of(Sums(of, 5, 4.0, 4.0 * felt / of + noise), 3, DEFAULT_BALANCE) is status


@pytest.mark.parametrize(
    ("balance", "low", "high", "status"),
    [
        (0.6, 0.51, 0.9, S.PRESENT),
        (0.6, 0.5, 0.9, S.MIXED),
        (0.4, 0.1, 0.49, S.UNDER_PRESSURE),
        (0.4, 0.1, 0.5, S.MIXED),
        (0.7, 0.5, 0.9, S.LEANING_PRESENT),
        (0.3, 0.1, 0.5, S.LEANING_UNDER_PRESSURE),
    ],
)
def test_an_interval_that_touches_one_half_does_not_exclude_it(
    balance: float, low: float, high: float, status: BalanceStatus
) -> None:
    assert _status_of_balance(balance, Interval(low, high)) is status


def test_units_of_one_age_reach_the_threshold_whatever_that_age() -> None:
    for age in range(0, 180, 7):
        text = " ".join([f"{age}:1"] * 7 + [f"{age}:0.5"] * 12 + [f"{age}:0"] * 1)
        result = reckon(text, BalanceParameters(minimum_dates=1, z=3.5))
        assert (result.status, result.balance) == (S.LEANING_PRESENT, 0.65)


def test_the_answer_names_the_newest_and_the_oldest_day_in_the_window() -> None:
    result = reckon("20:1 400:1 10:1 90:1")
    assert result.newest is not None
    assert result.oldest is not None
    assert ages([result.newest, result.oldest]) == [10, 90]
