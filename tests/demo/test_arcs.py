"""Each arc tells what it is called."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest

from app.demo.arcs import ARCS, REMEMBERED, Arc, touches
from app.models.vocabulary import RungFlag, RungStatus, RungTrend, Side
from app.services.scoring.evidence import Moment, RelationEvidence, effective_rung
from app.services.scoring.rung import rung_of_relation
from app.services.scoring.rung_results import RungResult

TODAY = date(2026, 3, 1)
BEFORE = 500
CURRENT, STEADY, UNKNOWN = RungStatus.CURRENT, RungTrend.STEADY, RungTrend.UNKNOWN


def reckoned(
    arc: Arc, days: int, side: Side, seed: int, wishes: tuple[int | None, int | None], *, left: bool = False
) -> RungResult:
    moments = tuple(
        Moment(
            day=TODAY - timedelta(touch.days),
            id=str(place),
            effective_rung=effective_rung(touch.rung_a, touch.rung_b, touch.reciprocal),
            rung_a=touch.rung_a,
            rung_b=touch.rung_b,
            reciprocal=touch.reciprocal,
            initiator=touch.initiator,
            rupture=touch.rupture,
            confirmed_a=touch.rung_a is not None and not touch.said_by_b,
            confirmed_b=touch.rung_b is not None,
            happened_on="2026-01" if touch.month_only else "2026-01-01",
        )
        for place, touch in enumerate(touches(arc, side, days, Random(seed)))
    )
    start = TODAY - timedelta(days)
    a, b = wishes
    evidence = RelationEvidence(id=UUID(int=1), start=start, wish_a=a, wish_b=b, carrier_left=left, moments=moments)
    return rung_of_relation(evidence, TODAY)


@pytest.mark.parametrize("side", [Side.B, Side.C])
@pytest.mark.parametrize(
    ("arc", "days", "status", "standing", "trend", "flags"),
    [
        (Arc.STEADY_MEET, BEFORE, CURRENT, 2, STEADY, []),
        (Arc.STEADY_CONSULT, BEFORE, CURRENT, 3, STEADY, []),
        (Arc.STEADY_DELIBERATE, BEFORE, CURRENT, 4, STEADY, []),
        (Arc.STEADY_TOGETHER, BEFORE, CURRENT, 5, STEADY, []),
        (Arc.GROWING, BEFORE, CURRENT, 4, RungTrend.RISING, []),
        (Arc.FALLING, BEFORE, CURRENT, 2, RungTrend.FALLING, []),
        (Arc.FRESH, 30, CURRENT, 1, UNKNOWN, [RungFlag.GETTING_ACQUAINTED]),
        (Arc.OVERDUE, BEFORE, CURRENT, 1, STEADY, [RungFlag.FOUNDATION_OVERDUE]),
        (Arc.QUIET, BEFORE, CURRENT, 3, STEADY, [RungFlag.GOING_QUIET]),
        (Arc.SILENT, BEFORE, RungStatus.DORMANT, None, RungTrend.FADING, []),
        (Arc.RUPTURE_OPEN, BEFORE, RungStatus.REPAIR_NEEDED, None, UNKNOWN, []),
        (Arc.RUPTURE_MENDED, BEFORE, CURRENT, 3, STEADY, []),
        (Arc.ONE_SIDED_A, BEFORE, CURRENT, 2, STEADY, [RungFlag.ONE_SIDED_A]),
        (Arc.ONE_SIDED_B, BEFORE, CURRENT, 2, STEADY, [RungFlag.ONE_SIDED_B]),
        (Arc.ONE_WAY, BEFORE, CURRENT, 2, STEADY, [RungFlag.MOSTLY_ONE_WAY]),
        (Arc.NO_FOUNDATION, BEFORE, CURRENT, 2, STEADY, [RungFlag.FOUNDATION_MISSING]),
        (Arc.SEEN_DIFFERENTLY, BEFORE, CURRENT, 2, STEADY, [RungFlag.SEEN_DIFFERENTLY]),
        (Arc.UNCONFIRMED, BEFORE, CURRENT, 3, STEADY, [RungFlag.UNCONFIRMED]),
        (Arc.SINGLE, BEFORE, RungStatus.INSUFFICIENT, None, UNKNOWN, []),
        (Arc.NONE, BEFORE, RungStatus.NO_EVIDENCE, None, UNKNOWN, []),
        (Arc.APPROXIMATE, BEFORE, CURRENT, 3, STEADY, [RungFlag.APPROXIMATE]),
        (Arc.RUNG_ONE, BEFORE, CURRENT, 1, STEADY, []),
    ],
)
def test_an_arc_tells_what_it_is_called_whatever_chance_does(
    arc: Arc, side: Side, days: int, status: RungStatus, standing: int | None, trend: RungTrend, flags: list[RungFlag]
) -> None:
    for seed in range(25):
        result = reckoned(arc, days, side, seed, (None, None))
        assert (result.status, result.standing, result.trend) == (status, standing, trend)
        assert set(flags) <= set(result.flags)


@pytest.mark.parametrize(
    ("arc", "wishes", "flag"),
    [
        (Arc.STAGNANT, (4, 4), RungFlag.STAGNANT),
        (Arc.ABOVE_WISH, (2, None), RungFlag.ABOVE_WISH),
        (Arc.WISHES_DIFFER, (2, 4), RungFlag.WISHES_DIFFER),
    ],
)
def test_an_arc_about_wishes_needs_them(arc: Arc, wishes: tuple[int, int | None], flag: RungFlag) -> None:
    assert flag in reckoned(arc, BEFORE, Side.B, 1, wishes).flags
    assert flag not in reckoned(arc, BEFORE, Side.B, 1, (None, None)).flags


def test_who_laid_the_foundation_may_be_gone() -> None:
    gone = reckoned(Arc.CARRIER_LEFT, BEFORE, Side.C, 1, (None, None), left=True)
    assert RungFlag.FOUNDATION_CARRIERS_LEFT in gone.flags


@pytest.mark.parametrize("days", [0, 1, 12, 100, 5000])
@pytest.mark.parametrize("arc", list(ARCS))
def test_no_moment_lies_outside_the_relation(arc: Arc, days: int) -> None:
    found = [touch.days for touch in touches(arc, Side.B, days, Random(3))]
    assert all(0 <= one <= min(days, REMEMBERED) for one in found)
    assert found == sorted(found, reverse=True)


def test_every_arc_is_described() -> None:
    assert set(ARCS) == set(Arc)
