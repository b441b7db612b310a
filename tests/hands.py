"""A clock whose hands a test moves."""

from datetime import UTC, datetime, timedelta


class Hands:
    """Says the same instant until it is moved."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 3, 1, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.instant

    def move(self, seconds: float) -> None:
        self.instant += timedelta(seconds=seconds)
