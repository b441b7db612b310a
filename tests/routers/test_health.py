"""Whether the service lives, and whether it can answer; both without a key."""

import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_a_service_with_its_database_is_up(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Authorization": ""})
    assert (answer.status_code, answer.json()) == (200, {"status": "up"})


def test_health_is_no_part_of_the_contract(client: TestClient) -> None:
    assert not [path for path in client.get("/v1/openapi.json").json()["paths"] if "health" in path]
