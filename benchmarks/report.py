"""Writes what was measured into docs/speed.md, between its two marks; the words around it are a person's."""

import platform
import sqlite3
from collections.abc import Iterator, Sequence
from os import cpu_count
from pathlib import Path
from typing import Final, NamedTuple

import fastapi
import pydantic
import sqlalchemy
import uvicorn

from app import clock
from benchmarks import figures, lists
from benchmarks.figures import Figure
from benchmarks.lists import Residents
from benchmarks.measure import ROUNDS, Outcome, Spread

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "speed.md"
BEGIN: Final = "<!-- what `make bench` wrote last begins here -->"
END: Final = "<!-- what `make bench` wrote last ends here -->"


class Engine(NamedTuple):
    """Everything that was measured on one engine."""

    name: str
    figures: Sequence[Figure]
    pages: Outcome
    residents: Residents


def write(engines: Sequence[Engine]) -> None:
    """Put the figures in the page."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    told = "\n".join(_lines(engines))
    PAGE.write_text(f"{before}{BEGIN}\n\n{told}\n\n{END}{after}", encoding="utf-8")
    print(told)


def _lines(engines: Sequence[Engine]) -> Iterator[str]:
    yield from _machine(engines)
    for engine in engines:
        yield from ["", f"### Figures of one resident, {engine.name}", ""]
        yield from _figures(engine.figures)
        yield from ["", f"### Lists, {engine.name}", ""]
        yield from _lists(engine)
    yield from ["", "### The goals beside what was measured", ""]
    yield from _goals(engines)


def _machine(engines: Sequence[Engine]) -> Iterator[str]:
    versions = {"fastapi": fastapi, "pydantic": pydantic, "sqlalchemy": sqlalchemy, "uvicorn": uvicorn}
    packages = ", ".join(f"{name} {module.__version__}" for name, module in versions.items())
    names = ", ".join(engine.name for engine in engines).replace("SQLite", f"SQLite {sqlite3.sqlite_version}")
    yield f"Measured on {clock.now():%Y-%m-%d} with `make bench`: {ROUNDS} rounds, every candidate in each of them."
    machine = f"{cpu_count()} shared cores, {platform.system()} {platform.machine()}"
    yield f"Machine: {machine}, Python {platform.python_version()}."
    yield f"{names}; {packages}."
    yield "Times are milliseconds a call; ratios are taken within a round."
    yield "Both are given as lowest / middle / highest of the rounds."


def _figures(found: Sequence[Figure]) -> Iterator[str]:
    yield "| answer | evidence | size | statements | measured | CPU ms | wall ms | CPU ratio | wall ratio |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for one in found:
        facts = f"| {one.name} | {one.rows:,} rows | {one.size / 1000:,.0f} kB | {one.statements} "
        for name in one.outcome.rounds:
            yield facts + _row(one.outcome, name, figures.RAW)
            facts = "| | | | "


def _lists(engine: Engine) -> Iterator[str]:
    yield "| list | measured | CPU ms | wall ms | CPU ratio | wall ratio |"
    yield "|---|---|---|---|---|---|"
    for name in engine.pages.rounds:
        yield "| 50 of 155,000 moments " + _row(engine.pages, name, lists.FIRST_PAGE)
    for name in engine.residents.outcome.rounds:
        yield f"| 50 residents, {engine.residents.size / 1000:.0f} kB " + _row(
            engine.residents.outcome, name, lists.BARE
        )


def _row(outcome: Outcome, name: str, reference: str) -> str:
    times = f"| {name} | {outcome.cpu(name).told()} | {outcome.wall(name).told()} "
    if name == reference:
        return times + "| 1 | 1 |"
    return times + f"| {outcome.cpu_ratio(name, reference).told()} | {outcome.wall_ratio(name, reference).told()} |"


def _goals(engines: Sequence[Engine]) -> Iterator[str]:
    yield "| goal | " + " | ".join(engine.name for engine in engines) + " |"
    yield "|---|" + "---|" * len(engines)
    for name in figures.ANSWERS:
        for way in (figures.IN_PROCESS, figures.OVER_HTTP):
            told = [_under(2, _figure(engine, name).cpu_ratio(way, figures.RAW)) for engine in engines]
            yield f"| {name} {way.removeprefix('service, ')}: CPU under 2 x its evidence query | {' | '.join(told)} |"
    deep = [_under(1.2, engine.pages.wall_ratio(lists.DEEP_PAGE, lists.FIRST_PAGE)) for engine in engines]
    yield f"| page 3,000 within 1.2 x of page 1 (wall) | {' | '.join(deep)} |"
    bare = [_over(0.06, engine.residents.outcome.cpu_ratio(lists.BARE, lists.OURS)) for engine in engines]
    yield f"| 50 residents: at least 0.06 of a bare server with the same bytes (CPU) | {' | '.join(bare)} |"
    plain = [_over(2.5, engine.residents.outcome.cpu_ratio(lists.PLAIN, lists.OURS)) for engine in engines]
    yield f"| 50 residents: at least 2.5 x the plain way (CPU) | {' | '.join(plain)} |"


def _figure(engine: Engine, name: str) -> Outcome:
    return next(one.outcome for one in engine.figures if one.name == name)


def _under(goal: float, found: Spread) -> str:
    return f"{found.middle:.2f}, {'met' if found.middle <= goal else 'not met'}"


def _over(goal: float, found: Spread) -> str:
    return f"{found.middle:.3f}, {'met' if found.middle >= goal else 'not met'}"
