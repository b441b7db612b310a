"""Tell what the last tests on both engines did: how many ran, what took longest, and what their log lines hold.

`python -m tests.report` reads what `make test` left behind.
It exits with 1 when fewer tests ran on PostgreSQL than on SQLite, when none ran, and when a name or a text that tests
put in personal fields stands in a log line.
"""

import sys
import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path
from typing import Final, NamedTuple

from tests.engine import OF_NO_DATABASE

REPORTS: Final = Path(".reports")
SLOWEST: Final = 10


# Names and texts that tests put into every personal field of what they make.
CANARIES: Final = ("kanarie", "canary", "merel", "truus", "naamanna", "sevim")
LEAST_LINES: Final = 1000


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


def what_lines_tell(reports: Path) -> str:
    """What is wrong with the log lines of the tests; empty when they tell of nobody."""
    lines = [line for path in sorted(reports.glob("lines-*.log")) for line in path.read_text("utf-8").splitlines()]
    print(f"{len(lines)} log lines were looked through")
    if len(lines) < LEAST_LINES:
        return f"Only {len(lines)} log lines were kept; {LEAST_LINES} is the least."
    found = {word for line in lines for word in CANARIES if word in line.casefold()}
    return f"Log lines hold what stands in personal fields: {', '.join(sorted(found))}." if found else ""


def main(reports: Path = REPORTS) -> int:
    """Print the report; the exit code."""
    sqlite, postgresql = (
        read_run(engine, (reports / f"test-{engine}.xml").read_text(encoding="utf-8"))
        for engine in ("sqlite", "postgresql")
    )
    for run in (sqlite, postgresql):
        print(f"{run.engine}: {run.ran} tests ran, {run.skipped} were skipped")
    lines = what_lines_tell(reports)
    print(f"The {SLOWEST} slowest parts, in seconds:")
    parts = sqlite.seconds | postgresql.seconds | _steps(reports)
    for name in sorted(parts, key=parts.__getitem__, reverse=True)[:SLOWEST]:
        print(f"{parts[name]:8.1f}  {name}")
    wrong = [one for one in (what_is_wrong(sqlite, postgresql), lines) if one]
    for one in wrong:
        print(one, file=sys.stderr)
    return int(bool(wrong))


def _steps(reports: Path) -> dict[str, float]:
    """How many seconds each step took, when `.ci/run` noted it down."""
    path = reports / "steps.tsv"
    rows = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {name: float(seconds) for seconds, name in (row.split("\t") for row in rows)}


if __name__ == "__main__":
    sys.exit(main())
