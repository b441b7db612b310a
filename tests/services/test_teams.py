"""Teams: part of larger ones, working at a location, there as long as somebody belongs to them."""

from tests.house import House, new_id


def test_a_team_works_somewhere_within_a_larger_one(house: House) -> None:
    place = house.made("/locations", name="Het Anker")["id"]
    larger = house.made("/teams", name="Zorg")["id"]
    team = house.made("/teams", name="Linde", locationId=place, partOfId=larger)
    assert (team["locationId"], team["partOfId"], team["kind"]) == (place, larger, "ward")
    assert house.refused("DELETE", f"/teams/{larger}")[:2] == (409, "in_use")
    assert house.refused("DELETE", f"/locations/{place}")[:2] == (409, "in_use")


def test_a_team_somebody_stays_with_or_tells_for_is_not_dissolved(house: House) -> None:
    team = house.made("/teams", name="Linde")["id"]
    resident = house.made("/residents", teamId=team, movedInDate="2020-01-01")["id"]
    assert house.refused("DELETE", f"/teams/{team}")[:2] == (409, "in_use")
    house.changed(f"/residents/{resident}", stays=[])
    story = house.story(resident, teamId=team)
    assert house.refused("DELETE", f"/teams/{team}")[:2] == (409, "in_use")
    house.changed(f"/stories/{story}", teamId=None)
    assert house.ask("DELETE", f"/teams/{team}", version="*").status_code == 204


def test_a_team_of_nothing_is_refused(house: House) -> None:
    refusal = house.refused("POST", "/teams", {"name": "Linde", "partOfId": new_id()})
    assert refusal == (422, "reference_not_found", ["/partOfId"])
