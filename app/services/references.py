"""References between nouns: what a body points at must live here, and what is pointed at cannot be laid aside."""

from collections import defaultdict
from functools import cache
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import ForeignKeyConstraint, Select, exists, or_, select
from sqlmodel import SQLModel, col

from app.database import Session, whoever_asks
from app.ids import Among
from app.models.base import Part, Reference, Row, references
from app.models.nouns import NOUNS
from app.problems import Flaw, Unprocessable
from app.wall import made_once

# A coding goes with its story; a hat's row rests on its person, not the other way round.
OWNED = {
    ("coding", "story_id"),
    ("masking", "story_id"),
    ("bsn", "resident_id"),
    ("resident", "id"),
    ("relative", "id"),
    ("caregiver", "id"),
}


def require(session: Session, body: BaseModel) -> None:
    """Raise Unprocessable with every place in the body that points at nothing, a tombstone or another organisation.

    One statement for each kind of noun that the body names.
    """
    wanted: dict[str, list[Reference]] = defaultdict(list)
    for reference in references(body):
        wanted[reference.noun].append(reference)
    missing: list[Reference] = []
    for noun, named in wanted.items():
        present = living_ids(session, NOUNS[noun], {one.id for one in named})
        missing += [one for one in named if one.id not in present]
    if missing:
        raise Unprocessable(
            "reference_not_found", *(Flaw("reference_not_found", pointer=one.pointer) for one in missing)
        )


def living_ids(session: Session, table: type[Row], ids: set[UUID]) -> set[UUID]:
    """Which of these ids belong to a living row."""
    return set(session.scalars(_living(table), {"ids": ids}))


@cache
def _living(table: type[Row]) -> Select[UUID]:
    """The ids of those that live of the ids which are the parameter `ids`."""
    return made_once(select(col(table.id)).where(Among(table.id, "ids"), col(table.deleted_at).is_(None)))


@whoever_asks
def in_use(session: Session, row: Row) -> bool:
    """Whether a living row points at this one, itself or through one of its parts."""
    # A role may grow from a role: without `correlate(None)` the inner role would be taken for the outer one.
    ways = [way(row.id).correlate(None) for way in _ways_to(type(row))]
    return bool(ways) and bool(
        session.scalar(select(or_(*(exists(way) for way in ways))).select_from(type(row)).limit(1))
    )


@cache
def _classes() -> dict[str, type[SQLModel]]:
    return {str(mapper.local_table): mapper.class_ for mapper in SQLModel._sa_registry.mappers}  # noqa: SLF001  no public way to the registry


def _ways_to(table: type[Row]) -> list["_Way"]:
    """The foreign keys that lead to a noun's table from living rows, its own included but not its own parts."""
    target = str(table.__tablename__)
    found = []
    for name, kind in _classes().items():
        for constraint in SQLModel.metadata.tables[name].foreign_key_constraints:
            column = _column_to(constraint, target)
            if column and (name, column) not in OWNED:
                way = _Way(kind, column)
                if kind is table or way.owner() is not table:
                    found.append(way)
    return found


def _column_to(constraint: ForeignKeyConstraint, target: str) -> str | None:
    if str(constraint.referred_table) != target or len(constraint.column_keys) != 2:  # noqa: PLR2004  organisation and id
        return None
    return constraint.column_keys[1]


class _Way:
    """One foreign key that leads to a noun."""

    def __init__(self, kind: type[SQLModel], column: str) -> None:
        self.kind = kind
        self.column = column

    def owner(self) -> type[SQLModel]:
        """The noun whose living rows count: the table itself, or the whole that a part belongs to."""
        if not issubclass(self.kind, Part):
            return self.kind
        own_key = next(name for name in self.kind.model_fields if name.endswith("_id") and name != "organisation_id")
        return _classes()[own_key.removesuffix("_id")]

    def __call__(self, row_id: UUID) -> Select[UUID]:
        """The statement for living rows that point at this id."""
        owner = self.owner()
        assert issubclass(owner, Row)  # noqa: S101  parts belong to nouns
        pointing = col(getattr(self.kind, self.column)) == row_id
        statement = select(col(owner.id)).where(col(owner.deleted_at).is_(None), pointing)
        if owner is not self.kind:
            own_key = str(owner.__tablename__) + "_id"
            statement = statement.join(self.kind, col(owner.id) == col(getattr(self.kind, own_key)))
        return statement
