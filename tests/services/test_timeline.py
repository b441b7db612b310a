"""The timeline: what stands on it, whose it is, and each thing once."""

from datetime import timedelta

import pytest

from app import clock
from tests.evidence import moments
from tests.house import House
from tests.timelines import ids, items, known, page

# -------------------------------------------------------------------------------------- what stands on it


def test_a_story_is_there_whole_with_names_and_with_its_moments(house: House) -> None:
    resident, relation = known(house)
    teller = house.relative("Anna")
    told = [{"relationId": relation, "rungA": 3, "reciprocal": True}]
    story = house.story(resident, tellerId=teller, happenedOn=house.ago(9), moments=told)
    (one,) = items(house, resident)
    assert (one["kind"], one["happenedOn"], one["id"]) == ("story", house.ago(9), story)
    assert one["story"] == house.seen(f"/stories/{story}")
    assert one["story"]["teller"]["preferredName"] == "Anna"
    assert one["moments"] == [house.seen(f"/moments/{one['story']['momentIds'][0]}")]
    assert (one["moment"], one["role"], one["move"]) == (None, None, None)


def test_a_moment_is_there_whole_with_names(house: House) -> None:
    resident, relation = known(house)
    (moment,) = moments(house, relation, "9:3", rungAById=house.relative("Anna"))
    (one,) = items(house, resident)
    assert (one["kind"], one["happenedOn"], one["id"]) == ("moment", house.ago(9), moment)
    assert one["moment"] == house.seen(f"/moments/{moment}")
    assert one["moment"]["rungABy"]["preferredName"] == "Anna"
    assert (one["story"], one["moments"], one["role"], one["move"]) == (None, [], None, None)


def test_every_state_of_a_role_is_a_step(house: House) -> None:
    resident, son = house.resident(), house.relative("Piet")
    role = house.made("/roles", holderId=resident, title="Tuinman", tense="is", direction="gives")["id"]
    house.done(f"/roles/{role}/states", state="being_tried", note="Met de gieter.", byPersonId=son)
    house.made("/roles", holderId=son, towardId=resident, title="Voorlezer", tense="is")
    tried, idea = items(house, resident)
    assert (tried["kind"], tried["happenedOn"]) == (idea["kind"], idea["happenedOn"]) == ("role", house.ago(0))
    assert tried["role"]["byPerson"]["preferredName"] == "Piet"
    shown = ("roleId", "title", "tense", "direction", "state", "note", "byPersonId")
    assert [tried["role"][name] for name in shown] == [
        role,
        "Tuinman",
        "is",
        "gives",
        "being_tried",
        "Met de gieter.",
        son,
    ]
    assert (idea["role"]["state"], idea["role"]["note"], tried["move"]) == ("idea", None, None)


