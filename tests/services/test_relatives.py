"""Relatives: there before their relation is; what binds them stands in the relation."""

from tests.house import House, takes_a_fixed_number_of_statements


def test_a_relative_is_there_before_any_relation(house: House) -> None:
    relative = house.relative("Anna")
    assert house.seen(f"/relations?personId={relative}")["items"] == []
    assert house.seen("/relatives")["items"][0]["preferredName"] == "Anna"
    house.relation("A", house.resident(), relative, kind="daughter")
    assert [one["kind"] for one in house.seen(f"/relations?personId={relative}")["items"]] == ["daughter"]


def test_a_relative_is_said_anew_as_a_whole(house: House) -> None:
    relative = house.made("/relatives", preferredName="Anna", gender="female")["id"]
    version = house.ask("GET", f"/relatives/{relative}").headers["etag"]
    told = house.ask("PUT", f"/relatives/{relative}", {"preferredName": "Ans"}, version=version).json()
    assert (told["preferredName"], told["gender"]) == ("Ans", None)
    assert house.refused("PUT", f"/relatives/{relative}", {"preferredName": "Ina"}, version=None)[0] == 428


def test_a_list_takes_a_fixed_number_of_statements(house: House) -> None:
    team = house.made("/teams", name="Linde")["id"]
    takes_a_fixed_number_of_statements(
        house, "/relatives", lambda: house.made("/relatives", memberships=[{"teamId": team}])
    )
