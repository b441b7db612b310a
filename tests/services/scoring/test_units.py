"""Codings, sittings and partial dates become evidence."""

from datetime import date

import pytest

from app.models.vocabulary import EvidenceFlag, Felt
from app.services.scoring.units import counted_day, sitting_unit, story_unit

FELT, MIXED, MISSING = Felt.FELT, Felt.MIXED, Felt.MISSING


@pytest.mark.parametrize(
    ("codings", "y", "disagree"),
    [
        ([FELT], 1.0, False),
        ([MIXED], 0.5, False),
        ([MISSING], 0.0, False),
        ([FELT, MIXED], 0.75, False),
        ([FELT, MISSING], 0.5, True),
        ([FELT, MIXED, MISSING], 0.5, True),
        ([MIXED, MISSING], 0.25, False),
    ],
)
def test_several_coders_count_as_their_mean(codings: list[Felt], y: float, disagree: bool) -> None:  # noqa: FBT001  # a column of the table
    found, flags = story_unit(codings)
    assert found == y
    assert (EvidenceFlag.CODERS_DISAGREE in flags) is disagree


def test_a_story_that_nobody_coded_is_refused() -> None:
    with pytest.raises(ValueError, match="coding"):
        story_unit([])


@pytest.mark.parametrize(
    ("answers", "lowest", "top", "y"),
    [
        ([4, 3, 3, 2, None], 0, 4, 0.75),
        ([4, 3, 2, None, None], 0, 4, 0.75),
        ([4, None, None, 2, None], 0, 4, None),
        ([1, 1, 2, 1, 1], 1, 5, 0.0),
        ([5, 5, 5], 1, 5, 1.0),
        ([1, 2, 4, 5], 1, 5, 0.5),
        ([1, 4], 1, 5, 0.375),
        ([3, None], 1, 5, None),
        ([None], 0, 4, None),
        ([], 0, 4, None),
        ([-1, 1, 0], -1, 1, 0.5),
    ],
)
def test_a_sitting_counts_by_its_median_on_the_scale(
    answers: list[int | None], lowest: int, top: int, y: float | None
) -> None:
    assert sitting_unit(answers, lowest, top) == y


@pytest.mark.parametrize(
    ("items", "needed"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 3), (6, 4), (10, 6), (15, 9), (20, 12), (35, 21)]
)
def test_six_in_ten_items_rounded_up_must_be_answered(items: int, needed: int) -> None:
    assert sitting_unit([2] * needed + [None] * (items - needed), 0, 4) == 0.5
    assert sitting_unit([2] * (needed - 1) + [None] * (items - needed + 1), 0, 4) is None


@pytest.mark.parametrize(("answers", "lowest", "top"), [([1], 3, 3), ([1], 4, 0), ([5], 0, 4), ([-1], 0, 4)])
def test_a_scale_without_length_or_an_answer_outside_it_is_refused(answers: list[int], lowest: int, top: int) -> None:
    with pytest.raises(ValueError, match="scale"):
        sitting_unit(answers, lowest, top)


@pytest.mark.parametrize(
    ("happened_on", "counts_as", "approximate"),
    [
        ("2025", date(2025, 12, 31), True),
        ("2026", date(2026, 3, 20), True),
        ("2026-03", date(2026, 3, 20), True),
        ("2026-02", date(2026, 2, 28), True),
        ("2024-02", date(2024, 2, 29), True),
        ("2026-03-05", date(2026, 3, 5), False),
        ("2026-03-21", date(2026, 3, 21), False),
    ],
)
def test_a_partial_date_counts_as_its_last_day_but_not_after_it_was_recorded(
    happened_on: str,
    counts_as: date,
    approximate: bool,  # noqa: FBT001  # a column of the table
) -> None:
    assert counted_day(happened_on, date(2026, 3, 20)) == (counts_as, approximate)


@pytest.mark.parametrize("happened_on", ["", "soon", "2026-13", "2026-02-30", "2026-1-1-1"])
def test_what_is_no_date_is_refused(happened_on: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        counted_day(happened_on, date(2026, 3, 20))
