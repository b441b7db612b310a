"""Senses: of a resident, in four voices; of anybody else, their own business."""

import pytest

from tests.evidence import security, stories, voice_of
from tests.house import House

SENSES = ["security", "continuity", "belonging", "purpose", "achievement", "significance"]
VOICES = ["resident", "relative", "caregiver", "observer"]


def test_six_senses_and_four_voices_always_in_their_order(house: House) -> None:
    answer = house.seen(f"/residents/{house.resident()}/senses")
    assert [one["sense"] for one in answer["senses"]] == SENSES
    assert all([voice["voice"] for voice in one["voices"]] == VOICES for one in answer["senses"])
    assert {voice["status"] for one in answer["senses"] for voice in one["voices"]} == {"no_evidence"}
    assert all(one["missingVoices"] == VOICES and not one["proxyOnly"] for one in answer["senses"])


@pytest.mark.parametrize("hat", ["relatives", "caregivers"])
def test_the_senses_of_who_is_no_resident_are_their_own(house: House, hat: str) -> None:
    person = house.made(f"/{hat}", preferredName="Jo")["id"]
    assert house.refused("GET", f"/people/{person}/senses")[:2] == (403, "own_voice_only")
    assert house.ask("GET", f"/residents/{person}/senses").status_code == 404
    assert house.ask("PUT", f"/residents/{person}", {}).status_code == 201
    assert house.seen(f"/people/{person}/senses")["subjectId"] == person


def test_a_voice_is_one_s_own_when_nobody_else_speaks(house: House) -> None:
    resident, other = house.resident(), house.relative()
    stories(house, resident, "10:1", coder=house.caregiver(), speakerId=resident)
    assert voice_of(security(house, resident))["own"] is True
    spoken_for = house.resident()
    stories(house, spoken_for, "10:1 20:1 30:1", coder=house.caregiver(), speakerId=other)
    sense = security(house, spoken_for)
    assert voice_of(sense)["own"] is False
    assert sense["proxyOnly"] is True


def test_others_alone_are_proxies(house: House) -> None:
    resident = house.resident()
    stories(house, resident, "10:1 20:1 30:1", coder=house.caregiver(), voice="caregiver")
    sense = security(house, resident)
    assert (sense["proxyOnly"], sense["missingVoices"], sense["agreement"]) == (
        True,
        ["resident", "relative", "observer"],
        None,
    )


def test_explaining_adds_what_every_unit_weighs(house: House) -> None:
    resident = house.resident()
    told = stories(house, resident, "0:1 182:0", coder=house.caregiver())
    plain = voice_of(security(house, resident))["evidence"]
    assert [(one["id"], one["weight"], one["y"]) for one in plain] == [(told[1], None, None), (told[0], None, None)]
    explained = voice_of(security(house, resident, "?explain=true"))["evidence"]
    assert [(one["id"], one["weight"], one["y"]) for one in explained] == [(told[1], 0.5, 0), (told[0], 1, 1)]


def test_numbers_have_four_decimals_and_mass_three(house: House) -> None:
    resident = house.resident()
    stories(house, resident, "1:1 13:1 29:0 31:1", coder=house.caregiver())
    stories(house, resident, "2:0 17:0 23:1", coder=house.caregiver(), voice="relative")
    sense = security(house, resident, "?explain=true")
    voice = voice_of(sense)
    fractions = [voice["balance"], *voice["interval"].values(), *(one["weight"] for one in voice["evidence"])]
    assert all(round(one, 4) == one for one in fractions)
    assert round(voice["mass"], 3) == voice["mass"]
    assert voice["mass"] == pytest.approx(sum(one["weight"] for one in voice["evidence"]), abs=0.001)
    gap = sense["gaps"][0]
    assert gap["between"] == ["resident", "relative"]
    assert gap["points"] == pytest.approx(100 * (voice["balance"] - voice_of(sense, "relative")["balance"]), abs=0.02)
