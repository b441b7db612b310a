"""Silence around a team: who is listed, when somebody is silent, and what is told beside it."""

from typing import Any, Final

import pytest

from app.models.vocabulary import Sense
from app.services.silence import TEXT
from tests.evidence import moments
from tests.house import House, Said
from tests.ward import Ward


@pytest.fixture
def ward(house: House) -> Ward:
    return Ward(house)


def silence(ward: Ward, asked: str = "") -> Said:
    return ward.house.seen(f"/teams/{ward.team}/silence{asked}")


def one_of(ward: Ward, person: str, asked: str = "") -> Any:  # noqa: ANN401  any JSON
    answer = silence(ward, asked)
    return next(one for one in answer["residents"] + answer["relatives"] if one["personId"] == person)


def names(listed: list[Said]) -> list[str]:
    return [one["person"]["preferredName"] for one in listed]


def close(ward: Ward, resident: str, name: str = "Anna", **more: object) -> str:
    relative = ward.house.relative(name)
    ward.house.relation("A", resident, relative, **more)
    return relative


# --------------------------------------------------------------------------------------------------- who is listed


def test_everybody_is_listed_by_name_whether_silent_or_not(ward: Ward) -> None:
    first, second = ward.resident("Wim"), ward.resident("bep", doNotScore=True)
    close(ward, first, "Zus")
    both = close(ward, first, "anna")
    ward.house.relation("A", second, both)
    ward.house.story(first, tellerId=first, happenedOn=ward.house.ago(1))
    answer = silence(ward)
    assert (answer["teamId"], answer["days"], answer["asOf"]) == (ward.team, 91, ward.house.ago(0))
    assert (names(answer["residents"]), names(answer["relatives"])) == (["bep", "Wim"], ["anna", "Zus"])
    assert [one["silent"] for one in answer["residents"]] == [True, False]
    assert answer["relatives"][0]["residentIds"] == sorted([first, second])
    assert answer["residents"][0]["residentIds"] == []
    assert names(silence(ward, "?only=silent")["residents"]) == ["bep"]


def test_who_died_left_or_is_to_come_is_not_listed_and_neither_are_their_relatives(ward: Ward) -> None:
    house = ward.house
    dead, left = ward.resident("Dora"), ward.resident("Lies")
    for resident in (dead, left):
        close(ward, resident)
    house.done(f"/residents/{dead}/departures", kind="deceased", departedOn=house.ago(50))
    house.done(f"/residents/{left}/departures", kind="moved_out", departedOn=house.ago(50))
    close(ward, ward.resident("Ella", stays=[{"teamId": ward.team, "fromDate": house.ago(-3)}]))
    answer = silence(ward)
    assert (answer["residents"], answer["relatives"]) == ([], [])
    before = silence(ward, f"?asOf={house.ago(60)}")
    assert (names(before["residents"]), names(before["relatives"])) == (["Dora", "Lies"], ["Anna", "Anna"])


NOT_COUNTED: Final[list[Said]] = [
    {"contactWantedA": "no"},
    {"contactWantedB": "no"},
    {"barred": {"fromDate": "2020-01-01", "reason": "Rechter"}},
    {"endDate": "2020-01-01"},
    {"startDate": "2199-01-01"},
]


@pytest.mark.parametrize("more", NOT_COUNTED)
def test_a_relative_who_is_unwanted_barred_or_not_there_now_is_not_listed(ward: Ward, more: Said) -> None:
    resident = ward.resident()
    relative = close(ward, resident, **more)
    assert silence(ward)["relatives"] == []
    ward.house.relation("A", ward.resident(), relative)  # one relation is enough
    assert names(silence(ward)["relatives"]) == ["Anna"]


def test_a_relative_who_died_and_a_fellow_resident_are_no_relatives_now(ward: Ward) -> None:
    resident = ward.resident("Truus")
    dead = close(ward, resident)
    ward.house.changed(f"/relatives/{dead}", deceased={"known": True, "deceasedOn": ward.house.ago(0)})
    ward.house.relation("A", resident, ward.resident("Bep"), kind="fellow_resident")
    answer = silence(ward)
    assert (names(answer["residents"]), answer["relatives"]) == (["Bep", "Truus"], [])


# ---------------------------------------------------------------------------------------------- when it is silence


@pytest.mark.parametrize(("days", "asked", "silent"), [(90, "", False), (91, "", True), (10, "?days=10", True)])
def test_silent_is_who_was_heard_last_so_long_ago(ward: Ward, days: int, asked: str, *, silent: bool) -> None:
    resident = ward.resident()
    story = ward.house.story(resident, tellerId=resident, happenedOn=ward.house.ago(days))
    one = one_of(ward, resident, asked)
    assert one["silent"] is silent
    assert one["lastHeard"] == {"kind": "story", "id": story, "happenedOn": ward.house.ago(days)}


