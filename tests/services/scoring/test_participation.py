"""Rule `rung/1` for a resident and for a team."""

from uuid import UUID

import pytest

from app.models.vocabulary import CountStatus, RungStatus
from app.services.scoring.participation import (
    RelativeEvidence,
    ResidentEvidence,
    resident_not_scored,
    rungs_of_resident,
    rungs_of_team,
)
from app.services.scoring.rung import rung_not_scored, rung_of_relation
from app.services.scoring.rung_results import Breadth, RungCounts, RungResult
from tests.services.scoring.notation import TODAY, days_ago, relation

S = RungStatus


def relative(*texts: str, person: int = 1, current: bool = True, wanting: bool = True) -> RelativeEvidence:
    """A relative with a relation to a caregiver for each text."""
    relations = tuple(relation(text, number=10 * person + place) for place, text in enumerate(texts))
    return RelativeEvidence(person_id=UUID(int=person), current=current, wanting=wanting, relations=relations)


def test_a_resident_stands_where_all_caregivers_together_stand() -> None:
    side_b = (relation("60:2", number=1), relation("20:2", number=2))
    found = rungs_of_resident(ResidentEvidence(side_b=side_b), TODAY)
    assert (found.rung, found.status) == (2, S.CURRENT)
    assert found.side_b.pooled.standing == 2
    assert [each.status for each in found.side_b.relations] == [S.INSUFFICIENT, S.INSUFFICIENT]
    assert [each.relation_id for each in found.side_b.relations] == [each.id for each in side_b]


def test_depth_is_the_furthest_relative_and_breadth_counts_who_laid_a_foundation() -> None:
    found = rungs_of_resident(
        ResidentEvidence(
            relatives=(
                relative("60:2 50:3", "20:3", person=1),
                relative("60:1 20:1", person=2),
                relative("30:2", person=3),
                relative("30:2", person=4, wanting=False),
                relative(person=5),
            )
        ),
        TODAY,
    ).side_c
    assert (found.status, found.depth, found.breadth) == (S.CURRENT, 3, Breadth(2, 4))
    assert [each.pooled.standing for each in found.relatives] == [3, 1, None, None, None]
    assert [len(each.relations) for each in found.relatives] == [2, 1, 1, 1, 0]


@pytest.mark.parametrize(
    ("relatives", "status"),
    [
        ((), S.NOT_APPLICABLE),
        ((relative("60:2 20:2", current=False),), S.NOT_APPLICABLE),
        ((relative(),), S.NO_EVIDENCE),
        ((relative("60:2"), relative("300:2", person=2)), S.INSUFFICIENT),
        ((relative("30:RUP"), relative("300:2", person=2)), S.DORMANT),
        ((relative("30:RUP"), relative(person=2)), S.REPAIR_NEEDED),
    ],
)
def test_side_c_has_a_status_and_no_depth_without_a_standing(
    relatives: tuple[RelativeEvidence, ...], status: RungStatus
) -> None:
    found = rungs_of_resident(ResidentEvidence(relatives=relatives), TODAY).side_c
    assert (found.status, found.depth) == (status, None)


def test_side_d_is_told_beside_it() -> None:
    found = rungs_of_resident(ResidentEvidence(side_d=(relation("60:2 20:2"),)), TODAY)
    assert [each.standing for each in found.side_d] == [2]
    assert (found.rung, found.status) == (None, S.NO_EVIDENCE)


def test_after_a_death_every_side_stands_still() -> None:
    found = rungs_of_resident(
        ResidentEvidence(
            side_b=(relation("60:2 20:2"),),
            relatives=(relative("60:2 20:2"),),
            side_d=(relation("60:2 20:2"),),
            frozen_on=days_ago(30),
        ),
        TODAY,
    )
    frozen = [found.side_b.pooled, *found.side_b.relations, found.side_c.relatives[0].pooled, *found.side_d]
    assert {each.frozen_date for each in frozen} == {days_ago(30)}
    assert {each.standing for each in frozen} == {None}
    assert (found.frozen_date, found.as_of) == (days_ago(30), TODAY)


def test_a_resident_who_is_not_to_be_scored_gets_no_numbers() -> None:
    found = resident_not_scored(TODAY)
    assert (found.rung, found.status, found.side_b.pooled.status, found.side_c.status) == (None, *[S.NOT_SCORED] * 3)
    assert (found.side_b.relations, found.side_c.relatives, found.side_d) == ((), (), ())


STANDINGS = {0: "", 1: "60:1 20:1", 2: "60:2 20:2", 3: "90:2 60:3 20:3", 4: "90:2 60:4 20:4", 5: "90:2 60:5 20:5"}


def standing(*rungs: int) -> list[RungResult]:
    """The answer for somebody on each of these rungs; 0 is unknown."""
    return [rung_of_relation(relation(STANDINGS[rung]), TODAY) for rung in rungs]


def test_a_team_counts_everybody_once_the_unknown_included() -> None:
    found = rungs_of_team(standing(2, 2, 4, 0, 1), standing(3, 3, 3, 5, 0, 0), TODAY)
    assert found.status is CountStatus.COUNTED
    assert found.residents == RungCounts((1, 2, 0, 1, 0), 1)
    assert found.relatives == RungCounts((0, 0, 3, 0, 1), 2)


def test_under_five_residents_nothing_is_counted() -> None:
    found = rungs_of_team(standing(2, 2, 4, 0), standing(3, 3, 3, 5, 0, 0), TODAY)
    assert (found.status, found.residents, found.relatives) == (CountStatus.WITHHELD, None, None)


def test_who_is_not_to_be_scored_is_not_one_of_the_five() -> None:
    four = [*standing(2, 2, 4, 0), rung_not_scored(TODAY)]
    assert rungs_of_team(four, [], TODAY).status is CountStatus.WITHHELD
    five = [*standing(2, 2, 4, 0, 0), rung_not_scored(TODAY)]
    assert rungs_of_team(five, [], TODAY).residents == RungCounts((0, 2, 0, 1, 0), 2)


def test_fewer_than_five_relatives_are_not_counted_either() -> None:
    assert rungs_of_team(standing(2, 2, 4, 0, 0), standing(1, 1, 1, 1, 1), TODAY).relatives == RungCounts(
        (5, 0, 0, 0, 0), 0
    )
    assert rungs_of_team(standing(2, 2, 4, 0, 0), standing(1, 1, 1, 1), TODAY).relatives is None
