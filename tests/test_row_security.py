"""Row-level security of PostgreSQL holds the rows of every table by itself, with the tenant wall out of the way.

Every table is found by the catalogue, and every proof is shown to fail when the policy of that table is taken away.
SQLite has no such wall, so `tests/conftest.py` leaves this file out there.
"""

from typing import Final
from uuid import UUID

import pytest
from fastapi import FastAPI
from sqlalchemy import Connection, Executable, Table, delete, func, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from app import row_security
from app.database import LOOK_FOR, Database, Session, stand_in
from app.models.search import SearchEntry, has_words
from app.models.team import TeamRow
from tests.engine import undone
from tests.postgres import OWNER, SERVICE
from tests.rows import new_ids, row_of, tables, two_houses

DENIED: Final = "42501"
HERE: Final = "organisation_id = (NULLIF(current_setting('samenspel.organisation_id'::text, true), ''::text))::uuid"
EVERY_TABLE = pytest.mark.parametrize("table", tables(), ids=lambda table: table.name)


@pytest.fixture(scope="module")
def two(service: FastAPI) -> tuple[UUID, UUID]:
    """Two organisations with one row in every table, and the very same ids in both."""
    return two_houses(service.state.database, "merel", "kanarie")


# -------------------------------------------------------------------------------- every table, by the catalogue

POLICIES = text("""
    SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, p.permissive, p.roles::text, p.cmd, p.qual, p.with_check
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organisation_id'
    LEFT JOIN pg_policies p
        ON p.schemaname = 'public' AND p.tablename = c.relname AND p.policyname NOT IN (:listed, :asked)
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace""")
HELD: Final = (True, True, "PERMISSIVE", "{public}", "ALL", f"({HERE})", f"({HERE})")


