"""Rule `rung/1`, steps 6 and 7: the trend, and what a reader should know beside a standing."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from app.models.vocabulary import Initiator, RungFlag, RungStatus, RungTrend
from app.services.scoring.evidence import Moment, RelationEvidence
from app.services.scoring.occasions import MEETING, Standing, foundation_run
from app.services.scoring.parameters import RungParameters

ONE_WAY_FROM: Final = 3
SEEN_APART: Final = 2
PLACES: Final = {flag: place for place, flag in enumerate(RungFlag)}


class Picture(NamedTuple):
    """A standing (`now`) with all that its flags depend on, that of one window earlier (`before`) among it.

    `wishes` are those of the two parties: relations taken as one have none together. `unwanted` says that contact is
    unwanted or barred: of several relations, in all that have not ended.
    """

    relations: Sequence[RelationEvidence]
    now: Standing
    before: Standing
    parameters: RungParameters
    deciding: Sequence[Moment]
    trend: RungTrend
    wishes: tuple[int, ...]
    unwanted: bool


def unwanted_on(relations: Sequence[RelationEvidence], day: date) -> bool:
    """Whether contact is unwanted or barred in all relations that go on; when all have ended, in all of them."""
    going = [relation for relation in relations if not relation.ended_by(day)]
    return bool(relations) and all(relation.unwanted for relation in going or relations)


def trend_between(before: Standing, now: Standing) -> RungTrend:
    """Compare two standings; where one is lacking, missing evidence is not regress."""
    if before.standing is None:
        return RungTrend.UNKNOWN
    if now.standing is None:
        return RungTrend.UNKNOWN if now.status is RungStatus.REPAIR_NEEDED else RungTrend.FADING
    if now.standing == before.standing:
        return RungTrend.STEADY
    return RungTrend.RISING if now.standing > before.standing else RungTrend.FALLING


def flags_of(picture: Picture) -> tuple[RungFlag, ...]:
    """Give the flags in the order of the list of flags; none before the relation began."""
    if picture.now.before_start:
        return ()
    raised = {*_about_contact(picture), *_about_moments(picture), *_about_wishes(picture)}
    if picture.now.standing is not None:
        raised |= {*_about_standing(picture, picture.now.standing)}
    return tuple(sorted(raised, key=PLACES.__getitem__))


def _about_contact(picture: Picture) -> Iterator[RungFlag]:
    """Acquaintance, quiet and one-sided contact: nothing is asked of who wants no contact."""
    now, parameters = picture.now, picture.parameters
    if picture.unwanted:
        return
    if now.start is not None and not now.founded:
        fresh = (now.day - now.start).days <= parameters.acquainted_days
        yield RungFlag.GETTING_ACQUAINTED if fresh else RungFlag.FOUNDATION_OVERDUE
    if now.in_window and (now.day - now.in_window[-1].day).days >= parameters.quiet_days:
        yield RungFlag.GOING_QUIET
    yield from _one_sided(now.in_window, parameters)


def _one_sided(moments: Sequence[Moment], parameters: RungParameters) -> Iterator[RungFlag]:
    initiators = [moment.initiator for moment in moments]
    by_a, by_b = initiators.count(Initiator.A), initiators.count(Initiator.B)
    known = by_a + by_b + initiators.count(Initiator.BOTH)
    if known < parameters.one_sided_from:
        return
    if by_a / known >= parameters.one_sided_share:
        yield RungFlag.ONE_SIDED_A
    if by_b / known >= parameters.one_sided_share:
        yield RungFlag.ONE_SIDED_B


def _about_moments(picture: Picture) -> Iterator[RungFlag]:
    moments = picture.now.in_window
    one_way = sum(not moment.reciprocal for moment in moments)
    if len(moments) >= ONE_WAY_FROM and 2 * one_way > len(moments):
        yield RungFlag.MOSTLY_ONE_WAY
    if any(abs(moment.rung_a - moment.rung_b) >= SEEN_APART for moment in moments if moment.rung_a and moment.rung_b):
        yield RungFlag.SEEN_DIFFERENTLY
    if any(moment.approximate for moment in moments):
        yield RungFlag.APPROXIMATE
    if _carriers_left(picture):
        yield RungFlag.FOUNDATION_CARRIERS_LEFT


def _about_wishes(picture: Picture) -> Iterator[RungFlag]:
    if len(set(picture.wishes)) > 1:
        yield RungFlag.WISHES_DIFFER


def _about_standing(picture: Picture, standing: int) -> Iterator[RungFlag]:
    """What only a current relation can show."""
    if picture.now.capped:
        yield RungFlag.FOUNDATION_MISSING
    if not any(moment.confirmed_a and moment.confirmed_b for moment in picture.deciding):
        yield RungFlag.UNCONFIRMED
    if not picture.wishes:
        return
    wish = min(picture.wishes)
    if picture.trend is RungTrend.STEADY and standing < wish and picture.now.reach == standing:
        yield RungFlag.STAGNANT
    if standing > wish:
        yield RungFlag.ABOVE_WISH


def _carriers_left(picture: Picture) -> bool:
    """Whether all who carry the foundation are gone.

    The carriers are the caregivers in whose relations lie the meetings (reciprocal, effective rung exactly 2) of the
    run that keeps the foundation alive. Others may keep it alive by later moments; they did not lay it. A carrier is
    gone who no longer works here, or whose relation has ended.
    """
    now = picture.now
    if not now.founded or not any(_gone(relation, now.day) for relation in picture.relations):
        return False
    run = foundation_run(now.remaining, now.day, picture.parameters)
    laid = {moment.id for moment in run if moment.effective_rung == MEETING}
    return not any(
        moment.id in laid
        for relation in picture.relations
        if not _gone(relation, now.day)
        for moment in relation.moments
    )


def _gone(relation: RelationEvidence, day: date) -> bool:
    return relation.carrier_left or relation.ended_by(day)
