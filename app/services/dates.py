"""Dates of evidence: what a partial date may be, when it counts, and that it does not lie ahead."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta

from app.database import Session
from app.problems import Flaw, Invalid
from app.services.scoring.units import counted_day


def counts_on(happened_on: str, recorded: date) -> date:
    """The day on which a partial date counts: its latest possible day, but not after the day it was recorded."""
    return counted_day(happened_on, recorded)[0]


def first_possible_day(happened_on: str) -> date:
    """The first day that a partial date (YYYY, YYYY-MM or YYYY-MM-DD) can be."""
    return date.fromisoformat(happened_on + "0000-01-01"[len(happened_on) :])


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or earlier when negative; the last one of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def refuse_future(session: Session, dated: Mapping[str, str]) -> None:
    """Raise Invalid for every date, by its pointer, that lies wholly after tomorrow.

    Tomorrow is let through, because a device may keep the time of another zone.
    """
    tomorrow = session.today + timedelta(days=1)
    ahead = [pointer for pointer, happened_on in dated.items() if first_possible_day(happened_on) > tomorrow]
    if ahead:
        raise Invalid("invalid_request", *(Flaw("evidence_in_future", pointer=pointer) for pointer in ahead))
