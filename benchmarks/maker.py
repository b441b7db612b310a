"""Writes rows of one organisation by the driver in bulk: people, relations and dated moments."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert
from sqlmodel import SQLModel
from uuid_utils.compat import uuid7

from app.database import Database, stand_in
from app.models.base import Owned
from app.models.moment import MomentRow
from app.models.person import PersonRow
from app.models.relation import RelationRow
from app.models.vocabulary import ContactWanted, Initiator, RelationKind, Side

DAYS: Final = 3 * 365
CHUNK: Final = 10_000


class Maker:
    """Writes rows of one organisation in bulk."""

    def __init__(self, database: Database, organisation_id: UUID, today: date, now: Any) -> None:  # noqa: ANN401  an instant
        self.database = database
        self.organisation_id = organisation_id
        self.today = today
        self.chance = Random(2021)
        self.common = {"organisation_id": organisation_id, "version": 1, "created_at": now, "updated_at": now}

    def write(self, table: type[Owned], rows: Sequence[dict[str, Any]]) -> list[UUID]:
        """Write rows with fresh ids where they bring none; the ids."""
        blank = _blank(table, self.common)
        whole = [blank | {"id": uuid7()} | row for row in rows]
        statement = insert(SQLModel.metadata.tables[str(table.__tablename__)])
        with self.database.writer.begin() as connection:
            stand_in(connection, self.organisation_id)
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
