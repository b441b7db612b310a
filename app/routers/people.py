"""People over HTTP: what is common to all hats."""

from typing import Annotated

from fastapi import APIRouter, Path

from app.models.person import Person
from app.models.wire import Id
from app.routers.route import CareRoute, Db
from app.services import people

router = APIRouter(route_class=CareRoute, tags=["people"])

PersonPath = Annotated[Id, Path(alias="personId", description="Id of the person.")]


@router.get("/people/{personId}")
def get_person(db: Db, person_id: PersonPath) -> Person:
    """What is common to all hats of a person."""
    return people.look_up(db, person_id)
