"""The overview of a team: who is shown, what stands beside them, and in how many statements."""

from typing import Any, Final

import pytest

from app.services.overview import TEXT
from tests.evidence import moments
from tests.house import House, Said
from tests.ward import Ward

MOST: Final = 12
STEADY: Final = "150:2 100:4 20:4"
EMPTY: Final[Said] = {"status": "not_scored", "standing": None, "trend": "unknown", "flags": [], "decidedBy": []}


@pytest.fixture
def ward(house: House) -> Ward:
    return Ward(house)


def overview(ward: Ward, asked: str = "") -> Said:
    return ward.house.seen(f"/teams/{ward.team}/overview{asked}")


def shown(ward: Ward, asked: str = "") -> Any:  # noqa: ANN401  any JSON
    """The only resident in the overview."""
    (one,) = overview(ward, asked)["residents"]
    return one


def named(listed: list[Said]) -> list[str]:
    return [one["resident"]["preferredName"] for one in listed]


# ------------------------------------------------------------------------------------------------- the residents


def test_a_team_is_told_by_its_name_with_its_residents_in_order_of_theirs(ward: Ward) -> None:
    for name in ("Wim", "anna", "Bep"):
        ward.resident(name)
    answer = overview(ward)
    assert (answer["rule"], answer["asOf"]) == ("rung/1", ward.house.ago(0))
    assert (answer["teamId"], answer["teamName"]) == (ward.team, "De Linde")
    assert named(answer["residents"]) == ["anna", "Bep", "Wim"]
    assert answer["parameters"]["windowDays"] == 182


def test_a_resident_is_told_with_the_room_and_since_when(ward: Ward) -> None:
    resident = ward.resident(noRoleAskedNow=True)
    ward.house.done(f"/residents/{resident}/arrivals", teamId=ward.team, room="14", arrivedOn=ward.house.ago(10))
    one = shown(ward)
    assert (one["residentId"], one["room"], one["state"]) == (resident, "14", "moved_in")
    assert one["movedInDate"] == ward.house.ago(400)  # another room is not another stay
    assert (one["noRoleAskedNow"], one["doNotScore"]) == (True, False)


def test_who_died_left_is_still_to_come_or_stays_elsewhere_is_not_shown(ward: Ward) -> None:
    house = ward.house
    dead, left = ward.resident("Dora"), ward.resident("Lies")
    house.done(f"/residents/{dead}/departures", kind="deceased", departedOn=house.ago(50))
    house.done(f"/residents/{left}/departures", kind="moved_out", departedOn=house.ago(50))
    ward.resident("Ella", stays=[{"teamId": ward.team, "fromDate": house.ago(-3)}])
    Ward(house).resident("Olga")
    ward.resident("Truus")
    assert named(overview(ward)["residents"]) == ["Truus"]
    assert named(overview(ward, f"?asOf={house.ago(60)}")["residents"]) == ["Dora", "Lies", "Truus"]
    assert named(overview(ward, f"?asOf={house.ago(50)}")["residents"]) == ["Lies", "Truus"]


def test_participation_is_that_of_the_resident_themselves(ward: Ward) -> None:
    house, resident = ward.house, ward.resident()
    moments(house, house.relation("B", resident, house.caregiver(), startDate=house.ago(400)), "150:2 100:4")
    moments(house, house.relation("B", resident, house.caregiver(), endDate=house.ago(15)), "20:4")
    one = shown(ward)
    whole = house.seen(f"/residents/{resident}/participation")["sideB"]["pooled"]
    assert one["participation"] == {name: whole[name] for name in EMPTY}
    assert one["participation"]["standing"] == 4
    assert len(one["participation"]["decidedBy"]) == 2
    assert len(one["relations"]) == 1  # the other one has ended, but counts


