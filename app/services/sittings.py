"""Sittings: somebody answers an instrument; what it says of each sense is reckoned at once."""

from collections.abc import Iterator, Mapping, Sequence
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
from app.services.pointers import under
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


class _Several(BaseModel):
    """Several sittings, whose references are looked up together."""

    sittings: list[SittingBody]


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
    instrument = _fitting(session, [("", body)])[body.instrument_id]
    return _told(session, records.lay_down(session, _filled(session, instrument, body), body, sitting_id))


def sit_all(session: Session, bodies: Mapping[UUID, SittingBody]) -> None:
    """New sittings by the ids that the caller brings, all or nothing; as many statements as one of them takes.

    They have no external ids. Raises as `sit` does, each flaw with the place of its sitting.
    """
    told = list(bodies.values())
    places = [(f"/sittings/{place}", body) for place, body in enumerate(told)]
    dates.refuse_future(session, {f"{place}/happenedOn": body.happened_on for place, body in places})
    instruments = _fitting(session, places)
    require(session, _Several(sittings=told))
    for sitting_id, body in bodies.items():
        row = _filled(session, instruments[body.instrument_id], body)
        session.add(records.begin(session, row, body, sitting_id))
    session.flush()


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
        row.senses = _reckoned(_fitting(session, [("", body)])[body.instrument_id], body)
        if now.happened_on != body.happened_on:
            row.counts_on = dates.counts_on(body.happened_on, session.today)
        records.rewrite(session, row, body)
    return _told(session, row)


def _filled(session: Session, instrument: InstrumentRow, body: SittingBody) -> SittingRow:
    row = records.blank(SittingRow)
    row.counts_on = dates.counts_on(body.happened_on, session.today)
    row.senses = _reckoned(instrument, body)
    return row


def _fitting(session: Session, told: Sequence[tuple[str, SittingBody]]) -> Mapping[UUID, InstrumentRow]:
    """The instruments by id, after the answers were found to fit them and the subjects to be of their corner."""
    rows = session.scalars(
        select(InstrumentRow).where(
            col(InstrumentRow.id).in_({body.instrument_id for _, body in told}),
            col(InstrumentRow.deleted_at).is_(None),
        )
    )
    found = {row.id: row for row in rows}
    missing = [f"{place}/instrumentId" for place, body in told if body.instrument_id not in found]
    if missing:
        raise Unprocessable("reference_not_found", *(Flaw("reference_not_found", pointer=place) for place in missing))
    flaws = [flaw for place, body in told for flaw in _unfit_answers(found[body.instrument_id], body, place)]
    if flaws:
        raise Invalid("invalid_request", *flaws)
    _refuse_wrong_hats(session, [(place, body, HAT_OF[found[body.instrument_id].corner]) for place, body in told])
    return found


def _refuse_wrong_hats(session: Session, asked: Sequence[tuple[str, SittingBody, Hat]]) -> None:
    worn = wearers(session, {hat for *_, hat in asked}, {body.subject_id for _, body, _ in asked})
    unfit = [(place, body) for place, body, hat in asked if body.subject_id not in worn[hat]]
    for place, body in unfit:
        with under(place):
            require(session, body)  # a person who is not there is said first
    if unfit:
        raise Unprocessable("wrong_hat", *(Flaw("wrong_hat", pointer=f"{place}/subjectId") for place, _ in unfit))


def _unfit_answers(instrument: InstrumentRow, body: SittingBody, place: str) -> Iterator[Flaw]:
    items = {item["id"] for item in instrument.items}
    values = {None, *(step["value"] for step in instrument.scale)}
    for position, answer in enumerate(body.answers):
        if answer.item_id not in items:
            yield Flaw("item_unknown", pointer=f"{place}/answers/{position}/itemId")
        if answer.value not in values:
            yield Flaw("value_not_on_scale", pointer=f"{place}/answers/{position}/value")


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
