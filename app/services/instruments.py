"""Instruments: lists of positive events, shipped or of one's own, laid down, described anew, laid aside."""

from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.database import Session, whoever_asks
from app.models import labels
from app.models.base import Laid, Page
from app.models.filters import Filters
from app.models.instrument import Instrument, InstrumentBody, InstrumentRow, Item, ScaleStep
from app.models.labels import ShippedInstrument
from app.models.patch import Patch
from app.models.sitting import SittingRow
from app.models.vocabulary import Language
from app.problems import Conflict
from app.services import lists, patches, records
from app.services.records import Expected

# The words of a list; when any of it changes, it is no longer the list that comes with the program.
TEXTS: Final = ("title", "question", "note", "corner", "scale", "items", "validated")
# What answers rest on; it stays as long as somebody answered.
ASKED: Final = ("corner", "scale", "items")


def look_up(session: Session, instrument_id: UUID, language: Language) -> Instrument:
    """One instrument; a shipped one in this language."""
    return _told(records.find(session, InstrumentRow, instrument_id), language)


def list_all(session: Session, filters: Filters, language: Language) -> Page[Instrument]:
    """A page of instruments; shipped ones in this language."""
    rows, cursor = lists.turn(session, InstrumentRow, records.living(InstrumentRow), filters)
    return Page[Instrument](items=[_told(row, language) for row in rows], next_cursor=cursor)


def lay_down(
    session: Session, body: InstrumentBody, language: Language, instrument_id: UUID | None = None
) -> Instrument:
    """A new instrument of one's own."""
    return _told(records.lay_down(session, records.blank(InstrumentRow), body, instrument_id), language)


def give_presets(session: Session) -> None:
    """Give a new organisation the lists that come with the program, one for each corner."""
    for name, shipped in _presets().items():
        row = records.blank(InstrumentRow)
        row.preset = name
        records.lay_down(session, row, _as_body(shipped, Language.NL), None)


def put(
    session: Session, instrument_id: UUID, body: InstrumentBody, expected: Expected | None, language: Language
) -> Laid[Instrument]:
    """The instrument as the caller says it is: new, the same, or described anew."""
    row = records.claim_place(session, InstrumentRow, instrument_id)
    if row is None:
        records.expect_nothing(expected)
        return Laid(lay_down(session, body, language, instrument_id), created=True)
    return Laid(_describe(session, row, body, expected, language), created=False)


def amend(
    session: Session, instrument_id: UUID, patch: Patch, expected: Expected | None, language: Language
) -> Instrument:
    """The instrument with some of it said anew."""
    row = records.claim(session, InstrumentRow, instrument_id)
    records.expect(row, expected)
    return _describe(session, row, patches.apply(InstrumentBody, _said(row, language), patch), expected, language)


def lay_aside(session: Session, instrument_id: UUID, expected: Expected | None) -> None:
    """Lay an instrument aside; Conflict while sittings used it."""
    row = records.claim(session, InstrumentRow, instrument_id)
    records.expect(row, expected)
    records.lay_aside(session, row)


def _describe(
    session: Session, row: InstrumentRow, body: InstrumentBody, expected: Expected | None, language: Language
) -> Instrument:
    now = _said(row, language)
    if now != body:
        records.expect(row, expected)
        if _differ(now, body, ASKED) and _was_used(session, row):
            raise Conflict("in_use")
        if _differ(now, body, TEXTS):
            row.preset = None
        records.rewrite(session, row, body)
    return _told(row, language)


def _differ(now: InstrumentBody, body: InstrumentBody, names: tuple[str, ...]) -> bool:
    return any(getattr(now, name) != getattr(body, name) for name in names)


@whoever_asks
def _was_used(session: Session, row: InstrumentRow) -> bool:
    """Whether a living sitting used this instrument."""
    used = select(col(SittingRow.id)).where(
        col(SittingRow.instrument_id) == row.id, col(SittingRow.deleted_at).is_(None)
    )
    return session.scalar(used.limit(1)) is not None


def _told(row: InstrumentRow, language: Language) -> Instrument:
    told = Instrument.model_validate(row)
    shipped = _presets().get(row.preset or "")
    return told.model_copy(update=_words(shipped, language)) if shipped else told


def _said(row: InstrumentRow, language: Language) -> InstrumentBody:
    """What the caller sees, as a body; so what comes back unchanged in either language is no change."""
    said = records.said(InstrumentBody, row)
    shipped = _presets().get(row.preset or "")
    return said.model_copy(update=_words(shipped, language)) if shipped else said


def _presets() -> dict[str, ShippedInstrument]:
    """The lists that come with the program by the name under which rows remember them: their corner."""
    return {shipped.corner.value: shipped for shipped in labels.instruments()}


def _as_body(shipped: ShippedInstrument, language: Language) -> InstrumentBody:
    return InstrumentBody.model_validate(
        {"corner": shipped.corner, "validated": shipped.validated, **_words(shipped, language)}
    )


def _words(shipped: ShippedInstrument, language: Language) -> dict[str, object]:
    """The texts of a shipped list in one language."""
    return {
        "title": shipped.title.told_in(language),
        "question": shipped.question.told_in(language),
        "note": shipped.note.told_in(language),
        "scale": [ScaleStep(value=step.value, label=step.label.told_in(language)) for step in shipped.scale],
        "items": [Item(id=item.id, sense=item.sense, text=item.text.told_in(language)) for item in shipped.items],
    }
