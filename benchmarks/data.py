"""A house to measure: one resident and one team with three years of evidence, among 150,000 other moments.

Rows are written by the driver in bulk; the figures are then asked for as anybody would ask.
"""

from random import Random
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app import schema
from app.database import Database, Session
from app.models.caregiver import CaregiverRow
from app.models.coding import CodedSensePart, CodingRow
from app.models.instrument import InstrumentRow
from app.models.relative import RelativeRow
from app.models.resident import ResidentRow, StayPart
from app.models.sitting import SittingRow, SittingSensePart
from app.models.story import StoryPersonPart, StoryRow
from app.models.team import TeamRow
from app.models.vocabulary import (
    CoderAs,
    Felt,
    KeyHolder,
    KeyScope,
    Position,
    Sense,
    Side,
    StoryPart,
    StoryState,
    TeamKind,
    Voice,
)
from app.services import keys, organisations
from benchmarks.maker import Maker
from benchmarks.team import make_team
from benchmarks.ward import Ward, make_ward

Rows = list[dict[str, Any]]

MOMENTS: Final = 5_000
STORIES: Final = 800
SITTINGS: Final = 34
CODED_SENSES: Final = STORIES * len(Sense)
OTHER_MOMENTS: Final = 150_000
OTHER_RESIDENTS: Final = 500
CAREGIVERS: Final = 6
RELATIVES: Final = 4


class Measured(NamedTuple):
    """What was made: its organisation, the keys of a program and of an app, whom to ask about, and a ward."""

    organisation_id: UUID
    key: str
    attended_key: str
    resident_id: UUID
    team_id: UUID
    ward: Ward


def furnish(database: Database) -> Measured:
    """Migrate the database and fill it."""
    schema.migrate(database)

    def found(session: Session) -> tuple[Maker, str, str, UUID]:
        organisation_id = organisations.found(session, "De Maat")
        instrument = session.execute(select(col(InstrumentRow.id)).limit(1)).scalar_one()
        key = keys.make(session, KeyHolder.SYSTEM, KeyScope.CARE, KeyScope.UNATTENDED)
        attended = keys.make(session, KeyHolder.SYSTEM, KeyScope.CARE)
        return Maker(database, organisation_id, session.today, session.now), key, attended, instrument

    maker, key, attended, instrument = database.run(found, write=True)
    resident = _circle(maker)
    _tell(maker, resident, instrument)
    _others(maker)
    team = make_team(maker)
    ward = make_ward(maker)
    _settle(database)
    return Measured(maker.organisation_id, key, attended, resident, team.id, ward)


def _circle(maker: Maker) -> UUID:
    """The resident, the relatives and caregivers, and 5,000 moments between them on sides B and C."""
    resident = maker.people(ResidentRow, "Resident", 1)[0]
    caregivers = maker.people(CaregiverRow, "Caregiver", CAREGIVERS, position=Position.EMPLOYEE)
    relatives = maker.people(RelativeRow, "Relative", RELATIVES)
    for one in relatives:
        maker.relation(Side.A, resident, one, resident)
    counted = [maker.relation(Side.B, resident, one, resident) for one in caregivers]
    counted += [maker.relation(Side.C, one, caregivers[0], resident) for one in relatives]
    maker.moments(counted, MOMENTS)
    return resident


def _tell(maker: Maker, resident: UUID, instrument: UUID) -> None:
    """800 stories, each coded for the six senses in one voice, and 34 sittings: 5,004 units."""
    dated = [maker.dated() for _ in range(STORIES)]
    told = {"text": "Soup was cooked.", "state": StoryState.SHARED, "in_figures": True, "uses": ["figures"]}
    stories = maker.write(StoryRow, [{**told, **when, "teller_id": resident} for when in dated])
    central = {"person_id": resident, "part": StoryPart.CENTRAL}
    maker.write(StoryPersonPart, [{"story_id": one, **central} for one in stories])
    codings = maker.write(
        CodingRow, [{"story_id": one, "coder_id": resident, "as_": CoderAs.TELLER} for one in stories]
    )
    maker.write(CodedSensePart, [sense for one in codings for sense in _coded(maker.chance, one, resident)])
    about = {"instrument_id": instrument, "subject_id": resident, "voice": Voice.RESIDENT}
    sittings = maker.write(SittingRow, [{**about, **maker.dated()} for _ in range(SITTINGS)])
    draw = maker.chance.choice
    answers = ({"sitting_id": one, "sense": sense, "y": draw([0.25, 0.5, 1.0])} for one in sittings for sense in Sense)
    maker.write(SittingSensePart, list(answers))


def _coded(chance: Random, coding: UUID, resident: UUID) -> Rows:
    voice = chance.choice(list(Voice))
    return [
        {"coding_id": coding, "sense": sense, "subject_id": resident, "voice": voice, "felt": chance.choice(list(Felt))}
        for sense in Sense
    ]


def _others(maker: Maker) -> None:
    """500 further residents with a stay, and 150,000 moments that are not about the one who is measured."""
    team = maker.write(TeamRow, [{"name": "Linde", "kind": TeamKind.WARD}])[0]
    residents = maker.people(ResidentRow, "Neighbour", OTHER_RESIDENTS)
    maker.write(StayPart, [{"resident_id": one, "team_id": team, "from_date": maker.ago(400)} for one in residents])
    caregiver = maker.people(CaregiverRow, "Colleague", 1, position=Position.EMPLOYEE)[0]
    maker.moments([maker.relation(Side.B, one, caregiver, one) for one in residents], OTHER_MOMENTS)


def _settle(database: Database) -> None:
    """Let the database count its rows, as one in use has done long ago."""
    with database.owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
