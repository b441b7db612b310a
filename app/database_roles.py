"""The roles of a PostgreSQL database: the owner migrates the tables, the service reads and writes their rows alone.

The owner is the role in SAMENSPEL_OWNER_DATABASE_URL. The role of the service is the one in SAMENSPEL_DATABASE_URL,
which also tells its password, so that no password stands on a command line.
"""

from typing import Final

from sqlalchemy import URL, Connection, text
from sqlalchemy.exc import ProgrammingError

from app import row_security
from app.database import Database

ROLE: Final = text(
    "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS mighty FROM pg_roles WHERE rolname = :name"
)
CREATE: Final = "CREATE ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE"
ALTER: Final = "ALTER ROLE {role} LOGIN"
RIGHTS: Final = (
    "REVOKE CREATE, TEMPORARY ON DATABASE {database} FROM PUBLIC, {role}",
    "REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC, {role}",
    "REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role}",
    "GRANT CONNECT ON DATABASE {database} TO {role}",
    "GRANT USAGE ON SCHEMA {schema} TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
)
# The log is added to and sealed, and neither changed nor removed.
LOG: Final = (
    "REVOKE UPDATE, DELETE ON access_entry, access_person FROM {role}",
    "GRANT UPDATE (sequence, digest) ON access_entry TO {role}",
)
VERSION: Final = "REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM {role}"
HERE: Final = text(
    "SELECT current_database(), current_schema(), to_regclass('alembic_version'), to_regclass('access_entry')"
)
DENIED: Final = "42501"


class Refused(Exception):  # noqa: N818  a refusal in words is no error of the program
    """Why the roles cannot be made, in sentences for the terminal."""


def make(database: Database) -> bool:
    """Make the role of the service, or give it its password and its rights anew; whether it has that password now.

    Raises Refused when these two roles would not hold the rows.
    """
    service = database.writer.url
    if database.is_sqlite:
        reason = "SQLite has no roles: name a PostgreSQL database in SAMENSPEL_DATABASE_URL."
        raise Refused(reason)
    if not service.username or service.username == database.owner.url.username:
        reason = "Name the role of the service in SAMENSPEL_DATABASE_URL, and another in SAMENSPEL_OWNER_DATABASE_URL."
        raise Refused(reason)
    with database.owner.begin() as connection:
        strangers = {table.owner for table in row_security.tenant_tables(connection) if not table.own}
        if strangers:
            reason = f"The tables belong to {', '.join(sorted(strangers))}: name it in SAMENSPEL_OWNER_DATABASE_URL."
            raise Refused(reason)
        known = _make_role(connection, service)
        give_rights(connection, database)
    return known


def _make_role(connection: Connection, service: URL) -> bool:
    name = service.username or ""
    found = connection.execute(ROLE, {"name": name}).one_or_none()
    if found and found.mighty:
        reason = f"The role {name} may do more than a service needs: make roles or databases, or see every row."
        raise Refused(reason)
    statement = (ALTER if found else CREATE).format(role=_quoted(connection, name)) + _password(connection, service)
    try:
        with connection.begin_nested():
            connection.exec_driver_sql(statement)
    except ProgrammingError as error:
        if getattr(error.orig, "sqlstate", None) != DENIED:
            raise
        if not found:
            reason = f"The owner may not make roles: let an administrator of the server make {name}, then try again."
            raise Refused(reason) from error
        return False
    return True


def _password(connection: Connection, service: URL) -> str:
    """The password as the server keeps it; the password itself goes over no line and into no log."""
    driver = connection.connection.driver_connection
    if service.password is None or driver is None:
        return ""
    words = (str(service.password).encode(), str(service.username).encode())
    kept: bytes = driver.pgconn.encrypt_password(*words, b"scram-sha-256")
    return f" PASSWORD '{kept.decode()}'"


def give_rights(connection: Connection, database: Database) -> None:
    """Let the role of the service read and write the rows of every table, also of later migrations, and nothing more.

    Nothing when there is no such role yet, or when the owner serves itself.
    """
    name = database.writer.url.username
    if database.is_sqlite or not name or name == database.owner.url.username:
        return
    if connection.execute(ROLE, {"name": name}).one_or_none() is None:
        return
    here = connection.execute(HERE).one()
    names = {"role": _quoted(connection, name), "database": _quoted(connection, here[0])}
    for statement in (*RIGHTS, *((VERSION,) if here[2] else ()), *(LOG if here[3] else ())):
        connection.exec_driver_sql(statement.format(schema=_quoted(connection, here[1]), **names))
    if row_security.tenant_tables(connection):
        row_security.list_for_owner(connection)


def look(database: Database) -> tuple[list[str], bool]:
    """Why the rows of organisations would not be held from the service, and whether its role could let them go."""
    with database.writer.connect() as connection:
        return row_security.dangers(connection), row_security.owns_tables(connection)


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(name)
