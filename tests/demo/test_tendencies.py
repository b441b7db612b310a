"""How answers follow from a tendency."""

from random import Random
from statistics import fmean, median
from typing import Any

import pytest

from app.demo.tendencies import Tendency, answers
from app.models.vocabulary import Sense

ITEMS = [(f"item_{number}", Sense.PURPOSE) for number in range(5)]


def middle(tendency: Tendency, days: int) -> float:
    """The median answer, over what chance may bring."""
    found = []
    for seed in range(200):
        given: list[Any] = [one["value"] for one in answers(ITEMS, {Sense.PURPOSE: tendency}, days, Random(seed))]
        assert all(0 <= one <= 4 for one in given)
        found.append(median(given))
    return fmean(found)


@pytest.mark.parametrize(
    ("tendency", "days", "about"),
    [
        (Tendency.HIGH, 10, 3.6),
        (Tendency.MIXED, 10, 2.0),
        (Tendency.LOW, 10, 0.4),
        (Tendency.RISING, 10, 3.6),
        (Tendency.RISING, 300, 0.4),
        (Tendency.FALLING, 10, 0.4),
        (Tendency.FALLING, 300, 3.6),
    ],
)
def test_answers_lie_where_the_tendency_says(tendency: Tendency, days: int, about: float) -> None:
    assert middle(tendency, days) == pytest.approx(about, abs=0.3)


@pytest.mark.parametrize("senses", [{}, {Sense.PURPOSE: Tendency.NONE}])
def test_a_sense_that_says_nothing_is_left_out(senses: dict[Sense, Tendency]) -> None:
    assert {one["value"] for one in answers(ITEMS, senses, 10, Random(1))} == {None}
