"""Residents over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.models.base import Laid, Page
from app.models.filters import ResidentFilters, ResidentSearchBody
from app.models.patch import Patch, Patching
from app.models.resident import ArrivalBody, DepartureBody, Resident, ResidentBody
from app.models.wire import Id
from app.routers.conditional import IfMatch
from app.routers.route import CareRoute, Db
from app.services import residents

ResidentPath = Annotated[Id, Path(alias="residentId", description="Id of the resident.")]

router = APIRouter(route_class=CareRoute, tags=["residents"])


@router.get("/residents")
def list_residents(db: Db, filters: Annotated[ResidentFilters, Query()]) -> Page[Resident]:
    """The residents, a page at a time."""
    return residents.list_all(db, filters)


@router.post("/residents/_search")
def search_residents(db: Db, asked: ResidentSearchBody) -> Page[Resident]:
    """The residents with these names, by name; names with a typing mistake come last."""
    return residents.search(db, asked)


@router.post("/residents", status_code=201)
def create_resident(db: Db, body: ResidentBody) -> Resident:
    """A new resident; the service makes the id."""
    return residents.admit(db, body)


@router.get("/residents/{residentId}")
def get_resident(db: Db, resident_id: ResidentPath) -> Resident:
    """One resident."""
    return residents.look_up(db, resident_id)


@router.put("/residents/{residentId}", response_model=Resident)
def put_resident(db: Db, resident_id: ResidentPath, body: ResidentBody, expected: IfMatch) -> Laid[Resident]:
    """A resident under an id of your own, or all of it said anew."""
    return residents.put(db, resident_id, body, expected)


@router.patch("/residents/{residentId}")
def update_resident(
    db: Db, resident_id: ResidentPath, patch: Annotated[Patch, Patching(ResidentBody)], expected: IfMatch
) -> Resident:
    """Some of a resident said anew (merge patch)."""
    return residents.amend(db, resident_id, patch, expected)


@router.delete("/residents/{residentId}", status_code=204)
def delete_resident(db: Db, resident_id: ResidentPath, expected: IfMatch) -> None:
    """Take the hat of resident off."""
    residents.take_off(db, resident_id, expected)


@router.post("/residents/{residentId}/arrivals")
def create_resident_arrival(db: Db, resident_id: ResidentPath, body: ArrivalBody) -> Resident:
    """A resident comes to live with a team; an earlier open stay ends that day."""
    return residents.arrive(db, resident_id, body)


@router.post("/residents/{residentId}/departures")
def create_resident_departure(db: Db, resident_id: ResidentPath, body: DepartureBody) -> Resident:
    """A resident leaves or dies; open stays end that day."""
    return residents.depart(db, resident_id, body)
