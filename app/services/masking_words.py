"""How somebody is taken out of a text: every name by which they are known, and what else tells who they are."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from app.models.person import PersonRow

INSTEAD: Final = "[naam]"
SHORTEST: Final = 2
"""Letters of a name that is looked for: an initial alone stands in too many words."""


def names_of(person: PersonRow) -> set[str]:
    """Every name by which a text may name somebody: whole names, first names, and family names with their prefix."""
    found = {person.preferred_name or ""}
    for name in (person.name or {}, *person.other_names):
        found |= {*(name.get("given") or []), name.get("family") or "", name.get("text") or ""}
        for whose in ("own", "partner"):
            family, prefix = name.get(f"{whose}_name") or "", name.get(f"{whose}_prefix") or ""
            found |= {family, f"{prefix} {family}".strip() if family else ""}
    return {one.strip() for one in found if len(one.strip()) >= SHORTEST}


def masked(text: str | None, words: Iterable[str]) -> str | None:
    """The text without these words, whatever their case, with or without diacritics, in the possessive too."""
    if not text:
        return text
    longest_first = sorted({word for word in words if word.strip()}, key=len, reverse=True)
    if not longest_first:
        return text
    plain, places = _plain(text)
    pattern = "|".join(r"\s+".join(map(re.escape, _plain(word)[0].split())) for word in longest_first)
    pieces, at = [], 0
    for found in re.finditer(rf"(?<!\w)(?:{pattern})(?:['’]?s)?(?!\w)", plain):
        start, end = places[found.start()], places[found.end()]
        pieces += [text[at:start], INSTEAD]
        at = end
    return "".join([*pieces, text[at:]])


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """The text in small letters without diacritics, and for every letter of it where it stands in the text."""
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for letter in unicodedata.normalize("NFKD", sign).casefold():
            if not unicodedata.combining(letter):
                letters.append(letter)
                places.append(place)
    return "".join(letters), [*places, len(text)]
