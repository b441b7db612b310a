"""Instruments over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.models.base import Laid, Page
from app.models.filters import Filters
from app.models.instrument import Instrument, InstrumentBody
from app.models.patch import Patch, Patching
from app.models.wire import Id
from app.routers.conditional import IfMatch
from app.routers.route import CareRoute, Db, Spoken
from app.services import instruments

InstrumentPath = Annotated[Id, Path(alias="instrumentId", description="Id of the instrument.")]

router = APIRouter(route_class=CareRoute, tags=["instruments"])


@router.get("/instruments")
def list_instruments(db: Db, filters: Annotated[Filters, Query()], language: Spoken) -> Page[Instrument]:
    """The instruments, a page at a time."""
    return instruments.list_all(db, filters, language)


@router.post("/instruments", status_code=201)
def create_instrument(db: Db, body: InstrumentBody, language: Spoken) -> Instrument:
    """A new instrument of your own."""
    return instruments.lay_down(db, body, language)


@router.get("/instruments/{instrumentId}")
def get_instrument(db: Db, instrument_id: InstrumentPath, language: Spoken) -> Instrument:
    """One instrument."""
    return instruments.look_up(db, instrument_id, language)


@router.put("/instruments/{instrumentId}", response_model=Instrument)
def put_instrument(
    db: Db, instrument_id: InstrumentPath, body: InstrumentBody, expected: IfMatch, language: Spoken
) -> Laid[Instrument]:
    """An instrument under an id of your own, or all of it said anew."""
    return instruments.put(db, instrument_id, body, expected, language)


@router.patch("/instruments/{instrumentId}")
def update_instrument(
    db: Db,
    instrument_id: InstrumentPath,
    patch: Annotated[Patch, Patching(InstrumentBody)],
    expected: IfMatch,
    language: Spoken,
) -> Instrument:
    """Some of an instrument said anew (merge patch)."""
    return instruments.amend(db, instrument_id, patch, expected, language)


@router.delete("/instruments/{instrumentId}", status_code=204)
def delete_instrument(db: Db, instrument_id: InstrumentPath, expected: IfMatch) -> None:
    """Lay an instrument aside that nobody answered."""
    instruments.lay_aside(db, instrument_id, expected)
