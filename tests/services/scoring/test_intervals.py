"""Wilson and Newcombe against figures worked out by hand."""

import pytest

from app.services.scoring.intervals import Interval, newcombe, wilson


@pytest.mark.parametrize(
    ("share", "n", "z", "low", "high"),
    [
        # Newcombe (1998), statistics in medicine 17: 81 of 263 and 15 of 148, 95 %.
        (81 / 263, 263, 1.959964, 0.2553, 0.3662),
        (15 / 148, 148, 1.959964, 0.0624, 0.1605),
        (0 / 20, 20, 1.959964, 0.0, 0.1611),
        (1 / 29, 29, 1.959964, 0.0061, 0.1718),
    ],
)
def test_the_interval_of_a_share_is_as_published(share: float, n: float, z: float, low: float, high: float) -> None:
    interval = wilson(share, n, z)
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("first", "n1", "second", "n2", "low", "high"),
    [
        # Newcombe (1998), statistics in medicine 17: 873-890, table II, method 10.
        (56 / 70, 70, 48 / 80, 80, 0.0524, 0.3339),
        (9 / 10, 10, 3 / 10, 10, 0.1705, 0.8090),
        (10 / 10, 10, 0 / 10, 10, 0.6075, 1.0),
    ],
)
def test_the_interval_of_a_difference_is_as_published(
    first: float, n1: float, second: float, n2: float, low: float, high: float
) -> None:
    z = 1.959964
    interval = newcombe(first, wilson(first, n1, z), second, wilson(second, n2, z))
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


def test_a_share_of_one_or_none_lies_at_the_end_of_its_interval() -> None:
    for n in (1.0, 2.781, 3.7, 11.1):
        assert wilson(1.0, n, 1.645).high == 1.0
        assert wilson(0.0, n, 1.645).low == 0.0


def test_turning_the_difference_round_turns_the_interval_round() -> None:
    one, other = wilson(0.8, 6, 1.645), wilson(0.3, 4, 1.645)
    there, back = newcombe(0.8, one, 0.3, other), newcombe(0.3, other, 0.8, one)
    assert there == Interval(-back.high, -back.low)