def catalogue(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """What the catalogue says of every table with an organisation; one line for each policy."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for name, *said in connection.execute(POLICIES, {"listed": row_security.LISTED, "asked": row_security.ASKED}):
        found.setdefault(name, []).append(tuple(said))
    return found


def unheld(connection: Connection) -> list[str]:
    """The tables that are not held by exactly the one policy, for reading and for writing, of the owner too."""
    return [name for name, said in catalogue(connection).items() if said != [HELD]]


def test_every_table_of_an_organisation_is_held(database: Database) -> None:
    with undone(database.owner) as connection:
        assert sorted(catalogue(connection)) == sorted(table.name for table in tables())
        assert unheld(connection) == []


@pytest.mark.parametrize(
    "broken",
    [
        "DROP POLICY own_rows ON {}",
        "ALTER TABLE {} NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE {} DISABLE ROW LEVEL SECURITY",
        "ALTER POLICY own_rows ON {} USING (true)",
        "ALTER POLICY own_rows ON {} WITH CHECK (true)",
        "ALTER POLICY own_rows ON {} TO samenspel",
        "CREATE POLICY another ON {} USING (true)",
    ],
)
@EVERY_TABLE
def test_a_table_that_is_not_held_would_be_found(database: Database, table: Table, broken: str) -> None:
    with undone(database.owner) as connection:
        connection.exec_driver_sql(broken.format(f'"{table.name}"'))
        assert unheld(connection) == [table.name]


def test_a_migration_that_forgets_a_new_table_would_be_found(database: Database) -> None:
    with undone(database.owner) as connection:
        connection.exec_driver_sql('CREATE TABLE "order" (organisation_id uuid)')
        assert unheld(connection) == ["order"]
        assert row_security.dangers(connection) == ["Without forced row-level security: order."]
        row_security.hold_rows(connection, "order")
        assert unheld(connection) == []
        assert row_security.dangers(connection) == []


def test_one_other_policy_opens_the_list_to_the_owner_and_one_narrows_a_search(database: Database) -> None:
    wanted = "SELECT tablename, permissive, roles::text, cmd FROM pg_policies"
    other = text(f"{wanted} WHERE policyname <> :own ORDER BY tablename")
    with undone(database.owner) as connection:
        found = [tuple(row) for row in connection.execute(other, {"own": row_security.OWN_ROWS})]
    assert found == [
        ("organisation", "PERMISSIVE", f"{{{OWNER}}}", "SELECT"),
        ("search_entry", "RESTRICTIVE", "{public}", "SELECT"),
    ]


def test_a_question_narrows_what_is_seen_and_opens_nothing(database: Database, two: tuple[UUID, UUID]) -> None:
    def seen(session: Session, question: str) -> list[UUID]:
        session.look_for(question)
        return list(session.scalars(select(col(SearchEntry.organisation_id))))

    def look(session: Session) -> list[list[UUID]]:
        session.enter(two[0])
        return [seen(session, question) for question in ("", "merel", "kanarie", "!kanarie")]

    assert database.rehearse(look) == [[two[0]], [two[0]], [], [two[0]]]


@pytest.mark.parametrize(("kept", "way"), [(True, "Bitmap Index Scan on search_index"), (False, "Seq Scan")])
def test_words_are_looked_up_in_their_index(
    database: Database, two: tuple[UUID, UUID], *, kept: bool, way: str
) -> None:
    """When nothing else can be gone by; and without its policy row-level security would let it read everything."""
    with undone(database.owner) as connection:
        connection.exec_driver_sql("DROP INDEX ix_search_entry_in_order")
        connection.exec_driver_sql("ALTER TABLE search_entry DROP CONSTRAINT pk_search_entry")
        if not kept:
            row_security.read_words(connection)
        connection.exec_driver_sql(f"SET LOCAL ROLE {SERVICE}")
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        stand_in(connection, two[0])
        connection.execute(LOOK_FOR, {"asked": "merel"})
        words = select(col(SearchEntry.about_id)).where(has_words([["merel"]]))
        plan = connection.execute(text(f"EXPLAIN {words.compile(connection, compile_kwargs={'literal_binds': True})}"))
        assert way in "\n".join(plan.scalars())


# -------------------------------------------------------------------------------- the rows of every table


def passes(connection: Connection, statement: Executable) -> bool:
    """Whether a change reaches a row, or would but for another rule; undone at once."""
    inner = connection.begin_nested()
    try:
        return bool(connection.execute(statement).rowcount)
    except DBAPIError as error:
        return getattr(error.orig, "sqlstate", None) != DENIED
    finally:
        inner.rollback()


def leaks(connection: Connection, table: Table, ours: UUID, theirs: UUID) -> list[str]:
    """What this connection reaches of other houses' rows of a table: from within ours, and from within none."""
    own, other = table.c.organisation_id == ours, table.c.organisation_id == theirs
    seen = select(func.count()).select_from(table)
    found = []
    for nobody in ("", None):
        connection.execute(text("SELECT set_config('samenspel.organisation_id', :it, true)"), {"it": nobody})
        found += ["seen from nowhere"] if connection.scalar(seen) else []
    stand_in(connection, ours)
    assert connection.scalar(seen.where(own)) == 1  # else nothing would be proven
    reached = {
        "seen": bool(connection.scalar(seen.where(~own))),
        "laid down": passes(connection, table.insert().values(row_of(table, theirs, new_ids(), "merel"))),
        "changed": passes(connection, update(table).where(other).values(organisation_id=theirs)),
        "moved here": passes(connection, update(table).where(other).values(organisation_id=ours)),
        "moved there": passes(connection, update(table).where(own).values(organisation_id=theirs)),
        "taken away": passes(connection, delete(table).where(other)),
    }
    return found + [name for name, is_reached in reached.items() if is_reached]


EVERY_LEAK = ["seen from nowhere"] * 2 + ["seen", "laid down", "changed", "moved here", "moved there", "taken away"]


@EVERY_TABLE
def test_the_service_reaches_no_row_of_another_house(database: Database, two: tuple[UUID, UUID], table: Table) -> None:
    with undone(database.writer) as connection:
        assert connection.scalar(text("SELECT current_user")) == SERVICE
        assert leaks(connection, table, *two) == []


@EVERY_TABLE
def test_the_owner_reaches_no_row_of_another_house(database: Database, two: tuple[UUID, UUID], table: Table) -> None:
    with undone(database.owner) as connection:
        listed = EVERY_LEAK[:2] if table.name == "organisation" else []
        assert leaks(connection, table, *two) == listed


@EVERY_TABLE
def test_without_the_policy_of_a_table_all_its_rows_are_reached(
    database: Database, two: tuple[UUID, UUID], table: Table
) -> None:
    with undone(database.owner) as connection:
        if table.name == "organisation":
            row_security.unlist(connection)
        row_security.let_go(connection, table.name)
        # What keeps the role from the log is not the policy.
        connection.exec_driver_sql(f"GRANT UPDATE, DELETE ON {table.name} TO {SERVICE}")
        connection.exec_driver_sql(f"SET LOCAL ROLE {SERVICE}")
        assert leaks(connection, table, *two) == EVERY_LEAK


NO_IDS: Final = ("not an id", "' OR true --")


@pytest.mark.parametrize("one", [*NO_IDS, str(UUID(int=0))])
def test_an_organisation_that_is_none_shows_nothing(database: Database, two: tuple[UUID, UUID], one: str) -> None:
    assert two
    with undone(database.writer) as connection:
        connection.execute(text("SELECT set_config('samenspel.organisation_id', :it, true)"), {"it": one})
        count = select(func.count()).select_from(TeamRow)
        if one in NO_IDS:
            with pytest.raises(DBAPIError, match="invalid input syntax for type uuid"):
                connection.scalar(count)
        else:
            assert connection.scalar(count) == 0
