"""The diary: days count back from a Sunday, and nothing is recorded after now."""

from datetime import UTC, date, datetime

import pytest

from app.database import Database, Session
from app.demo.diary import Diary, Turn, last_sunday, noted_ago

SUNDAY_MORNING = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(("day", "sunday"), [("2026-03-01", "2026-03-01"), ("2026-03-07", "2026-03-01")])
def test_the_house_looks_back_from_the_last_sunday(day: str, sunday: str) -> None:
    assert last_sunday(date.fromisoformat(day)) == date.fromisoformat(sunday)


def test_the_day_is_that_of_the_house_and_not_of_greenwich() -> None:
    assert Diary(datetime(2026, 2, 28, 23, 30, tzinfo=UTC), "Europe/Amsterdam").today == date(2026, 3, 1)


def test_small_things_are_recorded_once_a_fortnight_and_never_before_they_happened() -> None:
    assert [noted_ago(days) for days in (0, 13, 14, 29)] == [0, 0, 14, 28]


def test_what_happened_first_is_recorded_first_and_nothing_after_now(database: Database) -> None:
    diary = Diary(SUNDAY_MORNING, "Europe/Amsterdam")
    recorded: list[tuple[str, datetime]] = []

    def write(days_ago: int, turn: Turn, about: str) -> None:
        diary.write(days_ago, turn, about, lambda session: recorded.append((about, session.now)))

    write(0, Turn.ENDING, "now")
    write(0, Turn.HOUSE, "today")
    write(30, Turn.STORY, "story")
    write(30, Turn.ROLE, "role")

    def replay(session: Session) -> datetime:
        diary.replay(session)
        return session.now

    assert database.rehearse(replay) == SUNDAY_MORNING
    assert recorded == [
        ("role", datetime(2026, 1, 30, 12, tzinfo=UTC)),
        ("story", datetime(2026, 1, 30, 13, tzinfo=UTC)),
        ("today", datetime(2026, 3, 1, 5, tzinfo=UTC)),
        ("now", SUNDAY_MORNING),
    ]
