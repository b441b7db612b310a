"""What figures cost beside the evidence query they rest on, fetched raw by the driver."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

import psycopg
from sqlalchemy import URL, event

from app.database import Database
from benchmarks.data import Measured
from benchmarks.measure import Candidate, Outcome, alternate, cpu_seconds, nobody_else
from benchmarks.service import Inside, Running, over_http

CALLS: Final = 4
RAW: Final = "evidence query, raw"
IN_PROCESS: Final = "service, in process"
OVER_HTTP: Final = "service, over HTTP"
AT_WORK: Final = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
ANSWERS: Final = {"participation": "FROM moment", "senses": "FROM coded_sense"}


class Figure(NamedTuple):
    """What one answer cost: rows of evidence, bytes of the answer, statements of the request."""

    name: str
    rows: int
    size: int
    statements: int
    outcome: Outcome


def measure_figures(inside: Inside, running: Running, house: Measured, url: URL) -> list[Figure]:
    """Participation and senses of the resident with three years of evidence."""
    with connected(url) as fetch, server_of(url) as server:
        return [_figure(f"/v1/residents/{house.resident_id}/{one}", inside, running, fetch, server) for one in ANSWERS]


def _figure(
    path: str, inside: Inside, running: Running, fetch: Callable[..., list[Any]], server: Callable[[], float]
) -> Figure:
    name = path.rpartition("/")[2]
    said = statements(inside.app.state.database, inside.call(path))
    evidence = [one for one in said if ANSWERS[name] in one[0]]
    if len(evidence) != 1:
        raise RuntimeError(f"{name} has {len(evidence)} evidence queries")
    candidates = [
        Candidate(RAW, lambda: fetch(*evidence[0])),
        Candidate(IN_PROCESS, inside.call(path)),
        Candidate(OVER_HTTP, over_http(running, path), running.process),
    ]
    outcome = alternate(candidates, CALLS, server=server)
    return Figure(name, len(fetch(*evidence[0])), len(inside.ask(path)), len(said), outcome)


def statements(database: Database, work: Callable[[], object]) -> list[tuple[str, Any]]:
    """The statements with which some work reads, as the driver got them; what it writes into the log is no reading."""
    heard: list[tuple[str, Any]] = []

    def hear(_connection: object, _cursor: object, statement: str, parameters: object, *_more: object) -> None:
        heard.append((statement, parameters))

    event.listen(database.reader, "before_cursor_execute", hear)
    try:
        work()
    finally:
        event.remove(database.reader, "before_cursor_execute", hear)
    return [one for one in heard if one[0].startswith("SELECT")]


@contextmanager
def connected(url: URL) -> Iterator[Callable[..., list[Any]]]:
    """A driver's own connection, open already, as the pool of the service has them."""
    if url.get_backend_name() == "sqlite":
        connection: Any = sqlite3.connect(url.database or "")
    else:
        connection = psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)
    try:
        yield lambda statement, parameters: connection.execute(statement, parameters).fetchall()
    finally:
        connection.close()


@contextmanager
def server_of(url: URL) -> Iterator[Callable[[], float]]:
    """How many CPU seconds the database server has worked for this database so far; SQLite has no server."""
    if url.get_backend_name() == "sqlite":
        yield nobody_else
        return
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as connection:
        yield lambda: sum(cpu_seconds(process) for (process,) in connection.execute(AT_WORK).fetchall())
