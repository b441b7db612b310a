"""Writes what was measured into docs/speed.md, between its two marks; the words around it are a person's."""

import platform
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from os import cpu_count
from pathlib import Path
from statistics import median
from typing import Final, NamedTuple

import fastapi
import pydantic
import sqlalchemy
import uvicorn

from app import clock
from benchmarks import figures, lists, log, overview, rights
from benchmarks.figures import Figure
from benchmarks.lists import Residents
from benchmarks.measure import ROUNDS, Outcome, Spread
from benchmarks.rights import Rights
from benchmarks.writers import Writers

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "speed.md"
BEGIN: Final = "<!-- what `make bench` wrote last begins here -->"
END: Final = "<!-- what `make bench` wrote last ends here -->"
RIGHTS_BEGIN: Final = "<!-- what `make bench` wrote last about rights begins here -->"
RIGHTS_END: Final = "<!-- what `make bench` wrote last about rights ends here -->"
LOG_BEGIN: Final = "<!-- what `make bench` wrote last about the log begins here -->"
LOG_END: Final = "<!-- what `make bench` wrote last about the log ends here -->"


class Engine(NamedTuple):
    """Everything that was measured on one engine."""

    name: str
    figures: Sequence[Figure]
    overview: Figure
    pages: Outcome
    residents: Residents


def write(engines: Sequence[Engine]) -> None:
    """Put the figures in the page."""
    _put(BEGIN, END, _lines(engines))


def write_rights(found: dict[str, Rights]) -> None:
    """Put in the page what was measured of rights, by the name of the engine."""
    _put(RIGHTS_BEGIN, RIGHTS_END, _rights(found))


def write_log(reads: Mapping[str, Sequence[log.Read]], writers: Mapping[str, Writers]) -> None:
    """Put in the page what was measured of the access log, by the name of the engine."""
    _put(LOG_BEGIN, LOG_END, _log(reads, writers))


def _log(reads: Mapping[str, Sequence[log.Read]], writers: Mapping[str, Writers]) -> Iterator[str]:
    yield from _machine(list(reads), "make bench-log")
    yield ""
    yield from _compared("read", reads, log.UNLOGGED)
    yield ""
    yield "| engine | entries a second, sealed later | chained in the request | times | sealed by the worker a second |"
    yield "|---|---|---|---|---|"
    for engine, measured in writers.items():
        later, at_once = Spread.of(measured.later), Spread.of(measured.at_once)
        times = later.middle / at_once.middle
        yield f"| {engine} | {later.told(0)} | {at_once.told(0)} | {times:.1f} | {measured.sealed:,.0f} |"


def _put(begin: str, end: str, lines: Iterator[str]) -> None:
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(begin)
    after = rest.partition(end)[2]
    told = "\n".join(lines)
    PAGE.write_text(f"{before}{begin}\n\n{told}\n\n{end}{after}", encoding="utf-8")
    print(told)


def _lines(engines: Sequence[Engine]) -> Iterator[str]:
    yield from _machine([engine.name for engine in engines], "make bench-figures")
    for engine in engines:
        yield from ["", f"### Figures of one resident, {engine.name}", ""]
        yield from _figures(engine.figures, figures.RAW)
        yield from ["", f"### Overview of a team of 40, {engine.name}", ""]
        yield from _figures([engine.overview], overview.RAW)
        yield from ["", f"### Lists, {engine.name}", ""]
        yield from _lists(engine)
    yield from ["", "### The goals beside what was measured", ""]
    yield from _goals(engines)


def _compared(what: str, found: Mapping[str, Sequence[log.Read | rights.Asked]], base: str) -> Iterator[str]:
    """A table of ways to do the same, each beside the base, by the name of the engine."""
    yield f"| {what} | size | engine | how | CPU ms | wall ms | CPU ratio | wall ratio |"
    yield "|---|---|---|---|---|---|---|---|"
    for engine, measured in found.items():
        for one in measured:
            for how in one.outcome.rounds:
                facts = f"| {one.name} | {one.size / 1000:,.0f} kB | {engine} " if how == base else "| | | "
                yield facts + _row(one.outcome, how, base)


def _rights(found: dict[str, Rights]) -> Iterator[str]:
    yield from _machine(list(found), "make bench-rights")
    yield ""
    yield from _compared("request", {engine: measured.asked for engine, measured in found.items()}, rights.SYSTEM)
    yield ""
    yield "| refusal of a key | engine | median ms | apart ms | ratio |"
    yield "|---|---|---|---|---|"
    for engine, measured in found.items():
        usual = median(measured.refusals[rights.KNOWN_ID])
        for name, times in measured.refusals.items():
            middle = median(times)
            apart = "0 | 1" if name == rights.KNOWN_ID else f"{middle - usual:+.3f} | {middle / usual:.3f}"
            yield f"| {name} | {engine} | {middle:.3f} | {apart} |"
    yield ""
    yield from _goals_of_rights(found)


