"""Reading the access log: for the privacy officer whole, for a resident in plain words."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.testclient import TestClient

from app import clock
from app.models.labels import read_words
from app.models.vocabulary import KeyHolder, KeyScope
from app.policy.asked import NOUN_OF_TAG
from app.policy.rules import HOUSE
from tests.house import LONG_AGO, House, Said
from tests.logged import Logged, sealed

ACTING = "Samenspel-Acting-Person"


class Ward:
    """A resident with a nurse, a mentor and a key of their own, and an app that acts for others."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.team = house.made("/teams", name="De Linde")["id"]
        self.truus = str(house.made("/residents", preferredName="Truus", stays=[self._stay()])["id"])
        self.nurse = str(house.made("/caregivers", preferredName="Sevim", memberships=[self._membership()])["id"])
        self.mentor = house.relative("Dirk")
        house.relation("A", self.truus, self.mentor, capacities=[{"code": "mentor"}])
        self.app = _bearer(house.key(KeyHolder.SYSTEM, KeyScope.CARE))
        self.own = _bearer(house.key(KeyHolder.RESIDENT, KeyScope.CARE, person=self.truus))

    def looks(self, path: str = "", headers: dict[str, str] | None = None, spoken: str = "nl") -> Any:  # noqa: ANN401  the client's own response
        """Who looked, as the resident hears it."""
        headers = {**(headers or self.own), "Accept-Language": spoken}
        return self.house.client.get(f"/v1/residents/{self.truus}/access-log{path}", headers=headers)

    def nurse_looks(self, path: str, times: int = 1) -> None:
        """The nurse asks for something, so many times."""
        for _ in range(times):
            answer = self.house.client.get(f"/v1{path}", headers=self.app | {ACTING: self.nurse})
            assert answer.status_code == 200, answer.text

    def _stay(self) -> Said:
        return {"teamId": self.team, "fromDate": LONG_AGO}

    def _membership(self) -> Said:
        return {"teamId": self.team, "capacity": "member", "fromDate": LONG_AGO}


