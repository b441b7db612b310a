"""Teams over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.models.base import Laid, Page
from app.models.filters import Filters
from app.models.patch import Patch, Patching
from app.models.team import Team, TeamBody
from app.models.wire import Id
from app.routers.conditional import IfMatch
from app.routers.route import CareRoute, Db
from app.services import teams

TeamPath = Annotated[Id, Path(alias="teamId", description="Id of the team.")]

router = APIRouter(route_class=CareRoute, tags=["teams"])


@router.get("/teams")
def list_teams(db: Db, filters: Annotated[Filters, Query()]) -> Page[Team]:
    """The teams, a page at a time."""
    return teams.list_all(db, filters)


@router.post("/teams", status_code=201)
def create_team(db: Db, body: TeamBody) -> Team:
    """A new team; the service makes the id."""
    return teams.set_up(db, body)


@router.get("/teams/{teamId}")
def get_team(db: Db, team_id: TeamPath) -> Team:
    """One team."""
    return teams.look_up(db, team_id)


@router.put("/teams/{teamId}", response_model=Team)
def put_team(db: Db, team_id: TeamPath, body: TeamBody, expected: IfMatch) -> Laid[Team]:
    """A team under an id of your own, or all of it said anew."""
    return teams.put(db, team_id, body, expected)


@router.patch("/teams/{teamId}")
def update_team(db: Db, team_id: TeamPath, patch: Annotated[Patch, Patching(TeamBody)], expected: IfMatch) -> Team:
    """Some of a team said anew (merge patch)."""
    return teams.amend(db, team_id, patch, expected)


@router.delete("/teams/{teamId}", status_code=204)
def delete_team(db: Db, team_id: TeamPath, expected: IfMatch) -> None:
    """Lay a team aside."""
    teams.dissolve(db, team_id, expected)