def _goals_of_rights(found: dict[str, Rights]) -> Iterator[str]:
    yield "| goal | " + " | ".join(found) + " |"
    yield "|---|" + "---|" * len(found)
    for number, one in enumerate(next(iter(found.values())).asked):
        ratios = [each.asked[number].outcome.wall_ratio(rights.CAREGIVER, rights.SYSTEM) for each in found.values()]
        told = [_under(rights.MOST, ratio) for ratio in ratios]
        yield f"| {one.name}: a caregiver within {rights.MOST} x of a program (wall) | {' | '.join(told)} |"
    for name in (rights.UNKNOWN_ID, rights.UNKNOWN_HOUSE):
        apart = [abs(each.apart(name)) for each in found.values()]
        told = [_met(f"{one:.3f}", met=one < rights.MOST_APART) for one in apart]
        yield f"| {name}: refused within {rights.MOST_APART} ms of a wrong secret | {' | '.join(told)} |"


def _machine(engines: Sequence[str], command: str) -> Iterator[str]:
    versions = {"fastapi": fastapi, "pydantic": pydantic, "sqlalchemy": sqlalchemy, "uvicorn": uvicorn}
    packages = ", ".join(f"{name} {module.__version__}" for name, module in versions.items())
    names = ", ".join(engines).replace("SQLite", f"SQLite {sqlite3.sqlite_version}")
    yield f"Measured on {clock.now():%Y-%m-%d} with `{command}`: {ROUNDS} rounds, every candidate in each of them."
    machine = f"{cpu_count()} shared cores, {platform.system()} {platform.machine()}"
    yield f"Machine: {machine}, Python {platform.python_version()}."
    yield f"{names}; {packages}."
    yield "Times are milliseconds a call; ratios are taken within a round."
    yield "Both are given as lowest / middle / highest of the rounds."


def _figures(found: Sequence[Figure], reference: str) -> Iterator[str]:
    yield "| answer | evidence | size | statements | measured | CPU ms | wall ms | CPU ratio | wall ratio |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for one in found:
        facts = f"| {one.name} | {one.rows:,} rows | {one.size / 1000:,.0f} kB | {one.statements} "
        for name in one.outcome.rounds:
            yield facts + _row(one.outcome, name, reference)
            facts = "| | | | "


def _lists(engine: Engine) -> Iterator[str]:
    yield "| list | measured | CPU ms | wall ms | CPU ratio | wall ratio |"
    yield "|---|---|---|---|---|---|"
    for name in engine.pages.rounds:
        yield "| 50 of 162,200 moments " + _row(engine.pages, name, lists.FIRST_PAGE)
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
    yield from _goals_of_overview(engines)
    deep = [_under(1.2, engine.pages.wall_ratio(lists.DEEP_PAGE, lists.FIRST_PAGE)) for engine in engines]
    yield f"| page 3,000 within 1.2 x of page 1 (wall) | {' | '.join(deep)} |"
    bare = [_over(0.06, engine.residents.outcome.cpu_ratio(lists.BARE, lists.OURS)) for engine in engines]
    yield f"| 50 residents: at least 0.06 of a bare server with the same bytes (CPU) | {' | '.join(bare)} |"
    plain = [_over(2.5, engine.residents.outcome.cpu_ratio(lists.PLAIN, lists.OURS)) for engine in engines]
    yield f"| 50 residents: at least 2.5 x the plain way (CPU) | {' | '.join(plain)} |"


def _goals_of_overview(engines: Sequence[Engine]) -> Iterator[str]:
    found = [engine.overview for engine in engines]
    for way in (figures.IN_PROCESS, figures.OVER_HTTP):
        told = [_under(overview.MOST_CPU, one.outcome.cpu_ratio(way, overview.RAW)) for one in found]
        where = way.removeprefix("service, ")
        yield f"| overview {where}: CPU under {overview.MOST_CPU} x its statements, raw | {' | '.join(told)} |"
    told = [_met(f"{one.statements}", met=one.statements <= overview.MOST_STATEMENTS) for one in found]
    yield f"| overview: at most {overview.MOST_STATEMENTS} statements | {' | '.join(told)} |"


def _figure(engine: Engine, name: str) -> Outcome:
    return next(one.outcome for one in engine.figures if one.name == name)


def _under(goal: float, found: Spread) -> str:
    return _met(f"{found.middle:.2f}", met=found.middle <= goal)


def _over(goal: float, found: Spread) -> str:
    return _met(f"{found.middle:.3f}", met=found.middle >= goal)


def _met(told: str, *, met: bool) -> str:
    return f"{told}, {'met' if met else 'not met'}"
