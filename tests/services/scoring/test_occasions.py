"""Rule `rung/1`, steps 1 to 5: every boundary."""

import pytest

from app.models.vocabulary import RungStatus
from app.services.scoring.occasions import Standing, standing_on, taken_as_one
from app.services.scoring.parameters import DEFAULT_RUNG, RungParameters
from tests.services.scoring.notation import TODAY, ages, relation

S = RungStatus


def standing(text: str, started: int | None = 600, parameters: RungParameters = DEFAULT_RUNG) -> Standing:
    return standing_on(taken_as_one([relation(text, started)]), TODAY, parameters)


@pytest.mark.parametrize(
    ("text", "founded"),
    [
        ("10:2", True),
        ("364:2", True),
        ("365:2", False),
        ("10:2x", False),
        ("10:3", False),
        ("10:2/3", True),
        ("10:1", False),
        ("400:2 100:3", True),  # kept alive by a later moment
        ("464:2 100:3", True),  # a gap of 364 days
        ("465:2 100:3", False),  # a gap of 365 days
        ("400:2 100:3x", False),  # one-way contact keeps nothing alive
        ("400:2 100:1", False),  # nor does rung 1
        ("400:2 100:3/1", False),
        ("700:2 500:4 300:5 20:2/4", True),
        ("700:2 500:4 300:5 20:5", True),
        ("800:2 435:4 300:5 20:5", False),
        ("800:2 436:4 300:5 20:5", True),
        ("800:2 730:4 365:3", False),  # the last one is 365 days old
        ("800:2 730:4 366:3 364:3", True),
        ("10:4 10:2", True),
    ],
)
def test_a_foundation_is_a_meeting_that_was_kept_alive(text: str, founded: bool) -> None:  # noqa: FBT001  # a column of the table
    assert standing(text, 900).founded is founded


@pytest.mark.parametrize(
    ("text", "sustained"),
    [
        ("30:2", 0),
        ("30:2 30:2", 0),
        ("30:2 24:2", 0),  # six days apart
        ("30:2 23:2", 2),  # seven days apart
        ("30:2 28:2 24:2", 0),  # three days, all too near each other
        ("30:2 28:2 23:2", 2),
        ("182:2 20:2", 0),  # the window ends before the first
        ("181:2 20:2", 2),
        ("30:4 20:2", 2),
        ("30:4 20:2 15:5", 4),
        ("30:4 20:3x", 1),
        ("-1:3 30:3 0:3", 3),
        ("-1:3 30:3", 0),
        ("30:5 23:5", 5),
    ],
)
def test_a_rung_is_sustained_on_two_days_a_week_apart(text: str, sustained: int) -> None:
    assert standing(text).sustained == sustained


def test_the_number_of_occasions_and_their_spread_are_parameters() -> None:
    assert standing("30:2 23:2", parameters=RungParameters(occasions=3)).sustained == 0
    assert standing("30:2 28:2 23:2", parameters=RungParameters(occasions=3)).sustained == 2
    assert standing("30:2 23:2", parameters=RungParameters(spread_days=8)).sustained == 0


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("", S.NO_EVIDENCE),
        ("-1:2", S.NO_EVIDENCE),
        ("30:RUP", S.REPAIR_NEEDED),
        ("400:RUP", S.REPAIR_NEEDED),
        ("30:RUP 30:2", S.REPAIR_NEEDED),  # on the same day is not after it
        ("30:RUP 29:1x", S.REPAIR_NEEDED),
        ("30:RUP 29:1", S.INSUFFICIENT),
        ("30:RUP 29:1 20:RUP", S.REPAIR_NEEDED),
        ("30:RUP -1:RUP 20:2", S.INSUFFICIENT),
        ("300:RUP 290:2", S.DORMANT),
        ("182:2", S.DORMANT),
        ("181:2", S.INSUFFICIENT),
        ("30:1x 20:1x", S.CURRENT),
        ("30:RUP 20:1 10:1", S.CURRENT),
        ("60:2 50:2 30:RUP 20:1", S.INSUFFICIENT),
    ],
)
def test_the_status_is_the_first_that_fits(text: str, status: RungStatus) -> None:
    assert standing(text).status is status


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("", None),
        ("182:5", None),
        ("181:5", 5),
        ("20:4 10:3", 4),
        ("20:4x", 1),
        ("60:5 30:RUP", None),
        ("60:5 30:RUP 29:1x", 1),
        ("30:RUP 30:5 29:3", 3),
        ("-1:5 3:2", 2),
    ],
)
def test_reach_is_the_highest_rung_in_the_window_even_once(text: str, reach: int | None) -> None:
    assert standing(text).reach == reach


