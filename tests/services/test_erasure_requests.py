"""Requests to be erased: who asks, until when it must be decided, and what was decided."""

import pytest
from starlette.testclient import TestClient

from app.models.vocabulary import KeyHolder, KeyScope
from app.services.dates import months_after
from tests.house import House
from tests.taken import Taken, bearer


@pytest.fixture
def taken(house: House) -> Taken:
    return Taken(house)


def test_somebody_asks_and_hears_until_when_it_is_decided(taken: Taken) -> None:
    house = taken.house
    asked = house.client.post("/v1/erasure-requests", json={"personId": taken.truus}, headers=taken.own).json()
    assert (asked["state"], asked["dueDate"]) == ("asked", months_after(house.today(), 1).isoformat())
    assert asked["overdue"] is False
    again = house.client.post("/v1/erasure-requests", json={"personId": taken.truus}, headers=taken.own)
    assert (again.status_code, again.json()["code"]) == (409, "asked_already")
    withdrawn = house.client.post(f"/v1/erasure-requests/{asked['id']}/withdrawals", headers=taken.own)
    assert withdrawn.json()["state"] == "withdrawn"
    again = house.client.post("/v1/erasure-requests", json={"personId": taken.truus}, headers=taken.own)
    assert again.status_code == 201


def test_the_officer_extends_once_and_refuses_with_the_reason(taken: Taken, officer: TestClient) -> None:
    house = taken.house
    asked = house.client.post("/v1/erasure-requests", json={"personId": taken.truus}, headers=taken.own).json()["id"]
    where = f"/v1/erasure-requests/{asked}"
    longer = officer.post(f"{where}/extensions", json={"reason": "Eerst praten met de familie."}).json()
    assert longer["dueDate"] == months_after(months_after(house.today(), 1), 2).isoformat()
    assert officer.post(f"{where}/extensions", json={"reason": "Nog eens."}).status_code == 409
    said = {"decision": "refused", "reason": "De wettelijke bewaartermijn loopt nog."}
    refused = officer.post(f"{where}/decisions", json=said).json()
    assert (refused["state"], refused["decidedBy"]["preferredName"], refused["erased"]) == ("refused", "Pim", [])
    assert officer.post(f"{where}/decisions", json=said).status_code == 409
    assert house.client.post(f"{where}/withdrawals", headers=taken.own).status_code == 409
    assert house.seen(f"/residents/{taken.truus}")["preferredName"] == "Truus"
    told = house.client.get(where, headers=taken.own).json()
    assert told["decisionReason"] == said["reason"]
    assert [one["id"] for one in officer.get("/v1/erasure-requests?state=refused").json()["items"]] == [asked]
    assert officer.get("/v1/erasure-requests?state=asked").json()["items"] == []


def test_nobody_else_asks_and_nobody_but_the_officer_decides(taken: Taken) -> None:
    house = taken.house
    as_nurse = bearer(house.key(KeyHolder.SYSTEM, KeyScope.CARE)) | {"Samenspel-Acting-Person": taken.nurse}
    body = {"personId": taken.truus}
    assert house.client.post("/v1/erasure-requests", json=body, headers=taken.daughter).status_code in {403, 422}
    assert house.ask("POST", "/erasure-requests", body).status_code == 403
    asked = house.client.post("/v1/erasure-requests", json=body, headers=taken.own).json()["id"]
    said = {"decision": "granted", "reason": "Ik beslis zelf wel."}
    for headers in (taken.own, as_nurse, taken.daughter):
        decided = house.client.post(f"/v1/erasure-requests/{asked}/decisions", json=said, headers=headers)
        assert decided.status_code == 403
    assert house.client.get(f"/v1/erasure-requests/{asked}", headers=taken.daughter).status_code == 404
    assert house.seen(f"/residents/{taken.truus}")["preferredName"] == "Truus"
