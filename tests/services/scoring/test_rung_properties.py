"""What rule `rung/1` keeps, whatever the moments."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Final
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from app.models.vocabulary import Initiator, NextStepCode, RungStatus
from app.services.scoring.evidence import Moment, RelationEvidence
from app.services.scoring.rung import rung_of_pool, rung_of_relation
from app.services.scoring.rung_results import RungResult
from tests.services.scoring.notation import TODAY, days_ago, moment

STARTED: Final = 900
RUNGS: Final = st.integers(1, 5)
# Ages around the limits of the rule come up more often than chance would have it.
AGES: Final = st.one_of(
    st.integers(0, STARTED), st.sampled_from([0, 6, 7, 8, 90, 91, 181, 182, 183, 188, 189, 363, 364, 365, 366])
)
TAGS: Final = st.one_of(RUNGS.map(lambda a: (a, None)), RUNGS.map(lambda b: (None, b)), st.tuples(RUNGS, RUNGS))


@st.composite
def a_moment(draw: st.DrawFn, ages: st.SearchStrategy[int] = AGES) -> Moment:
    rung_a, rung_b = draw(TAGS)
    return moment(
        draw(st.integers(0, 2**32)),
        days_ago(draw(ages)),
        rung_a=rung_a,
        rung_b=rung_b,
        reciprocal=draw(st.sampled_from([True, True, False])),
        initiator=draw(st.sampled_from(Initiator)),
        confirmed_a=draw(st.booleans()),
        confirmed_b=draw(st.booleans()),
    )


a_rupture = AGES.map(lambda age: moment(age, days_ago(age), rupture=True))
some_moments = st.lists(a_moment(), max_size=12)
some_ruptures = st.lists(a_rupture, max_size=2)
wishes = st.one_of(st.none(), RUNGS)


@st.composite
def a_relation(draw: st.DrawFn, number: int = 1) -> RelationEvidence:
    moments = (*draw(some_moments), *draw(some_ruptures))
    ids = draw(st.permutations(range(len(moments))))  # no two moments anywhere have the same id
    return RelationEvidence(
        id=UUID(int=number),
        start=days_ago(STARTED),
        wish_a=draw(wishes),
        wish_b=draw(wishes),
        unwanted=draw(st.booleans()),
        moments=tuple(
            one._replace(id=UUID(int=number << 40 | place).hex) for one, place in zip(moments, ids, strict=True)
        ),
    )


def with_moments(found: RelationEvidence, *more: Moment) -> RelationEvidence:
    others = (one._replace(id=UUID(int=2**64 + place).hex) for place, one in enumerate(more))
    return replace(found, moments=(*found.moments, *others))


def height(rung: int | None) -> int:
    return rung or 0


def told(result: RungResult) -> tuple[object, ...]:
    return result.status, result.standing, result.reach, result.trend, result.flags, result.decided_by, result.next_step


@given(found=a_relation(), order=st.randoms(use_true_random=False))
def test_the_order_in_which_moments_come_makes_no_difference(found: RelationEvidence, order: Random) -> None:
    turned = order.sample(found.moments, len(found.moments))
    assert told(rung_of_relation(replace(found, moments=tuple(turned)), TODAY)) == told(rung_of_relation(found, TODAY))


@given(found=a_relation(), more=a_moment(), age=AGES)
def test_a_further_moment_never_lowers_standing_or_reach(found: RelationEvidence, more: Moment, age: int) -> None:
    for day in (more.day, days_ago(age)):
        before, after = rung_of_relation(found, day), rung_of_relation(with_moments(found, more), day)
        assert height(after.standing) >= height(before.standing)
        assert height(after.reach) >= height(before.reach)


@given(found=a_relation(), days=st.integers(0, 400))
def test_time_alone_never_raises_a_standing(found: RelationEvidence, days: int) -> None:
    before, after = rung_of_relation(found, TODAY), rung_of_relation(found, TODAY + timedelta(days=days))
    assert height(after.standing) <= height(before.standing)
    assert height(after.reach) <= height(before.reach)


@given(found=a_relation(), more=a_moment(), age=AGES)
def test_a_moment_of_rung_one_never_changes_a_standing_of_two_or_more(
    found: RelationEvidence, more: Moment, age: int
) -> None:
    before = rung_of_relation(found, TODAY)
    one = more._replace(effective_rung=1, rung_a=1, rung_b=None, day=days_ago(age))
    if height(before.standing) >= 2:
        assert rung_of_relation(with_moments(found, one), TODAY).standing == before.standing


@given(found=a_relation())
def test_an_answer_agrees_with_itself(found: RelationEvidence) -> None:
    result = rung_of_relation(found, TODAY)
    assert height(result.standing) <= height(result.reach)
    assert height(result.standing) < 3 or result.founded
    assert (result.standing is not None) is (result.status is RungStatus.CURRENT)
    assert bool(result.decided_by) is (result.standing is not None)
    assert (result.cap is None) or (result.standing == 2 < result.cap.would_be <= height(result.reach))
    assert len(set(result.flags)) == len(result.flags)


@given(found=a_relation(), place=st.integers(0, 11), rung=RUNGS)
def test_a_second_moment_on_the_same_day_adds_no_occasion(found: RelationEvidence, place: int, rung: int) -> None:
    there = [moment for moment in found.moments if not moment.rupture]
    if not there:
        return
    first = there[place % len(there)]
    again = first._replace(id=UUID(int=2**40 + rung).hex)
    before, after = rung_of_relation(found, TODAY), rung_of_relation(with_moments(found, again), TODAY)
    assert (after.standing, after.reach, after.occasions) == (before.standing, before.reach, before.occasions)


@given(
    found=a_relation(),
    later=st.lists(st.one_of(a_moment(st.integers(-300, -1)), st.just(moment(5, days_ago(-3), rupture=True)))),
)
def test_what_is_dated_later_is_never_seen(found: RelationEvidence, later: Sequence[Moment]) -> None:
    assert told(rung_of_relation(with_moments(found, *later), TODAY)) == told(rung_of_relation(found, TODAY))


@given(found=a_relation())
def test_a_next_step_does_what_it_says(found: RelationEvidence) -> None:
    step = rung_of_relation(found, TODAY).next_step
    if step.rung is None or step.earliest is None:
        return
    one_more = moment(2**40, step.earliest, rung_a=step.rung, reciprocal=True)
    after = rung_of_relation(with_moments(found, one_more), step.earliest)
    assert after.standing == step.becomes
    assert after.founded or step.code is not NextStepCode.LAY_FOUNDATION


@given(found=a_relation())
def test_one_relation_taken_as_a_pool_stands_where_it_stands(found: RelationEvidence) -> None:
    alone, pooled = rung_of_relation(found, TODAY), rung_of_pool([found], TODAY)
    assert (alone.status, alone.standing, alone.reach, alone.trend) == (
        pooled.status,
        pooled.standing,
        pooled.reach,
        pooled.trend,
    )


@given(one=a_relation(1), other=a_relation(2))
def test_a_pool_never_stands_lower_than_one_of_its_relations(one: RelationEvidence, other: RelationEvidence) -> None:
    pooled = rung_of_pool([one, other], TODAY)
    alone = [rung_of_relation(found, TODAY) for found in (one, other)]
    if pooled.status is not RungStatus.REPAIR_NEEDED:  # a rupture, and since then contact went one way only
        assert height(pooled.standing) >= max(height(result.standing) for result in alone)
    assert height(pooled.reach) == max(height(result.reach) for result in alone)
    assert told(pooled) == told(rung_of_pool([other, one], TODAY))
