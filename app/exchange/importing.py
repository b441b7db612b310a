"""The import: rows of any file become nouns, each row by itself, all in one transaction.

It uses the verbs of the services, so every rule of the domain holds. The same rows again change nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from uuid import UUID

from pydantic.alias_generators import to_camel
from sqlalchemy.exc import IntegrityError

from app.database import Database, Session
from app.exchange import native
from app.exchange.directory import Directory
from app.exchange.drafts import Draft, Note, Understood
from app.exchange.fhir import resources
from app.exchange.laying import Layer
from app.exchange.ordering import Batch, in_order
from app.exchange.recognition import recognise
from app.exchange.report import Outcome, Report, Result
from app.exchange.rows import Row
from app.exchange.soundness import settle_bsn
from app.models.vocabulary import AccessAction
from app.problems import Flaw, Refusal
from app.services import access_log, bsn_keeping, organisations
from app.services.persons_shown import of_rows

Progress = Callable[[int, int], None]
UNRESOLVED: Final = "reference_not_found"


@dataclass(frozen=True, slots=True)
class Delivery:
    """Rows of one source that come in together; a dry run does the same and undoes it.

    `progress` is called with how many pieces are done of how many.
    """

    rows: Sequence[Row]
    source: str
    dry_run: bool = False
    progress: Progress | None = None


def run_import(database: Database, organisation_id: UUID, delivery: Delivery) -> Report:
    """Import a delivery in one transaction of an organisation, and tell what became of each row."""

    def work(session: Session) -> Report:
        session.enter(organisation_id)
        session.time_zone = organisations.own(session).time_zone
        session.source = delivery.source
        return take_in(session, delivery)

    if not delivery.dry_run:
        return database.run(work, write=True)
    report = database.rehearse(work)
    database.run(lambda session: _note_rehearsal(session, organisation_id), write=True)
    return report


def _note_rehearsal(session: Session, organisation_id: UUID) -> None:
    """A dry run leaves nothing behind but that it was done."""
    session.enter(organisation_id)
    access_log.note_command(session, "import_dry_run", AccessAction.EXECUTE, "import")


def take_in(session: Session, delivery: Delivery) -> Report:
    """Import a delivery in the transaction of the session."""
    source, report = delivery.source, Report(delivery.source, delivery.dry_run)
    pieces = _without_repeats([one for row in delivery.rows for one in _understood(session, row, source, report)])
    _settle_bsns(pieces, keeps=bsn_keeping.is_held_on(session))
    drafts = [draft for piece in pieces for draft in piece.batch.drafts]
    directory = Directory(session, source, drafts)
    recognise(session, source, drafts, directory)
    layer = Layer(session, source, directory)
    outcomes = {id(piece.batch): piece.outcome for piece in pieces}
    incomplete = []
    for done, batch in enumerate(in_order([piece.batch for piece in pieces]), 1):
        _lay(layer, batch, outcomes[id(batch)])
        incomplete += [batch] if UNRESOLVED in {note.code for note in batch.notes} else []
        if delivery.progress:
            delivery.progress(done, len(pieces))
    for batch in incomplete:
        _complete(layer, batch, outcomes[id(batch)])
    session.add_all(layer.marks.values())
    session.flush()
    access_log.note_command(session, "import", AccessAction.EXECUTE, "import", persons=of_rows(session, layer.touched))
    return report


@dataclass(frozen=True, slots=True)
class _Piece:
    """A batch, and what became of its row."""

    batch: Batch
    outcome: Outcome


def _understood(session: Session, row: Row, source: str, report: Report) -> list[_Piece]:
    """The batches of a row; a row that cannot be used has none and its outcome says why."""
    found = _read(session, row, source)
    outcome = Outcome(row, found.kind, notes=_each_once(found.notes))
    report.outcomes.append(outcome)
    if found.not_imported:
        outcome.result = Result.NOT_IMPORTED
        outcome.notes.append(Note("type_not_imported", "/resourceType"))
    if found.refusals:
        outcome.reject(found.refusals)
        return []
    groups = groupby(found.drafts, key=lambda draft: (draft.contact, draft.key))
    return [_Piece(Batch(row, list(drafts), whole=not contact), outcome) for (contact, _), drafts in groups]


def _read(session: Session, row: Row, source: str) -> Understood:
    if row.refusal:
        return Understood(refusals=[row.refusal])
    if row.native:
        assert session.organisation_id is not None  # noqa: S101  entered above
        return native.understand(row.content, source, session.organisation_id)
    return resources.understand(row.content, source, session.today, row.urls)


def _each_once(notes: Sequence[Note]) -> list[Note]:
    return list({(note.code, note.pointer): note for note in notes}.values())


def _without_repeats(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The pieces, of several with one key the last; when they differ, the earlier ones are noted."""
    last = {_named(piece): piece for piece in pieces}
    for piece in pieces:
        kept = last[_named(piece)]
        if kept is not piece and [one.fields for one in kept.batch.drafts] != [
            one.fields for one in piece.batch.drafts
        ]:
            piece.outcome.notes.append(Note("row_superseded"))
    return [piece for piece in pieces if last[_named(piece)] is piece]


