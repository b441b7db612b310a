"""The report of an import as people read it: a table, then what went wrong and where."""

from collections.abc import Sequence
from typing import Final

from rich.console import Console
from rich.table import Table

from app.exchange.drafts import Note
from app.exchange.report import Report, Result
from app.exchange.rows import Row
from app.models.sentences import sentence
from app.models.vocabulary import Language

MOST_PLACES: Final = 3
MOST_REJECTED: Final = 20
HEADS: Final = {
    Result.CREATED: {Language.NL: "nieuw", Language.EN: "created"},
    Result.UPDATED: {Language.NL: "gewijzigd", Language.EN: "updated"},
    Result.UNCHANGED: {Language.NL: "ongewijzigd", Language.EN: "unchanged"},
    Result.REJECTED: {Language.NL: "geweigerd", Language.EN: "rejected"},
    Result.NOT_IMPORTED: {Language.NL: "niet ingelezen", Language.EN: "not imported"},
}
WORDS: Final = {
    "rows": {Language.NL: "rijen", Language.EN: "rows"},
    "dry_run": {Language.NL: "Proef: er is niets bewaard.", Language.EN: "Dry run: nothing was kept."},
    "and_more": {Language.NL: "en nog {more}", Language.EN: "and {more} more"},
}


def show(report: Report, language: Language, out: Console) -> None:
    """Print the report; never what a row says, only where it stands."""
    out.print(_table(report, language))
    for outcome in report.rejected()[:MOST_REJECTED]:
        for note in outcome.refusals:
            _line(out, f"✗ {_place(outcome.row, note)}: {sentence(note.code, language, note.values)} ({note.code})")
    hidden = len(report.rejected()) - MOST_REJECTED
    if hidden > 0:
        _line(out, f"  {WORDS['and_more'][language].format(more=hidden)}")
    for code, found in report.warnings().items():
        _warn(out, code, found, language)
    if report.dry_run:
        _line(out, WORDS["dry_run"][language])


def _table(report: Report, language: Language) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(report.source)
    for result in Result:
        table.add_column(HEADS[result][language], justify="right")
    for noun, counts in report.things().items():
        table.add_row(noun, *(str(counts[result]) for result in Result))
    rows = report.rows()
    table.add_section()
    table.add_row(WORDS["rows"][language], *(str(rows[result]) for result in Result))
    return table


def _warn(out: Console, code: str, found: Sequence[tuple[Row, Note]], language: Language) -> None:
    """One kind of warning: how often, what it means, and the first places."""
    _line(out, f"! {len(found)} x {code}: {sentence(code, language, found[0][1].values)}")
    for row, note in found[:MOST_PLACES]:
        _line(out, f"    {_place(row, note)}")
    if len(found) > MOST_PLACES:
        _line(out, f"    {WORDS['and_more'][language].format(more=len(found) - MOST_PLACES)}")


def _place(row: Row, note: Note) -> str:
    return f"{row.place.told()}{f' {note.pointer}' if note.pointer else ''}"


def _line(out: Console, text: str) -> None:
    out.print(text, markup=False, highlight=False, soft_wrap=True)
