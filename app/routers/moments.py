"""Moments over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.models.base import Laid, Page
from app.models.filters import MomentFilters
from app.models.moment import Moment, MomentBody
from app.models.patch import Patch, Patching
from app.models.wire import Id
from app.routers.conditional import IfMatch
from app.routers.route import CareRoute, Db
from app.services import moments

MomentPath = Annotated[Id, Path(alias="momentId", description="Id of the moment.")]

router = APIRouter(route_class=CareRoute, tags=["moments"])


@router.get("/moments")
def list_moments(db: Db, filters: Annotated[MomentFilters, Query()]) -> Page[Moment]:
    """The moments, a page at a time."""
    return moments.list_all(db, filters)


@router.post("/moments", status_code=201)
def create_moment(db: Db, body: MomentBody) -> Moment:
    """A new moment; with `relationIds` a linked moment for each relation, and the first is answered."""
    return moments.note(db, body)


@router.get("/moments/{momentId}")
def get_moment(db: Db, moment_id: MomentPath) -> Moment:
    """One moment."""
    return moments.look_up(db, moment_id)


@router.put("/moments/{momentId}", response_model=Moment)
def put_moment(db: Db, moment_id: MomentPath, body: MomentBody, expected: IfMatch) -> Laid[Moment]:
    """A moment under an id of your own, or all of it said anew."""
    return moments.put(db, moment_id, body, expected)


@router.patch("/moments/{momentId}")
def update_moment(
    db: Db, moment_id: MomentPath, patch: Annotated[Patch, Patching(MomentBody)], expected: IfMatch
) -> Moment:
    """Some of a moment said anew (merge patch)."""
    return moments.amend(db, moment_id, patch, expected)


@router.delete("/moments/{momentId}", status_code=204)
def delete_moment(db: Db, moment_id: MomentPath, expected: IfMatch) -> None:
    """Lay a moment aside."""
    moments.strike(db, moment_id, expected)
