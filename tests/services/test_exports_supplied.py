"""What somebody supplied themselves is what they told, said, answered and wrote."""

import pytest

from tests.house import LONG_AGO, House
from tests.taken import Taken


@pytest.fixture
def taken(house: House) -> Taken:
    return Taken(house)


def test_what_somebody_supplied_is_what_they_told_said_and_wrote(taken: Taken) -> None:
    house = taken.house
    own = house.story(taken.truus, text="Ik zong weer.", tellerId=taken.truus)
    answered = {"relationId": taken.side_b, "happenedOn": LONG_AGO, "rungA": 4, "rungAById": taken.truus}
    mine = house.made("/moments", **answered, reciprocal=True)["id"]
    export = taken.export(taken.truus, taken.own, "supplied").json()["id"]
    held = taken.content(export, taken.own)
    assert [one["id"] for one in held["stories"]] == [own]
    assert [one["id"] for one in held["moments"]] == [mine]
    assert held["roles"] == []
    assert held["resident"]["preferredName"] == "Truus"
    assert (held["looks"], held["keys"], held["exports"]) == ([], [], [])
