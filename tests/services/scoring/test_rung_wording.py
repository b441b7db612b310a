"""Sentences about rungs: complete in both languages, and about what was recorded."""

import json
import re
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

import pytest

from app.models.vocabulary import (
    CapCode,
    CountStatus,
    Language,
    NextStepCode,
    Rung,
    RungFlag,
    RungStatus,
    RungTrend,
)
from app.services.scoring import rung_wording
from app.services.scoring.next_step import NextStep
from app.services.scoring.parameters import DEFAULT_RUNG
from app.services.scoring.rung import rung_of_relation
from app.services.scoring.rung_results import TeamRungs
from app.services.scoring.rung_wording import flag_text, next_step_text, rung_text, rung_trend_text, team_text
from app.services.scoring.wording import Words
from tests.services.scoring.notation import TODAY, relation

NL, EN = Language.NL, Language.EN
PLACES = re.compile(r"\{(\w+)\}")
LADDER = Path(__file__).resolve().parents[3] / "app/words/engagement_ladder.json"


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (rung_wording.RUNGS, Rung),
        (rung_wording.STATUSES, RungStatus),
        (rung_wording.CAPS, CapCode),
        (rung_wording.TRENDS, RungTrend),
        (rung_wording.FLAGS, RungFlag),
        (rung_wording.STEPS, NextStepCode),
        (rung_wording.COUNTS, CountStatus),
    ],
)
def test_every_code_has_words_in_both_languages(table: Mapping[Enum, Words], codes: type[Enum]) -> None:
    assert list(table) == list(codes)
    for words in table.values():
        assert words.nl
        assert words.en
        assert words.nl != words.en
        assert sorted(set(PLACES.findall(words.nl))) == sorted(set(PLACES.findall(words.en)))


def test_the_rungs_are_called_what_the_published_ladder_calls_them() -> None:
    published = {rung["rung"]: rung["label"] for rung in json.loads(LADDER.read_text(encoding="utf-8"))}
    assert {int(rung): {"nl": words.nl, "en": words.en} for rung, words in rung_wording.RUNGS.items()} == published


@pytest.mark.parametrize(
    ("text", "nl", "en"),
    [
        (
            "150:2 100:4 20:4",
            "is op 2 verschillende dagen contact vastgelegd op trede 4 (samen overleggen en afstemmen) of hoger.",
            "contact on rung 4 (deliberating and deciding together) or higher was recorded on 2 different days.",
        ),
        (
            "100:4 20:4",
            "Van kennismaken is niets vastgelegd dat nog telt. Daarom telt trede 2; anders was het trede 4.",
            "recorded of getting acquainted. So rung 2 counts; otherwise it would be rung 4.",
        ),
        ("10:RUP", "Er is een breuk vastgelegd.", "A rupture was recorded."),
        ("300:2", "In het laatste half jaar zijn geen contactmomenten", "No moments of contact were recorded in the"),
        ("10:2", "(aantal: 1), maar nog niet op 2 dagen met minstens 7", "(number: 1), but not yet on 2 days with at"),
    ],
)
def test_a_sentence_tells_what_was_recorded(text: str, nl: str, en: str) -> None:
    result = rung_of_relation(relation(text), TODAY)
    assert nl in rung_text(result, NL)
    assert en in rung_text(result, EN)


def test_an_answer_that_stands_still_says_of_which_day_it_is() -> None:
    ended = rung_of_relation(relation("10:2", ended=5), TODAY)
    assert rung_text(ended, NL).endswith("Dit is het beeld van 15 november 2026.")


@pytest.mark.parametrize(
    ("text", "nl"),
    [
        ("100:4 20:4", "legt de basis. Daarmee wordt het trede 4."),
        ("3:4", "legt de basis."),
        (
            "3:2",
            "Nog één moment op trede 2 (kennismaken en in gesprek gaan), vanaf 24 november 2026, telt mee. Daarmee",
        ),
        (
            "30:2 20:2",
            "Eén moment op trede 3 (elkaar om raad vragen) is een eerste. Is er een tweede, minstens 7 dagen",
        ),
        ("0:RUP", "Met één contactmoment van twee kanten, vanaf 21 november 2026, is een nieuw begin"),
    ],
)
def test_a_next_step_is_told(text: str, nl: str) -> None:
    assert nl in next_step_text(rung_of_relation(relation(text), TODAY).next_step, NL)


@pytest.mark.parametrize("language", Language)
def test_everything_can_be_told_in_either_language(language: Language) -> None:
    result = rung_of_relation(relation("150:2 100:4 20:4"), TODAY)
    told = [
        *(rung_text(result._replace(status=status), language) for status in RungStatus),
        *(rung_trend_text(result._replace(trend=trend), language) for trend in RungTrend),
        *(flag_text(flag, language) for flag in RungFlag),
        *(next_step_text(NextStep(code, 3, 3, TODAY), language) for code in NextStepCode),
        *(next_step_text(NextStep(code, 3, None, TODAY), language) for code in NextStepCode),
        *(
            team_text(TeamRungs(as_of=TODAY, status=status, parameters=DEFAULT_RUNG), language)
            for status in CountStatus
        ),
    ]
    for sentence in told:
        assert sentence.endswith(".")
        assert "{" not in sentence
        assert sentence == " ".join(sentence.split())
