"""Retention over HTTP: for the privacy officer alone."""

import pytest
from starlette.testclient import TestClient

from tests.house import House


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("PUT", ""), ("GET", "/preview")])
def test_nobody_but_the_officer_has_a_say(house: House, officer: TestClient, method: str, path: str) -> None:
    body: dict[str, list[str]] | None = {"rules": []} if method == "PUT" else None
    assert house.ask(method, f"/retention{path}", body).status_code == 403
    assert officer.request(method, f"/v1/retention{path}", json=body).status_code == 200
