"""People over HTTP: what is common to all hats."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.models.filters import FigureQuery
from app.models.person import Person
from app.models.sense_answer import Senses
from app.models.wire import Id
from app.routers.route import CareRoute, Db, Spoken
from app.services import people, senses

router = APIRouter(route_class=CareRoute, tags=["people"])

PersonPath = Annotated[Id, Path(alias="personId", description="Id of the person.")]


@router.get("/people/{personId}")
def get_person(db: Db, person_id: PersonPath) -> Person:
    """What is common to all hats of a person."""
    return people.look_up(db, person_id)


@router.get("/people/{personId}/senses")
def get_person_senses(
    db: Db, person_id: PersonPath, query: Annotated[FigureQuery, Query()], language: Spoken
) -> Senses:
    """How the six senses of a person are fed; for now of residents only."""
    return senses.of_person(db, person_id, query, language)
