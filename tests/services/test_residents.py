"""Residents: where they stand in their stay, arriving, departing, dying."""

import pytest

from tests.house import House, Said, new_id, takes_a_fixed_number_of_statements


def team(house: House) -> str:
    return str(house.made("/teams", name="Linde")["id"])


def stay(house: House, team_id: str, start: int, end: int | None = None) -> Said:
    """From and until so many days ago."""
    return {"teamId": team_id, "fromDate": house.ago(start)} | ({} if end is None else {"untilDate": house.ago(end)})


STAYS: list[tuple[list[tuple[int, int | None]], str]] = [
    ([], "expected"),
    ([(-3, None)], "expected"),
    ([(0, None)], "moved_in"),
    ([(30, 0)], "moved_in"),
    ([(30, 1)], "moved_out"),
    ([(60, 40), (10, None)], "moved_in"),
    ([(60, 40), (-10, None)], "expected"),
]


@pytest.mark.parametrize(("stays", "state"), STAYS)
def test_a_state_follows_from_the_stays(house: House, stays: list[tuple[int, int | None]], state: str) -> None:
    linde = team(house)
    resident = house.made("/residents", stays=[stay(house, linde, *days) for days in stays])
    assert (resident["state"], resident["teamId"]) == (state, linde if state == "moved_in" else None)
    for asked in ("expected", "moved_in", "moved_out", "deceased"):
        found = house.seen(f"/residents?state={asked}")["items"]
        assert [one["id"] for one in found] == ([resident["id"]] if asked == state else [])
    here = [one["id"] for one in house.seen(f"/residents?teamId={linde}")["items"]]
    assert here == ([resident["id"]] if state == "moved_in" else [])


def test_one_stay_can_be_said_in_short(house: House) -> None:
    linde = team(house)
    made = house.made("/residents", teamId=linde, movedInDate=house.ago(3))
    assert (made["teamId"], made["state"]) == (linde, "moved_in")
    assert [(one["teamId"], one["fromDate"]) for one in made["stays"]] == [(linde, house.ago(3))]
    assert house.refused("POST", "/residents", {"teamId": linde})[:2] == (400, "short_stay")
    both = {"teamId": linde, "movedInDate": house.ago(3), "stays": made["stays"]}
    assert house.refused("POST", "/residents", both)[:2] == (400, "short_stay")


def test_who_arrives_elsewhere_leaves_where_they_were(house: House) -> None:
    linde, wilg = team(house), team(house)
    resident = house.made("/residents", teamId=linde, movedInDate=house.ago(30))["id"]
    arrived = house.done(f"/residents/{resident}/arrivals", teamId=wilg, arrivedOn=house.ago(5), room="12")
    assert arrived["teamId"] == wilg
    assert [(one["teamId"], one["room"], one["untilDate"]) for one in arrived["stays"]] == [
        (linde, None, house.ago(5)),
        (wilg, "12", None),
    ]
    earlier = {"teamId": linde, "arrivedOn": house.ago(9)}
    assert house.refused("POST", f"/residents/{resident}/arrivals", earlier)[:2] == (409, "arrival_before_stay")
    nowhere = {"teamId": new_id(), "arrivedOn": house.ago(0)}
    refusal = (422, "reference_not_found", ["/teamId"])
    assert house.refused("POST", f"/residents/{resident}/arrivals", nowhere) == refusal


def test_who_departs_has_moved_out_the_day_after(house: House) -> None:
    resident = house.made("/residents", teamId=team(house), movedInDate=house.ago(30))["id"]
    where = f"/residents/{resident}/departures"
    partial = {"kind": "moved_out", "departedOn": house.ago(1)[:7]}
    assert house.refused("POST", where, partial) == (400, "whole_date_needed", ["/departedOn"])
    assert house.done(where, kind="moved_out", departedOn=house.ago(1))["state"] == "moved_out"
    again = {"kind": "moved_out", "departedOn": house.ago(0)}
    assert house.refused("POST", where, again)[:2] == (409, "no_open_stay")


def test_who_dies_departs(house: House) -> None:
    resident = house.made("/residents", teamId=team(house), movedInDate=house.ago(30))["id"]
    where = f"/residents/{resident}/departures"
    ahead = {"kind": "deceased", "departedOn": house.ago(-2)}
    assert house.refused("POST", where, ahead) == (400, "death_in_future", ["/departedOn"])
    dead = house.done(where, kind="deceased", departedOn=house.ago(4))
    assert (dead["state"], dead["teamId"]) == ("deceased", None)
    assert dead["deceased"] == {"known": True, "deceasedOn": house.ago(4)}
    assert [one["untilDate"] for one in dead["stays"]] == [house.ago(4)]
    assert house.refused("POST", where, {"kind": "deceased"})[:2] == (409, "resident_deceased")
    arrival = {"teamId": dead["stays"][0]["teamId"], "arrivedOn": house.ago(0)}
    assert house.refused("POST", f"/residents/{resident}/arrivals", arrival)[:2] == (409, "resident_deceased")


def test_a_day_of_death_may_be_unknown_or_partial(house: House) -> None:
    unknown, partial = house.resident(), house.resident()
    assert house.done(f"/residents/{unknown}/departures", kind="deceased")["state"] == "deceased"
    month = house.ago(40)[:7]
    dead = house.done(f"/residents/{partial}/departures", kind="deceased", departedOn=month)
    assert (dead["state"], dead["deceased"]["deceasedOn"]) == ("deceased", month)
    found = [one["id"] for one in house.seen("/residents?state=deceased")["items"]]
    assert found == sorted([unknown, partial])


def test_a_life_story_says_who_told_it(house: House) -> None:
    resident, daughter = house.resident(), house.relative("Anna")
    passage = {"text": "Ze danste graag.", "voicedById": daughter, "saidOn": "2025-11"}
    told = house.changed(f"/residents/{resident}", lifeStory=[passage])["lifeStory"]
    assert told == [passage | {"voicedBy": {"id": daughter, "preferredName": "Anna"}}]
    assert house.refused("DELETE", f"/relatives/{daughter}")[:2] == (409, "in_use")


def test_no_role_is_asked_of_who_wants_none(house: House) -> None:
    resident = house.made("/residents", noRoleAskedNow=True)
    assert (resident["noRoleAskedNow"], resident["doNotScore"]) == (True, False)


def test_a_list_takes_a_fixed_number_of_statements(house: House) -> None:
    linde, teller = team(house), house.relative()
    passage = [{"text": "Ooit.", "voicedById": teller}]
    body = {"teamId": linde, "movedInDate": house.ago(3), "lifeStory": passage, "memberships": [{"teamId": linde}]}
    takes_a_fixed_number_of_statements(house, f"/residents?teamId={linde}", lambda: house.made("/residents", **body))
