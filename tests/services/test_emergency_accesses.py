"""Emergency access: a resident of another team seen for at most an hour, told to that resident, reviewed afterwards."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.testclient import TestClient

from app import clock
from app.models.vocabulary import KeyHolder, KeyScope
from tests.house import LONG_AGO, House, Said, new_id
from tests.logged import Logged

ACTING = "Samenspel-Acting-Person"
REASON = "Zij is gevallen en haar eigen team is niet te bereiken."


class Night:
    """Two teams, and a nurse of one of them with a resident of the other."""

    def __init__(self, house: House) -> None:
        self.house = house
        teams = [house.made("/teams", name=name)["id"] for name in ("De Linde", "De Els")]
        self.truus, self.otto = (
            str(house.made("/residents", preferredName=name, stays=[{"teamId": team, "fromDate": LONG_AGO}])["id"])
            for name, team in zip(("Truus", "Otto"), teams, strict=True)
        )
        self.nurse = self.caregiver("Sevim", teams[0], "member")
        self.app = _bearer(house.key(KeyHolder.SYSTEM, KeyScope.CARE))
        self.linde = teams[0]
        self.role = str(house.made("/roles", holderId=self.otto, title="Bakker", tense="was")["id"])

    def caregiver(self, name: str, team: str, capacity: str, **more: object) -> str:
        membership = {"teamId": team, "capacity": capacity, "fromDate": LONG_AGO}
        return str(self.house.made("/caregivers", preferredName=name, memberships=[membership], **more)["id"])

    def ask(self, method: str, path: str, body: Said | None = None, *, by: str | None = None) -> Any:  # noqa: ANN401  the client's own response
        headers = self.app | {ACTING: by or self.nurse}
        return self.house.client.request(method, f"/v1{path}", json=body, headers=headers)

    def begin(self, resident: str | None = None, *, by: str | None = None, **more: object) -> Any:  # noqa: ANN401  as above
        body = {"residentId": resident or self.otto, "reason": REASON, **more}
        return self.ask("POST", "/emergency-accesses", body, by=by)


def _bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A clock that a test moves on."""
    found = SimpleNamespace(ahead=timedelta(0))
    now = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + found.ahead)
    return found


@pytest.fixture
def night(house: House) -> Night:
    return Night(house)


def test_a_resident_of_another_team_is_seen_while_it_lasts_and_no_longer(night: Night, watch: SimpleNamespace) -> None:
    paths = [f"/residents/{night.otto}", f"/roles/{night.role}", f"/residents/{night.otto}/participation"]
    assert [night.ask("GET", one).status_code for one in paths] == [404, 404, 404]
    begun = night.begin(minutes=30)
    assert (begun.status_code, begun.json()["isOpen"]) == (201, True)
    assert [night.ask("GET", one).status_code for one in paths] == [200, 200, 200]
    watch.ahead = timedelta(minutes=31)
    assert [night.ask("GET", one).status_code for one in paths] == [404, 404, 404]
    assert night.ask("GET", f"/emergency-accesses/{begun.json()['id']}").json()["isOpen"] is False


def test_it_can_be_ended_before_its_time_once(night: Night) -> None:
    access = night.begin().json()["id"]
    ended = night.ask("POST", f"/emergency-accesses/{access}/endings", {"note": "Samen gewacht op de huisarts."})
    assert (ended.status_code, ended.json()["isOpen"], ended.json()["note"]) == (
        200,
        False,
        "Samen gewacht op de huisarts.",
    )
    assert night.ask("GET", f"/residents/{night.otto}").status_code == 404
    assert night.ask("POST", f"/emergency-accesses/{access}/endings").status_code == 409


@pytest.mark.parametrize(
    ("said", "pointer"),
    [({"reason": "Te kort."}, "/reason"), ({"minutes": 61}, "/minutes"), ({"minutes": 0}, "/minutes")],
)
def test_a_reason_of_twenty_characters_and_an_hour_at_most(night: Night, said: Said, pointer: str) -> None:
    refused = night.begin(**said)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, pointer)


def test_it_is_for_caregivers_of_a_team_and_for_who_is_not_in_their_care(night: Night) -> None:
    student = night.caregiver("Imane", night.linde, "student", position="student")
    outside = night.house.caregiver("Zonder team")
    relative = night.house.relative("Anna")
    night.house.relation("A", night.otto, relative)
    lead = night.caregiver("Jolanda", night.linde, "coordinator")
    refused = [night.begin(by=one).status_code for one in (student, outside, relative)]
    assert refused == [403, 403, 403]
    own = night.begin(night.truus)
    assert (own.status_code, own.json()["code"]) == (409, "in_care_already")
    assert night.begin(by=lead).status_code == 201
    nobody = night.begin(new_id())
    assert (nobody.status_code, nobody.json()["errors"][0]["pointer"]) == (422, "/residentId")
    body = {"residentId": night.otto, "reason": REASON}
    assert night.house.ask("POST", "/emergency-accesses", body).status_code == 403  # a program has no emergencies


