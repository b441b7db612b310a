"""Rule `sense-balance/1`, step 8: the newer half against the older."""

import pytest

from app.models.vocabulary import BalanceTrend
from app.services.scoring.balance import in_window
from app.services.scoring.balance_trend import trend_of
from app.services.scoring.parameters import DEFAULT_BALANCE
from tests.services.scoring.notation import TODAY, reckon, units

T = BalanceTrend
EXAMPLES = [
    ("10:1 20:1 30:1 40:1 200:0 210:0 220:0 230:0", T.RISING),
    ("10:0 20:0 30:0 40:0 200:1 210:1 220:1 230:1", T.FALLING),
    ("10:1 20:0 30:1 200:1 210:0 220:1", T.NO_CLEAR_CHANGE),
    ("10:1 20:1 200:0 210:0 220:0", T.UNKNOWN),
    ("10:1 20:1 30:1 200:0 210:0", T.UNKNOWN),
    ("10:1 20:1 30:1", T.UNKNOWN),
    # The last day of each half, and the day that belongs to neither.
    ("0:1 1:1 181:1 182:0 200:0 363:0", T.RISING),
    ("0:1 1:1 182:1 183:0 200:0 363:0", T.UNKNOWN),
    ("0:1 1:1 181:1 182:0 200:0 364:0", T.UNKNOWN),
]


@pytest.mark.parametrize(("text", "trend"), EXAMPLES)
def test_the_two_halves_are_compared(text: str, trend: BalanceTrend) -> None:
    assert reckon(text).trend is trend


def test_age_makes_no_difference_within_a_half() -> None:
    near, far = reckon("0:1 1:1 2:1 182:0 183:0 184:0"), reckon("179:1 180:1 181:1 361:0 362:0 363:0")
    assert near.trend is far.trend is T.RISING


def test_without_a_balance_there_is_no_trend() -> None:
    faded = in_window(units("179:1 180:1 181:1 361:0 362:0 363:0"), TODAY, DEFAULT_BALANCE)
    assert trend_of(faded, DEFAULT_BALANCE) is T.RISING
    strict = type(DEFAULT_BALANCE)(minimum_mass=10.0)
    assert reckon("0:1 1:1 2:1 182:0 183:0 184:0", strict).trend is T.UNKNOWN


def test_a_person_with_many_units_is_capped_in_each_half() -> None:
    one = units(" ".join(f"{age}:1" for age in range(30)) + " 200:0 210:0 220:0")
    seen = in_window(one, TODAY, DEFAULT_BALANCE)
    assert trend_of(seen, DEFAULT_BALANCE) is T.RISING
    mixed = in_window([*one, *units("5:0 6:0 7:0", subject=one[0].id)], TODAY, DEFAULT_BALANCE)
    assert trend_of(mixed, DEFAULT_BALANCE) is T.RISING
    assert trend_of(mixed, DEFAULT_BALANCE, cap=3) is T.NO_CLEAR_CHANGE
