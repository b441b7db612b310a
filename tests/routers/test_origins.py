"""Which web pages may call the service: the listed origins, and no other."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings

LISTED, UNLISTED = "https://huis.example", "https://elders.example"


@pytest.fixture(scope="module")
def client(migrated_database: str) -> Iterator[TestClient]:
    app = create_app(Settings(database_url=migrated_database, allowed_origins=[LISTED]))
    yield TestClient(app, raise_server_exceptions=False)
    app.state.database.close()


def preflight(
    client: TestClient, origin: str, method: str = "PATCH", headers: str = "If-Match, Authorization"
) -> dict[str, str]:
    asked = {"Origin": origin, "Access-Control-Request-Method": method, "Access-Control-Request-Headers": headers}
    answer = client.options("/v1/teams", headers=asked)
    return {"status": str(answer.status_code), "type": answer.headers["content-type"], **answer.headers}


def test_a_listed_origin_may_call_and_read_the_answers(client: TestClient) -> None:
    assert preflight(client, LISTED)["access-control-allow-origin"] == LISTED
    answer = client.get("/v1/teams", headers={"Origin": LISTED})
    assert answer.headers["access-control-allow-origin"] == LISTED
    assert "ETag" in answer.headers["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    ("origin", "method", "headers"),
    [
        (UNLISTED, "PATCH", "If-Match"),
        ("null", "GET", ""),
        (LISTED + ".elders.example", "GET", ""),
        (LISTED, "TRACE", ""),
        (LISTED, "GET", "X-Anything"),
    ],
)
def test_what_is_not_listed_is_not_allowed(client: TestClient, origin: str, method: str, headers: str) -> None:
    said = preflight(client, origin, method, headers)
    assert (said["status"], said["type"]) == ("405", "application/problem+json")
    assert not [name for name in said if name.startswith("access-control")]


def test_a_page_of_an_unlisted_origin_cannot_read_an_answer(client: TestClient) -> None:
    answer = client.get("/v1/teams", headers={"Origin": UNLISTED})
    assert answer.status_code == 401
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_the_contract_may_be_read_by_anybody(client: TestClient) -> None:
    for origin, allowed in ((UNLISTED, "*"), (LISTED, LISTED)):
        answer = client.get("/v1/openapi.json", headers={"Origin": origin})
        assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, allowed)
