"""Figures follow the evidence: changed, withdrawn, deleted, asked for a day in the past, and standing still."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from app import clock
from tests.evidence import instrument, moments, security, sitting, stories, voice_of
from tests.house import House, Said

STEADY = "150:2 100:4 20:4"


def known(house: House, text: str = STEADY) -> tuple[str, str, list[str]]:
    """A resident with a relation to a caregiver and its moments."""
    resident = house.resident()
    relation = house.relation("B", resident, house.caregiver(), startDate=house.ago(400))
    return resident, relation, moments(house, relation, text)


def rung(house: House, relation: str, asked: str = "") -> Said:
    return house.seen(f"/relations/{relation}/rung{asked}")


def standing(house: House, relation: str) -> tuple[Any, Any]:
    answer = rung(house, relation)
    return answer["status"], answer["standing"]


# -------------------------------------------------------------------------------------- evidence that changes


def test_a_changed_moment_changes_the_rung_at_once(house: House) -> None:
    resident, relation, (_, _, last) = known(house)
    assert standing(house, relation) == ("current", 4)
    house.changed(f"/moments/{last}", rungA=3)
    assert standing(house, relation) == ("current", 3)
    assert house.seen(f"/residents/{resident}/participation")["rung"] == 3
    house.changed(f"/moments/{last}", reciprocal=False)
    assert standing(house, relation) == ("current", 2)


def test_a_deleted_moment_is_gone_from_every_figure(house: House) -> None:
    resident, relation, (_, _, last) = known(house)
    assert house.ask("DELETE", f"/moments/{last}", version="*").status_code == 204
    assert last not in str(rung(house, relation, "?explain=true"))
    assert house.seen(f"/residents/{resident}/participation")["rung"] == 2


Turn = Callable[[House, str], object]
STORY_TURNS: dict[str, tuple[Turn, Turn | None]] = {
    "kept out of figures, and in again": (
        lambda house, story: house.changed(f"/stories/{story}", uses=[]),
        lambda house, story: house.changed(f"/stories/{story}", uses=["figures"]),
    ),
    "a draft, and shared again": (
        lambda house, story: house.changed(f"/stories/{story}", state="draft"),
        lambda house, story: house.changed(f"/stories/{story}", state="shared"),
    ),
    "withdrawn for good": (lambda house, story: house.done(f"/stories/{story}/withdrawals"), None),
}


@pytest.mark.parametrize("turns", STORY_TURNS.values(), ids=STORY_TURNS)
def test_a_moment_counts_while_its_story_counts(house: House, turns: tuple[Turn, Turn | None]) -> None:
    resident, relation, (_, _, last) = known(house)
    story = house.story(resident)
    house.changed(f"/moments/{last}", storyId=story)
    assert standing(house, relation) == ("current", 4)
    turns[0](house, story)
    assert standing(house, relation) == ("current", 2)
    assert last not in str(rung(house, relation, "?explain=true"))
    if turns[1]:
        turns[1](house, story)
        assert standing(house, relation) == ("current", 4)


@pytest.mark.parametrize("turns", STORY_TURNS.values(), ids=STORY_TURNS)
def test_a_coding_counts_while_its_story_counts(house: House, turns: tuple[Turn, Turn | None]) -> None:
    resident = house.resident()
    told = stories(house, resident, "10:1 20:1 30:1", coder=house.caregiver())
    before = security(house, resident)
    assert voice_of(before)["status"] == "present"
    turns[0](house, told[0])
    after = voice_of(security(house, resident))
    assert (after["status"], after["units"], after["balance"], after["interval"]) == ("insufficient", 2, None, None)
    assert told[0] not in str(after)
    if turns[1]:
        turns[1](house, told[0])
        assert security(house, resident) == before


def test_a_coding_changed_and_taken_back(house: House) -> None:
    resident = house.resident()
    told = stories(house, resident, "10:1 20:1 30:1", coder=house.caregiver())
    where = f"/stories/{told[0]}/codings"
    coding = house.seen(where)["items"][0]
    sense = {"sense": "security", "subjectId": resident, "voice": "resident", "felt": "missing"}
    house.changed(f"{where}/{coding['id']}", senses=[sense])
    assert voice_of(security(house, resident))["balance"] == pytest.approx(0.6542, abs=0.001)
    assert house.ask("DELETE", f"{where}/{coding['id']}", version="*").status_code == 204
    assert voice_of(security(house, resident))["units"] == 2


def test_a_deleted_story_takes_its_codings_along(house: House) -> None:
    resident = house.resident()
    told = stories(house, resident, "10:1 20:1 30:1", coder=house.caregiver())
    assert house.ask("DELETE", f"/stories/{told[0]}", version="*").status_code == 204
    assert voice_of(security(house, resident))["units"] == 2


def test_a_sitting_changed_and_laid_aside(house: House) -> None:
    resident, own_list = house.resident(), instrument(house, 0, 4, 3)
    held = sitting(house, own_list, resident, 10, [4, 4, 4])
    assert voice_of(security(house, resident, "?explain=true"))["evidence"][0]["y"] == 1
    house.changed(f"/sittings/{held}", answers=[{"itemId": f"item_{place}", "value": 1} for place in range(3)])
    assert voice_of(security(house, resident, "?explain=true"))["evidence"][0]["y"] == 0.25
    assert house.ask("DELETE", f"/sittings/{held}", version="*").status_code == 204
    assert voice_of(security(house, resident))["status"] == "no_evidence"


def test_two_coders_who_disagree_make_one_unit_that_says_so(house: House) -> None:
    resident = house.resident()
    told = stories(house, resident, "10:1", coder=house.caregiver())
    other = {"sense": "security", "subjectId": resident, "voice": "resident", "felt": "missing"}
    house.made(f"/stories/{told[0]}/codings", coderId=house.relative(), **{"as": "caregiver"}, senses=[other])
    unit = voice_of(security(house, resident, "?explain=true"))["evidence"]
    assert [(one["id"], one["y"], one["flags"]) for one in unit] == [(told[0], 0.5, ["coders_disagree"])]


# -------------------------------------------------------------------------------------- days in the past


def test_a_past_day_is_answered_by_evidence_dates(house: House) -> None:
    resident, relation, ids = known(house)
    stories(house, resident, "10:1 20:1 30:1", coder=house.caregiver())
    past = f"?asOf={house.ago(50)}&explain=true"
    answer = rung(house, relation, past)
    assert (answer["asOf"], answer["status"], answer["standing"]) == (house.ago(50), "current", 2)
    assert ids[2] not in str(answer)
    assert voice_of(security(house, resident, past))["status"] == "no_evidence"
    house.made("/moments", relationId=relation, happenedOn=house.ago(60), rungA=4, reciprocal=True)
    assert rung(house, relation, past)["standing"] == 4  # told today, dated then


@pytest.mark.parametrize(("day", "code"), [(-1, "as_of_in_future"), (60_000, "as_of_too_early")])
def test_a_day_ahead_or_before_1900_is_refused(house: House, day: int, code: str) -> None:
    resident, relation, _ = known(house, "")
    for path in (
        f"/relations/{relation}/rung",
        f"/residents/{resident}/participation",
        f"/residents/{resident}/senses",
    ):
        answer = house.ask("GET", f"{path}?asOf={house.ago(day)}")
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, code)


def test_a_partial_date_counts_at_its_latest_day_and_says_so(house: House) -> None:
    resident, relation, _ = known(house, "")
    month = house.today().replace(day=1) - timedelta(days=1)
    house.made("/moments", relationId=relation, happenedOn=f"{month:%Y-%m}", rungA=2, reciprocal=True)
    answer = rung(house, relation, "?explain=true")
    assert "approximate" in answer["flags"]
    assert [(one["countsDate"], one["flags"]) for one in answer["evidence"]] == [(month.isoformat(), ["approximate"])]
    told = house.story(resident, happenedOn=f"{month:%Y}")
    sense = {"sense": "security", "subjectId": resident, "voice": "resident", "felt": "felt"}
    house.made(f"/stories/{told}/codings", coderId=resident, **{"as": "teller"}, senses=[sense])
    voice = voice_of(security(house, resident))
    assert (voice["flags"], voice["evidence"][0]["happenedOn"]) == (["approximate"], f"{month:%Y}")


# -------------------------------------------------------------------------------------- standing still


def everything(house: House, resident: str, relation: str, asked: str = "") -> list[Said]:
    paths = (f"/residents/{resident}/participation", f"/residents/{resident}/senses", f"/relations/{relation}/rung")
    return [house.seen(path + asked) for path in paths]


def test_the_figures_of_somebody_who_died_stand_still(house: House) -> None:
    resident, relation, _ = known(house)
    told = stories(house, resident, "40:1 50:1 60:1", coder=house.caregiver())
    house.changed(f"/residents/{resident}", deceased={"known": True, "deceasedOn": house.ago(15)})
    before = everything(house, resident, relation)
    assert [one["frozenDate"] for one in before] == [house.ago(15)] * 3
    assert [one["asOf"] for one in before] == [house.ago(0)] * 3
    assert (before[0]["rung"], before[2]["standing"]) == (4, 4)
    moments(house, relation, "10:5 1:5")
    stories(house, resident, "5:0 4:0 3:0", coder=house.caregiver())
    assert everything(house, resident, relation) == before
    two_days_ago = everything(house, resident, relation, f"?asOf={house.ago(2)}")
    assert str(two_days_ago) == str(before).replace(f"'asOf': '{house.ago(0)}'", f"'asOf': '{house.ago(2)}'")
    earlier = everything(house, resident, relation, f"?asOf={house.ago(16)}")
    assert [one["frozenDate"] for one in earlier] == [None] * 3
    assert told[0] in str(before[1])


def test_an_unknown_day_of_death_is_the_day_it_was_recorded(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    resident, relation, _ = known(house)
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now - timedelta(days=10))
    house.changed(f"/residents/{resident}", deceased={"known": True})
    year = {"known": True, "deceasedOn": str((now - timedelta(days=10)).year)}
    other, _, _ = known(house)
    house.changed(f"/residents/{other}", deceased=year)
    monkeypatch.setattr(clock, "now", lambda: now)
    for one in (resident, other):
        house.changed(f"/residents/{one}", preferredName="Zaliger")  # a later change moves no day of death
        assert house.seen(f"/residents/{one}/participation")["frozenDate"] == house.ago(10)
    assert rung(house, relation)["frozenDate"] == house.ago(10)


def test_who_moved_out_does_not_stand_still(house: House) -> None:
    resident, relation, _ = known(house)
    team = house.made("/teams", name="Linde")["id"]
    house.done(f"/residents/{resident}/arrivals", teamId=team, arrivedOn=house.ago(300))
    house.done(f"/residents/{resident}/departures", kind="moved_out", departedOn=house.ago(100))
    assert everything(house, resident, relation)[0]["frozenDate"] is None
    assert standing(house, relation) == ("current", 4)


# -------------------------------------------------------------------------------------- no numbers


def numbers(answer: Any) -> Iterator[float]:  # noqa: ANN401  any JSON
    """Every number in an answer, apart from the parameters."""
    if isinstance(answer, dict):
        for name, value in answer.items():
            if name != "parameters":
                yield from numbers(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from numbers(value)
    elif isinstance(answer, int | float) and not isinstance(answer, bool):
        yield answer


def test_who_is_not_to_be_scored_has_no_number_anywhere(house: House) -> None:
    resident, relation, ids = known(house)
    told = stories(house, resident, "10:1 20:1 30:1", coder=house.caregiver())
    house.changed(f"/residents/{resident}", doNotScore=True)
    for answer in everything(house, resident, relation, "?explain=true"):
        assert list(numbers(answer)) == []
        assert not any(one in str(answer) for one in (*ids, *told))
        assert "not_scored" in str(answer)
    house.changed(f"/residents/{resident}", doNotScore=False)
    assert standing(house, relation) == ("current", 4)


# -------------------------------------------------------------------------------------- parameters


def test_an_organisation_s_own_parameters_change_the_answer_and_travel_with_it(house: House) -> None:
    resident, relation, _ = known(house)
    stories(house, resident, "10:1 20:1 30:1", coder=house.caregiver())
    own = {"rung": {"occasions": 3}, "senseBalance": {"minimumUnitsPerson": 4, "halfLifeDays": 91}}
    house.changed("/organisation", ruleParameters=own)
    answer, senses = rung(house, relation), house.seen(f"/residents/{resident}/senses")
    assert (answer["standing"], answer["parameters"]["occasions"], answer["parameters"]["windowDays"]) == (2, 3, 182)
    assert voice_of(senses["senses"][0])["missing"] == [{"code": "units", "need": 4, "have": 3}]
    assert (senses["parameters"]["minimumUnitsPerson"], senses["parameters"]["halfLifeDays"]) == (4, 91)
    house.changed("/organisation", ruleParameters=None)
    assert standing(house, relation) == ("current", 4)


def test_figures_are_reckoned_in_the_days_of_the_house(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    resident = house.resident()
    monkeypatch.setattr(clock, "now", lambda: datetime.fromisoformat("2026-03-14T23:30:00+00:00"))
    assert house.seen(f"/residents/{resident}/participation")["asOf"] == "2026-03-15"
    house.changed("/organisation", timeZone="America/New_York")
    assert house.seen(f"/residents/{resident}/participation")["asOf"] == "2026-03-14"
