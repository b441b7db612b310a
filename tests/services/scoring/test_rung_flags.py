"""Rule `rung/1`, step 7: every flag at its boundary."""

from dataclasses import replace

import pytest

from app.models.vocabulary import RungFlag
from app.services.scoring.evidence import RelationEvidence
from app.services.scoring.rung import rung_of_pool, rung_of_relation
from tests.services.scoring.notation import TODAY, relation

F = RungFlag


def flags(text: str, started: int | None = 30, wishes: tuple[int | None, int | None] = (None, None)) -> set[RungFlag]:
    return set(rung_of_relation(relation(text, started, wishes=wishes), TODAY).flags)


@pytest.mark.parametrize(
    ("flag", "text", "started", "raised"),
    [
        (F.GETTING_ACQUAINTED, "", 42, True),
        (F.GETTING_ACQUAINTED, "", 43, False),
        (F.GETTING_ACQUAINTED, "", 0, True),
        (F.GETTING_ACQUAINTED, "10:2", 42, False),
        (F.GETTING_ACQUAINTED, "10:3", 42, True),
        (F.FOUNDATION_OVERDUE, "", 43, True),
        (F.FOUNDATION_OVERDUE, "", 42, False),
        (F.FOUNDATION_OVERDUE, "10:2", 43, False),
        (F.FOUNDATION_OVERDUE, "365:2", 400, True),
        (F.FOUNDATION_OVERDUE, "364:2", 400, False),
        (F.FOUNDATION_OVERDUE, "100:1", None, True),
        (F.FOUNDATION_OVERDUE, "", None, False),
        (F.GOING_QUIET, "91:2", 400, True),
        (F.GOING_QUIET, "90:2", 400, False),
        (F.GOING_QUIET, "181:2", 400, True),
        (F.GOING_QUIET, "182:2", 400, False),
        (F.GOING_QUIET, "100:2 50:RUP 40:2", 400, False),
        (F.GOING_QUIET, "", 400, False),
        (F.ONE_SIDED_A, "4:1a 3:1a 2:1a 1:1a", 30, True),
        (F.ONE_SIDED_A, "3:1a 2:1a 1:1a", 30, False),
        (F.ONE_SIDED_A, "5:1a 4:1a 3:1a 2:1a 1:1b", 30, True),
        (F.ONE_SIDED_A, "4:1a 3:1a 2:1a 1:1b", 30, False),
        (F.ONE_SIDED_A, "5:1a 4:1a 3:1a 2:1a 1:1+", 30, True),
        (F.ONE_SIDED_A, "4:1a 3:1a 2:1a 1:1+", 30, False),
        (F.ONE_SIDED_A, "4:1+ 3:1+ 2:1+ 1:1+", 30, False),
        (F.ONE_SIDED_A, "6:1a 5:1a 4:1a 3:1a 2:1+ 1:1+", 30, False),
        (F.ONE_SIDED_A, "9:1 8:1 7:1 6:1 4:1a 3:1a 2:1a 1:1a", 30, True),
        (F.ONE_SIDED_A, "200:1a 3:1a 2:1a 1:1a", 300, False),
        (F.ONE_SIDED_B, "5:1b 4:1b 3:1b 2:1b 1:1a", 30, True),
        (F.ONE_SIDED_B, "4:1a 3:1a 2:1a 1:1a", 30, False),
        (F.MOSTLY_ONE_WAY, "3:1x 2:1x 1:1", 30, True),
        (F.MOSTLY_ONE_WAY, "2:1x 1:1x", 30, False),
        (F.MOSTLY_ONE_WAY, "4:1x 3:1x 2:1 1:1", 30, False),
        (F.SEEN_DIFFERENTLY, "10:4/2", 30, True),
        (F.SEEN_DIFFERENTLY, "10:2/4", 30, True),
        (F.SEEN_DIFFERENTLY, "10:4/3", 30, False),
        (F.SEEN_DIFFERENTLY, "10:4/2x", 30, True),
        (F.SEEN_DIFFERENTLY, "182:4/2", 300, False),
        (F.SEEN_DIFFERENTLY, "10:4/2 5:RUP", 30, False),
        (F.FOUNDATION_MISSING, "20:3 10:3", 30, True),
        (F.FOUNDATION_MISSING, "20:3 14:3", 30, False),
        (F.FOUNDATION_MISSING, "21:2 20:3 10:3", 30, False),
        (F.UNCONFIRMED, "20:1 10:1", 30, True),
        (F.UNCONFIRMED, "20:1! 10:1", 30, False),
        (F.UNCONFIRMED, "20:2 10:2 5:1!", 30, True),
        (F.UNCONFIRMED, "20:1", 30, False),
        (F.UNCONFIRMED, "20:3! 10:3", 30, False),
        (F.APPROXIMATE, "20:1~", 30, True),
        (F.APPROXIMATE, "182:1~ 20:1", 300, False),
        (F.APPROXIMATE, "20:1~ 10:RUP 5:1", 30, False),
    ],
)
def test_a_flag_is_raised_from_its_boundary_on(flag: RungFlag, text: str, started: int | None, raised: bool) -> None:  # noqa: FBT001  # a column of the table
    assert (flag in flags(text, started)) is raised


