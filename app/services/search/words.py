"""Words made alike: what a text or a name is kept under, and what a question asks for.

Both databases are given these very tokens and do nothing to them, so that both find the same. A token holds letters and
digits only; a name is also kept with a hole (`_`) in place of each of its letters, by which a typing mistake is found.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from snowballstemmer.dutch_stemmer import DutchStemmer  # type: ignore[import-untyped]  # the package has no types

# All of these words, each in one of its forms; a star behind a form says that more letters may follow.
Question = tuple[tuple[str, ...], ...]

SHORT: Final = 3  # letters: up to here a word stands for itself alone, and a name is not mistyped
LONGEST: Final = 40  # letters of a token; PostgreSQL would refuse one of thousands
LONGEST_MISTYPED: Final = 20  # letters of a name that is kept with holes
MOST_NAMES: Final = 200  # words that one person's names are kept under
HOLE: Final = "_"

# Tussenvoegsels and their like: they are looked for only when nothing else is.
_LITTLE: Final = """
    'n 's 't aan af al av bij bin da das de del della den der des di do dos du een el en het ibn in la le les
    onder op over te ten ter tot uit van vande vander vd von voor zu zum zur
"""
LITTLE: Final = frozenset(_LITTLE.split())
# What Unicode itself does not take apart: letters, and signs that are written in several ways.
_LETTERS: Final = {"æ": "ae", "œ": "oe", "þ": "th"} | dict(zip("ðđħ\u0131łŋø", "ddhilno", strict=True))
_APOSTROPHES: Final = "\u2018\u2019\u02bc\u0060\u00b4"
_HYPHENS: Final = "\u2010\u2011"
_ALIKE: Final = str.maketrans(_LETTERS | dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_HYPHENS, "-"))
_RUN: Final = re.compile(r"'?[^\W_]+(?:['-][^\W_]+)*")


def folded(text: str) -> str:
    """The text in small letters without diacritics: `Zoë` is `zoe`."""
    plain = unicodedata.normalize("NFKD", text.translate(_ALIKE)).casefold()
    if not plain.isascii():
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return plain.translate(_ALIKE)


def of_text(*texts: str | None) -> set[str]:
    """The tokens that a text is kept under: every word as it stands, and its stem."""
    words = {word for text in texts if text for run in _runs(text) for word in _forms(run)}
    return {token for word in words for token in _kept(word)}


def of_names(names: Iterable[str]) -> set[str]:
    """The tokens that a person's names are kept under: each as it is written, and with each letter left open."""
    words = dict.fromkeys(word for name in names for word in _name_words(name))
    return {token for word in list(words)[:MOST_NAMES] for token in (_spelled(word), *_with_holes(word))}


def in_text(question: str) -> Question:
    """What to look for in texts: every word by its stem or as it stands; empty when there is no word in it."""
    return tuple(tuple(sorted({form for word in forms for form in _text_forms(word)})) for forms in _needed(question))


def in_names(question: str, *, mistyped: bool) -> Question:
    """What to look for in names; `mistyped` also with one letter wrong, left out, too many or swapped."""
    return tuple(
        tuple(sorted({form for word in forms for form in _name_forms(word, mistyped=mistyped)}))
        for forms in _needed(question)
    )


def sort_name(*names: str | None) -> str:
    """Names as they are put in order: their words, folded."""
    return " ".join("".join(_parts(run)) for name in names if name for run in _runs(name))


# ---------------------------------------------------------------------------------------------------------- words


def _runs(text: str) -> list[str]:
    """The words of a text, folded; what hyphens and apostrophes bind is one: `'s-gravenhage`."""
    return _RUN.findall(folded(text))


def _parts(run: str) -> list[str]:
    return [part[:LONGEST] for part in re.split("['-]", run) if part]


def _forms(run: str) -> set[str]:
    """The parts of a run, and all of it in one: `jan`, `willem` and `janwillem`."""
    parts = _parts(run)
    return {*parts, "".join(parts)[:LONGEST]}


