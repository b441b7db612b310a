"""Locations over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.models.base import Laid, Page
from app.models.filters import Filters
from app.models.location import Location, LocationBody
from app.models.patch import Patch, Patching
from app.models.wire import Id
from app.routers.conditional import IfMatch
from app.routers.route import CareRoute, Db
from app.services import locations

LocationPath = Annotated[Id, Path(alias="locationId", description="Id of the location.")]

router = APIRouter(route_class=CareRoute, tags=["locations"])


@router.get("/locations")
def list_locations(db: Db, filters: Annotated[Filters, Query()]) -> Page[Location]:
    """The locations, a page at a time."""
    return locations.list_all(db, filters)


@router.post("/locations", status_code=201)
def create_location(db: Db, body: LocationBody) -> Location:
    """A new location; the service makes the id."""
    return locations.open_(db, body)


@router.get("/locations/{locationId}")
def get_location(db: Db, location_id: LocationPath) -> Location:
    """One location."""
    return locations.look_up(db, location_id)


@router.put("/locations/{locationId}", response_model=Location)
def put_location(db: Db, location_id: LocationPath, body: LocationBody, expected: IfMatch) -> Laid[Location]:
    """A location under an id of your own, or all of it said anew."""
    return locations.put(db, location_id, body, expected)


@router.patch("/locations/{locationId}")
def update_location(
    db: Db, location_id: LocationPath, patch: Annotated[Patch, Patching(LocationBody)], expected: IfMatch
) -> Location:
    """Some of a location said anew (merge patch)."""
    return locations.amend(db, location_id, patch, expected)


@router.delete("/locations/{locationId}", status_code=204)
def delete_location(db: Db, location_id: LocationPath, expected: IfMatch) -> None:
    """Lay a location aside."""
    locations.close(db, location_id, expected)
