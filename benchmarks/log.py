"""What the access log costs: reads with it and without it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from app.routers.noting import Noting
from benchmarks.data import Measured
from benchmarks.measure import Candidate, Outcome, alternate
from benchmarks.service import Inside

CALLS: Final = 6
LOGGED: Final = "logged"
UNLOGGED: Final = "unlogged"
MOST: Final = {"SQLite": 3, "PostgreSQL": 2}
"""A logged read takes at most so many times an unlogged one, by the name of the engine."""


class Read(NamedTuple):
    """What one read cost, logged and unlogged, and how large the answer is."""

    name: str
    size: int
    outcome: Outcome


def measure_reads(inside: Inside, house: Measured) -> Sequence[Read]:
    """Ask in turn, with the log and without."""
    return list(_reads(inside, house))


def _reads(inside: Inside, house: Measured) -> Iterator[Read]:
    ward = house.ward
    paths = {
        "50 stories of a team of 50": f"/v1/stories?teamId={ward.large_team_id}&limit=50",
        "50 residents of that team": f"/v1/residents?teamId={ward.large_team_id}&limit=50",
        "one resident": f"/v1/residents/{ward.resident_id}",
        "participation, a moment a day for a year": f"/v1/residents/{ward.resident_id}/participation",
        "overview of a team of 24": f"/v1/teams/{ward.small_team_id}/overview",
    }
    for name, path in paths.items():
        call = inside.call(path)
        candidates = [Candidate(UNLOGGED, _unlogged(call)), Candidate(LOGGED, call)]
        yield Read(name, len(call()), alternate(candidates, CALLS))


def _unlogged(call: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same request by a service that notes nothing."""

    def asked() -> bytes:
        with _nothing_noted():
            return call()

    return asked


@contextmanager
def _nothing_noted() -> Iterator[None]:
    noted: Any = Noting.done
    Noting.done = lambda *_given: None  # type: ignore[method-assign]  # what is measured against
    try:
        yield
    finally:
        Noting.done = noted  # type: ignore[method-assign]  # as it was
