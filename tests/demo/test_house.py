"""The demo house as a whole: how much of everything, when it was recorded, and the same house twice."""

from collections import Counter
from typing import Any

from sqlalchemy import Connection, select
from sqlmodel import SQLModel

from app.database import Database, Session
from app.demo import callers, house
from app.demo.files import read
from app.demo.ids import ORGANISATION_ID, fixed_id
from app.models.vocabulary import Position, RoleState
from tests.demo.conftest import DemoHouse
from tests.house import Said

# What callers, the worker and a start leave behind.
PASSED_OVER = {"key", "login", "kept_answer", "import_mark", "access_entry", "job"}


def all_of(demo: DemoHouse, path: str) -> list[Said]:
    found: list[Said] = []
    cursor = ""
    while True:
        page = demo.seen(f"{path}{'&' if '?' in path else '?'}limit=200{cursor}")
        found += page["items"]
        if page["nextCursor"] is None:
            return found
        cursor = f"&cursor={page['nextCursor']}"


def test_the_house_is_as_large_as_a_house(demo: DemoHouse) -> None:
    paths = ("teams", "residents", "relatives", "caregivers", "stories", "locations")
    counts = {path: len(all_of(demo, f"/{path}")) for path in paths}  # the privacy officer among the caregivers
    assert 65 <= counts.pop("relatives") <= 80
    assert counts == {"teams": 3, "residents": 24, "caregivers": 20 + 1, "stories": 120, "locations": 2}
    assert 1800 <= len(all_of(demo, f"/moments?fromDate={demo.ago(365)}")) <= 2400


def test_volunteers_and_students_work_here_too(demo: DemoHouse) -> None:
    positions = Counter(one["position"] for one in all_of(demo, "/caregivers"))
    assert min(positions[Position.VOLUNTEER], positions[Position.STUDENT]) >= 3


def test_at_least_half_of_the_residents_have_a_standing(demo: DemoHouse) -> None:
    answers = [demo.seen(f"/residents/{one['id']}/participation") for one in all_of(demo, "/residents")]
    assert sum(one["rung"] is not None for one in answers) >= 12


def test_roles_have_every_state_and_a_history_of_days(demo: DemoHouse) -> None:
    roles = all_of(demo, "/roles")
    assert {one["state"] for one in roles} == set(RoleState)
    told = {role.key: role for resident in read().residents for role in resident.roles}
    for key, lines in told.items():
        role = next(one for one in roles if one["id"] == str(fixed_id("role", key)))
        days = [lines.idea_days_ago, *(step.days_ago for step in lines.states)]
        assert [step["sinceAt"][:10] for step in role["history"]] == [demo.ago(days_ago) for days_ago in days]


def test_a_story_was_recorded_on_the_day_it_happened(demo: DemoHouse) -> None:
    assert all(one["createdAt"][:10] == one["happenedOn"] for one in all_of(demo, "/stories"))


def test_the_same_house_made_again_on_the_same_day_has_the_same_rows(demo: DemoHouse, database: Database) -> None:
    with demo.peek() as connection:
        made = contents(connection)

    def again(session: Session) -> dict[str, list[Any]]:
        session.now = max(row.updated_at for rows in made.values() for row in rows if hasattr(row, "updated_at"))
        house.make(session)
        return contents(session.connection())

    rows = database.rehearse(again)
    assert {name: len(found) for name, found in rows.items()} == {name: len(found) for name, found in made.items()}
    assert [name for name in made if rows[name] != made[name]] == []


def contents(connection: Connection) -> dict[str, list[Any]]:
    """Every row of the house by table, in the order of its columns."""
    found = {}
    for table in SQLModel.metadata.sorted_tables:
        if table.name not in PASSED_OVER and "id" in table.columns:
            mine = select(table).where(table.c.organisation_id == ORGANISATION_ID, table.c.id != callers.OFFICER_ID)
            found[table.name] = list(connection.execute(mine.order_by(table.c.id)))
    return found
