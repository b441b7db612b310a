"""The past of the house: what the files say, the diary it is written in, and when people were known."""

from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from uuid import UUID

from app.demo.diary import Diary
from app.demo.files import Demo
from app.demo.people_lines import ResidentLines

EXPECTED_FOR = 30
"""So many days before moving in a resident is known."""


@dataclass(frozen=True)
class Past:
    """What every part of the replay looks at; `lists` are the lists that come with the program, by the corner asked."""

    demo: Demo
    diary: Diary
    seed: int
    lists: dict[str, UUID] = field(default_factory=dict)

    def chance(self, key: str) -> Random:
        """Chance of its own for each thing, so that a change in one leaves the others as they were."""
        return Random(f"{self.seed}/{key}")  # noqa: S311  chance makes a house, not a secret

    @cached_property
    def since(self) -> dict[str, int]:
        """So many days ago each person was recorded first."""
        known = {one.key: one.from_days_ago for one in self.demo.caregivers}
        known |= {one.key: _first_day(one) for one in self.demo.residents}
        for resident in self.demo.residents:
            for kin in resident.relatives:
                known[kin.who] = max(known.get(kin.who, 0), kin.known_since(known[resident.key]))
        return known

    @cached_property
    def gone(self) -> dict[str, int]:
        """So many days ago a caregiver left, or a resident left or died."""
        left = {one.key: one.until_days_ago for one in self.demo.caregivers}
        for resident in self.demo.residents:
            died = resident.deceased_days_ago
            left[resident.key] = resident.stays[-1].until_days_ago if died is None else died
        return {key: days_ago for key, days_ago in left.items() if days_ago is not None}


def _first_day(resident: ResidentLines) -> int:
    """A resident is known before moving in, and as soon as anything is told of them."""
    told = [tie.since_days_ago for tie in resident.caregivers] + [role.idea_days_ago for role in resident.roles]
    return max(resident.stays[0].from_days_ago, EXPECTED_FOR, *told)
