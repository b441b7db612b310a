"""The second wall, on PostgreSQL: row-level security on every table of an organisation.

A policy lets a transaction see and write the rows of the organisation that it stands in, and none when it stands in
none. It is forced, so it holds for the role that owns the tables as well. That role alone sees the list of
organisations, and only from outside all of them. SQLite has no such wall: every function here does nothing there.
"""

from typing import Final, NamedTuple

from sqlalchemy import Connection, text

SETTING: Final = "nullif(current_setting('samenspel.organisation_id', true), '')"
OWN_ROWS: Final = "own_rows"
LISTED: Final = "listed_for_owner"
ASKED: Final = "asked_words"

HOLD: Final = (
    "ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
    "CREATE POLICY {policy} ON {table} USING ({here}) WITH CHECK ({here})",
)
LET_GO: Final = (
    "DROP POLICY {policy} ON {table}",
    "ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
    "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
)
# Row-level security keeps PostgreSQL from using an index for a condition of a query that might tell of other rows, such
# as the one on words; a condition of its own it may look up first. Without a question it hides nothing: no token has
# such capitals.
ASK: Final = """CREATE POLICY {policy} ON {table} AS RESTRICTIVE FOR SELECT USING (
    array_to_tsvector(string_to_array(tokens, ' ')) @@
    coalesce(nullif(current_setting('samenspel.asked', true), ''), '!NONE')::tsquery)"""
TABLES: Final = text("""
    SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS held,
        pg_get_userbyid(c.relowner) AS owner, pg_has_role(c.relowner, 'USAGE') AS own
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organisation_id'
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace
    ORDER BY c.relname""")
# Somebody who is a member of such a role counts as well: one statement, and they have become it.
ALMIGHTY: Final = text("""
    SELECT rolname FROM pg_roles WHERE (rolsuper OR rolbypassrls) AND pg_has_role(oid, 'MEMBER')
    ORDER BY rolname <> current_user, rolname LIMIT 1""")
SEES_ALL: Final = text("""
    SELECT NOT row_security_active('organisation') OR EXISTS (
        SELECT FROM pg_policy, unnest(polroles) AS granted
        WHERE polrelid = 'organisation'::regclass AND polname = :listed AND pg_has_role(granted, 'USAGE'))""")


class TenantTable(NamedTuple):
    """A table with rows of organisations, as the catalogue has it."""

    name: str
    held: bool
    owner: str
    own: bool


def tenant_tables(connection: Connection) -> list[TenantTable]:
    """Every table with rows of organisations; `own` says whether this connection may act as its owner."""
    if connection.dialect.name != "postgresql":
        return []
    return [TenantTable(*row) for row in connection.execute(TABLES)]


def hold_rows(connection: Connection, table: str) -> None:
    """Hold a table to the organisation of the transaction: for every migration that makes one.

    A migration that changes rows of all organisations, or adds a foreign key that rows of before must keep to, calls
    `let_go` before it, and this after it: the owner sees no rows, and what is not seen is neither changed nor checked.
    """
    _do(connection, HOLD, table, OWN_ROWS)


def let_go(connection: Connection, table: str) -> None:
    """Let everybody see the rows of a table who may read it: what `hold_rows` did, taken back."""
    _do(connection, LET_GO, table, OWN_ROWS)


def list_for_owner(connection: Connection) -> None:
    """Show the list of organisations to the owner of the tables, which this connection is, outside all of them."""
    unlist(connection)
    listed = "CREATE POLICY {policy} ON {table} FOR SELECT TO CURRENT_USER USING ({setting} IS NULL)"
    _do(connection, (listed,), "organisation", LISTED)


def unlist(connection: Connection) -> None:
    """Show it to nobody."""
    _do(connection, ("DROP POLICY IF EXISTS {policy} ON {table}",), "organisation", LISTED)


def look_up_words(connection: Connection) -> None:
    """Let a search go through the index of words: what is looked for is part of what may be seen."""
    _do(connection, (ASK,), "search_entry", ASKED)


def read_words(connection: Connection) -> None:
    """Take that back."""
    _do(connection, ("DROP POLICY IF EXISTS {policy} ON {table}",), "search_entry", ASKED)


def sees_all(connection: Connection) -> bool:
    """Whether this connection sees every organisation when it stands outside all of them."""
    return connection.dialect.name != "postgresql" or bool(connection.scalar(SEES_ALL, {"listed": LISTED}))


def dangers(connection: Connection) -> list[str]:
    """Why row-level security would not hold for this connection; sentences for the terminal."""
    if connection.dialect.name != "postgresql":
        return []
    almighty = connection.scalar(ALMIGHTY)
    found = [f"Its role is or can become {almighty}, which walks through row-level security."] if almighty else []
    loose = [table.name for table in tenant_tables(connection) if not table.held]
    return found + ([f"Without forced row-level security: {', '.join(loose)}."] if loose else [])


def owns_tables(connection: Connection) -> bool:
    """Whether this connection could lift row-level security, because it owns a table."""
    return any(table.own for table in tenant_tables(connection))


def _do(connection: Connection, statements: tuple[str, ...], table: str, policy: str) -> None:
    if connection.dialect.name != "postgresql":
        return
    name = connection.dialect.identifier_preparer.quote(table)
    here = f"organisation_id = {SETTING}::uuid"
    for statement in statements:
        connection.exec_driver_sql(statement.format(table=name, policy=policy, here=here, setting=SETTING))
