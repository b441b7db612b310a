"""The rung in the words of the wire."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.evidence import moments
from tests.house import House


def test_the_next_step_says_what_one_more_occasion_would_do(house: House) -> None:
    relation = house.relation_b(startDate=house.ago(30))
    moments(house, relation, "10:2")
    step = house.seen(f"/relations/{relation}/rung")["nextStep"]
    assert (step["becomes"], step["rung"]) == (2, 2)
    assert step["earliestDate"] >= house.ago(3)
    assert step["text"]


def test_moments_are_listed_only_when_asked_and_only_those_in_the_window(house: House) -> None:
    relation = house.relation_b(startDate=house.ago(400))
    old, new = moments(house, relation, "182:2 181:2")
    where = f"/relations/{relation}/rung"
    assert house.seen(where)["evidence"] == []
    assert [one["momentId"] for one in house.seen(f"{where}?explain=true")["evidence"]] == [new]
    then = house.seen(f"{where}?explain=true&asOf={house.ago(1)}")["evidence"]
    assert [one["momentId"] for one in then] == [old, new]


@pytest.mark.parametrize("text", ["", "10:2", "60:2 20:2", "300:2", "60:2 20:RUP", "60:3 20:3"])
def test_every_status_is_told_in_both_languages(house: House, text: str) -> None:
    relation = house.relation_b(startDate=house.ago(400))
    moments(house, relation, text)
    told = [house.ask("GET", f"/relations/{relation}/rung", spoken=one).json() for one in ("nl", "en")]
    assert told[0]["text"] != told[1]["text"]
    assert told[0]["nextStep"]["text"] != told[1]["nextStep"]["text"]
    assert {**told[0], "text": "", "nextStep": {}} == {**told[1], "text": "", "nextStep": {}}


def answers(told: Any) -> Iterator[Any]:  # noqa: ANN401  any JSON
    """Every rung answer within an answer."""
    for value in told.values() if isinstance(told, dict) else told if isinstance(told, list) else []:
        yield from answers(value)
    if isinstance(told, dict) and "standing" in told:
        yield told


def test_no_number_stands_without_the_moments_behind_it(house: House) -> None:
    resident, relative, caregiver = house.resident(), house.relative(), house.caregiver()
    house.relation("A", resident, relative)
    for relation in (
        house.relation("B", resident, caregiver, startDate=house.ago(500)),
        house.relation("C", relative, caregiver, residentId=resident, startDate=house.ago(500)),
        house.relation("D", resident, house.organisation_id, startDate=house.ago(500)),
    ):
        moments(house, relation, "330:2 300:4 250:4 60:2 40:5 20:2")
    told = list(answers(house.seen(f"/residents/{resident}/participation")))
    assert len(told) == 5  # sides B and C pooled and apart, side D
    for one in told:
        assert all((one["standing"], one["reach"], one["previousStanding"]))
        assert all((one["decidedBy"], one["reachedBy"]["momentId"], one["previouslyDecidedBy"]))
