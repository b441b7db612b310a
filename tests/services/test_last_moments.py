"""The last moment of a relation: what is newest, what counts, and who was there."""

import pytest

from tests.evidence import moments
from tests.house import House, Said


def last(house: House, resident: str, relation: str, asked: str = "") -> Said | None:
    """The last moment of a relation in the triangle of a resident."""
    sides = house.seen(f"/residents/{resident}/triangle{asked}")["sides"]
    (found,) = [one for side in sides for one in side["relations"] if one["relationId"] == relation]
    told: Said | None = found["lastMoment"]
    return told


def test_the_newest_moment_is_the_last_one(house: House) -> None:
    resident = house.resident()
    relation = house.relation("B", resident, house.caregiver())
    assert last(house, resident, relation) is None
    old, new, middle = moments(house, relation, "400:2 20:1x 100:4")
    assert last(house, resident, relation) == {"kind": "moment", "id": new, "happenedOn": house.ago(20)}
    assert (last(house, resident, relation, f"?asOf={house.ago(21)}") or {})["id"] == middle
    assert (last(house, resident, relation, f"?asOf={house.ago(101)}") or {})["id"] == old
    assert last(house, resident, relation, f"?asOf={house.ago(401)}") is None


def test_of_one_day_the_moment_with_the_latest_id_is_the_last(house: House) -> None:
    resident = house.resident()
    relation = house.relation("B", resident, house.caregiver())
    both = moments(house, relation, "20:1 20:1")
    assert (last(house, resident, relation) or {})["id"] == max(both)


def test_a_partial_date_counts_at_its_latest_day_and_is_told_as_recorded(house: House) -> None:
    resident = house.resident()
    relation = house.relation("B", resident, house.caregiver())
    moments(house, relation, "1000:2")
    month = house.ago(500)[:7]
    house.made("/moments", relationId=relation, happenedOn=month, rungA=1, reciprocal=True)
    assert (last(house, resident, relation) or {})["happenedOn"] == month


@pytest.mark.parametrize(
    "without",
    [{"uses": []}, {"state": "draft"}, {"withdrawn": True}, {"deleted": True}],
    ids=lambda one: next(iter(one)),
)
def test_what_no_longer_counts_is_not_the_last(house: House, without: Said) -> None:
    resident, relative = house.resident(), house.relative()
    close = house.relation("A", resident, relative)
    relation = house.relation("B", resident, house.caregiver())
    (earlier,) = moments(house, relation, "30:2")
    (newer,) = moments(house, relation, "10:2")
    older = house.story(resident, relative, happenedOn=house.ago(30))
    story = house.story(resident, relative, happenedOn=house.ago(10))
    house.changed(f"/moments/{newer}", storyId=story)
    assert (last(house, resident, relation) or {})["id"] == newer
    assert last(house, resident, close) == {"kind": "story", "id": story, "happenedOn": house.ago(10)}
    if "withdrawn" in without:
        house.done(f"/stories/{story}/withdrawals")
    elif "deleted" in without:
        house.ask("DELETE", f"/moments/{newer}", version="*")
        assert house.ask("DELETE", f"/stories/{story}", version="*").status_code == 204
    else:
        house.changed(f"/stories/{story}", **without)
    assert (last(house, resident, relation) or {})["id"] == earlier
    assert (last(house, resident, close) or {})["id"] == older


@pytest.mark.parametrize(
    ("parts", "there"),
    [
        (("central", "central"), True),
        (("central", "present"), True),
        (("present", "present"), True),
        (("central", "mentioned"), False),
        (("mentioned", "central"), False),
    ],
)
def test_being_mentioned_is_not_being_there(house: House, parts: tuple[str, str], *, there: bool) -> None:
    people = [house.resident(), house.relative()]
    relation = house.relation("A", *people)
    listed = [{"personId": who, "part": part} for who, part in zip(people, parts, strict=True)]
    house.story(people=listed, happenedOn=house.ago(5))
    assert (last(house, people[0], relation) is not None) is there


def test_a_story_of_one_of_the_two_is_nobodys_last_moment(house: House) -> None:
    resident, one, other = house.resident(), house.relative(), house.relative()
    relations = [house.relation("A", resident, one), house.relation("A", resident, other)]
    both = house.story(resident, one, happenedOn=house.ago(50))
    house.story(resident, happenedOn=house.ago(5))
    house.story(one, other, happenedOn=house.ago(4))
    assert [last(house, resident, relation) for relation in relations] == [
        {"kind": "story", "id": both, "happenedOn": house.ago(50)},
        None,
    ]


def test_a_fellow_resident_sees_the_same_last_story(house: House) -> None:
    one, other = house.resident(), house.resident()
    relation = house.relation("A", one, other)
    story = house.story(one, other, happenedOn=house.ago(5))
    assert last(house, one, relation) == last(house, other, relation)
    assert (last(house, other, relation) or {})["id"] == story
