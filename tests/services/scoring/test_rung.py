"""Rule `rung/1` for one relation and for a pool, in worked examples."""

from dataclasses import replace
from typing import NamedTuple

import pytest

from app.models.vocabulary import CapCode, NextStepCode, RungFlag, RungStatus, RungTrend
from app.services.scoring.rung import rung_not_scored, rung_of_pool, rung_of_relation
from app.services.scoring.rung_results import Cap, RungResult
from tests.services.scoring.notation import TODAY, ages, days_ago, moments, relation

S, T, F = RungStatus, RungTrend, RungFlag


class Example(NamedTuple):
    """Moments, the age of the relation, and what must come out; flags are those that must be there."""

    moments: str
    started: int
    status: RungStatus
    standing: int | None = None
    reach: int | None = None
    trend: RungTrend = T.UNKNOWN
    would_be: int | None = None
    decided_by: tuple[int, ...] = ()
    flags: frozenset[RungFlag] = frozenset()


EXAMPLES = [
    Example("", 60, S.NO_EVIDENCE, flags=frozenset({F.FOUNDATION_OVERDUE})),
    Example("10:2", 30, S.INSUFFICIENT, reach=2),
    Example("15:1x 6:1x", 20, S.CURRENT, 1, 1, decided_by=(15, 6), flags=frozenset({F.GETTING_ACQUAINTED})),
    Example("150:2 100:4 20:4 10:1x 3:1x", 400, S.CURRENT, 4, 4, decided_by=(100, 20)),
    Example("100:4 20:4", 400, S.CURRENT, 2, 4, would_be=4, decided_by=(100, 20)),
    Example("30:2 11:4 10:4", 60, S.CURRENT, 2, 4, decided_by=(30, 11, 10)),
    Example("120:2b 100:3xb 60:3xb 30:4xb 10:3xb", 300, S.CURRENT, 1, 2, decided_by=(120, 100, 60, 30, 10)),
    Example("120:2 60:4/2 20:4/2", 300, S.CURRENT, 2, 2, decided_by=(120, 60, 20)),
    Example("330:2 300:4 250:4 200:4", 500, S.DORMANT, trend=T.FADING),
    Example("150:2 100:4 60:4 30:RUP", 400, S.REPAIR_NEEDED, flags=frozenset({F.FOUNDATION_OVERDUE})),
    Example("300:2 181:3 174:3", 400, S.CURRENT, 3, 3, decided_by=(181, 174), flags=frozenset({F.GOING_QUIET})),
    Example("500:2 450:3", 600, S.DORMANT, flags=frozenset({F.FOUNDATION_OVERDUE})),
    Example("480:2 100:4 20:4", 600, S.CURRENT, 2, 4, would_be=4, decided_by=(100, 20)),
    # The half-year before: none, lower, higher, the same.
    Example("60:2 20:2", 600, S.CURRENT, 2, 2, decided_by=(60, 20)),
    Example("300:1 250:1 60:2 20:2", 600, S.CURRENT, 2, 2, T.RISING, decided_by=(60, 20)),
    Example("300:2 250:2 60:1 20:1", 600, S.CURRENT, 1, 1, T.FALLING, decided_by=(60, 20)),
    Example("300:2 250:2 60:2 20:2", 600, S.CURRENT, 2, 2, T.STEADY, decided_by=(60, 20)),
    Example("300:2 250:2 60:2", 600, S.INSUFFICIENT, None, 2, T.FADING),
    Example("300:2 250:2 60:RUP", 600, S.REPAIR_NEEDED, None, None, T.UNKNOWN),
    Example("300:2 250:2 60:RUP 50:1", 600, S.INSUFFICIENT, None, 1, T.FADING),
    Example("300:2 250:2 182:RUP 60:2 20:2", 600, S.CURRENT, 2, 2, T.UNKNOWN, decided_by=(60, 20)),
    Example("364:2 189:2 182:2 60:2 20:2", 600, S.CURRENT, 2, 2, T.STEADY, decided_by=(60, 20)),
    # What was dated 181 days ago was not known 182 days ago.
    Example("364:2 181:2 60:2 20:2", 600, S.CURRENT, 2, 2, T.UNKNOWN, decided_by=(181, 60, 20)),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.moments or "nothing")
def test_a_worked_example_comes_out(example: Example) -> None:
    result = rung_of_relation(relation(example.moments, example.started), TODAY)
    assert (result.status, result.standing, result.reach) == (example.status, example.standing, example.reach)
    assert result.trend is example.trend
    assert result.cap == (Cap(CapCode.FOUNDATION_MISSING, example.would_be) if example.would_be else None)
    assert tuple(ages([deciding.day for deciding in result.decided_by])) == example.decided_by
    assert example.flags <= set(result.flags)


def test_a_standing_that_faded_is_still_told() -> None:
    result = rung_of_relation(relation("330:2 300:4 250:4 200:4", 500), TODAY)
    assert (result.previous_standing, result.trend) == (4, T.FADING)


