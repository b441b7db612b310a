"""Teams over HTTP."""

from tests.house import House, keeps


def test_a_team_can_be_set_up_changed_and_laid_aside(house: House) -> None:
    keeps(house, "/teams", {"name": "Linde", "kind": "ward"}, {"name": "Wilg"})


def test_figures_of_a_team_say_which_team_and_which_day(house: House) -> None:
    team = house.made("/teams", name="Linde")["id"]
    for path in ("participation", "senses"):
        answer = house.seen(f"/teams/{team}/{path}?asOf=2026-01-31")
        assert (answer["teamId"], answer["asOf"]) == (team, "2026-01-31")
