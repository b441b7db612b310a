"""Figures of a team: at month ends, of five persons or more, each counted once, nobody standing out."""

from datetime import timedelta

import pytest

from tests.evidence import moments, stories
from tests.house import House, Said

ACQUAINTED = "80:2 70:2 60:2"


class Ward:
    """A team with residents who stay there, each with a caregiver and moments, and one relative who is close to all."""

    def __init__(self, house: House, count: int) -> None:
        self.house = house
        self.team = str(house.made("/teams", name="Linde")["id"])
        self.caregiver = house.caregiver()
        self.residents = [self.resident() for _ in range(count)]

    def resident(self, text: str = ACQUAINTED) -> str:
        body = {"teamId": self.team, "movedInDate": self.house.ago(400)}
        resident = str(self.house.made("/residents", preferredName="Truus", **body)["id"])
        moments(self.house, self.house.relation("B", resident, self.caregiver), text)
        return resident

    def asked(self, what: str = "participation", asked: str = "") -> Said:
        return self.house.seen(f"/teams/{self.team}/{what}{asked}")


def on_rung(answer: Said, group: str = "residents") -> tuple[list[int], int]:
    return [one["count"] for one in answer[group]["onRung"]], answer[group]["unknown"]


def test_the_last_month_end_that_passed_is_answered(house: House) -> None:
    ward = Ward(house, 0)
    last = house.today().replace(day=1) - timedelta(days=1)
    for what in ("participation", "senses"):
        assert ward.asked(what)["asOf"] == last.isoformat()
        other = (last - timedelta(days=1)).isoformat()
        answer = house.ask("GET", f"/teams/{ward.team}/{what}?asOf={other}")
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "not_a_month_end")


def test_under_five_nothing_is_told(house: House) -> None:
    ward = Ward(house, 4)
    stories(house, ward.residents[0], "70:1 60:1 50:1", coder=ward.caregiver)
    answer = ward.asked()
    assert (answer["status"], answer["residents"], answer["relatives"]) == ("withheld", None, None)
    assert answer["storyIds"] == []
    assert not any(figure in answer["text"] for figure in "1234")
    for corner in ward.asked("senses", "?explain=true")["corners"]:
        for sense in corner["senses"]:
            empty = {name: sense[name] for name in ("balance", "interval", "units", "dates", "mass")}
            assert set(empty.values()) == {None}
            assert (sense["status"], sense["missing"], sense["storyIds"]) == ("withheld", [], [])
            assert (sense["newestOn"], sense["oldestOn"], sense["flags"]) == (None, None, [])


def test_five_are_counted_by_rung_the_unknown_included(house: House) -> None:
    ward = Ward(house, 4)
    ward.resident("")
    answer = ward.asked()
    assert (answer["status"], on_rung(answer)) == ("counted", ([0, 4, 0, 0, 0], 1))
    assert answer["relatives"] is None  # fewer than five themselves


def test_who_is_not_to_be_scored_has_died_or_left_is_not_counted(house: House) -> None:
    ward = Ward(house, 8)
    not_scored, dead, left = ward.residents[:3]
    house.changed(f"/residents/{not_scored}", doNotScore=True)
    house.done(f"/residents/{dead}/departures", kind="deceased", departedOn=house.ago(50))
    house.done(f"/residents/{left}/departures", kind="moved_out", departedOn=house.ago(50))
    assert on_rung(ward.asked()) == ([0, 5, 0, 0, 0], 0)
    house.changed(f"/residents/{ward.residents[3]}", doNotScore=True)
    assert ward.asked()["status"] == "withheld"


def test_a_relative_is_counted_once_however_many_residents_are_theirs(house: House) -> None:
    ward = Ward(house, 5)
    relatives = [house.relative() for _ in range(5)]
    for relative in relatives:
        for resident in ward.residents[:2]:
            house.relation("A", resident, relative)
        about = house.relation("C", relative, ward.caregiver, residentId=ward.residents[0])
        moments(house, about, ACQUAINTED)
    assert on_rung(ward.asked(), "relatives") == ([0, 5, 0, 0, 0], 0)


def test_stories_behind_a_count_are_told_by_their_ids_alone(house: House) -> None:
    ward = Ward(house, 5)
    told = []
    for resident in ward.residents:
        relation = house.seen(f"/relations?residentId={resident}")["items"][0]["id"]
        told.append(house.story(resident, happenedOn=house.ago(55)))
        house.made(
            "/moments", relationId=relation, happenedOn=house.ago(55), rungA=2, reciprocal=True, storyId=told[-1]
        )
    answer = ward.asked()
    assert answer["storyIds"] == sorted(told)
    assert not any(resident in str(answer) for resident in ward.residents)


def test_the_senses_of_five_in_their_own_voice(house: House) -> None:
    ward = Ward(house, 5)
    told = [stories(house, one, "70:1 60:1", coder=ward.caregiver) for one in ward.residents]
    stories(house, ward.residents[0], "55:0", coder=ward.caregiver, voice="relative")  # not their own voice
    corners = ward.asked("senses", "?explain=true")["corners"]
    assert [one["corner"] for one in corners] == ["resident", "relative", "caregiver"]
    sense = corners[0]["senses"][0]
    assert (sense["status"], sense["balance"], sense["units"]) == ("present", 1, 10)
    assert sense["storyIds"] == sorted(one for each in told for one in each)
    assert "evidence" not in sense
    assert {one["status"] for corner in corners[1:] for one in corner["senses"]} == {"withheld"}


def test_a_team_is_told_of_in_both_languages(house: House) -> None:
    ward = Ward(house, 5)
    path = f"/teams/{ward.team}/participation"
    assert house.ask("GET", path, spoken="nl").json()["text"] != house.ask("GET", path, spoken="en").json()["text"]


@pytest.mark.parametrize("what", ["participation", "senses"])
def test_a_team_of_nothing_has_no_figures(house: House, what: str) -> None:
    assert house.ask("GET", f"/teams/{house.organisation_id}/{what}").status_code == 404


def test_who_is_not_to_be_scored_is_left_out_under_every_hat(house: House) -> None:
    ward = Ward(house, 0)
    member = {"memberships": [{"teamId": ward.team}]}
    caregivers = [house.made("/caregivers", preferredName="Bilal", **member)["id"] for _ in range(5)]
    for caregiver in caregivers:
        stories(house, caregiver, "70:1 60:1 50:1", coder=caregiver, voice="caregiver")

    def security() -> str:
        corners = {one["corner"]: one["senses"] for one in ward.asked("senses")["corners"]}
        return str(corners["caregiver"][0]["status"])

    assert security() == "present"
    hat = house.ask("PUT", f"/residents/{caregivers[0]}", {"doNotScore": True})
    assert hat.status_code == 201
    assert security() == "withheld"
