"""Roles over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.models.base import Laid, Page
from app.models.filters import RoleFilters
from app.models.patch import Patch, Patching
from app.models.role import Role, RoleBody, RoleConfirmationBody, RoleStateBody
from app.models.wire import Id
from app.routers.conditional import IfMatch
from app.routers.route import CareRoute, Db
from app.services import roles

RolePath = Annotated[Id, Path(alias="roleId", description="Id of the role.")]

router = APIRouter(route_class=CareRoute, tags=["roles"])


@router.get("/roles")
def list_roles(db: Db, filters: Annotated[RoleFilters, Query()]) -> Page[Role]:
    """The roles, a page at a time."""
    return roles.list_all(db, filters)


@router.post("/roles", status_code=201)
def create_role(db: Db, body: RoleBody) -> Role:
    """A new role, as an idea; only its holder can confirm it."""
    return roles.voice(db, body)


@router.get("/roles/{roleId}")
def get_role(db: Db, role_id: RolePath) -> Role:
    """One role."""
    return roles.look_up(db, role_id)


@router.put("/roles/{roleId}", response_model=Role)
def put_role(db: Db, role_id: RolePath, body: RoleBody, expected: IfMatch) -> Laid[Role]:
    """A role under an id of your own, or all of it said anew; its state stays."""
    return roles.put(db, role_id, body, expected)


@router.patch("/roles/{roleId}")
def update_role(db: Db, role_id: RolePath, patch: Annotated[Patch, Patching(RoleBody)], expected: IfMatch) -> Role:
    """Some of a role said anew (merge patch)."""
    return roles.amend(db, role_id, patch, expected)


@router.delete("/roles/{roleId}", status_code=204)
def delete_role(db: Db, role_id: RolePath, expected: IfMatch) -> None:
    """Lay a role aside that should not have been recorded; one that is over is ended."""
    roles.lay_aside(db, role_id, expected)


@router.post("/roles/{roleId}/states")
def step_role(db: Db, role_id: RolePath, body: RoleStateBody) -> Role:
    """The next step in the search for a role; the steps before it stay in the history."""
    return roles.step(db, role_id, body)


@router.post("/roles/{roleId}/confirmations")
def confirm_role(db: Db, role_id: RolePath, body: RoleConfirmationBody) -> Role:
    """The holder, or their representative, says that the role is theirs."""
    return roles.confirm(db, role_id, body)
