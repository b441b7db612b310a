"""Periods with open ends: null as first day is always before, null as last day is never over."""

from datetime import date
from typing import Any, NamedTuple, Protocol

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import col

from app.services.dates import first_possible_day


class Period(NamedTuple):
    """First and last day, both included; None is open."""

    start: date | None
    end: date | None


class Lasting(Protocol):
    """A table with a first and a last day."""

    start_date: date | None
    end_date: date | None


def overlapping(table: type[Lasting], period: Period) -> ColumnElement[Any]:
    """The condition that a row shares a day with this period."""
    start, end = col(table.start_date), col(table.end_date)
    conditions: list[ColumnElement[Any]] = []
    if period.end is not None:
        conditions.append(or_(start.is_(None), start <= period.end))
    if period.start is not None:
        conditions.append(or_(end.is_(None), end >= period.start))
    return and_(True, *conditions)  # noqa: FBT003  SQLAlchemy asks for a first element


def lasting_on(table: type[Lasting], day: date) -> ColumnElement[Any]:
    """The condition that a row has begun and is not over on this day; the last day belongs to it."""
    return overlapping(table, Period(day, day))


def lasts_on(period: Period, day: date) -> bool:
    """Whether this day lies in the period."""
    return (period.start is None or period.start <= day) and (period.end is None or day <= period.end)


def overlap(one: Period, other: Period) -> bool:
    """Whether two periods share a day."""
    apart = (
        first.end is not None and then.start is not None and first.end < then.start
        for first, then in ((one, other), (other, one))
    )
    return not any(apart)


def misses(period: Period, happened_on: str, counts_on: date) -> bool:
    """Whether a date, partial or whole, can be no day of the period.

    A partial date that could lie inside does not miss; it reaches from its first possible day to the day it counts on.
    """
    too_early = period.start is not None and counts_on < period.start
    too_late = period.end is not None and first_possible_day(happened_on) > period.end
    return too_early or too_late
