"""The one clock: nothing else in the service asks what time it is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The present instant in UTC, whole microseconds."""
    return datetime.now(UTC)


def day_of(instant: datetime, time_zone: str) -> date:
    """The calendar day of an instant in an organisation's time zone (an IANA name)."""
    return instant.astimezone(ZoneInfo(time_zone)).date()
