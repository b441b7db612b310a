"""Requests to be erased over HTTP: what their addresses take and refuse."""

import pytest
from starlette.testclient import TestClient

from tests.house import new_id


@pytest.mark.parametrize("path", ["", "/withdrawals", "/extensions", "/decisions"])
def test_one_that_is_not_there_is_not_found(officer: TestClient, path: str) -> None:
    where = f"/v1/erasure-requests/{new_id()}{path}"
    said = {"/extensions": {"reason": "Later."}, "/decisions": {"reason": "Nee.", "decision": "refused"}}
    answer = officer.post(where, json=said.get(path)) if path else officer.get(where)
    assert answer.status_code == 404


def test_a_decision_says_what_and_why(officer: TestClient) -> None:
    refused = officer.post(f"/v1/erasure-requests/{new_id()}/decisions", json={})
    assert {one["pointer"] for one in refused.json()["errors"]} == {"/decision", "/reason"}


def test_a_request_is_about_somebody_here(officer: TestClient) -> None:
    refused = officer.post("/v1/erasure-requests", json={"personId": new_id()})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/personId")
