"""Research exports over HTTP: what their addresses take and refuse."""

import pytest
from starlette.testclient import TestClient

from tests.house import new_id


@pytest.mark.parametrize("path", ["", "/content"])
def test_one_that_is_not_there_is_not_found(officer: TestClient, path: str) -> None:
    assert officer.get(f"/v1/research-exports/{new_id()}{path}").status_code == 404


def test_it_says_for_what_and_of_which_period(officer: TestClient) -> None:
    refused = officer.post("/v1/research-exports", json={})
    assert {one["pointer"] for one in refused.json()["errors"]} == {"/purpose", "/fromDate", "/untilDate"}
