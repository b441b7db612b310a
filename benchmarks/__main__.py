"""Runs every measurement on SQLite and on PostgreSQL and writes the figures into docs/speed.md: `make bench`."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url

from app.database import Database
from app.main import create_app
from app.settings import Settings
from benchmarks import report
from benchmarks.data import furnish
from benchmarks.figures import measure_figures
from benchmarks.lists import measure_pages, measure_residents
from benchmarks.overview import measure_overview
from benchmarks.report import Engine
from benchmarks.service import WIDE, Inside, serving
from tests.postgres import make_database, running_postgres


def main() -> None:
    """Measure both engines."""
    os.environ.update(WIDE)
    with tempfile.TemporaryDirectory(prefix="samenspel-bench-") as folder:
        found = [_measured(f"sqlite:///{folder}/bench.db", "SQLite", Path(folder))]
        with running_postgres() as server:
            found.append(_measured(make_database(server.url, "bench"), f"PostgreSQL {server.version}", Path(folder)))
    report.write(found)


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    database = Database(Settings(database_url=url))
    try:
        yield database
    finally:
        database.close()


def _measured(url: str, name: str, folder: Path) -> Engine:
    print(f"{name}: making the house", flush=True)
    with _opened(url) as database:
        house = furnish(database)
    app = create_app(Settings(database_url=url))
    inside = Inside(app, house.key)
    with serving("app.main:create_app", house.key, "--factory", SAMENSPEL_DATABASE_URL=url) as running:
        print(f"{name}: measuring", flush=True)
        figures = measure_figures(inside, running, house, make_url(url))
        overview = measure_overview(inside, running, house, make_url(url))
        pages = measure_pages(inside, running)
        residents = measure_residents(inside, running, house.key, url, folder)
    app.state.database.close()
    return Engine(name, figures, overview, pages, residents)


if __name__ == "__main__":
    main()
