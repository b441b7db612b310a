"""Relatives over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.models.base import Laid, Page
from app.models.filters import Filters, RelativeSearchBody
from app.models.patch import Patch, Patching
from app.models.relative import Relative, RelativeBody
from app.models.wire import Id
from app.routers.conditional import IfMatch
from app.routers.route import CareRoute, Db
from app.services import relatives

RelativePath = Annotated[Id, Path(alias="relativeId", description="Id of the relative.")]

router = APIRouter(route_class=CareRoute, tags=["relatives"])


@router.get("/relatives")
def list_relatives(db: Db, filters: Annotated[Filters, Query()]) -> Page[Relative]:
    """The relatives, a page at a time."""
    return relatives.list_all(db, filters)


@router.post("/relatives/_search")
def search_relatives(db: Db, asked: RelativeSearchBody) -> Page[Relative]:
    """The relatives with these names, by name; names with a typing mistake come last."""
    return relatives.search(db, asked)


@router.post("/relatives", status_code=201)
def create_relative(db: Db, body: RelativeBody) -> Relative:
    """A new relative; the service makes the id."""
    return relatives.welcome(db, body)


@router.get("/relatives/{relativeId}")
def get_relative(db: Db, relative_id: RelativePath) -> Relative:
    """One relative."""
    return relatives.look_up(db, relative_id)


@router.put("/relatives/{relativeId}", response_model=Relative)
def put_relative(db: Db, relative_id: RelativePath, body: RelativeBody, expected: IfMatch) -> Laid[Relative]:
    """A relative under an id of your own, or all of it said anew."""
    return relatives.put(db, relative_id, body, expected)


@router.patch("/relatives/{relativeId}")
def update_relative(
    db: Db, relative_id: RelativePath, patch: Annotated[Patch, Patching(RelativeBody)], expected: IfMatch
) -> Relative:
    """Some of a relative said anew (merge patch)."""
    return relatives.amend(db, relative_id, patch, expected)


@router.delete("/relatives/{relativeId}", status_code=204)
def delete_relative(db: Db, relative_id: RelativePath, expected: IfMatch) -> None:
    """Take the hat of relative off."""
    relatives.take_off(db, relative_id, expected)
