"""People over HTTP: what is common to all hats."""

from typing import Annotated

from fastapi import APIRouter, Path

from app.models.login import Logins, LoginsBody
from app.models.person import Person
from app.models.wire import Id
from app.routers.route import CareRoute, Db
from app.services import logins, people

router = APIRouter(route_class=CareRoute, tags=["people"])
logins_router = APIRouter(route_class=CareRoute, tags=["logins"])

PersonPath = Annotated[Id, Path(alias="personId", description="Id of the person.")]


@router.get("/people/{personId}")
def get_person(db: Db, person_id: PersonPath) -> Person:
    """What is common to all hats of a person."""
    return people.look_up(db, person_id)


@logins_router.get("/people/{personId}/logins")
def get_logins(db: Db, person_id: PersonPath) -> Logins:
    """Under which names identity providers know a person."""
    return logins.look_up(db, person_id)


@logins_router.put("/people/{personId}/logins")
def put_logins(db: Db, person_id: PersonPath, body: LoginsBody) -> Logins:
    """Make these the logins of a person, with the duties that go with each."""
    return logins.put(db, person_id, body)
