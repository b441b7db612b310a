"""The tenant wall in the database layer: no statement, of whatever shape, reaches another organisation's rows."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import (
    delete,
    exists,
    func,
    insert,
    literal,
    literal_column,
    outerjoin,
    select,
    table,
    text,
    union_all,
    update,
)
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import aliased
from sqlmodel import SQLModel, col
from uuid_utils.compat import uuid7

from app.database import Database, Session
from app.models.base import Owned
from app.models.location import LocationRow
from app.models.person import PersonRow
from app.models.resident import ResidentRow, StayPart
from app.models.team import TeamRow
from app.services import records
from app.wall import walled
from tests import no_wall
from tests.engine import on_postgresql
from tests.rows import two_houses

OURS, THEIRS = "merel", "kanarie"
CLASSES = sorted((mapper.class_ for mapper in SQLModel._sa_registry.mappers), key=lambda one: str(one.__tablename__))


@pytest.fixture(scope="module")
def two(service: FastAPI) -> tuple[UUID, UUID]:
    """Two organisations with one row in every table, and the very same ids in both; every test undoes what it does."""
    return two_houses(service.state.database, OURS, THEIRS)


def inside(database: Database, organisation_id: UUID, work: Callable[[Session], Any]) -> Any:  # noqa: ANN401  any work
    """What the work gives inside one organisation; undone afterwards."""

    def enter_first(session: Session) -> Any:  # noqa: ANN401  any work
        session.enter(organisation_id)
        return work(session)

    return database.rehearse(enter_first)


def everything(statement: Any) -> Callable[[Session], Any]:  # noqa: ANN401  any statement
    """The work of reading all that a statement finds."""
    return lambda session: session.execute(statement).all()


def touched(database: Database, organisation_id: UUID, change: Any) -> int:  # noqa: ANN401  any statement
    """How many rows a change reaches."""
    count: int = inside(database, organisation_id, lambda session: cast("Any", session.execute(change)).rowcount)
    return count


def of_all(database: Database, two: tuple[UUID, UUID], kind: type[Owned]) -> list[UUID]:
    """The organisations whose rows of this table a session of the first one sees."""
    statement = select(col(kind.organisation_id)).where(col(kind.organisation_id).in_(two))
    return list(inside(database, two[0], lambda session: session.scalars(statement).all()))


# -------------------------------------------------------------------------------- every table


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: str(kind.__tablename__))
def test_a_session_sees_and_counts_only_its_own_rows(
    database: Database, two: tuple[UUID, UUID], kind: type[Owned]
) -> None:
    assert of_all(database, two, kind) == [two[0]]
    counting = select(func.count()).select_from(kind)
    assert inside(database, two[0], lambda session: session.scalar(counting)) == 1
    assert inside(database, uuid7(), lambda session: session.scalar(counting)) == 0


# The role of the service may not change these on PostgreSQL.
ONLY_ADDED_TO = {"access_entry", "access_person"}


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: str(kind.__tablename__))
def test_a_session_changes_and_takes_away_only_its_own_rows(
    database: Database, two: tuple[UUID, UUID], kind: type[Owned]
) -> None:
    column = next(name for name in kind.model_fields if name not in {"organisation_id", "id"})
    change = update(kind).values({column: getattr(kind, column)}).execution_options(synchronize_session=False)
    if on_postgresql() and kind.__tablename__ in ONLY_ADDED_TO:
        with pytest.raises(ProgrammingError, match="permission denied"):
            touched(database, two[0], change)
        return
    assert touched(database, two[0], change) == 1
    nobody = delete(kind).where(col(kind.organisation_id) == two[1]).execution_options(synchronize_session=False)
    assert touched(database, two[0], nobody) == 0


def test_without_the_wall_the_same_checks_fail_unless_the_second_one_holds(
    database: Database, two: tuple[UUID, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    no_wall.take_away(monkeypatch)
    held = [two[0]] if on_postgresql() else sorted(two)
    assert sorted(of_all(database, two, TeamRow)) == held
    counting = select(func.count()).select_from(TeamRow).where(col(TeamRow.organisation_id).in_(two))
    assert inside(database, two[0], lambda session: session.scalar(counting)) == len(held)


# -------------------------------------------------------------------------------- every kind of reading

TEAM, PLACE = aliased(TeamRow), aliased(LocationRow)
NAME = col(TeamRow.name)
SAME_ID = col(LocationRow.id) != col(TeamRow.id)
IN_CTE = select(NAME.label("name")).cte()
CORE = TeamRow.__table__  # type: ignore[attr-defined]  # every table class has it
READINGS: dict[str, Any] = {
    "select": select(NAME),
    "core select": select(CORE.c.name),
    "rows": select(NAME, col(TeamRow.kind)),
    "alias": select(col(TEAM.name)),
    "from two": select(NAME, col(LocationRow.name)).where(SAME_ID),
    "join": select(NAME, col(LocationRow.name)).join(LocationRow, SAME_ID),
    "outer join": select(NAME, col(LocationRow.name)).outerjoin(LocationRow, SAME_ID),
    "outer join of an alias": select(NAME, col(PLACE.name)).outerjoin(PLACE, col(PLACE.id) != col(TeamRow.id)),
    "subquery": select(select(NAME).subquery().c.name),
    "join from": select(col(LocationRow.name)).join_from(TeamRow, LocationRow, NAME == THEIRS),
    "outer join from": select(literal(THEIRS), NAME).where(NAME == THEIRS).join_from(LocationRow, TeamRow, SAME_ID),
    "ordered by a subquery": select(NAME).order_by(select(func.count()).select_from(TEAM).scalar_subquery()),
    "outer join of a subquery": select(NAME, IN_CTE.c.name).outerjoin(IN_CTE, IN_CTE.c.name != literal("")),
    "scalar subquery": select(select(NAME).where(NAME == THEIRS).scalar_subquery(), NAME),
    "in": select(NAME).where(col(TeamRow.id).in_(select(col(TEAM.id)).where(col(TEAM.name) == THEIRS))),
    "exists": select(literal(THEIRS)).where(exists(select(col(TEAM.id)).where(col(TEAM.name) == THEIRS))),
    "exists, correlated": select(NAME).where(exists(select(col(LocationRow.id)).where(col(LocationRow.name) != NAME))),
    "union": select(NAME).union(select(col(LocationRow.name))),
    "union of unions": union_all(select(NAME), select(NAME).union(select(col(TEAM.name))).subquery().select()),
    "union within": select(union_all(select(NAME), select(col(TEAM.name))).subquery().c.name),
    "common table": select(IN_CTE.c.name),
    "recursive": select(
        select(col(TeamRow.id).label("id"), NAME.label("name"))
        .cte("up", recursive=True)
        .union(select(col(TEAM.id), col(TEAM.name)))
        .c.name
    ),
    "grouped": select(NAME, func.count()).group_by(NAME),
    "counted": select(func.count(), func.max(NAME)).select_from(TeamRow).where(NAME.in_([OURS, THEIRS])),
}


@pytest.mark.parametrize("reading", READINGS.values(), ids=READINGS)
def test_no_kind_of_reading_shows_another_house(database: Database, two: tuple[UUID, UUID], reading: Any) -> None:  # noqa: ANN401  any statement
    found = [tuple(row) for row in inside(database, two[0], lambda session: session.execute(reading).all())]
    assert THEIRS not in str(found)
    assert "2" not in str(found)  # a count never knows of the other row


@pytest.mark.parametrize("name", ["select", "outer join", "union within", "common table", "recursive", "alias"])
def test_what_is_one_s_own_stays_in_sight(database: Database, two: tuple[UUID, UUID], name: str) -> None:
    found = inside(database, two[0], lambda session: session.execute(READINGS[name]).all())
    assert found
    assert OURS in str(found)


def test_an_outer_join_stays_an_outer_join(database: Database, two: tuple[UUID, UUID]) -> None:
    """The other house has what is looked for, this one has not: the row of this house stays, with nothing beside it."""
    joined = select(NAME, col(LocationRow.name)).outerjoin(LocationRow, col(LocationRow.name) == THEIRS)
    of_alias = select(NAME, col(PLACE.name)).outerjoin(PLACE, col(PLACE.name) == THEIRS)
    from_alias = select(col(TEAM.name), col(PLACE.name)).outerjoin(PLACE, col(PLACE.name) == THEIRS)
    for one in (joined, of_alias, from_alias):
        assert inside(database, two[0], everything(one)) == [(OURS, None)]


def test_what_hangs_on_a_row_is_its_own_house_s(database: Database, two: tuple[UUID, UUID]) -> None:
    """Loaded with the row, loaded later, refreshed, found by its id: both houses have every one of these ids."""

    def look(session: Session) -> list[UUID]:
        resident = session.scalars(select(ResidentRow)).one()
        session.expire(resident)
        session.refresh(resident)
        session.expire(resident, ["stays", "person"])
        again = session.get(PersonRow, (two[0], resident.id))
        other = session.get(PersonRow, (two[1], resident.id))
        assert other is None
        assert again is not None
        parts = [*resident.stays, *resident.life_story, *again.memberships, *resident.external_ids]
        return [one.organisation_id for one in (resident, resident.person, again, *parts)]

    assert set(inside(database, two[0], look)) == {two[0]}


# -------------------------------------------------------------------------------- what is not let through

CHANGES: dict[str, Any] = {
    "a move to another house": update(TeamRow).values(organisation_id=uuid7()),
    "a row of another house": insert(TeamRow).values(organisation_id=uuid7(), id=uuid7()),
    "a row of no house": insert(TeamRow).values(id=uuid7()),
    "a row of a reckoned house": insert(TeamRow).values(organisation_id=func.max(col(TeamRow.organisation_id))),
    "rows of several houses": insert(TeamRow).values([{"organisation_id": uuid7()}]),
    "rows out of a table": insert(TeamRow).from_select(["id"], select(col(TeamRow.id))),
    "plain SQL": text("SELECT name FROM team"),
    "plain SQL with columns": text("SELECT name FROM team").columns(CORE.c.name),
    "plain SQL within": select(NAME).where(text("name = 'kanarie'")),
    "plain SQL as a table": select(literal_column("name")).select_from(text("team")),
    "a table by its name alone": select(literal_column("name")).select_from(table("team")),
    "a full join": select(NAME).join(LocationRow, SAME_ID, full=True),
    "an outer join written out": select(NAME).select_from(outerjoin(TeamRow, LocationRow, SAME_ID)),
    "a full join written out": select(NAME).select_from(outerjoin(TeamRow, LocationRow, SAME_ID, full=True)),
    "a function as a table": select(func.json_each(literal("[1]")).table_valued("value").c.value),
    "a lateral": select(select(NAME).lateral().c.name),
    "a sample": select(CORE.tablesample(50).c.name),
    "a function alone": func.now(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_the_wall_does_not_know_is_not_let_through(
    database: Database,
    two: tuple[UUID, UUID],
    change: Any,  # noqa: ANN401  any statement
) -> None:
    with pytest.raises((RuntimeError, TypeError, AttributeError), match=r"outside its|does not know|organisation_id"):
        inside(database, two[0], lambda session: session.execute(change))


def test_an_update_looks_at_its_own_house_s_rows_alone(database: Database, two: tuple[UUID, UUID]) -> None:
    change = update(TeamRow).where(col(LocationRow.name) == THEIRS, SAME_ID).values(name=col(LocationRow.name))
    change = change.execution_options(synchronize_session=False)
    assert touched(database, two[0], change) == 0


def test_a_session_without_a_house_does_nothing(database: Database) -> None:
    with pytest.raises(RuntimeError, match="outside an organisation"):
        database.rehearse(lambda session: session.scalars(select(NAME)).all())

    def add(session: Session) -> None:
        session.add(records.blank(TeamRow))
        session.flush()

    with pytest.raises(RuntimeError, match="outside its organisation"):
        database.rehearse(add)


def test_a_row_belongs_to_the_house_of_the_session_and_stays_there(database: Database, two: tuple[UUID, UUID]) -> None:
    def add(session: Session) -> None:
        row = records.blank(TeamRow)
        row.organisation_id, row.id, row.name = two[1], uuid7(), OURS
        session.add(row)
        session.flush()

    def move(session: Session) -> None:
        session.scalars(select(TeamRow)).one().organisation_id = two[1]
        session.flush()

    for work in (add, move):
        with pytest.raises(RuntimeError, match="outside its organisation"):
            inside(database, two[0], work)


def test_a_table_that_only_a_join_names_is_held_too() -> None:
    organisation_id = uuid7()
    joined = select(col(TeamRow.id)).join(StayPart, col(StayPart.team_id) == col(TeamRow.id))
    held = str(walled(joined, organisation_id))
    assert "team.organisation_id =" in held
    assert "stay.organisation_id =" in held
