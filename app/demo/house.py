"""The demo house as a whole: made once in one transaction, recognised by its id."""

from functools import partial
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from app.database import Database, Session
from app.demo import consents, contacts, people, relations, roles, sittings, stories
from app.demo.diary import Diary, Turn
from app.demo.files import Demo, read
from app.demo.ids import ORGANISATION_ID, fixed_id
from app.demo.past import Past
from app.demo.people import WHATEVER_VERSION
from app.models.instrument import InstrumentRow
from app.models.location import LocationBody
from app.models.organisation import OrganisationBody
from app.models.patch import patch_of
from app.models.team import TeamBody
from app.services import locations, organisations, teams

SEED: Final = 1904
FOUNDED_BEFORE: Final = 30
"""So many days before the first of them came the house was there."""


def is_there(database: Database) -> bool:
    """Whether the house has been made in this database."""
    return any(organisation_id == ORGANISATION_ID for organisation_id, _ in organisations.known(database))


def make(session: Session, demo: Demo | None = None, seed: int = SEED) -> None:
    """Make the house, as it looks from the session's now; it must not be there yet."""
    past = Past(demo or read(), Diary(session.now, session.time_zone), seed)
    _found(past)
    people.come(past)
    relations.introduce_all(past)
    contacts.note_all(past)
    roles.find_all(past)
    stories.tell_all(past)
    sittings.sit_all(past)
    consents.decide_all(past)
    past.diary.replay(session)


def _found(past: Past) -> None:
    """Write down that the organisation began, with its locations and teams."""
    days_ago = max(past.since.values()) + FOUNDED_BEFORE
    past.diary.write(days_ago, Turn.HOUSE, "organisation", partial(_begin, past=past))
    known = {team.team.key: team.team for team in past.demo.teams}
    for place in past.demo.house.locations:
        location_id = fixed_id("location", place.key)
        location = LocationBody(name=place.name, description=place.description)
        opening = partial(locations.open_, body=location, location_id=location_id)
        past.diary.write(days_ago, Turn.HOUSE, place.key, opening)
        for key in place.teams:
            team = TeamBody(name=known[key].name, kind=known[key].kind, location_id=location_id)
            setting_up = partial(teams.set_up, body=team, team_id=fixed_id("team", key))
            past.diary.write(days_ago, Turn.HOUSE, key, setting_up)


def _begin(session: Session, past: Past) -> None:
    organisations.found(session, past.demo.house.name, ORGANISATION_ID)
    said = past.demo.house.model_dump(include={"core_values", "conditions"})
    organisations.amend(session, patch_of(OrganisationBody).model_validate(said), WHATEVER_VERSION)
    rows = session.execute(select(col(InstrumentRow.preset), col(InstrumentRow.id)))
    past.lists.update({preset: instrument_id for preset, instrument_id in rows if preset})
