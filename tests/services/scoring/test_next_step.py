"""What one more occasion would do, tried out by adding that occasion."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.models.vocabulary import NextStepCode, RungStatus
from app.services.scoring.evidence import RelationEvidence
from app.services.scoring.next_step import NextStep
from app.services.scoring.parameters import RungParameters
from app.services.scoring.rung import rung_of_pool, rung_of_relation
from tests.services.scoring.notation import TODAY, days_ago, moment, relation

C = NextStepCode
TOMORROW = TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "wishes", "step"),
    [
        ("", (None, None), NextStep(C.FIRST_OCCASION, None, None, TODAY)),
        ("30:RUP", (None, None), NextStep(C.REPAIR, None, None, TODAY)),
        ("0:RUP", (None, None), NextStep(C.REPAIR, None, None, TOMORROW)),
        ("300:2", (None, None), NextStep(C.BEGIN_AGAIN, None, None, TODAY)),
        ("100:4 20:4", (None, None), NextStep(C.LAY_FOUNDATION, 2, 4, TODAY)),
        ("20:1x 10:1x", (None, None), NextStep(C.LAY_FOUNDATION, 2, 1, TODAY)),
        ("20:4", (None, None), NextStep(C.LAY_FOUNDATION, 2, 2, TODAY)),
        ("3:4", (None, None), NextStep(C.LAY_FOUNDATION, 2, None, TODAY)),
        ("10:2", (None, None), NextStep(C.ONCE_MORE, 2, 2, TODAY)),
        ("3:2", (None, None), NextStep(C.ONCE_MORE, 2, 2, TODAY + timedelta(days=4))),
        ("5:2 3:2", (None, None), NextStep(C.ONCE_MORE, 2, 2, TODAY + timedelta(days=2))),
        ("100:4 20:4", (1, 1), NextStep(C.LAY_FOUNDATION, 2, 4, TODAY)),
        ("30:2 11:4 10:4", (None, None), NextStep(C.ONCE_MORE, 4, 4, TODAY)),
        ("30:2 11:4 10:4", (3, 5), NextStep(C.ONCE_MORE, 3, 3, TODAY)),
        ("30:2 11:4 10:4", (2, 5), NextStep(C.KEEP, 2, 2, TODAY)),
        ("30:2 20:2", (None, None), NextStep(C.ONE_HIGHER, 3, 2, TODAY)),
        ("30:2 20:2", (3, None), NextStep(C.ONE_HIGHER, 3, 2, TODAY)),
        ("30:2 20:5 10:5", (None, None), NextStep(C.KEEP, 5, 5, TODAY)),
        ("100:4 20:4", (2, 2), NextStep(C.LAY_FOUNDATION, 2, 4, TODAY)),
        ("20:3", (1, 1), NextStep(C.ONCE_MORE, 1, 1, TODAY)),
        ("30:1 20:1", (1, 1), NextStep(C.KEEP, 1, 1, TODAY)),
    ],
)
def test_one_more_occasion_does_what_is_told(text: str, wishes: tuple[int | None, int | None], step: NextStep) -> None:
    given = relation(text, 400, wishes=wishes)
    assert rung_of_relation(given, TODAY).next_step == step
    if step.becomes is None or step.earliest is None or step.rung is None:
        return
    one_more = moment(7, step.earliest, rung_a=step.rung, reciprocal=True)
    after = rung_of_relation(replace(given, moments=(*given.moments, one_more)), step.earliest)
    assert after.standing == step.becomes


def test_a_repair_is_one_reciprocal_moment_away() -> None:
    given = relation("0:RUP")
    step = rung_of_relation(given, TODAY).next_step
    assert step.earliest is not None
    repaired = replace(given, moments=(*given.moments, moment(7, step.earliest, rung_a=1, reciprocal=True)))
    assert rung_of_relation(repaired, step.earliest).status is RungStatus.INSUFFICIENT


def test_in_a_pool_another_relation_may_mend_it_at_once() -> None:
    broken, quiet = relation("0:RUP", number=1), relation("", number=2)
    assert rung_of_pool([broken, quiet], TODAY).next_step == NextStep(C.REPAIR, None, None, TODAY)
    assert rung_of_pool([broken], TODAY).next_step == NextStep(C.REPAIR, None, None, TOMORROW)


@pytest.mark.parametrize(
    "given", [relation("10:2", unwanted=True), relation("10:2", ended=5), relation("10:2", started=-1)]
)
def test_nothing_is_asked_of_contact_that_is_unwanted_over_or_still_to_come(given: RelationEvidence) -> None:
    assert rung_of_relation(given, TODAY).next_step == NextStep(C.NONE)


def test_nothing_is_asked_after_a_death() -> None:
    assert rung_of_relation(relation("10:2"), TODAY, frozen_on=days_ago(1)).next_step == NextStep(C.NONE)


def test_where_more_occasions_are_asked_one_more_may_not_be_enough() -> None:
    result = rung_of_relation(relation("10:2"), TODAY, RungParameters(occasions=3))
    assert result.next_step == NextStep(C.ONCE_MORE, 2, None, TODAY)
