"""What lists cost: the first page against the 3,000th, and 50 residents against a bare server and the plain way."""

import json
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.measure import Candidate, Outcome, alternate
from benchmarks.service import Inside, Running, over_http, serving

CALLS: Final = 10
LIMIT: Final = 50
DEEP: Final = 3_000
STRIDE: Final = 200
FIRST_PAGE: Final = "page 1"
DEEP_PAGE: Final = f"page {DEEP:,}"
BARE: Final = "bare server, same bytes"
PLAIN: Final = "plain FastAPI and SQLModel"
OURS: Final = "service, over HTTP"
RESIDENTS: Final = f"/v1/residents?limit={LIMIT}"


class Residents(NamedTuple):
    """What a page of residents cost, and how large it is."""

    size: int
    outcome: Outcome


def measure_pages(inside: Inside, running: Running) -> Outcome:
    """A page of 50 moments at the beginning of the list, and one that begins after 149,950 others."""
    path = f"/v1/moments?limit={LIMIT}"
    deep = f"{path}&cursor={_cursor_of(inside, (DEEP - 1) * LIMIT)}"
    candidates = [
        Candidate(FIRST_PAGE, over_http(running, path), running.process),
        Candidate(DEEP_PAGE, over_http(running, deep), running.process),
    ]
    return alternate(candidates, CALLS)


def _cursor_of(inside: Inside, passed: int) -> str:
    """The cursor after so many moments, found as any caller finds it: page by page."""
    cursor, seen = "", 0
    while seen < passed:
        limit = min(STRIDE, passed - seen)
        said = json.loads(inside.ask(f"/v1/moments?limit={limit}" + (f"&cursor={cursor}" if cursor else "")))
        cursor, seen = said["nextCursor"], seen + len(said["items"])
    return cursor


def measure_residents(inside: Inside, running: Running, key: str, url: str, folder: Path) -> Residents:
    """50 residents over HTTP."""
    page = inside.ask(RESIDENTS)
    body = folder / "page.json"
    body.write_bytes(page)
    with (
        serving("benchmarks.bare:app", key, BENCH_BODY=str(body)) as bare,
        serving("benchmarks.plain:service", key, SAMENSPEL_DATABASE_URL=url) as plain,
    ):
        candidates = [
            Candidate(BARE, over_http(bare, RESIDENTS), bare.process),
            Candidate(PLAIN, over_http(plain, RESIDENTS), plain.process),
            Candidate(OURS, over_http(running, RESIDENTS), running.process),
        ]
        return Residents(len(page), alternate(candidates, CALLS))
