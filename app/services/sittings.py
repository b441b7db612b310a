"""Sittings: somebody answers an instrument; what it says of each sense is reckoned at once."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import select
from sqlmodel import col

from app.database import Session
from app.models.base import Laid, Page
from app.models.filters import SittingFilters
from app.models.instrument import InstrumentRow
from app.models.patch import Patch
from app.models.sitting import Sitting, SittingBody, SittingRow, SittingSensePart
from app.models.vocabulary import SENSES, Corner, Hat, Sense
from app.problems import Flaw, Invalid, Unprocessable
from app.services import dates, lists, patches, records
from app.services.naming import with_names
from app.services.parties import wearers
from app.services.records import Expected
from app.services.references import require
from app.services.scoring.units import sitting_unit

HAT_OF: Final[Mapping[Corner, Hat]] = {
    Corner.RESIDENT: Hat.RESIDENT,
    Corner.RELATIVE: Hat.RELATIVE,
    Corner.CAREGIVER: Hat.CAREGIVER,
}


class _Reckoned(BaseModel):
    """What a sitting says of one sense, as a part of it."""

    sense: Sense
    y: float


def look_up(session: Session, sitting_id: UUID) -> Sitting:
    """One sitting."""
    return _told(session, records.find(session, SittingRow, sitting_id))


def list_all(session: Session, filters: SittingFilters) -> Page[Sitting]:
    """A page of sittings."""
    statement = records.living(SittingRow)
    if filters.subject_id:
        statement = statement.where(col(SittingRow.subject_id) == filters.subject_id)
    rows, cursor = lists.turn(session, SittingRow, statement, filters)
    told = with_names(session, [Sitting.model_validate(row) for row in rows])
    return Page[Sitting](items=list(told), next_cursor=cursor)


def sit(session: Session, body: SittingBody, sitting_id: UUID | None = None) -> Sitting:
    """A new sitting.

    Raises Invalid for items that the instrument does not have and answers that are not on its scale; Unprocessable
    when the subject is not of the corner that the instrument asks.
    """
    dates.refuse_future(session, {"/happenedOn": body.happened_on})
    instrument = _fitting(session, body)
    row = records.blank(SittingRow)
    row.counts_on = dates.counts_on(body.happened_on, session.today)
    row.senses = _reckoned(instrument, body)
    return _told(session, records.lay_down(session, row, body, sitting_id))


def put(session: Session, sitting_id: UUID, body: SittingBody, expected: Expected | None) -> Laid[Sitting]:
    """The sitting as the caller says it was: new, the same, or said anew."""
    row = records.claim_place(session, SittingRow, sitting_id)
    if row is None:
        records.expect_nothing(expected)
        return Laid(sit(session, body, sitting_id), created=True)
    return Laid(_describe(session, row, body, expected), created=False)


def amend(session: Session, sitting_id: UUID, patch: Patch, expected: Expected | None) -> Sitting:
    """The sitting with some of it said anew."""
    row = records.claim(session, SittingRow, sitting_id)
    records.expect(row, expected)
    return _describe(session, row, patches.apply(SittingBody, records.said(SittingBody, row), patch), expected)


def lay_aside(session: Session, sitting_id: UUID, expected: Expected | None) -> None:
    """Lay a sitting aside; it counts no more."""
    row = records.claim(session, SittingRow, sitting_id)
    records.expect(row, expected)
    records.lay_aside(session, row)


def _told(session: Session, row: SittingRow) -> Sitting:
    return with_names(session, [Sitting.model_validate(row)])[0]


def _describe(session: Session, row: SittingRow, body: SittingBody, expected: Expected | None) -> Sitting:
    now = records.said(SittingBody, row)
    if now != body:
        records.expect(row, expected)
        dates.refuse_future(session, {"/happenedOn": body.happened_on})
        row.senses = _reckoned(_fitting(session, body), body)
        if now.happened_on != body.happened_on:
            row.counts_on = dates.counts_on(body.happened_on, session.today)
        records.rewrite(session, row, body)
    return _told(session, row)


def _fitting(session: Session, body: SittingBody) -> InstrumentRow:
    """The instrument, after the answers were found to fit it and the subject to be of its corner."""
    instrument = session.scalar(
        select(InstrumentRow).where(
            col(InstrumentRow.id) == body.instrument_id, col(InstrumentRow.deleted_at).is_(None)
        )
    )
    if instrument is None:
        raise Unprocessable("reference_not_found", Flaw("reference_not_found", pointer="/instrumentId"))
    _refuse_unfit_answers(instrument, body)
    hat = HAT_OF[instrument.corner]
    if body.subject_id not in wearers(session, [hat], {body.subject_id})[hat]:
        require(session, body)  # a person who is not there is said first
        raise Unprocessable("wrong_hat", Flaw("wrong_hat", pointer="/subjectId"))
    return instrument


def _refuse_unfit_answers(instrument: InstrumentRow, body: SittingBody) -> None:
    items = {item["id"] for item in instrument.items}
    values = {None, *(step["value"] for step in instrument.scale)}
    flaws = [
        Flaw("item_unknown", pointer=f"/answers/{place}/itemId")
        for place, answer in enumerate(body.answers)
        if answer.item_id not in items
    ]
    flaws += [
        Flaw("value_not_on_scale", pointer=f"/answers/{place}/value")
        for place, answer in enumerate(body.answers)
        if answer.value not in values
    ]
    if flaws:
        raise Invalid("invalid_request", *flaws)


def _reckoned(instrument: InstrumentRow, body: SittingBody) -> list[SittingSensePart]:
    """What the answers say of each sense; a sense with too few answers is left out."""
    given = {answer.item_id: answer.value for answer in body.answers}
    lowest, top = instrument.scale[0]["value"], instrument.scale[-1]["value"]
    found = []
    for sense in SENSES:
        answers = [given.get(item["id"]) for item in instrument.items if item["sense"] == sense]
        y = sitting_unit(answers, lowest, top)
        if y is not None:
            found.append(_Reckoned(sense=sense, y=y))
    return records.parts(SittingSensePart, found)
