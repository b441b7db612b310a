"""Emergency accesses over HTTP: for who helps in an emergency, and for the privacy officer who reviews it."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.models.base import Page
from app.models.emergency_access import (
    EmergencyAccess,
    EmergencyAccessBody,
    EmergencyEndingBody,
    EmergencyReviewBody,
)
from app.models.filters import EmergencyAccessFilters
from app.models.wire import Id
from app.routers.route import CareRoute, Db
from app.services import emergency_accesses

AccessPath = Annotated[Id, Path(alias="emergencyAccessId", description="Id of the emergency access.")]

router = APIRouter(route_class=CareRoute, tags=["emergency-accesses"])
reviewing = APIRouter(route_class=CareRoute, tags=["emergency-reviews"])


@router.get("/emergency-accesses")
def list_emergency_accesses(db: Db, filters: Annotated[EmergencyAccessFilters, Query()]) -> Page[EmergencyAccess]:
    """The emergency accesses, a page at a time: one's own, those to oneself, or for the privacy officer all."""
    return emergency_accesses.list_all(db, filters)


@router.post("/emergency-accesses", status_code=201)
def create_emergency_access(db: Db, body: EmergencyAccessBody) -> EmergencyAccess:
    """See a resident of another team for at most an hour, because it cannot wait."""
    return emergency_accesses.begin(db, body)


@router.get("/emergency-accesses/{emergencyAccessId}")
def get_emergency_access(db: Db, access_id: AccessPath) -> EmergencyAccess:
    """One emergency access."""
    return emergency_accesses.look_up(db, access_id)


@router.post("/emergency-accesses/{emergencyAccessId}/endings")
def end_emergency_access(db: Db, access_id: AccessPath, body: EmergencyEndingBody | None = None) -> EmergencyAccess:
    """It is no longer needed, before its time is over."""
    return emergency_accesses.end(db, access_id, body)


@reviewing.post("/emergency-accesses/{emergencyAccessId}/reviews")
def review_emergency_access(db: Db, access_id: AccessPath, body: EmergencyReviewBody) -> EmergencyAccess:
    """Whether it was justified, once, when it is over."""
    return emergency_accesses.review(db, access_id, body)
