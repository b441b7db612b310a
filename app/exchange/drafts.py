"""Drafts: what a row of a source says, in our own words, before anything is looked up or written.

A draft names other things by their keys in the source (`Link`); the import finds their ids.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple
from uuid import UUID

PERSON_NOUNS: Final = ("resident", "relative", "caregiver")


class Key(NamedTuple):
    """What a thing is called in another system."""

    system: str
    value: str


class FoundBsn(NamedTuple):
    """The citizen service number that a row gives of a resident, and where it stands."""

    number: str
    pointer: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader of the report should know: a stable code, a JSON pointer into the row, harmless values."""

    code: str
    pointer: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """A reference to another thing by one of its keys; the first that is found counts.

    `nouns` are tried in their order. A link that must hold and leads nowhere stops the row; another one is left out
    with a warning.
    """

    nouns: tuple[str, ...]
    keys: tuple[Key, ...]
    pointer: str
    required: bool = False

    def targets(self) -> Iterator[tuple[str, Key]]:
        """Every thing this may be, the likeliest first."""
        return ((noun, key) for key in self.keys for noun in self.nouns)


@dataclass(frozen=True, slots=True)
class Likeness:
    """By what a contact is known again among the related persons of one resident: forms of the name, phone numbers."""

    resident: tuple[Key, ...]
    names: frozenset[str]
    phones: frozenset[str]

    def is_like(self, other: "Likeness") -> bool:
        """Whether both name and phone agree."""
        return bool(self.names & other.names) and bool(self.phones & other.phones)


@dataclass(slots=True)
class Draft:
    """One noun as a row of the source describes it.

    `keys`: the first is the key of the row in its source, the others are further external ids.
    `same_as`: keys of another row's thing; when that is there, this draft is about the same one.
    `adds`: says more about what another row describes: fills in what is empty and adds to lists, replaces nothing.
    `defaults`: fields that are only set while nothing is stored in them.
    `places`: where in the row a field came from.
    `bsn`: the citizen service number of a resident; it is no field, so that nothing remembers it as one.
    """

    noun: str
    keys: list[Key]
    fields: dict[str, Any]
    same_as: list[Key] = field(default_factory=list)
    adds: bool = False
    defaults: dict[str, Any] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    pointer: str = ""
    likeness: Likeness | None = None
    contact: bool = False
    adopts: UUID | None = None
    bsn: FoundBsn | None = None

    @property
    def key(self) -> Key:
        """The key of the row in its source."""
        return self.keys[0]

    def links(self) -> Iterator[Link]:
        """Every reference the draft makes, however deep."""
        return links_in(self.fields)


def links_in(value: object) -> Iterator[Link]:
    """Every link in a value of dicts and lists."""
    if isinstance(value, Link):
        yield value
    elif isinstance(value, dict):
        for inside in value.values():
            yield from links_in(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from links_in(inside)


@dataclass(slots=True)
class Understood:
    """What became of one row: drafts and notes, or the reasons why nothing could be made of it."""

    drafts: list[Draft] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    refusals: list[Note] = field(default_factory=list)
    kind: str = ""
    not_imported: bool = False
