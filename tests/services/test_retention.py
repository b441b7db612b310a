"""Retention: what is due is shown beforehand, removed by the worker, and the rest stays."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from app import clock
from app.models.vocabulary import RetentionCategory
from app.services.dates import months_after
from app.worker import loop
from tests.house import LONG_AGO, House, Said
from tests.logged import Logged, lines_caught, sealed
from tests.services.test_sealing import checked


class Kept:
    """A house with people who left long ago and people who are there, and a worker."""

    def __init__(self, house: House, officer: TestClient) -> None:
        self.house, self.officer = house, officer
        self.team = house.made("/teams", name="De Linde")["id"]
        self.gone = self._resident("Gone", months_after(house.today(), -30).isoformat())
        self.there = self._resident("There", None)
        self.former, self.current = house.relative("Former"), house.relative("Current")
        self._side_a(self.gone, self.former, months_after(house.today(), -30).isoformat())
        self._side_a(self.there, self.current, None)
        self.left = self._caregiver("Left", months_after(house.today(), -30).isoformat())
        self.stays = self._caregiver("Stays", None)

    def _resident(self, name: str, until: str | None) -> str:
        stay = {"teamId": self.team, "fromDate": LONG_AGO, "untilDate": until}
        return str(self.house.made("/residents", preferredName=name, stays=[stay])["id"])

    def _side_a(self, resident: str, relative: str, until: str | None) -> None:
        ended = {"startDate": LONG_AGO, "endDate": until} if until else {}
        self.house.relation("A", resident, relative, **ended)

    def _caregiver(self, name: str, until: str | None) -> str:
        membership = {"teamId": self.team, "capacity": "member", "fromDate": LONG_AGO, "untilDate": until}
        return str(self.house.made("/caregivers", preferredName=name, memberships=[membership])["id"])

    def rule(self, **months: int | None) -> None:
        body = {"rules": [{"category": name, "months": value} for name, value in months.items()]}
        answer = self.officer.put("/v1/retention", json=body)
        assert answer.status_code == 200, answer.text

    def due(self) -> dict[str, int]:
        told: Said = self.officer.get("/v1/retention/preview").json()
        return {one["category"]: one["count"] for one in told["due"]}

    def work(self) -> None:
        with lines_caught() as told:
            loop.work_for(self.house.database, UUID(self.house.organisation_id))
            assert [one for one in told() if one["event"] == "job_failed"] == []

    def status(self, path: str) -> int:
        return int(self.house.ask("GET", path).status_code)


@pytest.fixture
def kept(house: House, officer: TestClient) -> Kept:
    return Kept(house, officer)


def test_nothing_is_due_until_the_organisation_says_so_but_for_the_log(kept: Kept) -> None:
    rules = {one["category"]: one["months"] for one in kept.officer.get("/v1/retention").json()["rules"]}
    assert rules == {one.value: 60 if one is RetentionCategory.ACCESS_LOG else None for one in RetentionCategory}
    assert kept.due() == dict.fromkeys((one.value for one in RetentionCategory), 0)
    kept.work()
    assert [kept.status(f"/people/{one}") for one in (kept.gone, kept.former, kept.left)] == [200, 200, 200]


def test_what_is_due_is_shown_and_then_goes_and_the_rest_stays(kept: Kept) -> None:
    kept.rule(departed_residents=24, former_relatives=24, former_caregivers=24)
    counts = kept.due()
    assert (counts["departed_residents"], counts["former_relatives"], counts["former_caregivers"]) == (1, 1, 1)
    assert kept.status(f"/residents/{kept.gone}") == 200  # a preview changes nothing
    kept.work()
    assert [kept.status(f"/people/{one}") for one in (kept.gone, kept.former, kept.left)] == [404, 404, 404]
    assert [kept.status(f"/people/{one}") for one in (kept.there, kept.current, kept.stays)] == [200, 200, 200]
    assert kept.due()["departed_residents"] == 0
    log = Logged(kept.house)
    erased = [one for one in log.entries if one.operation == "apply_retention"]
    assert {str(one.thing_id) for one in erased} == {kept.gone, kept.former, kept.left}
    assert {one.actor.value for one in erased} == {"worker"}


def test_what_ended_later_than_the_rule_says_is_not_due(kept: Kept) -> None:
    kept.rule(departed_residents=36, former_relatives=36, former_caregivers=36)
    assert sum(kept.due().values()) == 0


def test_who_wears_another_hat_that_is_not_due_stays(kept: Kept) -> None:
    """A nurse who left, and whose mother lives here: she is still a relative."""
    facts = {"preferredName": "Left"}
    assert kept.house.ask("PUT", f"/relatives/{kept.left}", facts).status_code in {200, 201}
    kept.rule(former_caregivers=24, former_relatives=24)
    assert kept.due()["former_caregivers"] == 0
    kept.work()
    assert kept.status(f"/people/{kept.left}") == 200


def test_drafts_that_nobody_touched_are_emptied(
    house: House, officer: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Kept(house, officer)
    draft, told = house.story(kept.there, state="draft"), house.story(kept.there)
    kept.rule(drafts=2)
    assert kept.due()["drafts"] == 0
    late = SimpleNamespace(now=clock.now() + timedelta(days=100))
    monkeypatch.setattr(clock, "now", lambda: late.now)
    kept.work()
    monkeypatch.undo()
    assert (kept.status(f"/stories/{draft}"), kept.status(f"/stories/{told}")) == (404, 200)


def test_the_oldest_of_the_log_goes_and_what_is_left_is_whole(
    house: House, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: datetime(2020, 3, 14, 12, tzinfo=UTC))
    before = [house.key() for _ in range(2)]  # keys of that time, with which somebody looks
    for key in before:
        assert house.client.get("/v1/residents", headers={"Authorization": f"Bearer {key}"}).status_code == 200
    monkeypatch.setattr(clock, "now", real)
    house.resident("Truus")
    head = sealed(house)
    old = [one for one in Logged(house).entries if one.day.year == 2020]
    assert len(old) == 2
    kept = Kept(house, request.getfixturevalue("officer"))  # who came later
    assert kept.due()["access_log"] == 2
    kept.work()
    left = Logged(house)
    assert [one for one in left.entries if one.day.year == 2020] == []
    found: Any = checked(house, head)
    assert found.fault is None
    assert kept.due()["access_log"] == 0


def test_a_category_stands_once_and_months_are_months(officer: TestClient) -> None:
    twice = {"rules": [{"category": "drafts", "months": 1}, {"category": "drafts", "months": 2}]}
    refused = officer.put("/v1/retention", json=twice)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (400, "category_twice")
    assert officer.put("/v1/retention", json={"rules": [{"category": "drafts", "months": 0}]}).status_code == 400
    assert officer.put("/v1/retention", json={"rules": [{"category": "stories"}]}).status_code == 400