def test_no_earlier_standing_and_no_reach_is_told_without_its_moments() -> None:
    result = rung_of_relation(relation("330:2 300:4 250:4 170:5 160:5 3:1", 500), TODAY)
    assert ages([deciding.day for deciding in result.previously_decided_by]) == [300, 250]
    assert result.reached_by is not None
    assert (ages([result.reached_by.day]), result.reached_by.effective_rung) == ([160], result.reach)
    assert rung_of_relation(relation("300:2"), TODAY).reached_by is None


def test_the_deciding_moments_come_oldest_first_then_by_id_with_their_effective_rung() -> None:
    found = relation("", 400)
    same_day = moments("20:4 90:3/5 20:3 60:2", first_id=50)
    result = rung_of_relation(replace(found, moments=same_day), TODAY)
    assert [(int(deciding.id, 16), deciding.effective_rung) for deciding in result.decided_by] == [
        (51, 3),
        (50, 4),
        (52, 3),
    ]
    assert result.occasions == 2


def test_what_is_dated_later_is_not_seen() -> None:
    before = rung_of_relation(relation("60:2 20:2"), days_ago(15))
    after = rung_of_relation(relation("60:2 20:2 14:RUP 10:5 3:5"), days_ago(15))
    assert [deciding.day for deciding in after.decided_by] == [deciding.day for deciding in before.decided_by]
    assert (after.status, after.standing, after.reach) == (before.status, before.standing, before.reach)


def of_everything(result: RungResult) -> tuple[object, ...]:
    return result.status, result.standing, result.reach, result.trend, result.previous_standing


def test_a_relation_that_ended_is_reckoned_at_its_end_without_flags() -> None:
    text = "300:2 250:2 220:1xa 215:1xa 210:1xa 205:1xa"
    ended = rung_of_relation(relation(text, 600, ended=200), TODAY)
    then = rung_of_relation(relation(text, 600), days_ago(200))
    assert of_everything(ended) == of_everything(then)
    assert (ended.frozen_date, ended.flags, ended.as_of) == (days_ago(200), (), TODAY)
    assert then.flags != ()
    assert ended.next_step.code is NextStepCode.NONE


@pytest.mark.parametrize(("ended", "frozen"), [(1, True), (0, True), (-1, False)])
def test_a_relation_is_frozen_from_the_day_on_which_it_ended(ended: int, frozen: bool) -> None:  # noqa: FBT001  # a column of the table
    result = rung_of_relation(relation("", 60, ended=ended), TODAY)
    assert result.frozen_date == (days_ago(ended) if frozen else None)
    assert (result.flags == ()) is frozen


def test_before_its_start_a_relation_has_no_evidence_and_no_flags() -> None:
    result = rung_of_relation(relation("", -1, wishes=(2, 4)), TODAY)
    assert (result.status, result.flags, result.next_step.code) == (S.NO_EVIDENCE, (), NextStepCode.NONE)


def test_after_a_death_the_answer_stands_still_and_keeps_its_flags() -> None:
    result = rung_of_relation(relation("180:1 60:1 10:1", 400), TODAY, frozen_on=days_ago(50))
    assert (result.as_of, result.frozen_date, result.standing) == (TODAY, days_ago(50), 1)
    assert result.flags == (F.FOUNDATION_OVERDUE, F.UNCONFIRMED)
    ended = rung_of_relation(relation("180:1 60:1 10:1", 400, ended=100), TODAY, frozen_on=days_ago(50))
    assert (ended.frozen_date, ended.flags) == (days_ago(100), ())


def test_a_pool_takes_ended_relations_and_leavers_along_and_is_not_frozen_by_them() -> None:
    gone = relation("120:2 90:2", 600, ended=80, carrier_left=True, number=1)
    here = relation("20:3", 30, number=2)
    result = rung_of_pool([gone, here], TODAY)
    assert (result.standing, result.reach, result.frozen_date, result.relation_id) == (2, 3, None, None)
    assert tuple(ages([deciding.day for deciding in result.decided_by])) == (120, 90, 20)
    assert rung_of_pool([gone, here], TODAY, frozen_on=days_ago(30)).reach == 2


def test_a_pool_has_no_wishes() -> None:
    wished = relation("300:2 250:2 60:2 20:2", 600, wishes=(1, 5))
    assert {F.ABOVE_WISH, F.WISHES_DIFFER} <= set(rung_of_relation(wished, TODAY).flags)
    pooled = rung_of_pool([wished], TODAY)
    assert pooled.agreed_wish is None
    assert not {F.ABOVE_WISH, F.WISHES_DIFFER, F.STAGNANT} & set(pooled.flags)


def test_the_trend_of_a_pool_looks_back_for_every_relation() -> None:
    one, other = relation("300:2 60:2", 600, number=1), relation("250:2 20:2", 400, number=2)
    assert rung_of_pool([one, other], TODAY).trend is T.STEADY


def test_nothing_pooled_is_no_evidence_without_flags() -> None:
    result = rung_of_pool([], TODAY)
    assert (result.status, result.flags) == (S.NO_EVIDENCE, ())


def test_who_is_not_to_be_scored_gets_no_numbers() -> None:
    result = rung_not_scored(TODAY)
    assert (result.status, result.standing, result.reach, result.decided_by) == (S.NOT_SCORED, None, None, ())
