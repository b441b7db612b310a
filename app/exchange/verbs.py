"""The nouns that can be imported, and the verbs of the services that make and change them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel

from app.database import Session
from app.models.base import Body, Row
from app.models.caregiver import CaregiverBody, CaregiverRow
from app.models.coding import CodingBody, CodingRow
from app.models.instrument import InstrumentBody, InstrumentRow
from app.models.location import LocationBody, LocationRow
from app.models.moment import MomentBody, MomentRow
from app.models.patch import Patch
from app.models.relation import RelationBody, RelationRow
from app.models.relative import RelativeBody, RelativeRow
from app.models.resident import ResidentBody, ResidentRow
from app.models.role import RoleBody, RoleRow
from app.models.sitting import SittingBody, SittingRow
from app.models.story import StoryBody, StoryRow
from app.models.team import TeamBody, TeamRow
from app.models.vocabulary import Language
from app.services import (
    caregivers,
    codings,
    instruments,
    locations,
    moments,
    relations,
    relatives,
    residents,
    roles,
    sittings,
    stories,
    teams,
)
from app.services.records import Expected

WHATEVER_IS_STORED: Final = Expected(anything=True)

Make = Callable[[Session, Any], Any]
Amend = Callable[[Session, UUID, Patch, Expected], Any]


@dataclass(frozen=True, slots=True)
class Verbs:
    """What can be done with a noun: the body that describes it, its table, how it is made and how it is changed."""

    body: type[Body]
    table: type[Row]
    make: Make
    amend: Amend


class StoryCoding(CodingBody):
    """A coding that names its story; over HTTP the story stands in the address."""

    story_id: UUID


def _code(session: Session, body: StoryCoding) -> BaseModel:
    told = CodingBody.model_validate(body.model_dump(exclude={"story_id"}, by_alias=False))
    return codings.code(session, body.story_id, told)


def _recode(session: Session, coding_id: UUID, patch: Patch, expected: Expected) -> BaseModel:
    story_id = session.get_one(CodingRow, (session.organisation_id, coding_id)).story_id
    return codings.amend(session, story_id, coding_id, patch, expected)


def _lay_down_instrument(session: Session, body: InstrumentBody) -> BaseModel:
    return instruments.lay_down(session, body, Language.NL)


def _amend_instrument(session: Session, instrument_id: UUID, patch: Patch, expected: Expected) -> BaseModel:
    return instruments.amend(session, instrument_id, patch, expected, Language.NL)


# In the order in which things are made when nothing else decides.
VERBS: Final[Mapping[str, Verbs]] = {
    "team": Verbs(TeamBody, TeamRow, teams.set_up, teams.amend),
    "location": Verbs(LocationBody, LocationRow, locations.open_, locations.amend),
    "caregiver": Verbs(CaregiverBody, CaregiverRow, caregivers.take_on, caregivers.amend),
    "resident": Verbs(ResidentBody, ResidentRow, residents.admit, residents.amend),
    "relative": Verbs(RelativeBody, RelativeRow, relatives.welcome, relatives.amend),
    "relation": Verbs(RelationBody, RelationRow, relations.introduce, relations.amend),
    "role": Verbs(RoleBody, RoleRow, roles.voice, roles.amend),
    "instrument": Verbs(InstrumentBody, InstrumentRow, _lay_down_instrument, _amend_instrument),
    "story": Verbs(StoryBody, StoryRow, stories.tell, stories.amend),
    "moment": Verbs(MomentBody, MomentRow, moments.note, moments.amend),
    "coding": Verbs(StoryCoding, CodingRow, _code, _recode),
    "sitting": Verbs(SittingBody, SittingRow, sittings.sit, sittings.amend),
}