def _bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A clock that a test sets."""
    found = SimpleNamespace(now=datetime(2026, 3, 14, 12, tzinfo=UTC))
    monkeypatch.setattr(clock, "now", lambda: found.now)
    return found


@pytest.fixture
def ward(house: House, watch: SimpleNamespace) -> Ward:
    assert watch.now
    return Ward(house)


def of_nurse(answer: Any) -> list[Said]:  # noqa: ANN401  as above
    return [one for one in answer.json()["items"] if one["kinds"] == ["caregiver"]]


def test_a_resident_hears_who_looked_at_what_how_often_and_why_that_may(ward: Ward) -> None:
    ward.nurse_looks(f"/residents/{ward.truus}", 2)
    ward.nurse_looks(f"/residents/{ward.truus}/participation")
    (line,) = of_nurse(ward.looks())
    assert line == {
        "onDate": "2026-03-14",
        "kinds": ["caregiver"],
        "reader": "een medewerker",
        "personId": None,
        "person": None,
        "times": 3,
        "nouns": ["resident"],
        "actions": ["read"],
        "grounds": ["care"],
        "text": "Op 14 maart 2026 keek een medewerker 3 keer in uw gegevens: wie u bent. "
        "Dat mag, omdat zij voor u zorgen.",
    }
    (spoken,) = of_nurse(ward.looks(spoken="en"))
    assert spoken["text"] == (
        "On 14 March 2026 a caregiver looked at your data 3 times: who you are. They may, because they care for you."
    )


def test_names_are_told_when_the_organisation_says_so(ward: Ward) -> None:
    ward.nurse_looks(f"/residents/{ward.truus}")
    ward.house.changed("/organisation", readersNamed=True)
    (line,) = of_nurse(ward.looks())
    assert (line["personId"], line["person"]["preferredName"]) == (ward.nurse, "Sevim")


def test_a_line_for_each_reader_per_day_newest_day_first_a_page_at_a_time(ward: Ward, watch: SimpleNamespace) -> None:
    for _ in range(3):
        ward.nurse_looks(f"/residents/{ward.truus}")
        watch.now += timedelta(days=1)
    days = ["2026-03-16", "2026-03-15", "2026-03-14"]
    assert [one["onDate"] for one in of_nurse(ward.looks())] == days
    seen, after = [], ""
    for _ in range(9):
        page = ward.looks(f"?limit=1{after}").json()
        seen += page["items"]
        if page["nextCursor"] is None:
            break
        after = f"&cursor={page['nextCursor']}"
    assert seen == ward.looks().json()["items"]
    assert [one["onDate"] for one in of_nurse(ward.looks("?fromDate=2026-03-15&untilDate=2026-03-15"))] == days[1:2]
    other = ward.house.resident("Piet")
    key = _bearer(ward.house.key(KeyHolder.RESIDENT, KeyScope.CARE, person=other))
    page = ward.looks("?limit=1").json()["nextCursor"]
    refused = ward.house.client.get(f"/v1/residents/{other}/access-log?cursor={page}", headers=key)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (400, "cursor_unfit")


def test_what_was_written_is_told_apart_from_what_was_read(ward: Ward) -> None:
    note = {"holderId": ward.truus, "title": "Tuinman", "tense": "was"}
    answer = ward.house.client.post("/v1/roles", json=note, headers=ward.app | {ACTING: ward.nurse})
    assert answer.status_code == 201, answer.text
    (line,) = of_nurse(ward.looks())
    assert (line["nouns"], line["actions"]) == (["role"], ["create"])
    assert "schreef er iets in" in line["text"]


def test_own_looks_and_denied_ones_are_left_out(ward: Ward) -> None:
    stranger = ward.house.caregiver("Vreemd")
    refused = ward.house.client.get(f"/v1/residents/{ward.truus}", headers=ward.app | {ACTING: stranger})
    assert refused.status_code == 404
    assert ward.looks().status_code == 200
    assert {tuple(one["kinds"]) for one in ward.looks().json()["items"]} == {("administrator", "system")}


def test_who_represents_the_resident_hears_it_too_and_nobody_else(ward: Ward) -> None:
    as_mentor = ward.app | {ACTING: ward.mentor}
    assert ward.looks(headers=as_mentor).status_code == 200
    assert ward.looks(headers=ward.app | {ACTING: ward.nurse}).status_code == 403
    other = ward.house.resident("Piet")
    as_other = _bearer(ward.house.key(KeyHolder.RESIDENT, KeyScope.CARE, person=other))
    assert ward.looks(headers=as_other).status_code == 404
    assert ward.looks(headers={"Authorization": ward.house.client.headers["authorization"]}).status_code == 403


# ------------------------------------------------------------------------------------------------------------ officer


def test_the_officer_reads_whole_entries_newest_first(house: House, officer: TestClient) -> None:
    resident = house.resident("Truus")
    looked = house.ask("GET", f"/residents/{resident}")
    items = officer.get("/v1/access-log?limit=2").json()["items"]
    assert [one["operation"] for one in items] == ["get_resident", "create_resident"]
    entry = items[0]
    assert (entry["requestId"], entry["action"], entry["outcome"]) == (looked.headers["x-request-id"], "read", "done")
    assert entry["persons"] == [
        {"personId": resident, "person": {"id": resident, "preferredName": "Truus"}, "ground": "program"}
    ]
    assert entry["checks"] == {"authorisation": True, "careRelation": False, "consent": False, "emergency": False}
    assert items[1]["changes"] == [
        {"noun": noun, "id": resident, "version": 1, "fields": []} for noun in ("person", "resident")
    ]
    assert (entry["sequence"], entry["digest"]) == (None, None)
    sealed(house)
    told = officer.get(f"/v1/access-log/{entry['id']}").json()
    assert told["digest"] is not None
    assert {name: told[name] for name in told if name not in {"sequence", "digest"}} == {
        name: entry[name] for name in entry if name not in {"sequence", "digest"}
    }


def test_reading_the_log_stands_in_the_log(house: House, officer: TestClient) -> None:
    resident = house.resident("Truus")
    answer = officer.get(f"/v1/access-log?personId={resident}")
    log = Logged(house)
    assert log.of(answer).operation == "list_access_entries"
    assert log.seen(answer)[resident] == "duty"


def test_the_log_can_be_asked_by_whom_about_whom_when_and_what(house: House, officer: TestClient) -> None:
    first, second = house.resident("Truus"), house.resident("Piet")
    nurse = house.caregiver("Sevim")
    app = _bearer(house.key(KeyHolder.SYSTEM, KeyScope.CARE)) | {ACTING: nurse}
    house.client.get("/v1/me", headers=app)
    house.client.get(f"/v1/residents/{first}", headers=app)
    house.ask("DELETE", f"/residents/{second}", version="*")

    def asked(**query: str) -> list[str]:
        items = officer.get("/v1/access-log", params=query).json()["items"]
        return [one["operation"] for one in items if one["operation"] != "list_access_entries"]

    assert asked(personId=second) == ["delete_resident", "create_resident"]
    assert asked(byPersonId=nurse) == ["get_resident", "get_me"]
    assert asked(byPersonId=nurse, outcome="denied") == ["get_resident"]
    assert asked(action="delete") == ["delete_resident"]
    assert asked(untilDate="2020-01-01") == []
    assert asked(personId=second, fromDate="2020-01-01") == asked(personId=second)
    assert asked(emergencyOnly="true") == []


def test_a_page_of_the_log_goes_on_where_the_page_before_ended(house: House, officer: TestClient) -> None:
    for name in ("Truus", "Piet", "Otto"):
        house.resident(name)
    query = {"limit": "1", "action": "create"}
    seen: list[str] = []
    while len(seen) < 20:
        page = officer.get("/v1/access-log", params=query).json()
        seen += [one["id"] for one in page["items"]]
        if page["nextCursor"] is None:
            break
        query["cursor"] = page["nextCursor"]
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == len(set(seen)) >= 3


def test_in_a_list_the_first_twenty_persons_stand_and_in_an_entry_all(house: House, officer: TestClient) -> None:
    for place in range(25):
        house.resident(f"Bewoner {place}")
    listed = house.ask("GET", "/residents")
    entry = next(
        one
        for one in officer.get("/v1/access-log").json()["items"]
        if one["requestId"] == listed.headers["x-request-id"]
    )
    assert (entry["personCount"], len(entry["persons"])) == (25, 20)
    whole = officer.get(f"/v1/access-log/{entry['id']}").json()
    assert len(whole["persons"]) == 25
    assert whole["persons"][:20] == entry["persons"]


@pytest.mark.parametrize("path", ["/access-log", "/access-log/01a21e49-64dc-73e3-9177-c901b2a3328b"])
def test_nobody_but_the_officer_reads_whole_entries(house: House, path: str) -> None:
    assert house.ask("GET", path).status_code == 403


def test_the_log_of_another_house_is_not_there(house: House, other_house: House, officer: TestClient) -> None:
    other_house.resident("Kanarie")
    theirs = Logged(other_house).last.id
    assert officer.get(f"/v1/access-log/{theirs}").status_code == 404
    assert "Kanarie" not in officer.get("/v1/access-log").text
    assert house.seen("/residents")["items"] == []


def test_a_privacy_officer_is_told_as_one_though_they_work_here_too(ward: Ward, officer: TestClient) -> None:
    assert officer.post("/v1/exports", json={"personId": ward.truus}).status_code == 201
    (line,) = (one for one in ward.looks().json()["items"] if "privacy_officer" in one["kinds"])
    assert (line["kinds"], line["reader"]) == (
        ["caregiver", "privacy_officer"],
        "de functionaris gegevensbescherming",
    )
    assert "keek de functionaris gegevensbescherming" in line["text"]


def test_whatever_is_about_somebody_has_words_for_the_resident() -> None:
    of_nobody = {*HOUSE, "me", "redemption", "retention", "research_export"} - {"team"}
    assert set(NOUN_OF_TAG.values()) - of_nobody <= set(read_words("looks")["nouns"])
