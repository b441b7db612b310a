"""Periods with open ends."""

from datetime import date

import pytest

from app.services.periods import Period, lasts_on, misses

SPRING = Period(date(2026, 3, 1), date(2026, 5, 31))


@pytest.mark.parametrize(
    ("period", "day", "lasts"),
    [
        (SPRING, date(2026, 2, 28), False),
        (SPRING, date(2026, 3, 1), True),
        (SPRING, date(2026, 5, 31), True),
        (SPRING, date(2026, 6, 1), False),
        (Period(None, None), date(1900, 1, 1), True),
    ],
)
def test_the_first_and_the_last_day_belong_to_a_period(period: Period, day: date, *, lasts: bool) -> None:
    assert lasts_on(period, day) is lasts


@pytest.mark.parametrize(
    ("happened_on", "counts_on", "missed"),
    [
        ("2026-02-28", date(2026, 2, 28), True),
        ("2026-03-01", date(2026, 3, 1), False),
        ("2026-06-01", date(2026, 6, 1), True),
        ("2026-05", date(2026, 5, 31), False),
        ("2026", date(2026, 12, 31), False),
        ("2026-02", date(2026, 2, 28), True),
        ("2027", date(2027, 12, 31), True),
    ],
)
def test_a_date_that_could_lie_inside_does_not_miss(happened_on: str, counts_on: date, *, missed: bool) -> None:
    assert misses(SPRING, happened_on, counts_on) is missed
    assert not misses(Period(None, None), happened_on, counts_on)
