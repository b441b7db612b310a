"""Maskings over HTTP: asked by who is named, decided by the privacy officer."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.models.base import Page
from app.models.filters import Turning
from app.models.masking import MaskedOriginal, Masking, MaskingBody, MaskingDecisionBody
from app.models.wire import Id
from app.routers.route import CareRoute, Db
from app.services import maskings

MaskingPath = Annotated[Id, Path(alias="maskingId", description="Id of the masking.")]

router = APIRouter(route_class=CareRoute, tags=["maskings"])
deciding = APIRouter(route_class=CareRoute, tags=["masking-decisions"])


@router.get("/maskings")
def list_maskings(db: Db, turning: Annotated[Turning, Query()]) -> Page[Masking]:
    """The maskings, a page at a time; never what was masked."""
    return maskings.list_all(db, turning)


@router.post("/maskings", status_code=201)
def create_masking(db: Db, body: MaskingBody) -> Masking:
    """Somebody who is named in a story is taken out of it, at once; the privacy officer decides afterwards."""
    return maskings.ask(db, body)


@router.get("/maskings/{maskingId}")
def get_masking(db: Db, masking_id: MaskingPath) -> Masking:
    """One masking and what became of it."""
    return maskings.look_up(db, masking_id)


@deciding.get("/maskings/{maskingId}/original")
def get_masking_original(db: Db, masking_id: MaskingPath) -> MaskedOriginal:
    """What stood in the story, for the decision; gone once it is made."""
    return maskings.original(db, masking_id)


@deciding.post("/maskings/{maskingId}/decisions")
def confirm_masking(db: Db, masking_id: MaskingPath, body: MaskingDecisionBody) -> Masking:
    """Granted: the original goes for good. Refused: it comes back."""
    return maskings.decide(db, masking_id, body)
