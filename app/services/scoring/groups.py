"""Rule `sense-balance/1`, steps 6 and 7: a corner of a team in its own voice, without any person standing out."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app.models.vocabulary import SENSES, BalanceStatus, Corner, EvidenceKind, Sense
from app.services.scoring.balance import (
    Sums,
    Weighed,
    flags_of,
    in_window,
    interval_of,
    missing_from,
    status_of,
    sums_of,
    tally_of,
)
from app.services.scoring.balance_results import WITHOUT_BALANCE, GroupSenseResult, GroupSensesResult
from app.services.scoring.balance_trend import trend_of
from app.services.scoring.evidence import SenseUnit
from app.services.scoring.parameters import DEFAULT_BALANCE, BalanceParameters
from app.services.scoring.voices import is_own


@dataclass(frozen=True, slots=True)
class _Group:
    """The units of one sense in the window, and the same by person, uncapped."""

    weighed: Sequence[Weighed]
    by_person: dict[UUID, list[Weighed]]
    parameters: BalanceParameters


def senses_of_group(
    corner: Corner, units: Iterable[SenseUnit], as_of: date, parameters: BalanceParameters = DEFAULT_BALANCE
) -> GroupSensesResult:
    """Reckon the senses of one corner of a team from the units of its members in that corner's own voice.

    Other units are passed over. Leave out residents who are not to be scored before asking.
    """
    cells: dict[Sense, list[SenseUnit]] = {sense: [] for sense in SENSES}
    for unit in units:
        if is_own(unit, frozenset({corner})):
            cells[unit.sense].append(unit)
    senses = tuple(_sense(sense, corner, in_window(cells[sense], as_of, parameters), parameters) for sense in SENSES)
    return GroupSensesResult(as_of=as_of, corner=corner, parameters=parameters, senses=senses)


def senses_over_corners(
    units: Iterable[SenseUnit], as_of: date, parameters: BalanceParameters = DEFAULT_BALANCE
) -> tuple[GroupSensesResult, ...]:
    """Put the own voices of residents, relatives and caregivers of a team side by side; there is no total."""
    gathered = tuple(units)
    return tuple(senses_of_group(corner, gathered, as_of, parameters) for corner in Corner)


def _sense(sense: Sense, corner: Corner, weighed: Sequence[Weighed], parameters: BalanceParameters) -> GroupSenseResult:
    group = _Group(weighed, _by_person(weighed), parameters)
    if len(group.by_person) < parameters.minimum_persons_group:
        return GroupSenseResult(sense=sense, corner=corner, status=BalanceStatus.WITHHELD)
    sums = _sums(group)
    status = status_of(sums, parameters.minimum_units_group, parameters)
    result = GroupSenseResult(
        sense=sense,
        corner=corner,
        status=status,
        units=sums.units,
        dates=sums.dates,
        mass=sums.mass,
        newest=weighed[-1].unit.day,
        oldest=weighed[0].unit.day,
        missing=missing_from(sums, parameters.minimum_units_group, parameters),
        fragile=_fragile(group, sums, status),
        flags=flags_of(weighed),
        tally=tally_of(weighed),
        story_ids=_story_ids(weighed),
    )
    if status in WITHOUT_BALANCE:
        return result
    trend = trend_of(weighed, parameters, cap=parameters.units_per_person_group)
    return replace(result, balance=sums.balance, interval=interval_of(sums, parameters), trend=trend)


def _by_person(weighed: Iterable[Weighed]) -> dict[UUID, list[Weighed]]:
    """Group by subject; who speaks in an own voice is the subject, so as many speakers are known to be different."""
    by_person: dict[UUID, list[Weighed]] = defaultdict(list)
    for each in weighed:
        by_person[each.unit.subject_id].append(each)
    return dict(by_person)


def _story_ids(weighed: Iterable[Weighed]) -> tuple[UUID, ...]:
    stories = {each.unit.id for each in weighed if each.unit.kind is EvidenceKind.STORY}
    return tuple(sorted(stories, key=lambda story: story.int))


def _scale(own_units: int, parameters: BalanceParameters) -> float:
    """How much each unit of a person weighs who has so many in the window."""
    return min(1.0, parameters.units_per_person_group / own_units) if own_units else 0.0


def _sums(group: _Group) -> Sums:
    """Add up with the cap; units and dates are counted without it."""
    return sums_of(
        [
            each._replace(weight=each.weight * _scale(len(own), group.parameters))
            for own in group.by_person.values()
            for each in own
        ]
    )


def _fragile(group: _Group, sums: Sums, status: BalanceStatus) -> bool:
    """Whether leaving out any one unit changes the status; the other units of that person then weigh more."""
    parameters = group.parameters
    days: dict[int, int] = defaultdict(int)
    for each in group.weighed:
        days[each.age] += 1
    for own in group.by_person.values():
        if len(own) == 1 and len(group.by_person) == parameters.minimum_persons_group:
            return True
        uncapped = sums_of(own)
        scale, scale_without = _scale(len(own), parameters), _scale(len(own) - 1, parameters)
        for age, y, weight in {(each.age, each.unit.y, each.weight) for each in own}:
            without = Sums(
                units=sums.units - 1,
                dates=sums.dates - (days[age] == 1),
                mass=sums.mass - scale * uncapped.mass + scale_without * (uncapped.mass - weight),
                felt_mass=sums.felt_mass
                - scale * uncapped.felt_mass
                + scale_without * (uncapped.felt_mass - weight * y),
            )
            if status_of(without, parameters.minimum_units_group, parameters) is not status:
                return True
    return False
