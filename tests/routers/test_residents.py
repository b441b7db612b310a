"""Residents over HTTP."""

from tests.house import House, keeps


def test_a_resident_can_be_admitted_changed_and_laid_aside(house: House) -> None:
    body = {"preferredName": "Truus", "lifeStory": [{"text": "Ik was bakker."}], "noRoleAskedNow": True}
    keeps(house, "/residents", body, {"preferredName": "Tru", "doNotScore": True})


def test_figures_stand_under_the_resident(house: House) -> None:
    resident = house.resident("Truus")
    assert house.seen(f"/residents/{resident}/participation")["resident"]["preferredName"] == "Truus"
    assert house.seen(f"/residents/{resident}/senses")["subject"]["preferredName"] == "Truus"


def test_arrivals_and_departures_answer_with_the_whole_resident(house: House) -> None:
    resident, team = house.resident(), house.made("/teams", name="Linde")["id"]
    arrived = house.done(f"/residents/{resident}/arrivals", teamId=team, arrivedOn=house.ago(1))
    assert arrived == house.seen(f"/residents/{resident}")
    departed = house.done(f"/residents/{resident}/departures", kind="deceased")
    assert departed == house.seen(f"/residents/{resident}")
