"""What the overview of a team of forty costs beside its own statements, sent again by the driver with rows fetched."""

from typing import Final

from sqlalchemy import URL

from benchmarks.data import Measured
from benchmarks.figures import CALLS, IN_PROCESS, OVER_HTTP, Figure, connected, server_of, statements
from benchmarks.measure import Candidate, alternate
from benchmarks.service import Inside, Running, over_http

RAW: Final = "its statements, raw"
MOST_CPU: Final = 3
MOST_STATEMENTS: Final = 12


def measure_overview(inside: Inside, running: Running, house: Measured, url: URL) -> Figure:
    """The overview of the team with three years of evidence."""
    path = f"/v1/teams/{house.team_id}/overview"
    said = statements(inside.app.state.database, inside.call(path))
    with connected(url) as fetch, server_of(url) as server:

        def raw() -> int:
            return sum(len(fetch(*one)) for one in said)

        candidates = [
            Candidate(RAW, raw),
            Candidate(IN_PROCESS, inside.call(path)),
            Candidate(OVER_HTTP, over_http(running, path), running.process),
        ]
        outcome = alternate(candidates, CALLS, server=server)
        return Figure("overview", raw(), len(inside.ask(path)), len(said), outcome)
