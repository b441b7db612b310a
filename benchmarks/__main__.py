"""Runs every measurement on SQLite and on PostgreSQL and writes the figures into docs/speed.md: `make bench`.

With the word `rights` or `log` it measures what rights or the access log cost and nothing else: `make bench-rights`,
`make bench-log`.
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import URL, make_url

from app.database import Database
from app.main import create_app
from benchmarks import report
from benchmarks.data import Measured, furnish
from benchmarks.figures import measure_figures
from benchmarks.lists import measure_pages, measure_residents
from benchmarks.log import Read, measure_reads
from benchmarks.overview import measure_overview
from benchmarks.report import Engine
from benchmarks.rights import Rights, measure_rights
from benchmarks.service import WIDE, Inside, serving
from benchmarks.writers import Writers, measure_writers
from tests.engine import for_service, settings_of
from tests.postgres import make_database, running_postgres


def main(only: str | None) -> None:
    """Measure both engines, all of it or one part."""
    os.environ.update(WIDE)
    with tempfile.TemporaryDirectory(prefix="samenspel-bench-") as name:
        folder = Path(name)
        found = [_measured(f"sqlite:///{folder}/bench.db", "SQLite", folder, only)]
        with running_postgres() as server:
            url = for_service(make_database(server.url, "bench"))
            found.append(_measured(url, f"PostgreSQL {server.version}", folder, only))
    if rights := {one.name: one.rights for one in found if one.rights}:
        report.write_rights(rights)
    if reads := {one.name: one.reads for one in found if one.reads}:
        report.write_log(reads, _writers([one.name for one in found]))
    if whole := [one.rest for one in found if one.rest]:
        report.write(whole)


class Found(NamedTuple):
    """What was measured on one engine: rights, the log, and everything else, unless it was left out."""

    name: str
    rights: Rights | None
    reads: Sequence[Read] | None
    rest: Engine | None


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    database = Database(settings_of(url))
    try:
        yield database
    finally:
        database.close()


def _standing(url: str, house: Measured) -> URL:
    """Where a query without the service finds the house: PostgreSQL holds rows from whoever does not say which."""
    whole = make_url(url)
    if whole.get_backend_name() == "sqlite":
        return whole
    return whole.update_query_dict({"options": f"-csamenspel.organisation_id={house.organisation_id}"})


def _measured(url: str, name: str, folder: Path, only: str | None) -> Found:
    print(f"{name}: making the house", flush=True)
    with _opened(url) as database:
        house = furnish(database)
    app = create_app(settings_of(url))
    inside = Inside(app, house.key)
    print(f"{name}: measuring", flush=True)
    rights = measure_rights(inside, house) if only in {None, "rights"} else None
    reads = measure_reads(inside, house) if only in {None, "log"} else None
    rest = _rest(name, url, house, inside, folder) if only in {None, "figures"} else None
    app.state.database.close()
    return Found(name, rights, reads, rest)


def _writers(names: Sequence[str]) -> dict[str, Writers]:
    """How fast is added to the log of each engine, by these names; on a server whose commits are on disk."""
    print("writing to the log", flush=True)
    with tempfile.TemporaryDirectory(prefix="samenspel-bench-") as folder, running_postgres(durable=True) as server:
        urls = f"sqlite:///{folder}/log.db", for_service(make_database(server.url, "log"))
        return {name: measure_writers(url) for name, url in zip(names, urls, strict=True)}


def _rest(name: str, url: str, house: Measured, inside: Inside, folder: Path) -> Engine:
    """Everything but rights, in this process and over HTTP."""
    bare = _standing(url, house)
    with serving("app.main:create_app", house.key, "--factory", SAMENSPEL_DATABASE_URL=url) as running:
        figures = measure_figures(inside, running, house, bare)
        overview = measure_overview(inside, running, house, bare)
        pages = measure_pages(inside, running)
        residents = measure_residents(inside, running, house.key, bare.render_as_string(hide_password=False), folder)
    return Engine(name, figures, overview, pages, residents)


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] else None)