@pytest.mark.parametrize(
    ("text", "uncapped", "capped"),
    [
        ("100:4 20:4", 4, 2),
        ("100:3 20:3", 3, 2),
        ("100:2 20:2", 2, 2),
        ("100:1 20:1", 1, 1),
        ("364:2 100:4 20:4", 4, 4),
        ("300:2 250:RUP 100:4 20:4", 4, 2),  # a rupture takes the foundation with it
        ("300:2 250:RUP 249:2 100:4 20:4", 4, 4),
    ],
)
def test_from_rung_three_on_a_standing_asks_for_a_foundation(text: str, uncapped: int, capped: int) -> None:
    found = standing(text)
    assert (found.sustained, found.standing) == (uncapped, capped)
    assert found.capped is (uncapped != capped)


def test_before_its_start_a_relation_has_no_evidence() -> None:
    found = standing("30:2 20:2", started=-1)
    assert (found.status, found.before_start, found.reach) == (S.NO_EVIDENCE, True, None)
    assert standing("0:2", started=0).status is S.INSUFFICIENT


def test_without_a_start_date_the_oldest_moment_starts_it() -> None:
    start = standing("30:2 50:RUP 20:2", started=None).start
    assert start is not None
    assert ages([start]) == [50]
    assert standing("", started=None).start is None


def test_of_a_pool_each_relation_loses_only_what_lies_before_its_own_rupture() -> None:
    broken, whole = relation("60:4 50:RUP 40:1", number=1), relation("60:2 30:2", number=2)
    found = standing_on(taken_as_one([broken, whole]), TODAY, DEFAULT_RUNG)
    assert ages([moment.day for moment in found.remaining]) == [60, 40, 30]
    assert (found.status, found.standing, found.reach) == (S.CURRENT, 2, 2)


@pytest.mark.parametrize(
    ("one", "other", "status"),
    [
        ("50:RUP", "", S.REPAIR_NEEDED),
        ("50:RUP", "40:1x 20:1x", S.REPAIR_NEEDED),
        ("50:RUP", "60:1", S.INSUFFICIENT),
        ("50:RUP", "300:1", S.DORMANT),
        ("50:RUP 30:1x", "45:RUP 30:1", S.INSUFFICIENT),
        ("50:RUP 40:1", "30:1x", S.CURRENT),
        ("40:1x", "30:1x", S.CURRENT),
    ],
)
def test_a_pool_needs_repair_only_when_no_reciprocal_moment_remains(one: str, other: str, status: RungStatus) -> None:
    pool = [relation(one, number=1), relation(other, number=2)]
    assert standing_on(taken_as_one(pool), TODAY, DEFAULT_RUNG).status is status


def test_a_pool_begins_at_the_earliest_start() -> None:
    pool = [relation("20:2", 30, number=1), relation("300:2", None, number=2), relation("", None, number=3)]
    start = standing_on(taken_as_one(pool), TODAY, DEFAULT_RUNG).start
    assert start is not None
    assert ages([start]) == [300]
    assert standing_on(taken_as_one([]), TODAY, DEFAULT_RUNG).status is S.NO_EVIDENCE
