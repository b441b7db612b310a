"""Who calls the demo house: a key for each kind of caller, and somebody of each kind that has no key of its own.

The privacy officer comes by a token, of an issuer that runs beside the demo.
"""

from enum import Enum
from typing import Final, NamedTuple
from uuid import UUID

from app.database import Session
from app.demo.ids import ORGANISATION_ID, fixed_id
from app.models.caregiver import CaregiverBody
from app.models.login import Login, LoginsBody
from app.models.vocabulary import Duty, KeyHolder, KeyScope
from app.services import caregivers, keys, logins

SOURCE: Final = "demo"
"""Where the keys of every start come from, so that the next one finds them."""


class Who(Enum):
    """Whoever stands for a kind of caller, by the key of the person: all but one have to do with the same resident."""

    COORDINATOR = "jolanda-buitenhuis"
    NURSE = "sevim-aydin"
    STUDENT = "imane-el-hamdaoui"
    VOLUNTEER = "hans-achterberg"
    DAUGHTER = "gulsum-demir"
    RESIDENT = "hatice-demir"

    @property
    def key(self) -> str:
        """What the person is called in the files."""
        return self.value

    @property
    def id(self) -> UUID:
        """The id of the person."""
        return fixed_id("person", self.key)


OFFICER: Final = CaregiverBody(preferred_name="Femke", function="functionaris gegevensbescherming")
OFFICER_ID: Final = fixed_id("person", "femke")
OFFICER_SUBJECT: Final = "femke"
WITH_THE_CARE_KEY: Final = (Who.COORDINATOR, Who.NURSE, Who.STUDENT, Who.VOLUNTEER)


class Keys(NamedTuple):
    """The keys of one start; `care` is of an app that says for whom it asks."""

    system: str
    administrator: str
    care: str
    daughter: str
    resident: str


def new_keys(session: Session) -> Keys:
    """New keys to the house; those of former starts open it no longer."""
    session.enter(ORGANISATION_ID)
    session.source = SOURCE
    keys.withdraw(session, session.source)
    return Keys(
        system=keys.make(session, KeyHolder.SYSTEM, KeyScope.CARE, KeyScope.UNATTENDED),
        administrator=keys.make(session, KeyHolder.ADMINISTRATOR, KeyScope.ADMINISTRATION),
        care=keys.make(session, KeyHolder.SYSTEM, KeyScope.CARE),
        daughter=keys.make(session, KeyHolder.RELATIVE, KeyScope.CARE, person_id=Who.DAUGHTER.id),
        resident=keys.make(session, KeyHolder.RESIDENT, KeyScope.CARE, person_id=Who.RESIDENT.id),
    )


def know_officer(session: Session, issuer_url: str) -> None:
    """Know the privacy officer by the tokens of this issuer alone; those of former starts open nothing."""
    session.enter(ORGANISATION_ID)
    session.source = SOURCE
    caregivers.put(session, OFFICER_ID, OFFICER, None)
    login = Login(issuer=issuer_url, subject=OFFICER_SUBJECT, duties=[Duty.PRIVACY_OFFICER])
    logins.put(session, OFFICER_ID, LoginsBody(logins=[login]))
