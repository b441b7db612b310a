"""Rows: the pieces an import is made of, with the place each came from."""

from dataclasses import dataclass, field
from typing import Any

from app.exchange.drafts import Key, Note


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: the file, and in it the line (from 1) of NDJSON or the entry (from 0) of a Bundle or list."""

    file: str
    line: int | None = None
    entry: int | None = None
    pointer: str = ""

    def told(self) -> str:
        """The place as a reader of the report sees it."""
        parts = [self.file]
        parts += [f"line {self.line}"] if self.line is not None else []
        parts += [f"entry {self.entry}"] if self.entry is not None else []
        return ", ".join(parts)


@dataclass(slots=True)
class Row:
    """One thing that a source sent: a FHIR resource or a native line; or text that is neither, with the reason."""

    place: Place
    content: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    refusal: Note | None = None
    urls: dict[str, Key] = field(default_factory=dict)

    @property
    def native(self) -> bool:
        """Whether this is a line of our own nouns."""
        return "noun" in self.content and "resourceType" not in self.content
