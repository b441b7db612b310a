"""What is worked out, over HTTP: rungs, participation and senses, of persons and of teams."""

from typing import Annotated

from fastapi import APIRouter, Query

from app.models.base import Page
from app.models.filters import DayQuery, FigureQuery, SilenceQuery, TimelineQuery
from app.models.overview import Overview
from app.models.rung_answer import Participation, RelationRung, TeamParticipation
from app.models.sense_answer import Senses, TeamSenses
from app.models.silence import Silence
from app.models.timeline import TimelineItem
from app.models.triangle import Triangle
from app.routers.people import PersonPath
from app.routers.relations import RelationPath
from app.routers.residents import ResidentPath
from app.routers.route import CareRoute, Db, Spoken
from app.routers.teams import TeamPath
from app.services import overview, participation, senses, silence, team_figures, timeline, triangle

router = APIRouter(route_class=CareRoute, tags=["figures"])

Asked = Annotated[FigureQuery, Query()]
OnDay = Annotated[DayQuery, Query()]


@router.get("/relations/{relationId}/rung")
def get_relation_rung(db: Db, relation_id: RelationPath, query: Asked, language: Spoken) -> RelationRung:
    """Where a relation stands on the engagement ladder."""
    return participation.of_relation(db, relation_id, query, language)


@router.get("/residents/{residentId}/participation")
def get_resident_participation(db: Db, resident_id: ResidentPath, query: Asked, language: Spoken) -> Participation:
    """How a resident takes part: the rung with the caregivers, and the other sides beside it."""
    return participation.of_resident(db, resident_id, query, language)


@router.get("/residents/{residentId}/triangle")
def get_resident_triangle(db: Db, resident_id: ResidentPath, query: Asked, language: Spoken) -> Triangle:
    """The triangle around a resident: who stands on which side, since when, the last moment, and who gives."""
    return triangle.of_resident(db, resident_id, query, language)


@router.get("/residents/{residentId}/timeline")
def get_resident_timeline(
    db: Db, resident_id: ResidentPath, query: Annotated[TimelineQuery, Query()]
) -> Page[TimelineItem]:
    """What happened around a resident: stories, moments, steps of roles and moves, newest first."""
    return timeline.of_resident(db, resident_id, query)


@router.get("/residents/{residentId}/senses")
def get_resident_senses(db: Db, resident_id: ResidentPath, query: Asked, language: Spoken) -> Senses:
    """How the six senses of a resident are fed."""
    return senses.of_resident(db, resident_id, query, language)


@router.get("/people/{personId}/senses")
def get_person_senses(db: Db, person_id: PersonPath, query: Asked, language: Spoken) -> Senses:
    """How the six senses of a person are fed; for now of residents only."""
    return senses.of_person(db, person_id, query, language)


@router.get("/teams/{teamId}/participation")
def get_team_participation(db: Db, team_id: TeamPath, query: Asked, language: Spoken) -> TeamParticipation:
    """Residents of a team and their relatives counted by rung, at a month end."""
    return team_figures.participation(db, team_id, query, language)


@router.get("/teams/{teamId}/senses")
def get_team_senses(db: Db, team_id: TeamPath, query: Asked, language: Spoken) -> TeamSenses:
    """The six senses of residents, relatives and caregivers of a team side by side, at a month end."""
    return team_figures.senses(db, team_id, query, language)


@router.get("/teams/{teamId}/overview")
def get_team_overview(db: Db, team_id: TeamPath, query: OnDay, language: Spoken) -> Overview:
    """A team on one morning: residents, who is around them, where that stands, and the birthdays of this week."""
    return overview.of_team(db, team_id, query, language)


@router.get("/teams/{teamId}/silence")
def get_team_silence(db: Db, team_id: TeamPath, query: Annotated[SilenceQuery, Query()], language: Spoken) -> Silence:
    """Residents of a team and their relatives, and who of them was not heard for a while, per side and per sense."""
    return silence.of_team(db, team_id, query, language)
