"""The worked examples of both rules through the whole service: told as evidence over HTTP, answered over HTTP.

The examples of the design are read when they lie beside this repository; those below are our own, in the same notation.
The published triad table is tried at service level in `tests/services/scoring`: its percentages are answers to a
questionnaire and no recency-weighted shares. The agreement is tried here on percentages that stories can make.
"""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from tests.evidence import instrument, moments, security, sitting, stories, voice_of
from tests.house import House, Said

EXAMPLES_FILE: Final = Path(__file__).resolve().parents[1].parent / "shared/design/scoring-examples.json"
SHARED: Final[dict[str, Any]] = json.loads(EXAMPLES_FILE.read_text()) if EXAMPLES_FILE.exists() else {}

OWN: Final[dict[str, Any]] = {
    "rung": [
        {"id": "two occasions a day short of a week", "moments": "60:2 20:3 14:3", "started": 90,
         "expect": {"status": "current", "standing": 2, "reach": 3}},
        {"id": "two occasions a week apart", "moments": "60:2 21:3 14:3", "started": 90,
         "expect": {"status": "current", "standing": 3, "decided_by": [21, 14]}},
        {"id": "one day is one occasion", "moments": "60:2 14:5 14:5", "started": 90,
         "expect": {"status": "current", "standing": 2, "reach": 5}},
        {"id": "the window is 182 days", "moments": "300:2 182:4 30:4", "started": 400,
         "expect": {"status": "insufficient", "reach": 4, "decided_by": []}},
        {"id": "a rupture clears what lay before it", "moments": "90:2 60:4 50:4 40:RUP 30:2 20:2", "started": 400,
         "expect": {"status": "current", "standing": 2, "reach": 2}},
        {"id": "one way is rung 1, whatever it was called", "moments": "30:5x 10:5x", "started": 90,
         "expect": {"status": "current", "standing": 1, "reach": 1}},
        {"id": "the lower tag counts", "moments": "90:2 60:5/3 20:5/3", "started": 400,
         "expect": {"status": "current", "standing": 3, "flags": ["seen_differently"]}},
        {"id": "one side takes every first step", "moments": "90:2a 60:2a 40:2a 20:2a", "started": 400,
         "expect": {"status": "current", "standing": 2, "flags": ["one_sided_a"]}},
        {"id": "without getting acquainted no three", "moments": "90:3 60:5 20:5", "started": 400,
         "expect": {"status": "current", "standing": 2, "would_be": 5, "flags": ["foundation_missing"]}},
    ],
    "sense_balance": [
        {"id": "two days, three units, one of them missing", "units": "0:1 0:1 1:0",
         "expect": {"status": "leaning_present", "p": 0.6675, "units": 3}},
        {"id": "too old to weigh", "units": "364:1 363:1 362:1", "expect": {"status": "insufficient", "mass": 0.753}},
        {"id": "outside the window", "units": "365:1 400:1 500:1", "expect": {"status": "no_evidence"}},
        {"id": "mixed is a half", "units": "10:0.5 20:0.5 30:0.5", "expect": {"status": "mixed", "p": 0.5}},
    ],
    "questionnaire_units": [
        {"answers": [4, 4, 0, 0], "lowest": 0, "top": 4, "y": 0.5},
        {"answers": [5, None, 5, 5, None], "lowest": 1, "top": 5, "y": 1.0},
        {"answers": [None, None, None], "lowest": 0, "top": 4, "y": None},
    ],
}  # fmt: skip


def examples(section: str) -> pytest.MarkDecorator:
    """The examples of the design, skipped with their reason where they are not, and our own."""
    away = pytest.mark.skip(reason="the examples of the design are not beside this repository")
    shared = [pytest.param(one, id=f"shared {one.get('id', '')}") for one in SHARED.get(section, [])]
    own = [pytest.param(one, id=str(one.get("id", ""))) for one in OWN[section]]
    return pytest.mark.parametrize("example", [*(shared or [pytest.param({}, marks=away)]), *own])


