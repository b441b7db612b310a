"""The day a figure is asked for."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from app import clock
from app.database import Database, Session
from app.problems import Invalid
from app.services.asking import day_asked, month_end_asked


def asked(
    database: Database, monkeypatch: pytest.MonkeyPatch, now: datetime, ask: Callable[[Session], date]
) -> date | str:
    """The day that is answered at a moment in Amsterdam, or the code of the refusal."""
    monkeypatch.setattr(clock, "now", lambda: now)
    try:
        return database.rehearse(ask)
    except Invalid as refusal:
        return refusal.flaws[0].code


@pytest.mark.parametrize(
    ("wanted", "answer"),
    [
        (None, date(2026, 3, 15)),
        (date(2026, 3, 15), date(2026, 3, 15)),
        (date(2026, 3, 16), "as_of_in_future"),
        (date(1900, 1, 1), date(1900, 1, 1)),
        (date(1899, 12, 31), "as_of_too_early"),
    ],
)
def test_a_day_is_today_or_a_day_that_was(
    database: Database, monkeypatch: pytest.MonkeyPatch, wanted: date | None, answer: date | str
) -> None:
    late = datetime(2026, 3, 14, 23, 30, tzinfo=UTC)  # past midnight in Amsterdam
    assert asked(database, monkeypatch, late, lambda session: day_asked(session, wanted)) == answer


@pytest.mark.parametrize(
    ("today", "wanted", "answer"),
    [
        (date(2026, 3, 15), None, date(2026, 2, 28)),
        (date(2026, 1, 1), None, date(2025, 12, 31)),
        (date(2026, 3, 31), None, date(2026, 2, 28)),
        (date(2026, 3, 31), date(2026, 3, 31), date(2026, 3, 31)),
        (date(2026, 3, 15), date(2024, 2, 29), date(2024, 2, 29)),
        (date(2026, 3, 15), date(2024, 2, 28), "not_a_month_end"),
        (date(2026, 3, 15), date(2026, 3, 14), "not_a_month_end"),
        (date(2026, 3, 15), date(2026, 3, 31), "as_of_in_future"),
    ],
)
def test_figures_of_a_team_are_given_at_month_ends(
    database: Database, monkeypatch: pytest.MonkeyPatch, today: date, wanted: date | None, answer: date | str
) -> None:
    noon = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    assert asked(database, monkeypatch, noon, lambda session: month_end_asked(session, wanted)) == answer
