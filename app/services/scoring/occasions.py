"""Rule `rung/1`, steps 1 to 5: what the moments of one or more relations come to on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from app.models.vocabulary import RungStatus
from app.services.scoring.evidence import Moment, RelationEvidence
from app.services.scoring.parameters import RungParameters

HIGHEST: Final = 5
MEETING: Final = 2
DEEPER: Final = 3
"""From this rung on a standing asks for a foundation."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the moments come to on a day.

    `sustained` is the highest rung reached on enough occasions before any cap (0: none), `standing` is capped;
    `foundation_from` the first day of the unbroken run of meetings that a foundation rests on, None without one.
    `newest` is the day of the newest moment, ruptures included; on `repairable_from` a reciprocal moment would end a
    rupture.
    `remaining` (after the last rupture of each relation) and `in_window` are sorted by day, then id.
    """

    day: date
    status: RungStatus
    start: date | None
    newest: date | None = None
    repairable_from: date | None = None
    remaining: Sequence[Moment] = ()
    in_window: Sequence[Moment] = ()
    foundation_from: date | None = None
    sustained: int = 0
    standing: int | None = None
    reach: int | None = None

    @property
    def before_start(self) -> bool:
        """Whether the relation had not begun on that day."""
        return self.start is not None and self.day < self.start

    @property
    def founded(self) -> bool:
        """Whether getting acquainted is evidenced and still alive."""
        return self.foundation_from is not None

    @property
    def capped(self) -> bool:
        """Whether the standing would be higher with a foundation."""
        return self.standing is not None and self.standing < self.sustained


@dataclass(frozen=True, slots=True)
class _Seen:
    """The moments of one relation dated by the day, and those left after its last rupture."""

    moments: Sequence[Moment]
    left: Sequence[Moment]
    last_rupture: date | None

    @property
    def unrepaired(self) -> bool:
        """Whether there is a rupture and no reciprocal moment after it."""
        return self.last_rupture is not None and not any(moment.reciprocal for moment in self.left)


def standing_on(relations: Sequence[RelationEvidence], day: date, parameters: RungParameters) -> Standing:
    """Reckon the relations as one on that day, knowing only what was dated by then."""
    seen = [_seen(relation, day) for relation in relations]
    start = _start(relations, seen)
    if not any(each.moments for each in seen) or (start is not None and day < start):
        return Standing(day, RungStatus.NO_EVIDENCE, start)
    remaining = sorted((moment for each in seen for moment in each.left), key=_order)
    opening = day - timedelta(days=parameters.window_days)
    in_window = [moment for moment in remaining if moment.day > opening]
    foundation_from = _foundation_from(remaining, day, parameters)
    sustained = sustained_by(days_by_rung(in_window), parameters)
    status = _status(in_window, sustained, repair=_repair_needed(seen, remaining))
    return Standing(
        day=day,
        status=status,
        start=start,
        newest=max(moment.day for each in seen for moment in each.moments),
        repairable_from=_repairable_from(seen, day),
        remaining=remaining,
        in_window=in_window,
        foundation_from=foundation_from,
        sustained=sustained,
        standing=_capped(sustained, founded=foundation_from is not None) if status is RungStatus.CURRENT else None,
        reach=max((moment.effective_rung for moment in in_window), default=None),
    )


def _seen(relation: RelationEvidence, day: date) -> _Seen:
    """Keep what lies on a later day than the last rupture (step 1)."""
    moments = [moment for moment in relation.moments if moment.day <= day]
    last = max((moment.day for moment in moments if moment.rupture), default=None)
    left = moments if last is None else [moment for moment in moments if moment.day > last]
    return _Seen(moments, left, last)


def _order(moment: Moment) -> tuple[date, int]:
    return moment.day, moment.id.int


def _start(relations: Sequence[RelationEvidence], seen: Sequence[_Seen]) -> date | None:
    """Give the earliest start; a relation without one starts with its oldest moment."""
    starts = [
        relation.start or min((moment.day for moment in each.moments), default=None)
        for relation, each in zip(relations, seen, strict=True)
    ]
    return min((start for start in starts if start is not None), default=None)


def _repair_needed(seen: Sequence[_Seen], remaining: Sequence[Moment]) -> bool:
    return any(each.unrepaired for each in seen) and not any(moment.reciprocal for moment in remaining)


def _repairable_from(seen: Sequence[_Seen], day: date) -> date:
    """Give the first day, not before `day`, that lies after the last rupture of one of the relations."""
    free = [day if each.last_rupture is None else each.last_rupture + timedelta(days=1) for each in seen]
    return max(day, min(free))


def _status(in_window: Sequence[Moment], sustained: int, *, repair: bool) -> RungStatus:
    if repair:
        return RungStatus.REPAIR_NEEDED
    if not in_window:
        return RungStatus.DORMANT
    return RungStatus.CURRENT if sustained else RungStatus.INSUFFICIENT


def _capped(sustained: int, *, founded: bool) -> int:
    return sustained if founded else min(sustained, MEETING)


def is_meeting(moment: Moment) -> bool:
    """Whether a moment can lay a foundation: reciprocal, and of effective rung exactly 2."""
    return bool(moment.reciprocal) and moment.effective_rung == MEETING


def _foundation_from(remaining: Sequence[Moment], day: date, parameters: RungParameters) -> date | None:
    """Walk back through reciprocal moments of rung 2 or higher until a gap breaks the run (step 2)."""
    limit = timedelta(days=parameters.foundation_days)
    after, met, first = day, False, None
    for moment in reversed(remaining):
        rung = moment.effective_rung
        if rung < MEETING:  # so it was reciprocal too: one-way contact is rung 1
            continue
        if after - moment.day >= limit:
            break
        after = first = moment.day
        met = met or rung == MEETING
    return first if met else None


def days_by_rung(moments: Iterable[Moment]) -> dict[int, set[date]]:
    """Give the different days on which each effective rung was reached."""
    days: dict[int, set[date]] = {}
    for moment in moments:
        days.setdefault(moment.effective_rung, set()).add(moment.day)
    return days


def days_from(days: dict[int, set[date]], rung: int) -> set[date]:
    """Give the different days on which that rung or a higher one was reached."""
    return set().union(*(on for reached, on in days.items() if reached >= rung))


def sustained_by(days: dict[int, set[date]], parameters: RungParameters) -> int:
    """Give the highest rung reached on enough days, far enough apart (step 3); 0 when there is none."""
    for rung in range(HIGHEST, 0, -1):
        on = days_from(days, rung)
        if len(on) >= parameters.occasions and (max(on) - min(on)).days >= parameters.spread_days:
            return rung
    return 0
