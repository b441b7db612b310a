"""One sense in one voice: robustness, flags, evidence, and whose voice it is."""

from uuid import UUID

import pytest

from app.models.vocabulary import BalanceStatus, Corner, EvidenceFlag, EvidenceKind, Sense, Voice
from app.services.scoring.parameters import DEFAULT_BALANCE
from app.services.scoring.voices import Asked, is_own, own_status, voice_result
from tests.services.scoring.notation import CAREGIVER, RELATIVE, RESIDENT, TODAY, reckon, reckon_units, units

ASKED = Asked(TODAY, DEFAULT_BALANCE, frozenset({Corner.RESIDENT}))


@pytest.mark.parametrize(
    ("text", "fragile"),
    [
        ("", False),
        ("10:1", True),  # nothing would be left
        ("10:1 20:1", False),
        ("10:1 20:1 30:1", True),  # below three units
        ("10:1 20:1 30:1 40:1", True),  # three of these no longer lie clear of one half
        ("1:1 1:1 1:1 1:1 2:1", True),  # without the last there is one day
        ("1:1 1:1 1:1 1:1 2:1 2:1", False),
        ("10:0.5 20:0.5 30:0.5 40:0.5 50:0.5", False),
        ("182:1 182:1 364:1 364:1", False),  # a mass of one is left
        ("182:1 300:1 364:1 364:1", True),  # below a mass of one
    ],
)
def test_an_answer_is_fragile_when_one_unit_less_would_change_its_status(text: str, fragile: bool) -> None:  # noqa: FBT001  # a column of the table
    assert reckon(text).fragile is fragile


def test_the_evidence_is_told_oldest_first_with_its_weight() -> None:
    result = reckon("0:1 182:0.5 90:0")
    assert [(each.y, round(each.weight, 4)) for each in result.evidence] == [(0.5, 0.5), (0.0, 0.7098), (1.0, 1.0)]
    assert {each.kind for each in result.evidence} == {EvidenceKind.STORY}


def test_a_flag_of_a_unit_in_the_window_is_a_flag_of_the_answer() -> None:
    vague = frozenset({EvidenceFlag.APPROXIMATE})
    torn = frozenset({EvidenceFlag.CODERS_DISAGREE})
    old = units("400:1", flags=torn)
    result = reckon_units([*units("10:1 20:1"), *units("30:1", flags=vague, first_id=1), *old])
    assert result.flags == (EvidenceFlag.APPROXIMATE,)
    assert [each.flags for each in result.evidence] == [(EvidenceFlag.APPROXIMATE,), (), ()]
    both = reckon_units([*units("10:1", flags=torn), *units("30:1", flags=vague)])
    assert both.flags == (EvidenceFlag.APPROXIMATE, EvidenceFlag.CODERS_DISAGREE)


def test_the_tally_counts_stories_sittings_felt_and_mixed() -> None:
    tally = reckon_units([*units("1:1 2:0.5 3:0"), *units("4:0.75", kind=EvidenceKind.SITTING)]).tally
    assert tally is not None
    assert (tally.stories, tally.sittings, tally.felt, tally.mixed) == (3, 1, 2, 1)


@pytest.mark.parametrize(
    ("voice", "speaker", "own"),
    [
        (Voice.RESIDENT, None, True),
        (Voice.RESIDENT, RESIDENT, True),
        (Voice.RESIDENT, RELATIVE, False),
        (Voice.RELATIVE, None, False),
        (Voice.RELATIVE, RESIDENT, False),
        (Voice.CAREGIVER, CAREGIVER, False),
        (Voice.OBSERVER, None, False),
    ],
)
def test_a_voice_is_own_when_it_names_the_subjects_corner_and_nobody_else_spoke(
    voice: Voice,
    speaker: UUID | None,
    own: bool,  # noqa: FBT001  # a column of the table
) -> None:
    [unit] = units("10:1", voice=voice, speaker=speaker)
    assert is_own(unit, ASKED.corners) is own
    assert voice_result(Sense.SECURITY, voice, [unit], ASKED).own is own


def test_what_others_said_in_the_same_voice_is_not_own() -> None:
    mixed = [*units("10:1 20:1"), *units("30:1", speaker=RELATIVE, first_id=1)]
    assert not reckon_units(mixed).own
    assert own_status(mixed, ASKED) is BalanceStatus.INSUFFICIENT
    assert reckon_units([*units("10:1 20:1"), *units("400:1", speaker=RELATIVE)]).own


def test_a_silent_voice_is_own_by_its_corner() -> None:
    assert voice_result(Sense.SECURITY, Voice.RESIDENT, [], ASKED).own
    assert not voice_result(Sense.SECURITY, Voice.CAREGIVER, [], ASKED).own
