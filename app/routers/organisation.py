"""The caller's own organisation over HTTP."""

from typing import Annotated

from fastapi import APIRouter

from app.models.organisation import Organisation, OrganisationBody
from app.models.patch import Patch, Patching
from app.routers.conditional import IfMatch
from app.routers.route import CareRoute, Db
from app.services import organisations

router = APIRouter(route_class=CareRoute, tags=["organisation"])


@router.get("/organisation")
def get_organisation(db: Db) -> Organisation:
    """The organisation of the key."""
    return organisations.look_up(db)


@router.put("/organisation")
def put_organisation(db: Db, body: OrganisationBody, expected: IfMatch) -> Organisation:
    """All of the organisation said anew."""
    return organisations.put(db, body, expected)


@router.patch("/organisation")
def update_organisation(db: Db, patch: Annotated[Patch, Patching(OrganisationBody)], expected: IfMatch) -> Organisation:
    """Some of the organisation said anew (merge patch)."""
    return organisations.amend(db, patch, expected)
