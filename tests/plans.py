"""What a database is asked, and how it would go about it."""

from typing import Any

from sqlalchemy import event

from app.database import Database


def sent(database: Database, work: Any) -> list[tuple[str, Any]]:  # noqa: ANN401  any work
    """The statements that the work sends, with their values."""
    said: list[tuple[str, Any]] = []

    def note(*given: Any) -> None:  # noqa: ANN401  SQLAlchemy's own arguments
        if given[2] != "BEGIN":
            said.append((given[2], given[3]))

    event.listen(database.reader, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(database.reader, "before_cursor_execute", note)
    return said


def plan(database: Database, statement: tuple[str, Any], *before: tuple[str, Any]) -> str:
    """How the database would go about it; PostgreSQL would read so few rows one by one when it may."""
    with database.reader.connect() as connection:
        for one in before:
            connection.exec_driver_sql(*one)
        if not database.is_sqlite:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        explain = "EXPLAIN QUERY PLAN " if database.is_sqlite else "EXPLAIN "
        return "\n".join(str(row[-1]) for row in connection.exec_driver_sql(explain + statement[0], statement[1]))
