"""Counting what was asked in a span of time: in the memory of this process, or in a store that processes share."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Final
from zlib import crc32

import limits
from limits.errors import StorageError
from limits.storage import MemoryStorage, Storage, storage_from_string

SLACK: Final = 5
"""Seconds that a count is kept longer than it counts: the clocks of processes and store may differ a little."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a caller stands with one limit: how much is allowed in how many seconds, what is left, and until when."""

    most: int
    seconds: int
    left: int
    reset: int


class Rate:
    """So many times in a span of time, such as `600/minute`; the spans of different callers begin at different times.

    A span has a number, which is part of the name that the storage counts under, so the service's own clock decides
    when a new one begins, and counting is one step that several processes can take at once.
    """

    def __init__(self, kind: str, text: str) -> None:
        item = limits.parse(text)
        self.kind, self.most, self.seconds = kind, item.amount, item.get_expiry()

    @classmethod
    def of(cls, kind: str, text: str) -> "Rate | None":
        """The rate of a setting; `0` is no limit."""
        return None if text == "0" else cls(kind, text)

    def span(self, who: str, now: float) -> tuple[str, int]:
        """The name of the running span of a caller, and the whole seconds until it ends."""
        number, gone = divmod(now + crc32(who.encode()) % self.seconds, self.seconds)
        return f"samenspel/{self.kind}/{who}/{int(number)}", ceil(self.seconds - gone)


class Counts:
    """The counts of one service, in the storage that a URL of the package `limits` names."""

    def __init__(self, url: str, now: Callable[[], datetime]) -> None:
        storage = storage_from_string(url, wrap_exceptions=True)
        if not isinstance(storage, Storage):
            raise TypeError(f"a storage that can be asked at once is needed, not {url.partition(':')[0]}")
        self._now = now
        self._storage = storage
        self._own: Storage = storage if isinstance(storage, MemoryStorage) else MemoryStorage()

    @property
    def may_wait(self) -> bool:
        """Whether counting asks another machine, so that it must not stand in the way of other requests."""
        return self._storage is not self._own

    def add(self, rate: Rate, who: str) -> tuple[bool, Standing]:
        """Count one more for this caller; whether that was still allowed, and how they stand."""
        name, reset = rate.span(who, self._now().timestamp())
        count = self._ask(lambda storage: storage.incr(name, reset + SLACK))
        return count <= rate.most, Standing(rate.most, rate.seconds, max(0, rate.most - count), reset)

    def look(self, rate: Rate, who: str) -> Standing:
        """How this caller stands, without counting."""
        name, reset = rate.span(who, self._now().timestamp())
        count = self._ask(lambda storage: storage.get(name))
        return Standing(rate.most, rate.seconds, max(0, rate.most - count), reset)

    def _ask(self, question: Callable[[Storage], int]) -> int:
        """Ask the storage; while it is away this process counts for itself, because care cannot wait for a counter."""
        try:
            return question(self._storage)
        except StorageError:
            return question(self._own)