def test_who_knows_the_name_alone_says_the_name(night: Night) -> None:
    night.house.made("/residents", preferredName="Otto de Boer", name={"given": ["Otto"], "ownName": "Boer"})
    moved_in = [{"teamId": night.linde, "fromDate": LONG_AGO}]
    night.house.made("/residents", preferredName="Ottoline", stays=moved_in)

    def named(name: str | None) -> Any:  # noqa: ANN401  the client's own response
        return night.begin(residentId=None, residentName=name)

    begun = named("otto")
    assert (begun.status_code, begun.json()["residentId"]) == (201, night.otto)
    assert night.ask("GET", f"/residents/{night.otto}").status_code == 200
    assert Logged(night.house).seen(begun)[night.otto] == "emergency"
    for unclear in ("Nobody", "Ott", "Otto Boer"):  # who is not here, a part of a name, and who does not live here
        refused = named(unclear)
        assert (refused.status_code, refused.json()["code"]) == (422, "resident_not_clear")
    night.house.made("/residents", preferredName="Otto", stays=moved_in)
    assert named("Otto").json()["code"] == "resident_not_clear"  # there are two of them now
    assert named("Truus").json()["code"] == "in_care_already"
    for both in (named(None), night.begin(residentName="Otto")):
        assert (both.status_code, both.json()["errors"][0]["code"]) == (400, "id_or_name")


def test_every_look_is_in_the_log_with_the_emergency(night: Night, officer: TestClient) -> None:
    begun = night.begin()
    looked = night.ask("GET", f"/residents/{night.otto}")
    own = night.ask("GET", f"/residents/{night.truus}")
    log, access = Logged(night.house), begun.json()["id"]
    assert [str(log.of(one).emergency_id) for one in (begun, looked)] == [access, access]
    assert [log.seen(one)[night.otto] for one in (begun, looked)] == ["emergency", "emergency"]
    assert (log.of(own).emergency_id, log.seen(own)[night.truus]) == (None, "care")
    items = officer.get("/v1/access-log?emergencyOnly=true").json()["items"]
    assert [one["operation"] for one in items] == ["get_resident", "create_emergency_access"]
    assert items[0]["checks"]["emergency"] is True
    assert REASON not in str(log.entries)


def test_the_resident_sees_it_with_the_reason_and_in_who_looked(night: Night) -> None:
    night.begin()
    night.ask("GET", f"/residents/{night.otto}")
    own = _bearer(night.house.key(KeyHolder.RESIDENT, KeyScope.CARE, person=night.otto))
    (told,) = night.house.client.get("/v1/emergency-accesses", headers=own).json()["items"]
    assert (told["reason"], told["residentId"]) == (REASON, night.otto)
    lines = night.house.client.get(f"/v1/residents/{night.otto}/access-log", headers=own).json()["items"]
    line = next(one for one in lines if "emergency" in one["grounds"])
    assert "noodgeval" in line["text"]
    other = _bearer(night.house.key(KeyHolder.RESIDENT, KeyScope.CARE, person=night.truus))
    assert night.house.client.get("/v1/emergency-accesses", headers=other).json()["items"] == []


def test_the_officer_finds_what_nobody_reviewed_and_reviews_it_once_when_it_is_over(
    night: Night, officer: TestClient, watch: SimpleNamespace
) -> None:
    access = night.begin(minutes=1).json()["id"]
    review = {"outcome": "justified", "remark": "Er was niemand van het eigen team in huis."}
    where = f"/v1/emergency-accesses/{access}"
    assert officer.post(f"{where}/reviews", json=review).status_code == 409  # while it lasts
    watch.ahead = timedelta(minutes=2)
    unreviewed = "/v1/emergency-accesses?reviewed=false"
    assert [one["id"] for one in officer.get(unreviewed).json()["items"]] == [access]
    told = officer.post(f"{where}/reviews", json=review).json()
    assert (told["outcome"], told["reviewedBy"]["preferredName"]) == ("justified", "Pim")
    assert officer.post(f"{where}/reviews", json=review).status_code == 409
    assert officer.get(unreviewed).json()["items"] == []
    assert [one["id"] for one in officer.get("/v1/emergency-accesses?reviewed=true").json()["items"]] == [access]
    assert night.ask("GET", f"/emergency-accesses/{access}").json()["remark"] == review["remark"]


def test_nobody_reviews_their_own_and_an_officer_begins_none(night: Night, officer: TestClient) -> None:
    access = night.begin().json()["id"]
    review = {"outcome": "justified", "remark": "Het was nodig, vind ik zelf."}
    assert night.ask("POST", f"/emergency-accesses/{access}/reviews", review).status_code == 403
    body = {"residentId": night.otto, "reason": REASON}
    assert officer.post("/v1/emergency-accesses", json=body).status_code == 403


def test_a_colleague_sees_nothing_of_it(night: Night) -> None:
    access = night.begin().json()["id"]
    colleague = night.caregiver("Bilal", night.linde, "member")
    assert night.ask("GET", f"/emergency-accesses/{access}", by=colleague).status_code == 404
    assert night.ask("POST", f"/emergency-accesses/{access}/endings", by=colleague).status_code == 404
    assert night.ask("GET", f"/residents/{night.otto}", by=colleague).status_code == 404
    assert night.ask("GET", "/emergency-accesses", by=colleague).json()["items"] == []


def test_another_house_has_no_part_in_it(night: Night, other_house: House) -> None:
    other = Night(other_house)
    assert night.begin(other.otto).status_code == 422
    access = other.begin().json()["id"]
    assert night.ask("GET", f"/emergency-accesses/{access}").status_code == 404
    assert [one["id"] for one in night.ask("GET", "/emergency-accesses").json()["items"]] == []