def test_a_step_stands_on_the_day_that_it_was_in_the_house(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    resident, now = house.resident(), clock.now()
    midnight = now.replace(hour=23, minute=30) - timedelta(days=3)  # the next day in Amsterdam, in winter and summer
    monkeypatch.setattr(clock, "now", lambda: midnight)
    house.made("/roles", holderId=resident, title="Tuinman", tense="is")
    monkeypatch.setattr(clock, "now", lambda: now)
    (one,) = items(house, resident)
    day = (midnight + timedelta(days=1)).date().isoformat()
    assert one["happenedOn"] == day
    assert ids(house, resident, f"?since={day}&asOf={day}") == [one["id"]]


def test_stays_that_begin_and_end_are_moves(house: House) -> None:
    linde, wilg = (house.made("/teams", name=name)["id"] for name in ("Linde", "Wilg"))
    resident = house.resident()
    stays = [
        {"teamId": linde, "room": "12", "fromDate": house.ago(300), "untilDate": house.ago(100)},
        {"teamId": wilg, "fromDate": house.ago(100)},
        {"teamId": linde, "fromDate": house.ago(-5)},
    ]
    house.changed(f"/residents/{resident}", stays=stays)
    found = items(house, resident)
    assert [(one["kind"], one["happenedOn"], one["move"]["what"]) for one in found] == [
        ("move", house.ago(100), "stay_began"),
        ("move", house.ago(100), "stay_ended"),
        ("move", house.ago(300), "stay_began"),
    ]
    assert [(one["move"]["teamName"], one["move"]["teamId"], one["move"]["room"]) for one in found] == [
        ("Wilg", wilg, None),
        ("Linde", linde, "12"),
        ("Linde", linde, "12"),
    ]


@pytest.mark.parametrize("said", ["", "2026-03", None])
def test_a_death_is_a_move_and_memories_go_on(house: House, said: str | None) -> None:
    resident = house.resident()
    deceased_on = house.ago(10) if said == "" else said
    house.changed(f"/residents/{resident}", deceased={"known": True, "deceasedOn": deceased_on})
    memory = house.story(resident, happenedOn=house.ago(0))
    found = {one["id"]: one for one in items(house, resident)}
    assert set(found) == {resident, memory}
    assert found[resident]["happenedOn"] == (deceased_on or house.ago(0))
    assert found[resident]["move"] == {"what": "death", "teamId": None, "teamName": None, "room": None}


def test_a_house_without_anything_has_an_empty_timeline(house: House) -> None:
    assert page(house, house.resident()) == {"items": [], "nextCursor": None}
    assert house.ask("GET", f"/residents/{house.relative()}/timeline").status_code == 404


# -------------------------------------------------------------------------------------- whose it is, and once


def test_stories_are_of_who_is_in_them_or_tells_them(house: House) -> None:
    resident, other = house.resident(), house.resident()
    mentioned = [{"personId": other}, {"personId": resident, "part": "mentioned"}]
    mine = [
        house.story(resident, other, happenedOn=house.ago(3)),
        house.story(people=mentioned, happenedOn=house.ago(4)),
        house.story(other, tellerId=resident, happenedOn=house.ago(5)),
    ]
    house.story(other, happenedOn=house.ago(3))
    house.story(other, observerId=resident, happenedOn=house.ago(3))
    assert ids(house, resident) == mine


def test_moments_are_of_relations_about_the_resident_or_of_the_resident(house: House) -> None:
    resident, other, relative, caregiver = house.resident(), house.resident(), house.relative(), house.caregiver()
    for one in (resident, other):
        house.relation("A", one, relative)
    mine = [
        house.relation("B", resident, caregiver),
        house.relation("C", relative, caregiver, residentId=resident),
        house.relation("D", resident, house.organisation_id),
    ]
    not_mine = [house.relation("B", other, caregiver), house.relation("C", relative, caregiver, residentId=other)]
    told = [moments(house, relation, f"{days}:2")[0] for days, relation in enumerate(mine + not_mine)]
    assert ids(house, resident) == told[:3]


def test_a_moment_goes_inside_its_story_and_stands_alone_without_it(house: House) -> None:
    resident, relation = known(house)
    other = house.resident()
    elsewhere = house.relation("B", other, house.caregiver())
    story = house.story(resident, happenedOn=house.ago(9))
    of_others = house.story(other, happenedOn=house.ago(8))
    inside, alone, of_story = moments(house, relation, "9:3 7:3 6:3")
    (not_mine,) = moments(house, elsewhere, "9:3")
    for moment, told_in in ((inside, story), (not_mine, story), (of_story, of_others)):
        house.changed(f"/moments/{moment}", storyId=told_in)
    found = items(house, resident)
    assert [one["id"] for one in found] == [of_story, alone, story]
    assert [moment["id"] for moment in found[2]["moments"]] == [inside]
    assert found[0]["moment"]["storyId"] == of_others


@pytest.mark.parametrize("how", ["draft", "withdrawn", "moment deleted"])
def test_what_was_taken_back_is_not_there(house: House, how: str) -> None:
    resident, relation = known(house)
    story = house.story(resident, happenedOn=house.ago(9))
    (moment,) = moments(house, relation, "9:3", storyId=story)
    kept = house.story(resident, happenedOn=house.ago(20), uses=[])
    assert ids(house, resident) == [story, kept]
    if how == "draft":
        house.changed(f"/stories/{story}", state="draft")
        assert ids(house, resident) == [kept]
        house.changed(f"/stories/{story}", state="shared")
        assert ids(house, resident) == [story, kept]
    elif how == "withdrawn":
        house.done(f"/stories/{story}/withdrawals")
        assert ids(house, resident) == [kept]
    else:
        house.ask("DELETE", f"/moments/{moment}", version="*")
        assert [(one["id"], one["moments"]) for one in items(house, resident)] == [(story, []), (kept, [])]
        house.ask("DELETE", f"/stories/{story}", version="*")
        assert ids(house, resident) == [kept]


def test_linked_moments_of_one_occasion_stand_beside_each_other(house: House) -> None:
    resident, relative, caregiver = house.resident(), house.relative(), house.caregiver()
    house.relation("A", resident, relative)
    relations = [
        house.relation("B", resident, caregiver),
        house.relation("C", relative, caregiver, residentId=resident),
    ]
    house.made("/moments", relationIds=relations, happenedOn=house.ago(3), rungA=3, reciprocal=True)
    one, two = items(house, resident)
    assert (one["moment"]["linkedMomentIds"], two["moment"]["linkedMomentIds"]) == ([two["id"]], [one["id"]])
