"""Sentences about the senses: complete in both languages, and about what was recorded."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from pathlib import Path

import pytest

from app.models.vocabulary import (
    AgreementLevel,
    BalanceStatus,
    BalanceTrend,
    Corner,
    EvidenceFlag,
    EvidenceKind,
    GapVerdict,
    Language,
    MissingCode,
    Sense,
    Voice,
)
from app.services.scoring import sense_wording
from app.services.scoring.balance_results import Agreement, Gap, GroupSenseResult, Tally
from app.services.scoring.intervals import Interval
from app.services.scoring.sense_wording import (
    agreement_text,
    evidence_flag_text,
    fragile_text,
    gap_text,
    group_text,
    trend_text,
    voice_text,
)
from app.services.scoring.wording import Words
from tests.services.scoring.notation import reckon, reckon_units, units

NL, EN = Language.NL, Language.EN
PLACES = re.compile(r"\{(\w+)\}")
VOCABULARIES = Path(__file__).resolve().parents[3] / "app/words/vocabularies.json"


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (sense_wording.SENSES, Sense),
        (sense_wording.VOICES, Voice),
        (sense_wording.CORNERS, Corner),
        (sense_wording.STATUSES, BalanceStatus),
        (sense_wording.MISSING, MissingCode),
        (sense_wording.TRENDS, BalanceTrend),
        (sense_wording.FLAGS, EvidenceFlag),
        (sense_wording.VERDICTS, GapVerdict),
        (sense_wording.LEVELS, AgreementLevel),
    ],
)
def test_every_code_has_words_in_both_languages(table: Mapping[Enum, Words], codes: type[Enum]) -> None:
    assert list(table) == list(codes)
    for words in table.values():
        assert words.nl
        assert words.en
        assert words.nl != words.en
        assert PLACES.findall(words.nl) == PLACES.findall(words.en) or sorted(PLACES.findall(words.nl)) == sorted(
            PLACES.findall(words.en)
        )


def test_the_senses_are_called_what_the_published_words_call_them() -> None:
    published = json.loads(VOCABULARIES.read_text(encoding="utf-8"))["sense"]
    told = {sense.value: {"nl": words.nl, "en": words.en} for sense, words in sense_wording.SENSES.items()}
    assert told == published


@pytest.mark.parametrize(
    ("text", "nl", "en"),
    [
        (
            "10:1 20:1 30:1 40:0",
            "In 3 van de 4 vastgelegde verhalen kwam 'veiligheid' naar voren, in de eigen stem.",
            "In 3 of the 4 recorded stories there was 'security', in their own voice.",
        ),
        (
            "10:0.5 20:1",
            "In 1 was dat er deels wel en deels niet. Dat is nog te weinig voor een beeld. Nodig zijn minstens 3",
            "In 1 it was there in part. That is not enough for a picture yet. At least 3",
        ),
        (
            "",
            "Over 'veiligheid', in de eigen stem, is in het laatste jaar nog niets vastgelegd.",
            "Nothing has been recorded in the last year about 'security', in their own voice.",
        ),
    ],
)
def test_a_sentence_tells_what_was_recorded(text: str, nl: str, en: str) -> None:
    assert nl in voice_text(reckon(text), NL)
    assert en in voice_text(reckon(text), EN)


def test_sittings_are_called_questionnaires() -> None:
    sittings = units("1:1 2:1 3:1", kind=EvidenceKind.SITTING)
    assert "3 van de 3 vastgelegde vragenlijsten" in voice_text(reckon_units(sittings), NL)
    both = reckon_units([*sittings, *units("4:0")])
    assert "3 of the 4 recorded stories and questionnaires" in voice_text(both, EN)


def test_who_speaks_is_named() -> None:
    of_relative = replace(reckon("1:1 2:1 3:1"), own=False, voice=Voice.RELATIVE)
    assert "zoals een naaste het vertelt" in voice_text(of_relative, NL)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("status", BalanceStatus)
def test_every_status_can_be_told_of_a_person_and_of_a_group(status: BalanceStatus, language: Language) -> None:
    told = [
        voice_text(replace(reckon("1:1 2:0"), status=status), language),
        group_text(
            GroupSenseResult(sense=Sense.PURPOSE, corner=Corner.RELATIVE, status=status, tally=Tally(5, 0, 3, 1)),
            language,
        ),
        group_text(GroupSenseResult(sense=Sense.PURPOSE, corner=Corner.RELATIVE, status=status), language),
    ]
    for sentence in told:
        assert sentence.endswith(".")
        assert "{" not in sentence
        assert sentence == " ".join(sentence.split())


def test_all_else_can_be_told_as_well() -> None:
    told = {
        *(trend_text(trend, NL) for trend in BalanceTrend),
        *(evidence_flag_text(flag, NL) for flag in EvidenceFlag),
        *(gap_text(Gap((Voice.RESIDENT, Voice.RELATIVE), 0, Interval(0, 0), verdict), NL) for verdict in GapVerdict),
        *(agreement_text(Agreement(level, 50), NL) for level in AgreementLevel),
        fragile_text(NL),
    }
    assert len(told) == len(BalanceTrend) + len(EvidenceFlag) + len(GapVerdict) + len(AgreementLevel) + 1
