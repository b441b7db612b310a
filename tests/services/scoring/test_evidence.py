"""The frozen evidence: effective rungs, agreed wishes and ends."""

import pytest

from tests.services.scoring.notation import days_ago, moments, relation


@pytest.mark.parametrize(
    ("moment", "effective"),
    [("5:4", 4), ("5:4/2", 2), ("5:2/4", 2), ("5:4x", 1), ("5:4/5x", 1), ("5:1", 1), ("5:5/5", 5), ("5:RUP", 1)],
)
def test_the_effective_rung_is_the_lower_tag_and_one_for_one_way_contact(moment: str, effective: int) -> None:
    assert moments(moment)[0].effective_rung == effective


@pytest.mark.parametrize(
    ("wish_a", "wish_b", "agreed"), [(4, 2, 2), (2, 4, 2), (3, None, 3), (None, 5, 5), (None, None, None)]
)
def test_the_agreed_wish_is_the_lower_or_the_only_one(wish_a: int, wish_b: int, agreed: int) -> None:
    assert relation("", wishes=(wish_a, wish_b)).agreed_wish == agreed


def test_a_relation_is_over_from_the_day_on_which_it_ended() -> None:
    ended = relation("", ended=10)
    assert [ended.ended_by(days_ago(age)) for age in (11, 10, 9)] == [False, True, True]
    assert not relation("").ended_by(days_ago(0))
