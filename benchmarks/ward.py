"""Two teams and a caregiver of both, to ask what rights cost: what is asked about them, she may see all of."""

from datetime import timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from app.models.moment import MomentRow
from app.models.person import MembershipPart
from app.models.vocabulary import Initiator, TeamCapacity
from benchmarks.maker import Maker
from benchmarks.team import make_team

RESIDENTS: Final = 50
RESIDENTS_OF_OVERVIEW: Final = 24
YEAR: Final = 365


class Ward(NamedTuple):
    """What was made: the caregiver, her large and her small team, and a resident with a moment on every day of a year.

    The stories of the large team are told for it, so that one filter gives a system the rows that she sees.
    """

    caregiver_id: UUID
    large_team_id: UUID
    small_team_id: UUID
    resident_id: UUID


def make_ward(maker: Maker) -> Ward:
    """Write a team of fifty and one of twenty-four."""
    large = make_team(maker, "De Beuk", RESIDENTS, told_for_it=True)
    small = make_team(maker, "De Es", RESIDENTS_OF_OVERVIEW)
    caregiver = small.colleagues[0]
    both = {"person_id": caregiver, "team_id": large.id, "capacity": TeamCapacity.MEMBER}
    maker.write(MembershipPart, [both])
    maker.write(MomentRow, [_moment(maker, day, small.counted) for day in range(YEAR)])
    return Ward(caregiver, large.id, small.id, small.residents[0])


def _moment(maker: Maker, day: int, relations: list[UUID]) -> dict[str, Any]:
    when = maker.today - timedelta(days=day)
    return {
        "relation_id": relations[day % len(relations)],
        "happened_on": when.isoformat(),
        "counts_on": when,
        "rung_a": 3,
        "rung_b": 3,
        "reciprocal": True,
        "initiator": Initiator.A,
    }
