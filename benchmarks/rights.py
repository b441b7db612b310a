"""What rights cost: the same requests by a program and by a caregiver; and whether a refusal tells that a key exists.

Of the first, both are given the same bytes. Of the second, one key has an id that exists and a secret that is wrong,
the others have an id, or an organisation, that does not exist.
"""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import Final, NamedTuple
from uuid import UUID

from uuid_utils.compat import uuid7

from app.services import secret_texts
from benchmarks.data import Measured
from benchmarks.measure import Candidate, Outcome, alternate
from benchmarks.service import Inside

CALLS: Final = 6
SYSTEM: Final = "a program"
CAREGIVER: Final = "a caregiver"
MOST: Final = 3
"""A caregiver's request takes at most so many times that of a program."""
REFUSALS: Final = 500
MOST_APART: Final = 5
"""Milliseconds that the medians of refusals may differ."""
KNOWN_ID: Final = "known id, wrong secret"
UNKNOWN_ID: Final = "unknown id"
UNKNOWN_HOUSE: Final = "unknown organisation"


class Asked(NamedTuple):
    """What one request cost, by whom it was made, and how large the answer is."""

    name: str
    size: int
    outcome: Outcome


class Rights(NamedTuple):
    """What was measured on one engine: the requests, and the times of refusals in milliseconds by the kind of key."""

    asked: Sequence[Asked]
    refusals: dict[str, list[float]]

    def apart(self, name: str) -> float:
        """How much longer the middle refusal of a key takes than that of one with a wrong secret, in milliseconds."""
        return median(self.refusals[name]) - median(self.refusals[KNOWN_ID])


def measure_rights(inside: Inside, house: Measured) -> Rights:
    """Ask everything in turn."""
    return Rights(list(_asked(inside, house)), _refusals(inside, house))


def _asked(inside: Inside, house: Measured) -> Iterator[Asked]:
    ward = house.ward
    paths = {
        "50 stories of a team of 50": f"/v1/stories?teamId={ward.large_team_id}&limit=50",
        "50 residents of that team": f"/v1/residents?teamId={ward.large_team_id}&limit=50",
        "one resident": f"/v1/residents/{ward.resident_id}",
        "participation, a moment a day for a year": f"/v1/residents/{ward.resident_id}/participation",
        "overview of a team of 24": f"/v1/teams/{ward.small_team_id}/overview",
    }
    for name, path in paths.items():
        by_system, by_caregiver = inside.call(path), _as_caregiver(inside, house, path)
        if by_system() != by_caregiver():
            raise RuntimeError(f"{name}: the caregiver is not told the same, so there is nothing to compare")
        candidates = [Candidate(SYSTEM, by_system), Candidate(CAREGIVER, by_caregiver)]
        yield Asked(name, len(by_system()), alternate(candidates, CALLS))


def _as_caregiver(inside: Inside, house: Measured, path: str) -> Callable[[], bytes]:
    return lambda: inside.ask_as(path, house.attended_key, house.ward.caregiver_id)


def _refusals(inside: Inside, house: Measured) -> dict[str, list[float]]:
    """Refuse each kind of key so many times, one after the other, beginning with another each time."""
    known = secret_texts.read(secret_texts.KEY, house.key)
    kinds: list[tuple[str, Callable[[], str]]] = [
        (KNOWN_ID, lambda: _key(known.organisation_id, known.id)),
        (UNKNOWN_ID, lambda: _key(known.organisation_id, uuid7())),
        (UNKNOWN_HOUSE, lambda: _key(uuid7(), uuid7())),
    ]
    found: dict[str, list[float]] = {name: [] for name, _ in kinds}
    for number in range(-len(kinds), REFUSALS):
        turn = number % len(kinds)
        for name, make in [*kinds[turn:], *kinds[:turn]]:
            taken = _refusal(inside, make())
            if number >= 0:  # the first ones warm up
                found[name].append(taken)
        if number % 50 == 0:
            gc.collect()
    return found


def _refusal(inside: Inside, key: str) -> float:
    began = time.perf_counter()
    inside.refuse("/v1/me", key)
    return 1000 * (time.perf_counter() - began)


def _key(organisation_id: UUID, key_id: UUID) -> str:
    return secret_texts.written(secret_texts.KEY, organisation_id, key_id, secret_texts.new_secret())