def _name_words(name: str) -> Iterator[str]:
    """Every word in a name, its first letter for an initial, and what its prefixes make of it: `vandenberg`."""
    before = ""
    for run in _runs(name):
        forms = _forms(run)
        whole = max(forms, key=len)
        yield from sorted(forms)
        yield from sorted(part[0] for part in forms)
        if before and run not in LITTLE:
            yield (before + whole)[:LONGEST]
        before = before + whole if run in LITTLE else ""


def _needed(question: str) -> list[list[str]]:
    """The words that must all be found, each with what may stand in its place: `berg` or `vandenberg`."""
    needed, little, before = [], [], ""
    for run in _runs(question):
        parts = _parts(run)
        whole = "".join(parts)[:LONGEST]
        if run in LITTLE:
            little.append([whole])
            before += whole
            continue
        telling = [part for part in parts if len(part) > 1 and part not in LITTLE]
        needed += [[part, whole, (before + whole)[:LONGEST]] for part in telling or parts]
        before = ""
    return needed or little


# ---------------------------------------------------------------------------------------------------------- texts


def _kept(word: str) -> tuple[str, ...]:
    """A word of a text, its stem, and for what looks like a past participle (`gewandeld`) the stem of the verb.

    A question is not asked by the last one: `gezellig` is no form of `zel`, nor `genieten` of `niet`.
    """
    stem, verb = _stem(word), _bare_stem(word)
    is_participle = verb != stem and word.endswith(("t", "d", "en")) and verb != word[2:] and len(verb) > SHORT
    return (word, stem, verb) if is_participle else (word, stem)


def _stem(word: str) -> str:
    """The Dutch stem of a word; a `ge` in front stays where the stemmer would take any for that of a participle."""
    stem = _bare_stem(word)
    return f"ge{_bare_stem(word[2:])}" if word.startswith("ge") and not stem.startswith("ge") else stem


@lru_cache(maxsize=50_000)
def _bare_stem(word: str) -> str:
    # A stemmer of its own for every word: it keeps what it works on, and threads would share it.
    stem: str = DutchStemmer().stemWord(word)
    return stem


def _text_forms(word: str) -> set[str]:
    return {_open(_stem(word)), _open(word)}


def _open(word: str) -> str:
    """A word that may go on, unless it is short or a number: `koffie*`, but `kat` and `2026`."""
    return word if len(word) <= SHORT or word.isdigit() else f"{word}*"


# ---------------------------------------------------------------------------------------------------------- names


def _spelled(word: str) -> str:
    """Meyer is Meijer."""
    return word.replace("y", "ij")


def _may_be_mistyped(word: str) -> bool:
    return SHORT < len(word) <= LONGEST_MISTYPED


def _with_holes(word: str) -> list[str]:
    """A name with a hole in place of each letter in turn: `_nna`, `a_na`, `an_a`, `ann_`."""
    name = _spelled(word)
    return [f"{name[:at]}{HOLE}{name[at + 1 :]}" for at in range(len(name))] if _may_be_mistyped(word) else []


def _name_forms(word: str, *, mistyped: bool) -> set[str]:
    name = _spelled(word)
    right = {name if len(word) <= SHORT else f"{name}*"}
    return right | _mistaken(name) | set(_with_holes(word)) if mistyped and _may_be_mistyped(word) else right


def _mistaken(name: str) -> set[str]:
    """The names that this one may have been meant for: a letter left out, one too many, or two that changed places."""
    left_out = {f"{name[:at]}{HOLE}{name[at:]}" for at in range(len(name) + 1)}
    too_many = {f"{name[:at]}{name[at + 1 :]}" for at in range(len(name))} if len(name) > SHORT + 1 else set()
    swapped = {f"{name[:at]}{name[at + 1]}{name[at]}{name[at + 2 :]}" for at in range(len(name) - 1)}
    return left_out | too_many | swapped
