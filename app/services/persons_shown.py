"""Whom an answer shows: every person whose id stands in it, as themselves, as a party or with a name beside an id."""

from collections.abc import Iterator
from functools import cache
from typing import Final
from uuid import UUID

from pydantic import BaseModel

from app.models.base import PersonName, kinds_in, ref_of
from app.models.person import PersonFactsRead

PEOPLE: Final = frozenset({"person", "resident"})
"""The nouns whose ids are those of persons: a hat has the id of who wears it."""


def persons_in(answer: BaseModel) -> set[UUID]:
    """The ids of everybody in an answer, nested parts and lists included."""
    return set(_persons(answer))


def _persons(answer: BaseModel) -> Iterator[UUID]:
    ids, deeper = _places(type(answer))
    values = vars(answer)
    for name in ids:
        value = values[name]
        if isinstance(value, list):
            yield from value
        elif value is not None:
            yield value
    for name in deeper:
        value = values[name]
        for one in value if isinstance(value, list) else (value,):
            if isinstance(one, BaseModel):
                yield from _persons(one)


@cache
def _places(shape: type[BaseModel]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields of a shape that hold ids of persons, and those that hold further shapes."""
    ids, deeper = [], []
    if issubclass(shape, PersonName | PersonFactsRead):
        ids.append("id")
    for name, info in shape.model_fields.items():
        ref = ref_of(info.annotation, info.metadata)
        if ref and ref.noun in PEOPLE:
            ids.append(name)
        elif any(issubclass(kind, BaseModel) for kind in kinds_in(info.annotation)):
            deeper.append(name)
    return tuple(ids), tuple(deeper)
