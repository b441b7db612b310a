"""Where people write freely, and so may name anybody: what to look through when somebody's name has to go.

Names, titles of functions and what else describes one person are not among these: who has the same family name keeps
it. A test holds that no column of text is forgotten.
"""

from collections.abc import Collection, Mapping
from typing import Any, Final

from sqlalchemy.orm import class_mapper

from app.models.base import Owned, Part, Row
from app.models.masking import MaskingRow
from app.models.nouns import NOUNS
from app.policy.holding import OWNERS
from app.services.masking_words import masked

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "life_story_passage": ("text",),
    "relation": ("barred", "end_reason", "note"),
    "contribution": ("text",),
    "role": ("title", "meaning", "activities"),
    "role_step": ("note",),
    "moment": ("note",),
    "story": ("title", "text", "place_text", "withdrawal_reason"),
    "masking": ("words", "reason", "original", "decision_reason"),
    "consent": ("reason", "withdrawal_reason"),
    "emergency_access": ("reason", "note", "remark"),
    "erasure_request": ("reason", "extension_reason", "decision_reason"),
}
_ROWS: Final[Mapping[str, type[Row]]] = {**NOUNS, MaskingRow.noun: MaskingRow}
TABLES: Final[Mapping[str, type[Row]]] = {
    noun: _ROWS[noun] for noun in dict.fromkeys(OWNERS.get(table, (table,))[0] for table in COLUMNS)
}
"""The tables whose rows, or parts of them, hold such text."""


def mask(row: Row, words: Collection[str]) -> bool:
    """Take these words out of what was written in a row and its parts; whether anything changed."""
    changed = [_mask(one, words) for one in (row, *_parts_of(row))]
    return any(changed)


def _mask(row: Owned, words: Collection[str]) -> bool:
    changed = False
    for name in COLUMNS.get(str(row.__tablename__), ()):
        before = getattr(row, name)
        after = _without(before, words)
        if after != before:
            setattr(row, name, after)
            changed = True
    return changed


def _without(value: Any, words: Collection[str]) -> Any:  # noqa: ANN401  text, or JSON with text in it
    if isinstance(value, str):
        return masked(value, words)
    if isinstance(value, list):
        return [_without(one, words) for one in value]
    return {name: _without(one, words) for name, one in value.items()} if isinstance(value, dict) else value


def _parts_of(row: Row) -> list[Part]:
    kinds = class_mapper(type(row)).relationships
    names = [one.key for one in kinds if one.uselist and issubclass(one.mapper.class_, Part)]
    return [part for name in names for part in getattr(row, name)]