def test_two_moments_confirmed_by_one_party_each_confirm_nothing() -> None:
    found = relation("20:1! 10:1!", 30)
    first, second = found.moments
    halves = (first._replace(confirmed_b=False), second._replace(confirmed_a=False))
    assert F.UNCONFIRMED in rung_of_relation(replace(found, moments=halves), TODAY).flags


STEADY = "300:2 250:2 60:2 20:2"


@pytest.mark.parametrize(
    ("flag", "text", "wishes", "raised"),
    [
        (F.STAGNANT, STEADY, (3, 3), True),
        (F.STAGNANT, STEADY, (3, None), True),
        (F.STAGNANT, STEADY, (2, 5), False),  # the agreed wish is the lower
        (F.STAGNANT, STEADY, (None, None), False),
        (F.STAGNANT, STEADY + " 10:3", (3, 3), False),  # reached once
        (F.STAGNANT, "60:2 20:2", (3, 3), False),  # no standing before, so not steady
        (F.STAGNANT, "300:2 250:2", (3, 3), False),  # not current
        (F.STAGNANT, "300:4 250:4 60:4 20:4", (5, 5), False),  # held at 2, reached 4
        (F.ABOVE_WISH, STEADY, (1, 5), True),
        (F.ABOVE_WISH, STEADY, (None, 1), True),
        (F.ABOVE_WISH, STEADY, (2, 2), False),
        (F.ABOVE_WISH, STEADY, (None, None), False),
        (F.ABOVE_WISH, "300:2 250:2", (1, 1), False),
        (F.WISHES_DIFFER, "", (1, 2), True),
        (F.WISHES_DIFFER, STEADY, (3, 4), True),
        (F.WISHES_DIFFER, "", (2, 2), False),
        (F.WISHES_DIFFER, "", (2, None), False),
    ],
)
def test_wishes_are_the_measure(
    flag: RungFlag,
    text: str,
    wishes: tuple[int | None, int | None],
    raised: bool,  # noqa: FBT001  # a column of the table
) -> None:
    assert (flag in flags(text, 600, wishes)) is raised


CONTACT_FLAGS = {F.GETTING_ACQUAINTED, F.FOUNDATION_OVERDUE, F.GOING_QUIET, F.ONE_SIDED_A, F.ONE_SIDED_B}
LOUD = "104:1xa 103:1xa 102:1xa 92:1xa"


def test_of_unwanted_contact_no_acquaintance_quiet_or_one_sided_flag_is_raised() -> None:
    wanted, unwanted = relation(LOUD, 400), relation(LOUD, 400, unwanted=True)
    assert {F.FOUNDATION_OVERDUE, F.GOING_QUIET, F.ONE_SIDED_A} <= set(rung_of_relation(wanted, TODAY).flags)
    assert set(rung_of_relation(unwanted, TODAY).flags) == {F.MOSTLY_ONE_WAY, F.UNCONFIRMED}
    assert not CONTACT_FLAGS & set(rung_of_relation(relation("", 10, unwanted=True), TODAY).flags)


@pytest.mark.parametrize(
    ("pool", "quiet"),
    [
        ([relation(LOUD, unwanted=True, number=1), relation("", number=2)], True),
        ([relation(LOUD, unwanted=True, number=1), relation("", unwanted=True, number=2)], False),
        ([relation(LOUD, unwanted=True, number=1), relation("", ended=50, number=2)], False),
        ([relation(LOUD, ended=50, number=1)], True),
    ],
)
def test_a_pool_is_unwanted_when_all_that_goes_on_is(pool: list[RelationEvidence], quiet: bool) -> None:  # noqa: FBT001  # a column of the table
    assert (F.GOING_QUIET in rung_of_pool(pool, TODAY).flags) is quiet


@pytest.mark.parametrize(
    ("pool", "left"),
    [
        ([relation("60:2", carrier_left=True)], True),
        ([relation("60:2")], False),
        ([relation("60:3", carrier_left=True)], False),  # there is no foundation to carry
        ([relation("60:2", carrier_left=True, number=1), relation("20:4", number=2)], True),  # kept alive, not laid
        ([relation("60:2", carrier_left=True, number=1), relation("20:2", number=2)], False),
        ([relation("60:2", ended=30, number=1), relation("20:4", number=2)], True),
        ([relation("60:2", ended=30, number=1), relation("20:2", carrier_left=True, number=2)], True),
        ([relation("500:2", number=1), relation("60:2", carrier_left=True, number=2)], True),  # the old run is broken
    ],
)
def test_the_carriers_of_a_foundation_are_those_in_whose_relations_it_was_laid(
    pool: list[RelationEvidence],
    left: bool,  # noqa: FBT001  # a column of the table
) -> None:
    assert (F.FOUNDATION_CARRIERS_LEFT in rung_of_pool(pool, TODAY).flags) is left


def test_of_one_relation_the_carrier_may_have_left_as_well() -> None:
    assert F.FOUNDATION_CARRIERS_LEFT in rung_of_relation(relation("60:2", carrier_left=True), TODAY).flags


def test_flags_come_in_one_order() -> None:
    found = rung_of_relation(relation("100:4/2~ 92:4x", 400, wishes=(1, 2)), TODAY).flags
    assert list(found) == [flag for flag in RungFlag if flag in found]
    assert len(found) > 3
