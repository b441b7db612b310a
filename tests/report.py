"""Tell what the last tests on both engines did: how many ran, and what took longest.

`python -m tests.report` reads what `make test` left behind.
It exits with 1 when fewer tests ran on PostgreSQL than on SQLite, or when none ran.
"""

import sys
import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path
from typing import Final, NamedTuple

from tests.engine import OF_NO_DATABASE

REPORTS: Final = Path(".reports")
SLOWEST: Final = 10


class Run(NamedTuple):
    """What one run of the suite did; the seconds are per test file, added up over the workers."""

    engine: str
    ran: int
    skipped: int
    seconds: dict[str, float]


def read_run(engine: str, report: str) -> Run:
    """Read the JUnit report that pytest wrote of one run."""
    found = ET.fromstring(report).iter("testcase")  # noqa: S314 - pytest wrote it a moment ago
    cases = [case for case in found if not case.get("classname", "").startswith(OF_NO_DATABASE)]
    skipped = sum(case.find("skipped") is not None for case in cases)
    seconds: defaultdict[str, float] = defaultdict(float)
    for case in cases:
        seconds[f"{engine}: {case.get('classname', '')}"] += float(case.get("time", 0))
    return Run(engine, len(cases) - skipped, skipped, seconds)


def what_is_wrong(sqlite: Run, postgresql: Run) -> str:
    """What is wrong with the numbers of tests that ran; empty when nothing is."""
    if sqlite.ran == 0:
        return "No test ran on SQLite."
    if postgresql.ran < sqlite.ran:
        return f"Fewer tests ran on PostgreSQL ({postgresql.ran}) than on SQLite ({sqlite.ran})."
    return ""


def main(reports: Path = REPORTS) -> int:
    """Print the report; the exit code."""
    sqlite, postgresql = (
        read_run(engine, (reports / f"test-{engine}.xml").read_text(encoding="utf-8"))
        for engine in ("sqlite", "postgresql")
    )
    for run in (sqlite, postgresql):
        print(f"{run.engine}: {run.ran} tests ran, {run.skipped} were skipped")
    print(f"The {SLOWEST} slowest parts, in seconds:")
    parts = sqlite.seconds | postgresql.seconds | _steps(reports)
    for name in sorted(parts, key=parts.__getitem__, reverse=True)[:SLOWEST]:
        print(f"{parts[name]:8.1f}  {name}")
    wrong = what_is_wrong(sqlite, postgresql)
    if wrong:
        print(wrong, file=sys.stderr)
    return int(bool(wrong))


def _steps(reports: Path) -> dict[str, float]:
    """How many seconds each step took, when `.ci/run` noted it down."""
    path = reports / "steps.tsv"
    rows = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {name: float(seconds) for seconds, name in (row.split("\t") for row in rows)}


if __name__ == "__main__":
    sys.exit(main())
