"""What a partial date may be, and when it counts."""

from datetime import date

import pytest

from app.services import dates
from tests.house import House

RECORDED = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("happened_on", "first", "counts"),
    [
        ("2026-03-19", date(2026, 3, 19), date(2026, 3, 19)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-03", date(2026, 3, 1), RECORDED),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2026", date(2026, 1, 1), RECORDED),
    ],
)
def test_a_partial_date_counts_late_but_not_after_it_was_recorded(happened_on: str, first: date, counts: date) -> None:
    assert dates.first_possible_day(happened_on) == first
    assert dates.counts_on(happened_on, RECORDED) == counts


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 3, 14), 1, date(2026, 4, 14)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -13, date(2024, 12, 15)),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last_one(day: date, months: int, later: date) -> None:
    assert dates.months_after(day, months) == later


def test_what_is_still_to_come_cannot_be_recorded(house: House) -> None:
    body = {"text": "Straks.", "happenedOn": "2190-01", "people": [{"personId": house.resident()}]}
    assert house.refused("POST", "/stories", body) == (400, "evidence_in_future", ["/happenedOn"])
