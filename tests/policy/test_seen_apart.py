"""As `test_seen.py`, for the reading routes that no program opens: those of the privacy officer and of people."""

from typing import Any, Final

from fastapi.routing import APIRoute
from starlette.testclient import TestClient
from uuid_utils.compat import uuid7

from app.main import ROUTERS
from tests.house import House
from tests.logged import Logged
from tests.policy.cast import Cast
from tests.policy.test_seen import shown
from tests.route_table import NO_PROGRAM

PATHS: Final = sorted(
    str(route.path)
    for router in ROUTERS
    for route in router.routes
    if isinstance(route, APIRoute) and "GET" in (route.methods or ()) and NO_PROGRAM & {*map(str, route.tags)}
)


def things(cast: Cast, officer: TestClient) -> dict[str, str]:
    """One of everything that such a route tells of, by its name in an address."""

    def made(path: str, body: dict[str, Any], caller: str | None = None) -> str:
        answer = cast.ask(caller, "POST", path, body) if caller else officer.post(f"/v1{path}", json=body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    question = {"purpose": "Hoe het gaat.", "fromDate": "2026-01-01", "untilDate": "2026-06-30"}
    reason = {"residentId": cast.ids["truus"], "reason": "Zij is gevallen en roept om hulp."}
    return {
        "residentId": cast.ids["truus"],
        "maskingId": cast.ids["masking of anna"],
        "exportId": made("/exports", {"personId": cast.ids["truus"]}),
        "erasureRequestId": made("/erasure-requests", {"personId": cast.ids["piet"]}),
        "researchExportId": made("/research-exports", question),
        "emergencyAccessId": made("/emergency-accesses", reason, "stranger"),
        "accessEntryId": officer.get("/v1/access-log?limit=1").json()["items"][0]["id"],
    }


def test_nobody_is_seen_without_an_entry_by_an_officer_and_by_people(house: House, officer: TestClient) -> None:
    cast = Cast(house)
    ids = things(cast, officer)
    answers = []
    for path in PATHS:
        where = path.format(**ids)
        for caller in ("officer", "truus", "anna", "stranger"):
            headers = {"X-Request-Id": str(uuid7()), "Accept": "text/html" if path.endswith("/booklet") else "*/*"}
            if caller == "officer":
                answers.append((path, caller, officer.get(f"/v1{where}", headers=headers)))
            else:
                answers.append((path, caller, cast.ask(caller, "GET", where, None, **headers)))
    log = Logged(house)
    complaints, told = [], set()
    for path, caller, answer in answers:
        entries = log.all_of(answer)
        logged = {one for entry in entries for one in log.persons[entry.id]}
        if answer.status_code == 200:
            told.add(path)
            if shown(cast, answer) - logged or len(entries) > 1:
                complaints.append((path, caller, len(shown(cast, answer) - logged), len(entries)))
        elif [one.outcome.value for one in entries] != ["denied"]:
            complaints.append((path, caller, answer.status_code, len(entries)))
    assert complaints == []
    assert told == set(PATHS)  # so that each of them told somebody something