def test_who_is_not_to_be_scored_is_shown_without_a_number(ward: Ward) -> None:
    house, resident = ward.house, ward.resident(doNotScore=True)
    moment = moments(house, house.relation("B", resident, house.caregiver()), STEADY)[-1]
    one = shown(ward)
    assert one["doNotScore"] is True
    assert one["participation"] == one["relations"][0]["rung"] == EMPTY
    assert one["relations"][0]["lastMoment"]["id"] == moment


# ------------------------------------------------------------------------------------------------- the relations


def test_a_relation_is_told_as_everywhere_else(ward: Ward) -> None:
    house, resident, caregiver = ward.house, ward.resident(), ward.colleague("Bilal")
    relation = house.relation("B", resident, caregiver, kind="primary_caregiver")
    last = moments(house, relation, STEADY)[-1]
    (one,) = shown(ward)["relations"]
    whole = house.seen(f"/relations/{relation}/rung")
    assert one["rung"] == {name: whole[name] for name in EMPTY}
    assert (one["relationId"], one["side"], one["kind"], one["wanted"]) == (relation, "B", "primary_caregiver", True)
    assert one["person"] == {"id": caregiver, "preferredName": "Bilal"}
    assert (one["personId"], one["caregiverId"], one["caregiver"]) == (caregiver, None, None)
    assert one["lastMoment"] == {"kind": "moment", "id": last, "happenedOn": house.ago(20)}


def test_every_side_says_who_stands_at_its_other_end(ward: Ward) -> None:
    house, resident, caregiver, relative = ward.house, ward.resident(), ward.colleague("Bilal"), ward.house.relative()
    about = {"residentId": resident}
    house.relation("A", resident, relative)
    house.relation("D", relative, house.organisation_id, **about)
    house.relation("D", resident, house.organisation_id)
    house.relation("C", relative, caregiver, **about)
    house.relation("B", resident, caregiver)
    told = [(one["side"], one["personId"], one["caregiverId"]) for one in shown(ward)["relations"]]
    assert told == [
        ("A", relative, None),
        ("B", caregiver, None),
        ("C", relative, caregiver),
        ("D", relative, None),
        ("D", None, None),
    ]
    assert [one["rung"] is None for one in shown(ward)["relations"]] == [True, False, False, False, False]


def test_two_fellow_residents_stand_with_each_other(ward: Ward) -> None:
    first, second = ward.resident("Anna"), ward.resident("Bep")
    relation = ward.house.relation("A", first, second, kind="fellow_resident")
    each = overview(ward)["residents"]
    assert [one["relations"][0]["relationId"] for one in each] == [relation, relation]
    assert [one["relations"][0]["personId"] for one in each] == [second, first]


def test_what_has_ended_or_not_begun_is_not_shown(ward: Ward) -> None:
    house, resident = ward.house, ward.resident()
    dead = house.relative()
    house.relation("A", resident, dead)
    house.changed(f"/relatives/{dead}", deceased={"known": True, "deceasedOn": house.ago(5)})
    house.relation("B", resident, house.caregiver(), endDate=house.ago(5))
    house.relation("B", resident, house.caregiver(), startDate=house.ago(-5))
    assert shown(ward)["relations"] == []
    assert [one["side"] for one in shown(ward, f"?asOf={house.ago(6)}")["relations"]] == ["A", "B"]


UNWANTED: Final[list[Said]] = [
    {"contactWantedA": "no"},
    {"contactWantedB": "no"},
    {"barred": {"fromDate": "2020-01-01", "reason": "Rechter"}},
]


@pytest.mark.parametrize("more", UNWANTED)
def test_unwanted_contact_is_marked_and_no_birthday(ward: Ward, more: Said) -> None:
    house, today = ward.house, ward.house.today()
    relative = house.made("/relatives", preferredName="Anna", bornOn=today.replace(year=1960).isoformat())["id"]
    relation = house.relation("A", ward.resident(), relative)
    assert [one["personId"] for one in overview(ward)["birthdays"]] == [relative]
    house.changed(f"/relations/{relation}", **more)
    assert shown(ward)["relations"][0]["wanted"] is False
    assert overview(ward)["birthdays"] == []


