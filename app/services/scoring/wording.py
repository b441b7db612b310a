"""What both rules need to speak plainly: words in two languages, periods and dates.

Sentences are about what was recorded, never about a person.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.models.vocabulary import Language

YEAR: Final = 365
HALF_YEAR: Final = 182
MONTHS: Final = {
    Language.NL: "januari februari maart april mei juni juli augustus september oktober november december",
    Language.EN: "January February March April May June July August September October November December",
}


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Dutch and in English, with places to fill in."""

    nl: str
    en: str

    def told(self, language: Language, **values: object) -> str:
        """Fill the words in and give them in that language."""
        return (self.nl if language is Language.NL else self.en).format(**values)


def told_day(day: date, language: Language) -> str:
    """Write a day in full: 5 maart 2026, 5 March 2026."""
    return f"{day.day} {MONTHS[language].split()[day.month - 1]} {day.year}"


def told_partial_date(text: str, language: Language) -> str:
    """Write a partial date as far as it is known: 5 maart 2026, maart 2026, 2026."""
    known = [int(part) for part in text.split("-")]
    if len(known) == len(("year", "month", "day")):
        return told_day(date(*known), language)
    year, *month = known
    return " ".join([*(MONTHS[language].split()[one - 1] for one in month), str(year)])


def told_period(days: int, language: Language) -> str:
    """Name the window: the last year, the last half-year, or the last so many days."""
    named = {
        YEAR: Words("het laatste jaar", "the last year"),
        HALF_YEAR: Words("het laatste half jaar", "the last half-year"),
    }
    return named.get(days, Words("de laatste {days} dagen", "the last {days} days")).told(language, days=days)


def told_number(value: float, language: Language) -> str:
    """Write a number with at most two decimals, a comma in Dutch."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language is Language.NL else text
