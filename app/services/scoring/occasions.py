"""Rule `rung/1`, steps 1 to 5: what the moments of one or more relations come to on a day."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain
from operator import attrgetter
from types import MappingProxyType
from typing import Final, NamedTuple

from app.models.vocabulary import RungStatus
from app.services.scoring.evidence import Moment, RelationEvidence
from app.services.scoring.parameters import RungParameters

HIGHEST: Final = 5
MEETING: Final = 2
_DAY: Final = attrgetter("day")
_MOMENTS: Final = attrgetter("moments")
_RUPTURES: Final = attrgetter("ruptures")


class Together(NamedTuple):
    """Several relations taken as one, and the moments of all of them, sorted by day, then id."""

    relations: Sequence[RelationEvidence]
    moments: Sequence[Moment]

    @property
    def broken(self) -> bool:
        """Whether there was ever a rupture in one of them; where there was none, nothing is left out."""
        return any(map(_RUPTURES, self.relations))


class Standing(NamedTuple):
    """What the moments come to on a day.

    `sustained` is the highest rung reached on enough occasions before any cap (0: none), `standing` is capped;
    `foundation` is the newest meeting of the run that keeps getting acquainted alive, None without one. When repair is
    needed, a reciprocal moment on `repairable_from` would end the rupture.
    `remaining` (after the last rupture of each relation) and `in_window` are sorted by day, then id; `days` are those
    in the window on which each effective rung was reached.
    """

    day: date
    status: RungStatus
    start: date | None
    repairable_from: date | None = None
    remaining: Sequence[Moment] = ()
    in_window: Sequence[Moment] = ()
    days: Mapping[int, set[date]] = MappingProxyType({})
    foundation: Moment | None = None
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
        return self.foundation is not None

    @property
    def deciding(self) -> Sequence[Moment]:
        """The moments on which the standing rests; under a cap those on which it would."""
        if self.standing is None:
            return ()
        return [moment for moment in self.in_window if moment.effective_rung >= self.sustained]

    @property
    def capped(self) -> bool:
        """Whether the standing would be higher with a foundation."""
        return self.standing is not None and self.standing < self.sustained


class _Seen(NamedTuple):
    """The moments of one relation dated by the day that are left after its last rupture."""

    left: Sequence[Moment]
    last_rupture: date | None

    @property
    def unrepaired(self) -> bool:
        """Whether there is a rupture and no reciprocal moment after it."""
        return self.last_rupture is not None and not any(moment.reciprocal for moment in self.left)


def taken_as_one(relations: Sequence[RelationEvidence]) -> Together:
    """Lay the moments of these relations together."""
    if len(relations) == 1:
        return Together(relations, relations[0].moments)
    return Together(relations, sorted(chain(*map(_MOMENTS, relations))))


def standing_on(together: Together, day: date, parameters: RungParameters) -> Standing:
    """Reckon the relations as one on that day, knowing only what was dated by then."""
    start, dated = _start(together.relations, day), _by(together.moments, day)
    if start is None or day < start or not dated:
        return Standing(day, RungStatus.NO_EVIDENCE, start)
    seen = [_seen(relation, day) for relation in together.relations] if together.broken else ()
    remaining = sorted(chain(*(each.left for each in seen))) if seen else dated
    in_window = _after(remaining, day - timedelta(days=parameters.window_days))
    run = foundation_run(remaining, day, parameters)
    foundation = next((moment for moment in run if moment.effective_rung == MEETING), None)
    days = days_by_rung(in_window)
    sustained = sustained_by(days, parameters)
    status = _status(in_window, sustained, repair=_repair_needed(seen, remaining))
    repairable_from = _repairable_from(seen, day) if status is RungStatus.REPAIR_NEEDED else None
    standing = _capped(sustained, founded=foundation is not None) if status is RungStatus.CURRENT else None
    reach = max(days, default=None)
    return Standing(
        day, status, start, repairable_from, remaining, in_window, days, foundation, sustained, standing, reach
    )


def _seen(relation: RelationEvidence, day: date) -> _Seen:
    """Keep what lies on a later day than the last rupture (step 1)."""
    moments = _by(relation.moments, day)
    ruptures = relation.ruptures[: bisect_right(relation.ruptures, day)]
    last = ruptures[-1] if ruptures else None
    return _Seen(moments if last is None else _after(moments, last), last)


def _by(moments: Sequence[Moment], day: date) -> Sequence[Moment]:
    """Keep the moments on that day and before; they are sorted."""
    if not moments or moments[-1].day <= day:
        return moments
    return moments[: bisect_right(moments, day, key=_DAY)]


def _after(moments: Sequence[Moment], day: date) -> Sequence[Moment]:
    """Keep the moments on a later day; they are sorted."""
    return moments[bisect_right(moments, day, key=_DAY) :]


def _start(relations: Sequence[RelationEvidence], day: date) -> date | None:
    """Give the earliest start; a relation without one starts with its oldest moment, once that is there."""
    starts = [
        relation.start or relation.moments[0].day
        for relation in relations
        if relation.start or (relation.moments and relation.moments[0].day <= day)
    ]
    return min(starts, default=None)


def _repair_needed(seen: Sequence[_Seen], remaining: Sequence[Moment]) -> bool:
    broken = [each for each in seen if each.unrepaired]
    return bool(broken) and not any(moment.reciprocal for moment in remaining)


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


def foundation_run(remaining: Sequence[Moment], day: date, parameters: RungParameters) -> Iterator[Moment]:
    """Walk back through the reciprocal moments of rung 2 or higher until a gap breaks the run (step 2).

    They carry a foundation when one of them is a meeting: of effective rung exactly 2.
    """
    limit, after = timedelta(days=parameters.foundation_days), day
    for moment in reversed(remaining):
        if moment.effective_rung < MEETING:  # so it was reciprocal too: one-way contact is rung 1
            continue
        if after - moment.day >= limit:
            return
        after = moment.day
        yield moment


def days_by_rung(moments: Iterable[Moment]) -> dict[int, set[date]]:
    """Give the different days on which each effective rung was reached."""
    days: dict[int, set[date]] = defaultdict(set)
    for moment in moments:
        days[moment.effective_rung].add(moment.day)
    return days


def days_from(days: Mapping[int, set[date]], rung: int) -> set[date]:
    """Give the different days on which that rung or a higher one was reached."""
    return set().union(*(on for reached, on in days.items() if reached >= rung))


def sustained_by(days: Mapping[int, set[date]], parameters: RungParameters) -> int:
    """Give the highest rung reached on enough days, far enough apart (step 3); 0 when there is none."""
    on: set[date] = set()
    for rung in sorted(days, reverse=True):
        on |= days[rung]
        if len(on) >= parameters.occasions and (max(on) - min(on)).days >= parameters.spread_days:
            return rung
    return 0
