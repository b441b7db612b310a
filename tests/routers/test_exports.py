"""Exports over HTTP: what their addresses take and refuse."""

import pytest
from starlette.testclient import TestClient

from tests.house import House, new_id


@pytest.mark.parametrize("path", ["", "/content", "/booklet"])
def test_one_that_is_not_there_is_not_found(officer: TestClient, path: str) -> None:
    assert officer.get(f"/v1/exports/{new_id()}{path}").status_code == 404


def test_an_export_of_nobody_is_refused_with_its_place(officer: TestClient) -> None:
    refused = officer.post("/v1/exports", json={"personId": new_id()})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/personId")
    assert officer.post("/v1/exports", json={"kind": "half"}).status_code == 400


def test_who_may_be_told_is_somebody_here(officer: TestClient, house: House) -> None:
    export = officer.post("/v1/exports", json={"personId": house.resident()}).json()["id"]
    refused = officer.post(f"/v1/exports/{export}/reviews", json={"shownPersonIds": [new_id()]})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/shownPersonIds/0")


def test_a_program_asks_for_nobody(house: House) -> None:
    assert house.ask("POST", "/exports", {"personId": house.resident()}).status_code == 403
