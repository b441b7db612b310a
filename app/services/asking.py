"""The day a figure is asked for."""

from datetime import date, timedelta
from typing import Final

from app.database import Session
from app.problems import Flaw, Invalid

FIRST_DAY: Final = date(1900, 1, 1)


def day_asked(session: Session, as_of: date | None) -> date:
    """The day asked for, today when left out; Invalid when it lies ahead or before 1900."""
    if as_of is None:
        return session.today
    if as_of > session.today:
        raise Invalid("invalid_request", Flaw("as_of_in_future", parameter="asOf"))
    if as_of < FIRST_DAY:
        raise Invalid("invalid_request", Flaw("as_of_too_early", parameter="asOf"))
    return as_of


def month_end_asked(session: Session, as_of: date | None) -> date:
    """The month end asked for, the last one passed when left out; Invalid for a day that ends no month.

    Team figures are given at month ends only, so that hardly anything can be subtracted from day to day.
    """
    if as_of is None:
        return session.today.replace(day=1) - timedelta(days=1)
    day = day_asked(session, as_of)
    if (day + timedelta(days=1)).day != 1:
        raise Invalid("invalid_request", Flaw("not_a_month_end", parameter="asOf"))
    return day
