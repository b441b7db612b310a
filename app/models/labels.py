"""What people read beside a code: the texts of `app/words/`, in Dutch and in English.

The codes stand in `app/models/vocabulary/`, the texts in JSON, so that somebody who writes and does not program can
better a sentence. The files are read once; the tests prove that no code is without a text and no text without a code.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

from app.models import vocabulary as words
from app.models.vocabulary import Corner, Language, Rung, Sense

# A published name is the class name in snake_case, but for these two, which read better as the contract has them.
_NAMED_OTHERWISE: Final = {"CapacityCode": "capacity", "Condition": "conditions"}


def _published_name(codes: type[StrEnum]) -> str:
    return _NAMED_OTHERWISE.get(codes.__name__) or re.sub(r"(?<!^)(?=[A-Z])", "_", codes.__name__).lower()


# Every closed list of the vocabulary by its published name; a list added there is published without further ado.
VOCABULARIES: Final[Mapping[str, type[StrEnum]]] = {
    _published_name(codes): codes
    for codes in vars(words).values()
    if isinstance(codes, type) and issubclass(codes, StrEnum) and codes.__module__.startswith(words.__name__)
}
_NAMES: Final = {codes: name for name, codes in VOCABULARIES.items()}


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages."""

    nl: str
    en: str

    def told_in(self, language: Language) -> str:
        """Give the text in one language."""
        return self.nl if language is Language.NL else self.en


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of a closed list with its label."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class EngagementLevel:
    """One level of the engagement ladder (S004, table 1) in own words, with a question to tell the level by."""

    rung: int
    code: str
    label: str
    description: str
    example: str
    test_question: str


@dataclass(frozen=True, slots=True)
class SenseWords:
    """One of the six senses (S004, table 2) and what it means to each corner of the triangle."""

    code: Sense
    label: str
    meaning: Mapping[Corner, str]


@dataclass(frozen=True, slots=True)
class ScaleStep:
    """One answer of a scale: a whole number with its label."""

    value: int
    label: Text


@dataclass(frozen=True, slots=True)
class ShippedItem:
    """One positive event to answer for; the id never changes, so that old sittings stay readable."""

    id: str
    sense: Sense
    text: Text


@dataclass(frozen=True, slots=True)
class ShippedInstrument:
    """A list of positive events for one corner that comes with the program; own words, not validated."""

    corner: Corner
    validated: bool
    title: Text
    question: Text
    note: Text
    scale: tuple[ScaleStep, ...]
    items: tuple[ShippedItem, ...]


@cache
def read_words(name: str) -> Any:  # noqa: ANN401 - JSON may hold anything; the functions below give it a shape
    """Read one file of `app/words/`, by its name without `.json`; the same object every time, so leave it as it is."""
    return json.loads(files("app").joinpath("words", f"{name}.json").read_text(encoding="utf-8"))


def label(code: StrEnum, language: Language) -> str:
    """Give the label of a member of any closed list of the vocabulary; KeyError for an enum from elsewhere."""
    text: str = read_words("vocabularies")[_NAMES[type(code)]][code.value][language]
    return text


def rung_label(rung: Rung, language: Language) -> str:
    """Give the label of a rung, from the ladder."""
    return engagement_levels(language)[rung - 1].label


@cache
def vocabulary(name: str, language: Language) -> tuple[Entry, ...]:
    """List one closed list in its own order; KeyError when there is no list of that name."""
    return tuple(Entry(code.value, label(code, language)) for code in VOCABULARIES[name])


@cache
def engagement_levels(language: Language) -> tuple[EngagementLevel, ...]:
    """List the five levels, lowest rung first."""
    return tuple(
        EngagementLevel(
            rung=level["rung"],
            code=level["code"],
            label=level["label"][language],
            description=level["description"][language],
            example=level["example"][language],
            test_question=level["testQuestion"][language],
        )
        for level in read_words("engagement_ladder")
    )


@cache
def senses(language: Language) -> tuple[SenseWords, ...]:
    """List the six senses in Nolan's order; their labels are those of the vocabulary `sense`."""
    return tuple(
        SenseWords(
            code=Sense(sense["code"]),
            label=label(Sense(sense["code"]), language),
            meaning={Corner(corner): meaning[language] for corner, meaning in sense["meaning"].items()},
        )
        for sense in read_words("senses")
    )


@cache
def instruments() -> tuple[ShippedInstrument, ...]:
    """List the instruments that come with the program, one per corner, in both languages (they are stored so)."""
    shipped = read_words("instruments")
    scale = tuple(ScaleStep(step["value"], Text(**step["label"])) for step in shipped["scale"])
    return tuple(
        ShippedInstrument(
            corner=Corner(instrument["corner"]),
            validated=instrument["validated"],
            title=Text(**instrument["title"]),
            question=Text(**shipped["question"]),
            note=Text(**shipped["note"]),
            scale=scale,
            items=tuple(_item(item) for item in instrument["items"]),
        )
        for instrument in shipped["instruments"]
    )


def _item(item: Mapping[str, Any]) -> ShippedItem:
    return ShippedItem(id=item["id"], sense=Sense(item["sense"]), text=Text(**item["text"]))
