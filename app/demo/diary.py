"""The diary: everything that happened in the house, in any order; replayed day by day, as if it were recorded then."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from app.database import Session
from app.demo.ids import numbered
from app.services import records

Verb = Callable[[Session], Any]

FORTNIGHT: Final = 14
DAYS_OF_WEEK: Final = 7


def noted_ago(days_ago: int) -> int:
    """When small things of that day were recorded: a house takes in what it noted once a fortnight."""
    return days_ago - days_ago % FORTNIGHT


def last_sunday(day: date) -> date:
    """The day itself when it is a Sunday, or else the Sunday before it."""
    return day - timedelta(days=day.isoweekday() % DAYS_OF_WEEK)


class Turn(IntEnum):
    """What comes first on a day; also the hour at which it is recorded."""

    HOUSE = 6
    CAREGIVER = 7
    RESIDENT = 8
    RELATIVE = 9
    STAY = 10
    KIN = 11
    TIE = 12
    ROLE = 13
    STORY = 14
    MOMENT = 15
    SITTING = 16
    CODING = 17
    CONFIRMATION = 18
    CONSENT = 19
    CHANGE = 20
    ENDING = 22


class Step(NamedTuple):
    """One thing that was recorded, so many days ago."""

    days_ago: int
    turn: Turn
    about: str
    verb: Verb


class Diary:
    """Days of a house that looks back from the last Sunday, so that a story told on a Saturday fell on a Saturday."""

    def __init__(self, now: datetime, time_zone: str) -> None:
        self.now = now
        self.zone = ZoneInfo(time_zone)
        self.today = last_sunday(now.astimezone(self.zone).date())
        self.steps: list[Step] = []

    def day(self, days_ago: int) -> date:
        """The calendar day so many days before that Sunday."""
        return self.today - timedelta(days=days_ago)

    def on(self, days_ago: int) -> str:
        """That day as the wire has it."""
        return self.day(days_ago).isoformat()

    def month(self, days_ago: int) -> str:
        """The month of that day, for a day that is not known exactly."""
        return self.on(days_ago)[: len("2026-01")]

    def since(self, days_ago: int | None) -> date | None:
        """That day, or none."""
        return None if days_ago is None else self.day(days_ago)

    def write(self, days_ago: int, turn: Turn, about: str, verb: Verb) -> None:
        """Remember to do this on that day; `about` names it once and for all, so that its parts get fixed ids."""
        self.steps.append(Step(days_ago, turn, about, verb))

    def replay(self, session: Session) -> None:
        """Do everything in the order of its days; the session ends in the present."""
        for step in sorted(self.steps, key=lambda one: (-one.days_ago, one.turn)):
            session.now = self._instant(step)
            with records.giving_ids(numbered(f"{step.turn.name}/{step.about}")):
                step.verb(session)
        session.now = self.now

    def _instant(self, step: Step) -> datetime:
        """When this was recorded: at the hour of its turn, and never after now."""
        at = datetime.combine(self.day(step.days_ago), time(hour=step.turn), self.zone)
        return min(at.astimezone(UTC), self.now)
