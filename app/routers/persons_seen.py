"""How many different people each caller saw in the last hour, so that nobody can carry off a whole house unnoticed."""

from collections import Counter, OrderedDict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Final
from uuid import UUID

from app.problems import TooMany

MINUTE: Final = 60
WINDOW: Final = 60
"""Minutes that a person counts; the minute in which they were seen comes on top."""
MOST_KEPT: Final = 500_000
"""People remembered for all callers together, about 150 bytes each; beyond it the idlest caller is forgotten."""


@dataclass(slots=True)
class _Sight:
    """In which minute a caller last saw each person, and in which minute they last asked."""

    asked: int
    seen: dict[int, int] = field(default_factory=dict)


class PersonsSeen:
    """The people seen in the last hour, per caller, in the memory of this process."""

    def __init__(self, now: Callable[[], datetime], most_kept: int = MOST_KEPT) -> None:
        self._now, self._most_kept = now, most_kept
        self._sights: OrderedDict[str, _Sight] = OrderedDict()
        self._kept = 0
        self._lock = Lock()

    def count(self, actor: str, persons: Collection[UUID], most: int) -> None:
        """Note that a caller sees these people; TooMany when that would make more than `most` different ones.

        Who is seen again is not counted again. A refused answer shows nobody, so it counts nobody.
        """
        with self._lock:
            minute = int(self._now().timestamp()) // MINUTE
            self._forget_the_gone(minute)
            sight = self._of(actor, minute)
            now_seen = {person.int for person in persons}
            if len(sight.seen) + sum(person not in sight.seen for person in now_seen) > most:
                raise TooMany("persons_seen_quota", headers={"Retry-After": str(self._wait(sight, now_seen, most))})
            self._kept -= len(sight.seen)
            sight.seen.update(dict.fromkeys(now_seen, minute))
            self._kept += len(sight.seen)
            self._forget_the_idlest()

    def _of(self, actor: str, minute: int) -> _Sight:
        """What this caller saw, without what is over an hour ago."""
        sight = self._sights.setdefault(actor, _Sight(minute))
        self._sights.move_to_end(actor)
        if sight.asked != minute:
            self._kept -= len(sight.seen)
            sight.seen = {person: when for person, when in sight.seen.items() if minute - when <= WINDOW}
            self._kept += len(sight.seen)
            sight.asked = minute
        return sight

    def _wait(self, sight: _Sight, wanted: set[int], most: int) -> int:
        """Seconds until enough people are forgotten to see those that are wanted now; at most the whole window."""
        room = most - len(wanted)
        others = Counter(when for person, when in sight.seen.items() if person not in wanted)
        left, free = others.total(), sight.asked + WINDOW + 1
        for when in sorted(others):
            free = when + WINDOW + 1
            left -= others[when]
            if left <= room:
                break
        return max(1, free * MINUTE - int(self._now().timestamp()))

    def _forget_the_gone(self, minute: int) -> None:
        while self._sights and minute - next(iter(self._sights.values())).asked > WINDOW:
            self._forget_first()

    def _forget_the_idlest(self) -> None:
        while self._kept > self._most_kept and len(self._sights) > 1:
            self._forget_first()

    def _forget_first(self) -> None:
        _, sight = self._sights.popitem(last=False)
        self._kept -= len(sight.seen)
