"""Sittings over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.models.base import Laid, Page
from app.models.filters import SittingFilters
from app.models.patch import Patch, Patching
from app.models.sitting import Sitting, SittingBody
from app.models.wire import Id
from app.routers.conditional import IfMatch
from app.routers.route import CareRoute, Db
from app.services import sittings

SittingPath = Annotated[Id, Path(alias="sittingId", description="Id of the sitting.")]

router = APIRouter(route_class=CareRoute, tags=["sittings"])


@router.get("/sittings")
def list_sittings(db: Db, filters: Annotated[SittingFilters, Query()]) -> Page[Sitting]:
    """The sittings, a page at a time."""
    return sittings.list_all(db, filters)


@router.post("/sittings", status_code=201)
def create_sitting(db: Db, body: SittingBody) -> Sitting:
    """A new sitting."""
    return sittings.sit(db, body)


@router.get("/sittings/{sittingId}")
def get_sitting(db: Db, sitting_id: SittingPath) -> Sitting:
    """One sitting."""
    return sittings.look_up(db, sitting_id)


@router.put("/sittings/{sittingId}", response_model=Sitting)
def put_sitting(db: Db, sitting_id: SittingPath, body: SittingBody, expected: IfMatch) -> Laid[Sitting]:
    """A sitting under an id of your own, or all of it said anew."""
    return sittings.put(db, sitting_id, body, expected)


@router.patch("/sittings/{sittingId}")
def update_sitting(
    db: Db, sitting_id: SittingPath, patch: Annotated[Patch, Patching(SittingBody)], expected: IfMatch
) -> Sitting:
    """Some of a sitting said anew (merge patch)."""
    return sittings.amend(db, sitting_id, patch, expected)


@router.delete("/sittings/{sittingId}", status_code=204)
def delete_sitting(db: Db, sitting_id: SittingPath, expected: IfMatch) -> None:
    """Lay a sitting aside."""
    sittings.lay_aside(db, sitting_id, expected)
