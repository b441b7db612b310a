"""What a body points at must live here, and what is pointed at cannot be laid aside."""

from tests.house import House, new_id


def test_every_place_that_points_at_nothing_is_named_at_once(house: House) -> None:
    people = [{"personId": house.resident()}, {"personId": new_id()}]
    body = {"text": "Soep.", "happenedOn": "2026", "people": people, "tellerId": new_id(), "teamId": new_id()}
    status, code, places = house.refused("POST", "/stories", body)
    assert (status, code) == (422, "reference_not_found")
    assert set(places) == {"/people/1/personId", "/tellerId", "/teamId"}


def test_what_is_pointed_at_stays_until_nothing_points_at_it(house: House) -> None:
    location = house.made("/locations", name="Linde")["id"]
    team = house.made("/teams", name="a", locationId=location)["id"]
    assert house.refused("DELETE", f"/locations/{location}")[:2] == (409, "in_use")
    house.ask("DELETE", f"/teams/{team}", version="*")
    assert house.ask("DELETE", f"/locations/{location}", version="*").status_code == 204


def test_a_part_of_something_living_points_too(house: House) -> None:
    team = house.made("/teams", name="a")["id"]
    resident = house.made("/residents", preferredName="Jo", stays=[{"teamId": team, "fromDate": "2026-01-05"}])["id"]
    assert house.refused("DELETE", f"/teams/{team}")[:2] == (409, "in_use")
    house.changed(f"/residents/{resident}", stays=[])
    assert house.ask("DELETE", f"/teams/{team}", version="*").status_code == 204


def test_a_thing_may_point_at_another_of_its_kind(house: House) -> None:
    whole = house.made("/locations", name="whole")["id"]
    house.made("/locations", name="part", partOfId=whole)
    assert house.refused("DELETE", f"/locations/{whole}")[:2] == (409, "in_use")
