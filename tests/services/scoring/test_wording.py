"""The words that both rules share."""

import pytest

from app.models.vocabulary import Language
from app.services.scoring.wording import Words, told_day, told_number, told_partial_date, told_period
from tests.services.scoring.notation import TODAY

NL, EN = Language.NL, Language.EN


def test_words_are_filled_in_and_given_in_the_language_asked() -> None:
    words = Words("{n} keer", "{n} times")
    assert (words.told(NL, n=3), words.told(EN, n=3)) == ("3 keer", "3 times")


def test_a_day_is_written_in_full() -> None:
    assert (told_day(TODAY, NL), told_day(TODAY, EN)) == ("20 november 2026", "20 November 2026")


@pytest.mark.parametrize(
    ("known", "nl", "en"),
    [
        ("2026-03-05", "5 maart 2026", "5 March 2026"),
        ("2026-03", "maart 2026", "March 2026"),
        ("2026", "2026", "2026"),
    ],
)
def test_a_partial_date_is_written_as_far_as_it_is_known(known: str, nl: str, en: str) -> None:
    assert (told_partial_date(known, NL), told_partial_date(known, EN)) == (nl, en)


@pytest.mark.parametrize(
    ("days", "nl", "en"),
    [
        (365, "het laatste jaar", "the last year"),
        (182, "het laatste half jaar", "the last half-year"),
        (90, "de laatste 90 dagen", "the last 90 days"),
    ],
)
def test_a_window_is_named(days: int, nl: str, en: str) -> None:
    assert (told_period(days, NL), told_period(days, EN)) == (nl, en)


@pytest.mark.parametrize(("value", "nl", "en"), [(3, "3", "3"), (0.5, "0,5", "0.5"), (1.0, "1", "1"), (10, "10", "10")])
def test_a_number_is_written_without_needless_decimals(value: float, nl: str, en: str) -> None:
    assert (told_number(value, NL), told_number(value, EN)) == (nl, en)
