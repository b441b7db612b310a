"""The import as a command: reads paths, shows what became of the rows, writes what was asked for.

It prints places, codes and sentences, and nothing of what the rows say about people.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final
from uuid import UUID

import orjson
from rich.console import Console
from rich.progress import Progress

from app.database import Database, Session
from app.exchange.importing import Delivery, run_import
from app.exchange.printing import show
from app.exchange.reading import NothingToRead, files_in, read_files
from app.exchange.rejects import rejected_lines
from app.exchange.report import Report
from app.models.sentences import sentence
from app.models.vocabulary import Language
from app.services import organisations
from app.services.external_ids import is_bsn

GOOD: Final = 0
SOME_REJECTED: Final = 1
UNUSABLE: Final = 2
LONGEST_SOURCE: Final = 100


def import_paths(  # noqa: PLR0913  the options of the command, each by its name
    database: Database,
    organisation_id: UUID,
    paths: Sequence[str | Path],
    source: str = "import",
    *,
    dry_run: bool = False,
    rejects: Path | None = None,
    report: Path | None = None,
    language: Language | None = None,
    out: Console | None = None,
) -> int:
    """Import what stands at these paths and give the exit code: 0 all well, 1 rows were rejected, 2 nothing usable.

    `rejects` gets the rejected rows as NDJSON, `report` the whole report as JSON; `language` is that of the
    organisation when nothing is said. A dry run writes both files too.
    """
    out = out or Console()
    spoken = language or database.run(_language_of(organisation_id), write=False)
    try:
        _refuse_source(source)
        names = files_in([str(path) for path in paths])
        delivery = Delivery(list(read_files(names, source)), source, dry_run=dry_run)
        told = _with_progress(out, database, organisation_id, delivery)
    except NothingToRead as error:
        out.print(f"{error.place}: {sentence(error.code, spoken)} ({error.code})", markup=False, highlight=False)
        return UNUSABLE
    show(told, spoken, out)
    _write(told, spoken, rejects, report)
    return SOME_REJECTED if told.rejected() else GOOD


def _language_of(organisation_id: UUID) -> Callable[[Session], Language]:
    def asked(session: Session) -> Language:
        session.enter(organisation_id)
        return organisations.own(session).locale

    return asked


def _refuse_source(source: str) -> None:
    """A source is a name without spaces, which stands before every key of its rows."""
    fit = source.isprintable() and not any(letter.isspace() for letter in source) and ":" not in source
    if not source or len(source) > LONGEST_SOURCE or not fit or is_bsn(source):
        raise NothingToRead("source_form", "--source")


def _with_progress(out: Console, database: Database, organisation_id: UUID, delivery: Delivery) -> Report:
    """The import, with a bar that shows how far it is, on a terminal only."""
    if not out.is_terminal:
        return run_import(database, organisation_id, delivery)
    with Progress(console=out, transient=True) as bars:
        bar = bars.add_task("import", total=None)

        def advance(done: int, total: int) -> None:
            bars.update(bar, completed=done, total=total)

        return run_import(database, organisation_id, replace(delivery, progress=advance))


def _write(told: Report, language: Language, rejects: Path | None, report: Path | None) -> None:
    if rejects:
        rejects.write_bytes(b"".join(line + b"\n" for line in rejected_lines(told)))
    if report:
        report.write_bytes(orjson.dumps(told.as_json(language), option=orjson.OPT_INDENT_2) + b"\n")
