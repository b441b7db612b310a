"""Caregivers over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.models.base import Laid, Page
from app.models.caregiver import Caregiver, CaregiverBody
from app.models.filters import CaregiverSearchBody, Filters
from app.models.patch import Patch, Patching
from app.models.wire import Id
from app.routers.conditional import IfMatch
from app.routers.route import CareRoute, Db
from app.services import caregivers

CaregiverPath = Annotated[Id, Path(alias="caregiverId", description="Id of the caregiver.")]

router = APIRouter(route_class=CareRoute, tags=["caregivers"])


@router.get("/caregivers")
def list_caregivers(db: Db, filters: Annotated[Filters, Query()]) -> Page[Caregiver]:
    """The caregivers, a page at a time."""
    return caregivers.list_all(db, filters)


@router.post("/caregivers/_search")
def search_caregivers(db: Db, asked: CaregiverSearchBody) -> Page[Caregiver]:
    """The caregivers with these names, by name; names with a typing mistake come last."""
    return caregivers.search(db, asked)


@router.post("/caregivers", status_code=201)
def create_caregiver(db: Db, body: CaregiverBody) -> Caregiver:
    """A new caregiver; the service makes the id."""
    return caregivers.take_on(db, body)


@router.get("/caregivers/{caregiverId}")
def get_caregiver(db: Db, caregiver_id: CaregiverPath) -> Caregiver:
    """One caregiver."""
    return caregivers.look_up(db, caregiver_id)


@router.put("/caregivers/{caregiverId}", response_model=Caregiver)
def put_caregiver(db: Db, caregiver_id: CaregiverPath, body: CaregiverBody, expected: IfMatch) -> Laid[Caregiver]:
    """A caregiver under an id of your own, or all of it said anew."""
    return caregivers.put(db, caregiver_id, body, expected)


@router.patch("/caregivers/{caregiverId}")
def update_caregiver(
    db: Db, caregiver_id: CaregiverPath, patch: Annotated[Patch, Patching(CaregiverBody)], expected: IfMatch
) -> Caregiver:
    """Some of a caregiver said anew (merge patch)."""
    return caregivers.amend(db, caregiver_id, patch, expected)


@router.delete("/caregivers/{caregiverId}", status_code=204)
def delete_caregiver(db: Db, caregiver_id: CaregiverPath, expected: IfMatch) -> None:
    """Take the hat of caregiver off."""
    caregivers.take_off(db, caregiver_id, expected)
