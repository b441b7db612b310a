"""Rule `rung/1` for a resident, with the four sides apart, and counted for a team."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from app.models.vocabulary import CountStatus, RungStatus
from app.services.scoring.evidence import RelationEvidence
from app.services.scoring.occasions import HIGHEST
from app.services.scoring.parameters import DEFAULT_RUNG, RungParameters
from app.services.scoring.rung import rung_not_scored, rung_of_pool, rung_of_relation
from app.services.scoring.rung_results import (
    Breadth,
    RelativeRungs,
    ResidentRungs,
    RungCounts,
    RungResult,
    SideCRungs,
    SideRungs,
    TeamRungs,
)

TEAM_MINIMUM: Final = 5
"""No count of fewer persons is given; not a parameter, because no organisation may lower it."""

# What can be said of side C as a whole is what can be said of the relative with whom contact is furthest.
FURTHEST_FIRST: Final = (
    RungStatus.CURRENT,
    RungStatus.INSUFFICIENT,
    RungStatus.DORMANT,
    RungStatus.REPAIR_NEEDED,
    RungStatus.NO_EVIDENCE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeEvidence:
    """A relative of a resident, with the relations (side C) to the caregivers about that resident.

    `current` when a side-A relation with the resident goes on; `wanting` when one of those is neither unwanted nor
    barred. A fellow resident is no relative.
    """

    person_id: UUID
    current: bool = True
    wanting: bool = True
    relations: tuple[RelationEvidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentEvidence:
    """All that is known of the sides around one resident; `frozen_on` is the day of death."""

    side_b: tuple[RelationEvidence, ...] = ()
    relatives: tuple[RelativeEvidence, ...] = ()
    side_d: tuple[RelationEvidence, ...] = ()
    frozen_on: date | None = None


def rungs_of_resident(
    resident: ResidentEvidence, as_of: date, parameters: RungParameters = DEFAULT_RUNG
) -> ResidentRungs:
    """Reckon the resident with the caregivers (side B), and the sides C and D beside it."""
    side_b = SideRungs(
        pooled=rung_of_pool(resident.side_b, as_of, parameters, frozen_on=resident.frozen_on),
        relations=_each(resident.side_b, as_of, parameters, resident.frozen_on),
    )
    relatives = tuple(
        RelativeRungs(
            person_id=relative.person_id,
            wanting=relative.wanting and relative.current,
            pooled=rung_of_pool(relative.relations, as_of, parameters, frozen_on=resident.frozen_on),
            relations=_each(relative.relations, as_of, parameters, resident.frozen_on),
        )
        for relative in resident.relatives
    )
    applicable = any(relative.current for relative in resident.relatives)
    return ResidentRungs(
        as_of=as_of,
        frozen_date=side_b.pooled.frozen_date,
        rung=side_b.pooled.standing,
        status=side_b.pooled.status,
        side_b=side_b,
        side_c=_side_c(relatives, applicable=applicable),
        side_d=_each(resident.side_d, as_of, parameters, resident.frozen_on),
        parameters=parameters,
    )


def resident_not_scored(as_of: date, parameters: RungParameters = DEFAULT_RUNG) -> ResidentRungs:
    """Answer for a resident who is not to be scored: no numbers on any side."""
    pooled = rung_not_scored(as_of, parameters)
    return ResidentRungs(
        as_of=as_of,
        rung=None,
        status=RungStatus.NOT_SCORED,
        side_b=SideRungs(pooled=pooled),
        side_c=SideCRungs(status=RungStatus.NOT_SCORED),
        side_d=(),
        parameters=parameters,
    )


def _each(
    relations: Iterable[RelationEvidence], as_of: date, parameters: RungParameters, frozen_on: date | None
) -> tuple[RungResult, ...]:
    return tuple(rung_of_relation(relation, as_of, parameters, frozen_on=frozen_on) for relation in relations)


def _side_c(relatives: tuple[RelativeRungs, ...], *, applicable: bool) -> SideCRungs:
    if not applicable:
        return SideCRungs(status=RungStatus.NOT_APPLICABLE, relatives=relatives)
    statuses = {relative.pooled.status for relative in relatives}
    wanting = [relative for relative in relatives if relative.wanting]
    return SideCRungs(
        status=next(status for status in FURTHEST_FIRST if status in statuses),
        depth=max((relative.pooled.standing or 0 for relative in relatives), default=0) or None,
        breadth=Breadth(sum(relative.pooled.founded for relative in wanting), len(wanting)),
        relatives=relatives,
    )


def rungs_of_team(
    residents: Sequence[RungResult],
    relatives: Sequence[RungResult],
    as_of: date,
    parameters: RungParameters = DEFAULT_RUNG,
) -> TeamRungs:
    """Count residents by their pooled side B and relatives by their pooled side C, each person once.

    Residents who are not to be scored are left out. Under five residents everything is withheld; the relatives also
    when they are fewer than five themselves.
    """
    scored = [result for result in residents if result.status is not RungStatus.NOT_SCORED]
    if len(scored) < TEAM_MINIMUM:
        return TeamRungs(as_of=as_of, status=CountStatus.WITHHELD, parameters=parameters)
    beside = [result for result in relatives if result.status is not RungStatus.NOT_SCORED]
    return TeamRungs(
        as_of=as_of,
        status=CountStatus.COUNTED,
        parameters=parameters,
        residents=_counts(scored),
        relatives=_counts(beside) if len(beside) >= TEAM_MINIMUM else None,
    )


def _counts(results: Sequence[RungResult]) -> RungCounts:
    standings = [result.standing for result in results]
    one, two, three, four, five = (standings.count(rung) for rung in range(1, HIGHEST + 1))
    return RungCounts((one, two, three, four, five), standings.count(None))
