"""A house to measure: one resident with three years of evidence, among 150,000 other moments.

Rows are written by the driver in bulk; the figures are then asked for as anybody would ask.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import insert, select
from sqlmodel import SQLModel, col
from uuid_utils.compat import uuid7

from app import schema
from app.database import Database, Session
from app.models.base import Owned
from app.models.caregiver import CaregiverRow
from app.models.coding import CodedSensePart, CodingRow
from app.models.instrument import InstrumentRow
from app.models.moment import MomentRow
from app.models.person import PersonRow
from app.models.relation import RelationRow
from app.models.relative import RelativeRow
from app.models.resident import ResidentRow, StayPart
from app.models.sitting import SittingRow, SittingSensePart
from app.models.story import StoryPersonPart, StoryRow
from app.models.team import TeamRow
from app.models.vocabulary import (
    CoderAs,
    ContactWanted,
    Felt,
    Initiator,
    KeyHolder,
    KeyScope,
    Position,
    RelationKind,
    Sense,
    Side,
    StoryPart,
    StoryState,
    TeamKind,
    Voice,
)
from app.services import keys, organisations

Rows = list[dict[str, Any]]

DAYS: Final = 3 * 365
MOMENTS: Final = 5_000
STORIES: Final = 800
SITTINGS: Final = 34
CODED_SENSES: Final = STORIES * len(Sense)
OTHER_MOMENTS: Final = 150_000
OTHER_RESIDENTS: Final = 500
CAREGIVERS: Final = 6
RELATIVES: Final = 4
CHUNK: Final = 10_000


class Measured(NamedTuple):
    """What was made: the key to ask with, and the resident to ask about."""

    key: str
    resident_id: UUID


class Maker:
    """Writes rows of one organisation in bulk."""

    def __init__(self, database: Database, organisation_id: UUID, today: date, now: Any) -> None:  # noqa: ANN401  an instant
        self.database = database
        self.today = today
        self.chance = Random(2021)
        self.common = {"organisation_id": organisation_id, "version": 1, "created_at": now, "updated_at": now}

    def write(self, table: type[Owned], rows: Sequence[dict[str, Any]]) -> list[UUID]:
        """Write rows with fresh ids where they bring none; the ids."""
        blank = _blank(table, self.common)
        whole = [blank | {"id": uuid7()} | row for row in rows]
        statement = insert(SQLModel.metadata.tables[str(table.__tablename__)])
        with self.database.writer.begin() as connection:
            for start in range(0, len(whole), CHUNK):
                connection.execute(statement, whole[start : start + CHUNK])
        return [row["id"] for row in whole]

    def people(self, hat: type[Owned], name: str, count: int, **facts: object) -> list[UUID]:
        """Write so many people with a hat."""
        ids = self.write(PersonRow, [{"preferred_name": f"{name} {number}"} for number in range(count)])
        return self.write(hat, [{"id": one, **facts} for one in ids])

    def relation(self, side: Side, a: UUID, b: UUID, resident: UUID) -> UUID:
        """Write a relation of three years."""
        wanted = {"contact_wanted_a": ContactWanted.YES, "contact_wanted_b": ContactWanted.YES}
        about = {"side": side, "party_a_id": a, "party_b_person_id": b, "resident_id": resident}
        kind = {"kind": RelationKind.UNKNOWN, "start_date": self.ago(DAYS)}
        return self.write(RelationRow, [about | wanted | kind])[0]

    def ago(self, days: int) -> date:
        """Give the day so many days ago."""
        return self.today - timedelta(days=days)

    def dated(self) -> dict[str, Any]:
        """Draw a day in the three years, as it is recorded and as it counts."""
        day = self.ago(self.chance.randrange(DAYS))
        return {"happened_on": day.isoformat(), "counts_on": day}

    def moments(self, relations: Sequence[UUID], count: int) -> None:
        """Write moments over these relations, of any rung; now and then a rupture."""
        self.write(MomentRow, list(self._moments(relations, count)))

    def _moments(self, relations: Sequence[UUID], count: int) -> Iterator[dict[str, Any]]:
        for number in range(count):
            yield {
                **self.dated(),
                "relation_id": relations[number % len(relations)],
                "rung_a": self.chance.randint(1, 5),
                "rung_b": self.chance.randint(1, 5),
                "reciprocal": self.chance.random() < 0.8,  # noqa: PLR2004  most contact goes both ways
                "initiator": self.chance.choice(list(Initiator)),
            }


def _blank(table: type[Owned], common: dict[str, Any]) -> dict[str, Any]:
    """A row with the defaults of its table."""
    row = table()
    columns = SQLModel.metadata.tables[str(table.__tablename__)].columns
    return {one.key: common.get(one.key, getattr(row, one.key, None)) for one in columns}


def furnish(database: Database) -> Measured:
    """Migrate the database and fill it."""
    schema.migrate(database)

    def found(session: Session) -> tuple[Maker, str, UUID]:
        organisation_id = organisations.found(session, "De Maat")
        instrument = session.execute(select(col(InstrumentRow.id)).limit(1)).scalar_one()
        key = keys.make(session, KeyHolder.SYSTEM, KeyScope.CARE)
        return Maker(database, organisation_id, session.today, session.now), key, instrument

    maker, key, instrument = database.run(found, write=True)
    resident = _circle(maker)
    _tell(maker, resident, instrument)
    _others(maker)
    _settle(database)
    return Measured(key, resident)


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
    with database.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
