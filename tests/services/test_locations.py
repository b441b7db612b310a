"""Locations: places within places, managed by a team."""

from tests.house import House


def test_a_location_is_part_of_another_and_managed_by_a_team(house: House) -> None:
    whole = house.made("/locations", name="Het Anker")["id"]
    team = house.made("/teams", name="Linde", locationId=whole)["id"]
    part = house.made("/locations", partOfId=whole, managedById=team, description="De gang bij de tuindeur.")
    assert (part["name"], part["partOfId"], part["managedById"]) == (None, whole, team)
    for path in (f"/locations/{whole}", f"/teams/{team}"):
        assert house.refused("DELETE", path)[:2] == (409, "in_use")
    assert house.ask("DELETE", f"/locations/{part['id']}", version="*").status_code == 204
    house.changed(f"/teams/{team}", locationId=None)
    assert house.ask("DELETE", f"/locations/{whole}", version="*").status_code == 204


def test_two_that_point_at_each_other_hold_each_other(house: House) -> None:
    place = house.made("/locations", name="Het Anker")["id"]
    team = house.made("/teams", name="Linde", locationId=place)["id"]
    house.changed(f"/locations/{place}", managedById=team)
    assert house.refused("DELETE", f"/teams/{team}")[:2] == (409, "in_use")
    assert house.refused("DELETE", f"/locations/{place}")[:2] == (409, "in_use")
