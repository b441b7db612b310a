"""How much of a person's file a caller sees: all of it, what care needs of somebody else's, or the name alone."""

from typing import Final, TypeVar

from app.database import Session
from app.models.caregiver import Caregiver
from app.models.person import Person, PersonFactsRead
from app.models.resident import Resident
from app.models.vocabulary import CallerKind, ConsentCategory, Hat
from app.policy.close import NOBODY
from app.policy.holding import Holding

ReadT = TypeVar("ReadT", bound=PersonFactsRead)

FULL: Final = (CallerKind.CAREGIVER, CallerKind.COORDINATOR)
LEARNING: Final = (CallerKind.STUDENT, CallerKind.VOLUNTEER)
# What is nobody's business but that of who keeps the file.
FILE: Final[dict[str, object]] = {
    "nationalities": [],
    "marital_status": None,
    "telecoms": [],
    "addresses": [],
    "shared_ids": [],
    "external_ids": [],
}
# What somebody who knows a person by name alone does not hear either; a death is no secret.
BEYOND_NAME: Final[dict[str, object]] = {
    **FILE,
    "name": None,
    "other_names": [],
    "born_on": None,
    "gender": None,
    "languages": [],
    "memberships": [],
    "stays": [],
    "team_id": None,
    "life_story": [],
    "no_role_asked_now": False,
    "do_not_score": False,
}
# What comes with a consent to roles and wishes.
WITH_WISHES: Final = frozenset({"languages", "life_story", "no_role_asked_now"})


def narrowed(session: Session, told: ReadT) -> ReadT:
    """What the caller may hear of a person whom they may see; the rest is empty, as if nobody had written it down."""
    holding = session.holding
    if not isinstance(holding, Holding) or told.id == holding.reach.person_id:
        return told
    hidden = _hidden(holding, told)
    return told.model_copy(update={name: value for name, value in hidden.items() if hasattr(told, name)})


def _hidden(holding: Holding, told: PersonFactsRead) -> dict[str, object]:
    reach = holding.reach
    if isinstance(told, Caregiver) or (isinstance(told, Person) and Hat.RESIDENT not in told.hats):
        works = isinstance(told, Caregiver) or Hat.CAREGIVER in getattr(told, "hats", ())
        return FILE if works and CallerKind.COORDINATOR not in reach.kinds else {}
    if not isinstance(told, Resident | Person):
        return {}
    if told.id in reach.themselves.union(*(reach.residents.get(kind, NOBODY) for kind in FULL)):
        return {}
    if told.id in NOBODY.union(*(reach.residents.get(kind, NOBODY) for kind in LEARNING)):
        return FILE
    shown = WITH_WISHES if told.id in reach.consented.get(ConsentCategory.ROLES_AND_WISHES, NOBODY) else frozenset()
    return {name: value for name, value in BEYOND_NAME.items() if name not in shown}