def relation_on(house: House, side: str, started: int) -> str:
    resident, relative, caregiver = house.resident(), house.relative(), house.caregiver()
    if side == "B":
        return house.relation("B", resident, caregiver, startDate=house.ago(started))
    house.relation("A", resident, relative)
    return house.relation("C", relative, caregiver, residentId=resident, startDate=house.ago(started))


@pytest.mark.parametrize("side", ["B", "C"])
@examples("rung")
def test_a_relation_stands_where_the_example_says(house: House, example: Said, side: str) -> None:
    relation = relation_on(house, side, example["started"])
    ids = dict(zip(moments(house, relation, example["moments"]), example["moments"].split(), strict=True))
    answer, expected = house.seen(f"/relations/{relation}/rung"), example["expect"]
    told = {
        **{name: answer[name] for name in ("status", "standing", "reach", "trend")},
        "would_be": answer["cap"] and answer["cap"]["wouldBe"],
        "previous": answer["previousStanding"],
        "decided_by": [int(ids[one["momentId"]].split(":")[0]) for one in answer["decidedBy"]],
    }
    wanted = {name: value for name, value in expected.items() if name != "flags"}
    assert {name: told[name] for name in wanted} == wanted
    assert set(expected.get("flags", [])) <= set(answer["flags"])


@examples("sense_balance")
def test_a_sense_is_fed_as_the_example_says(house: House, example: Said) -> None:
    resident = house.resident()
    stories(house, resident, example["units"], coder=house.caregiver())
    answer, expected = voice_of(security(house, resident)), example["expect"]
    told = {
        **{name: answer[name] for name in ("status", "units", "mass")},
        "p": answer["balance"],
        "low": answer["interval"] and round(100 * answer["interval"]["low"], 1),
        "high": answer["interval"] and round(100 * answer["interval"]["high"], 1),
    }
    wanted = {name: value for name, value in expected.items() if name != "missing"}
    assert {name: told[name] for name in wanted} == wanted
    wording = {"1 more unit": ("units", 1), "another day": ("dates", 1)}
    if "missing" in expected:
        assert [(one["code"], one["need"] - one["have"]) for one in answer["missing"]] == [wording[expected["missing"]]]


@examples("questionnaire_units")
def test_a_sitting_says_what_the_example_says(house: House, example: Said) -> None:
    resident = house.resident()
    own_list = instrument(house, example["lowest"], example["top"], len(example["answers"]))
    held = sitting(house, own_list, resident, 10, example["answers"])
    evidence = voice_of(security(house, resident, "?explain=true"))["evidence"]
    assert [(one["kind"], one["id"], one["y"]) for one in evidence] == (
        [] if example["y"] is None else [("sitting", held, example["y"])]
    )


@pytest.mark.parametrize(
    ("resident", "relative", "caregiver", "level", "score"),
    [
        ("1 1 1 1", "1 1 1 1", "1 1 1 1", "very_high", 100),
        ("1 1 1 1", "1 1 1 0", "1 1 1 1", "very_high", 75),
        ("1 1 1 1", "1 1 0 0", "1 1 1 0", "quite_low", 25),
        ("1 1 0 0", "1 0 0 0", "1 1 1 1", "quite_high", 50),
        ("0 0 0 0", "1 1 0 0", "1 1 1 1", "very_low", 0),
    ],
)
def test_the_triad_agrees_as_published(
    house: House, resident: str, relative: str, caregiver: str, level: str, score: int
) -> None:
    subject, coder = house.resident(), house.caregiver()
    for voice, felt in (("resident", resident), ("relative", relative), ("caregiver", caregiver)):
        # Every voice on the same two days, so that a share is a whole part of four.
        days = " ".join(f"{age}:{what}" for age, what in zip((0, 0, 0, 0), felt.split(), strict=True))
        stories(house, subject, days, coder=coder, voice=voice)
        stories(house, subject, days.replace("0:", "182:"), coder=coder, voice=voice)
    sense = security(house, subject)
    assert sense["agreement"] == {"level": level, "score": score}
    assert (sense["missingVoices"], sense["proxyOnly"]) == (["observer"], False)
    assert len(sense["gaps"]) == 3
