"""Alternating runs: in every round each candidate is run in turn, so that a busy machine slows all of them alike."""

import gc
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Final, NamedTuple

ROUNDS: Final = 21
CPUCLOCK_SCHED: Final = 2

Work = Callable[[], object]


class Times(NamedTuple):
    """What one run took, in milliseconds a call."""

    cpu: float
    wall: float


class Candidate(NamedTuple):
    """Something to run: its name, what to do, and the process whose CPU time counts (None is this one)."""

    name: str
    work: Work
    process: int | None = None


class Spread(NamedTuple):
    """The lowest, the middle and the highest of the rounds."""

    low: float
    middle: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """Take the spread of these values."""
        return cls(min(values), median(values), max(values))

    def told(self, digits: int = 2) -> str:
        """Write the spread as `low / middle / high`."""
        return " / ".join(f"{one:.{digits}f}" for one in self)


class Outcome(NamedTuple):
    """What the rounds gave for each candidate, by its name."""

    rounds: dict[str, list[Times]]

    def cpu(self, name: str) -> Spread:
        """CPU time of a candidate, milliseconds a call."""
        return Spread.of([one.cpu for one in self.rounds[name]])

    def wall(self, name: str) -> Spread:
        """Wall time of a candidate, milliseconds a call."""
        return Spread.of([one.wall for one in self.rounds[name]])

    def cpu_ratio(self, name: str, reference: str) -> Spread:
        """CPU time against a reference of the same round."""
        return Spread.of([a.cpu / b.cpu for a, b in self._pairs(name, reference)])

    def wall_ratio(self, name: str, reference: str) -> Spread:
        """Wall time against a reference of the same round."""
        return Spread.of([a.wall / b.wall for a, b in self._pairs(name, reference)])

    def _pairs(self, name: str, reference: str) -> list[tuple[Times, Times]]:
        return list(zip(self.rounds[name], self.rounds[reference], strict=True))


def nobody_else() -> float:
    """The CPU time of a database that works within the process itself."""
    return 0.0


def alternate(
    candidates: Sequence[Candidate], calls: int, rounds: int = ROUNDS, server: Callable[[], float] = nobody_else
) -> Outcome:
    """Run every candidate so many calls in every round, each round beginning with the next one.

    `server` tells the CPU seconds of the database server so far, which count as well.
    """
    for one in candidates:
        one.work()
    found: dict[str, list[Times]] = {one.name: [] for one in candidates}
    for number in range(rounds):
        turn = number % len(candidates)
        for one in [*candidates[turn:], *candidates[:turn]]:
            found[one.name].append(_run(one, calls, server))
    return Outcome(found)


def _run(candidate: Candidate, calls: int, server: Callable[[], float]) -> Times:
    gc.collect()
    beside = server()
    cpu, wall = cpu_seconds(candidate.process), time.perf_counter()
    for _ in range(calls):
        candidate.work()
    wall, cpu = time.perf_counter() - wall, cpu_seconds(candidate.process) - cpu
    cpu += server() - beside
    return Times(1000 * cpu / calls, 1000 * wall / calls)


def cpu_seconds(process: int | None) -> float:
    """CPU time of this process, or of another one by its id (Linux counts it in a clock of its own)."""
    return time.process_time() if process is None else time.clock_gettime((~process << 3) | CPUCLOCK_SCHED)