def test_who_was_never_heard_since_moving_in_is_silent(ward: Ward) -> None:
    house = ward.house
    resident = ward.resident(stays=[{"teamId": ward.team, "fromDate": house.ago(10)}])
    house.story(resident, tellerId=resident, happenedOn=house.ago(11))
    one = one_of(ward, resident)
    assert (one["sinceDate"], one["silent"], one["lastHeard"]) == (house.ago(10), True, None)
    house.story(resident, tellerId=resident, happenedOn=house.ago(10))
    assert one_of(ward, resident)["silent"] is False


def test_a_relative_is_counted_from_the_start_of_the_relation(ward: Ward) -> None:
    house, resident = ward.house, ward.resident()
    relative = close(ward, resident, startDate=house.ago(20))
    house.story(resident, tellerId=relative, happenedOn=house.ago(30))
    one = one_of(ward, relative)
    assert (one["sinceDate"], one["silent"]) == (house.ago(20), True)
    house.relation("A", ward.resident(), relative, startDate=house.ago(40))
    assert (one_of(ward, relative)["sinceDate"], one_of(ward, relative)["silent"]) == (house.ago(40), False)
    house.relation("A", ward.resident(), relative)  # nobody knows since when
    assert (one_of(ward, relative)["sinceDate"], one_of(ward, relative)["silent"]) == (None, False)


def test_only_what_was_dated_by_then_is_heard(ward: Ward) -> None:
    resident = ward.resident()
    old, new = (ward.house.story(resident, tellerId=resident, happenedOn=ward.house.ago(age)) for age in (200, 5))
    assert one_of(ward, resident)["lastHeard"]["id"] == new
    one = one_of(ward, resident, f"?asOf={ward.house.ago(6)}")
    assert (one["lastHeard"]["id"], one["silent"]) == (old, True)


# ------------------------------------------------------------------------------------------- per side and per sense


def test_sides_are_those_on_which_contact_goes_on_and_is_wanted(ward: Ward) -> None:
    house, resident, caregiver = ward.house, ward.resident(), ward.colleague()
    relative = close(ward, resident)
    moments(house, house.relation("B", resident, caregiver, endDate=house.ago(1)), "5:2")
    moments(house, house.relation("C", relative, caregiver, residentId=resident), "5:2")
    house.relation("D", resident, house.organisation_id, contactWantedA="no")
    told = {one["side"]: one["silent"] for one in one_of(ward, relative)["sides"]}
    assert told == {"A": True, "C": False}
    assert [one["side"] for one in one_of(ward, resident)["sides"]] == ["A"]
    assert one_of(ward, resident)["lastHeard"]["kind"] == "moment"  # it was heard, though that relation has ended


def test_nothing_is_asked_about_a_resident_who_has_died(ward: Ward) -> None:
    house, mother, father = ward.house, ward.resident("Dora"), ward.resident("Wim")
    daughter = close(ward, mother)
    house.relation("A", father, daughter)
    house.relation("C", daughter, ward.colleague(), residentId=mother)
    assert [one["side"] for one in one_of(ward, daughter)["sides"]] == ["A", "C"]
    house.done(f"/residents/{mother}/departures", kind="deceased", departedOn=house.ago(50))
    assert [one["side"] for one in one_of(ward, daughter)["sides"]] == ["A"]
    assert [one["side"] for one in one_of(ward, daughter, f"?asOf={house.ago(51)}")["sides"]] == ["A", "C"]


def test_there_are_always_six_senses(ward: Ward) -> None:
    resident = ward.resident()
    assert [one["sense"] for one in one_of(ward, resident)["senses"]] == list(Sense)
    assert all(one["silent"] for one in one_of(ward, resident)["senses"])


# ---------------------------------------------------------------------------------------------- the answer itself


def test_it_is_told_in_both_languages(ward: Ward) -> None:
    def told(days: int) -> list[str]:
        path = f"/teams/{ward.team}/silence?days={days}"
        return [ward.house.ask("GET", path, spoken=language).json()["text"] for language in ("nl", "en")]

    assert told(30) == [TEXT.nl.format(period="30 dagen"), TEXT.en.format(period="30 days")]
    assert told(1) == [TEXT.nl.format(period="een dag"), TEXT.en.format(period="a day")]


@pytest.mark.parametrize("asked", ["days=0", "days=3651", "days=x", "only=heard", "explain=true"])
def test_what_cannot_be_asked_is_refused(ward: Ward, asked: str) -> None:
    assert ward.house.ask("GET", f"/teams/{ward.team}/silence?{asked}").status_code == 400


def test_no_team_has_no_silence(ward: Ward) -> None:
    assert ward.house.ask("GET", f"/teams/{ward.house.organisation_id}/silence").status_code == 404


def test_silence_takes_a_fixed_number_of_statements(ward: Ward) -> None:
    house, path = ward.house, f"/teams/{ward.team}/silence"

    def add() -> None:
        resident, caregiver = ward.resident(), ward.colleague()
        relative = close(ward, resident)
        moments(house, house.relation("C", relative, caregiver, residentId=resident), "5:2")
        house.story(resident, relative, tellerId=relative)

    add()
    few = house.statements(path)
    for _ in range(3):
        add()
    assert len(silence(ward)["relatives"]) == 4
    assert house.statements(path) == few
