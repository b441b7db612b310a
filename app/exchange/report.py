"""The report of an import: what became of each row, and why."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from app.exchange.drafts import Note
from app.exchange.rows import Row
from app.models.sentences import sentence
from app.models.vocabulary import Language

NO_NOUN: Final = "?"


class Result(StrEnum):
    """What became of a row, or of one thing in it."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"
    NOT_IMPORTED = "not_imported"


@dataclass(slots=True, eq=False)
class Outcome:
    """What became of one row: the result, what was made or changed, the reasons when refused, and the warnings."""

    row: Row
    kind: str
    result: Result = Result.UNCHANGED
    things: list[tuple[str, Result]] = field(default_factory=list)
    refusals: list[Note] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def reject(self, refusals: list[Note]) -> None:
        """The row is refused as a whole."""
        self.result, self.refusals = Result.REJECTED, refusals

    def add(self, things: list[tuple[str, Result]], *, whole: bool) -> None:
        """Something of the row went in; what only goes along with the row makes it at most updated."""
        self.things += things
        results = {result for _, result in things}
        if whole and Result.CREATED in results:
            self.result = Result.CREATED
        elif results != {Result.UNCHANGED} and self.result is Result.UNCHANGED:
            self.result = Result.UPDATED


@dataclass(slots=True)
class Report:
    """What became of every row of an import."""

    source: str
    dry_run: bool
    outcomes: list[Outcome] = field(default_factory=list)

    def rows(self) -> Counter[Result]:
        """How many rows had each result."""
        return Counter(outcome.result for outcome in self.outcomes)

    def things(self) -> dict[str, Counter[Result]]:
        """How many things of each noun had each result; rows of which nothing was made count by their type."""
        counted: dict[str, Counter[Result]] = {}
        for outcome in self.outcomes:
            for noun, result in outcome.things or [(outcome.kind or NO_NOUN, outcome.result)]:
                counted.setdefault(noun, Counter())[result] += 1
        return counted

    def rejected(self) -> list[Outcome]:
        """The rows that were refused."""
        return [outcome for outcome in self.outcomes if outcome.result is Result.REJECTED]

    def warnings(self) -> dict[str, list[tuple[Row, Note]]]:
        """The warnings by code, each with its row."""
        found: dict[str, list[tuple[Row, Note]]] = {}
        for outcome in self.outcomes:
            for note in outcome.notes:
                found.setdefault(note.code, []).append((outcome.row, note))
        return found

    def as_json(self, language: Language) -> dict[str, Any]:
        """The whole report as JSON: places, codes and sentences, nothing of what the rows say."""
        rows = self.rows()
        return {
            "source": self.source,
            "dryRun": self.dry_run,
            "rows": {"total": len(self.outcomes), **{_camel(result): rows[result] for result in Result}},
            "nouns": {
                noun: {_camel(result): counts[result] for result in Result} for noun, counts in self.things().items()
            },
            "items": [_told(outcome, language) for outcome in self.outcomes],
        }


def _told(outcome: Outcome, language: Language) -> dict[str, Any]:
    place = outcome.row.place
    return {
        "file": place.file,
        "line": place.line,
        "entry": place.entry,
        "type": outcome.kind or None,
        "result": outcome.result.value,
        "errors": list(_notes(outcome.refusals, language)),
        "warnings": list(_notes(outcome.notes, language)),
    }


def _notes(notes: list[Note], language: Language) -> Iterator[dict[str, str]]:
    for note in notes:
        yield {"code": note.code, "pointer": note.pointer, "detail": sentence(note.code, language, note.values)}


def _camel(result: Result) -> str:
    return "notImported" if result is Result.NOT_IMPORTED else result.value
