"""Moments over HTTP."""

from tests.house import LONG_AGO, House, keeps


def test_a_moment_can_be_noted_changed_and_laid_aside(house: House) -> None:
    body = {"relationId": house.relation_b(), "happenedOn": LONG_AGO, "rungA": 2, "reciprocal": True}
    keeps(house, "/moments", body, {"rungB": 3})