def test_who_is_close_to_a_resident_in_two_ways_is_their_relative_once(ward: Ward) -> None:
    house, today, resident = ward.house, ward.house.today(), ward.resident()
    relative = house.made("/relatives", preferredName="Anna", bornOn=today.replace(year=1960).isoformat())["id"]
    for kind in ("niece", "neighbour"):
        house.relation("A", resident, relative, kind=kind)
    (one,) = overview(ward)["birthdays"]
    assert one["residentIds"] == [resident]


def test_the_last_moment_is_the_newest_that_counts(ward: Ward) -> None:
    house, resident = ward.house, ward.resident()
    relation = house.relation("B", resident, house.caregiver())
    assert shown(ward)["relations"][0]["lastMoment"] is None
    old = moments(house, relation, "30:2")[0]
    told = house.story(resident, happenedOn=house.ago(10))
    new = moments(house, relation, "10:2", storyId=told)[0]
    assert shown(ward)["relations"][0]["lastMoment"]["id"] == new
    assert shown(ward, f"?asOf={house.ago(11)}")["relations"][0]["lastMoment"]["id"] == old
    house.done(f"/stories/{told}/withdrawals")
    assert shown(ward)["relations"][0]["lastMoment"]["id"] == old


def test_on_side_a_the_last_moment_is_a_story_with_both_of_them_in_it(ward: Ward) -> None:
    house, resident, relative = ward.house, ward.resident(), ward.house.relative()
    house.relation("A", resident, relative)
    told = house.story(resident, relative, happenedOn=house.ago(10))
    mentioned = [{"personId": resident}, {"personId": relative, "part": "mentioned"}]
    house.story(resident, happenedOn=house.ago(5), people=mentioned)
    last = shown(ward)["relations"][0]["lastMoment"]
    assert last == {"kind": "story", "id": told, "happenedOn": house.ago(10)}


# ----------------------------------------------------------------------------------------------- the answer itself


def test_it_is_told_in_both_languages(ward: Ward) -> None:
    path = f"/teams/{ward.team}/overview"
    told = [ward.house.ask("GET", path, spoken=language).json()["text"] for language in ("nl", "en")]
    assert told == [TEXT.nl.format(period="het laatste half jaar"), TEXT.en.format(period="the last half-year")]


def test_a_day_to_come_is_refused_and_no_team_has_no_overview(ward: Ward) -> None:
    answer = ward.house.ask("GET", f"/teams/{ward.team}/overview?asOf={ward.house.ago(-1)}")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "as_of_in_future")
    assert ward.house.ask("GET", f"/teams/{ward.house.organisation_id}/overview").status_code == 404
    ward.house.ask("DELETE", f"/teams/{ward.team}", version="*")
    assert ward.house.ask("GET", f"/teams/{ward.team}/overview").status_code == 404


def test_an_empty_team_is_an_answer(ward: Ward) -> None:
    answer = overview(ward)
    assert (answer["residents"], answer["birthdays"]) == ([], [])


def test_an_overview_takes_at_most_twelve_statements_whatever_the_team(ward: Ward) -> None:
    house, path = ward.house, f"/teams/{ward.team}/overview"

    def add() -> None:
        resident, relative, caregiver = ward.resident(), house.relative(), ward.colleague()
        house.relation("A", resident, relative)
        moments(house, house.relation("B", resident, caregiver), STEADY)
        moments(house, house.relation("C", relative, caregiver, residentId=resident), STEADY)
        house.story(resident, relative)

    add()
    few = house.statements(path)
    for _ in range(3):
        add()
    assert len(overview(ward)["residents"]) == 4
    assert house.statements(path) == few
    assert few - 1 <= MOST  # the first one begins the transaction
