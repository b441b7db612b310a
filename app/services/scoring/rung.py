"""Rule `rung/1` for one relation, and for several taken as one."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from app.models.vocabulary import CapCode, RungStatus
from app.services.scoring.evidence import Moment, RelationEvidence
from app.services.scoring.occasions import Standing, standing_on, taken_as_one
from app.services.scoring.parameters import DEFAULT_RUNG, RungParameters
from app.services.scoring.rung_flags import Picture, flags_of, trend_between, unwanted_on
from app.services.scoring.rung_results import Cap, RungResult


def rung_of_relation(
    relation: RelationEvidence,
    as_of: date,
    parameters: RungParameters = DEFAULT_RUNG,
    *,
    frozen_on: date | None = None,
) -> RungResult:
    """Reckon one relation; one that ended is reckoned at its end, without flags.

    `frozen_on` (the day a resident died) makes it the day of reckoning when `as_of` is not earlier.
    """
    frozen_date = min((day for day in (relation.end, frozen_on) if day is not None and day <= as_of), default=None)
    picture = _picture((relation,), frozen_date or as_of, parameters, pooled=False)
    ended = relation.ended_by(picture.now.day)
    return _result(picture, as_of, frozen_date, relation.id, ended=ended)


def rung_of_pool(
    relations: Sequence[RelationEvidence],
    as_of: date,
    parameters: RungParameters = DEFAULT_RUNG,
    *,
    frozen_on: date | None = None,
) -> RungResult:
    """Reckon several relations, ended ones and leavers included, as one that began at the earliest start."""
    frozen_date = frozen_on if frozen_on is not None and frozen_on <= as_of else None
    picture = _picture(tuple(relations), frozen_date or as_of, parameters, pooled=True)
    return _result(picture, as_of, frozen_date, ended=False)


def rung_not_scored(
    as_of: date, parameters: RungParameters = DEFAULT_RUNG, *, relation_id: UUID | None = None
) -> RungResult:
    """Answer for a relation (None: a pool) of a resident who is not to be scored: no numbers."""
    return RungResult(as_of=as_of, status=RungStatus.NOT_SCORED, parameters=parameters, relation_id=relation_id)


def _picture(relations: Sequence[RelationEvidence], day: date, parameters: RungParameters, *, pooled: bool) -> Picture:
    together = taken_as_one(relations)
    now = standing_on(together, day, parameters)
    before = standing_on(together, day - timedelta(days=parameters.window_days), parameters)
    return Picture(
        relations,
        now,
        before,
        parameters,
        deciding=now.deciding,
        trend=trend_between(before, now),
        wishes=() if pooled else relations[0].wishes,
        unwanted=unwanted_on(relations, day),
    )


def _result(
    picture: Picture, as_of: date, frozen_date: date | None, relation_id: UUID | None = None, *, ended: bool
) -> RungResult:
    now = picture.now
    return RungResult(
        as_of=as_of,
        frozen_date=frozen_date,
        status=now.status,
        parameters=picture.parameters,
        relation_id=relation_id,
        standing=now.standing,
        reach=now.reach,
        reached_by=_reached_by(now),
        trend=picture.trend,
        before=picture.before,
        flags=() if ended else flags_of(picture),
        cap=Cap(CapCode.FOUNDATION_MISSING, now.sustained) if now.capped else None,
        decided_by=picture.deciding,
        agreed_wish=min(picture.wishes, default=None),
        foundation=now.foundation,
        moments_in_window=len(now.in_window),
        can_change=None if ended or frozen_date or picture.unwanted else now,
    )


def _reached_by(now: Standing) -> Moment | None:
    """Give the newest moment in the window with its highest rung."""
    return next((moment for moment in reversed(now.in_window) if moment.effective_rung == now.reach), None)