def _settle_bsns(pieces: Sequence[_Piece], *, keeps: bool) -> None:
    """Let a citizen service number go where the organisation keeps none, and where it is none."""
    for piece in pieces:
        for draft in piece.batch.drafts:
            piece.outcome.notes += settle_bsn(draft, keeps=keeps)


def _named(piece: _Piece) -> tuple[object, ...]:
    draft = piece.batch.drafts[0]
    return draft.noun, draft.key


def _lay(layer: Layer, batch: Batch, outcome: Outcome) -> None:
    """Lay a batch down as a whole, or leave nothing of it behind."""
    if outcome.result is Result.REJECTED:
        return
    if all(_is_unchanged(layer, draft) for draft in batch.drafts):
        outcome.add([(draft.noun, Result.UNCHANGED) for draft in batch.drafts], whole=batch.whole)
        return
    things, refusals = _try(layer, batch)
    if refusals:
        _refuse(batch, outcome, refusals)
    else:
        outcome.add(things, whole=batch.whole)
        outcome.notes += batch.notes


def _complete(layer: Layer, batch: Batch, outcome: Outcome) -> None:
    """Lay a batch down again whose links lead somewhere now: to itself, or to what names it in its turn."""
    links = [link for draft in batch.drafts for link in draft.links()]
    if outcome.result is Result.REJECTED or not any(layer.leads(link) for link in links):
        return
    before = batch.notes
    _, refusals = _try(layer, batch)
    if not refusals:
        outcome.notes = [note for note in outcome.notes if note not in before] + batch.notes


def _try(layer: Layer, batch: Batch) -> tuple[list[tuple[str, Result]], list[Note]]:
    """Lay down every draft of a batch: what became of each, or the reasons why none of them is in."""
    about = batch.drafts[0]
    things: list[tuple[str, Result]] = []
    batch.notes = []
    try:
        with layer.session.begin_nested():
            for draft in batch.drafts:
                about = draft
                things.append((draft.noun, layer.lay(draft, batch.notes)))
    except (Refusal, IntegrityError) as error:
        layer.take_back()
        return [], _reasons(error, about)
    layer.keep()
    return things, []


def _is_unchanged(layer: Layer, draft: Draft) -> bool:
    try:
        return layer.is_unchanged(draft)
    except Refusal:
        return False


def _refuse(batch: Batch, outcome: Outcome, reasons: list[Note]) -> None:
    """A refused batch takes its row with it, unless it only went along."""
    if batch.whole:
        outcome.reject(reasons)
    else:
        outcome.notes += [Note("contact_not_kept", batch.drafts[0].pointer), *reasons]


def _reasons(error: Refusal | IntegrityError, draft: Draft) -> list[Note]:
    """Why a draft was refused, with places in the row."""
    if isinstance(error, IntegrityError):
        return [Note("conflict", draft.pointer)]
    flaws = error.flaws or [Flaw(error.code, values=error.values)]
    return [Note(flaw.code, _place(draft, flaw), flaw.values) for flaw in flaws]


def _place(draft: Draft, flaw: Flaw) -> str:
    """The place of a flaw: of a link its own, of a field of ours the element of the source that it came from."""
    pointer = flaw.pointer or ""
    if any(pointer == link.pointer for link in draft.links()):
        return pointer
    name = pointer.partition("/")[2].partition("/")[0]
    ours = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
    return draft.places.get(ours, draft.pointer + "/".join(map(to_camel, pointer.split("/"))))
