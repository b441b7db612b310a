"""What every answer carries, and what HEAD and a wrong method get."""

from uuid import UUID

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app import __version__
from app.routers import envelope
from app.routers.envelope import SECURITY
from tests.exemplary import ExemplaryHouse, contract, opened_by_a_key
from tests.house import House

OTHER_PATHS = ["/health/live", "/health/ready", "/docs", "/docs/start.js", "/v1/openapi.json"]
EVERYWHERE = ["/v1/teams", "/v1/nothing", "/nothing", "/v1/teams?limit=0", "/v1/teams/x", *OTHER_PATHS]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_carries_its_version_its_id_and_what_keeps_it_safe(house: House, path: str) -> None:
    answer = house.client.get(path)
    assert answer.headers["api-version"] == __version__
    assert UUID(answer.headers["x-request-id"]).version == 7
    for name, value in SECURITY.items():
        if name == "Content-Security-Policy" and path.startswith("/docs"):
            assert "default-src 'none'" in answer.headers[name]
        else:
            assert answer.headers[name] == value


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("0f8fad5b-d9cb-469f-a165-70867728950e", True),
        ("0F8FAD5B-D9CB-469F-A165-70867728950E", True),
        ("x", False),
        ("", False),
        ("0f8fad5b-d9cb-469f-a165-70867728950e\tx", False),
    ],
)
def test_a_request_keeps_its_id_when_it_is_one(house: House, given: str, kept: bool) -> None:  # noqa: FBT001  a column
    answer = house.client.get("/v1/teams", headers={"X-Request-Id": given})
    assert (answer.headers["x-request-id"] == given.lower()) is kept


def test_a_head_is_a_get_without_its_body(house: House) -> None:
    whole = ExemplaryHouse(house)
    paths = [f"/v1{whole.fresh(operation)[0]}" for operation in opened_by_a_key("get")]
    for path in [*paths, *OTHER_PATHS, "/v1/nothing", "/v1/teams/x"]:
        got, head = house.client.get(path), house.client.head(path)
        assert (head.status_code, head.content) == (got.status_code, b""), path
        own = {"x-request-id", "date", "content-length"}
        assert {k: v for k, v in head.headers.items() if k not in own} == {
            k: v for k, v in got.headers.items() if k not in own
        }
        assert head.headers["content-length"] == got.headers["content-length"]


@pytest.mark.parametrize("path", contract()["paths"])
def test_a_method_that_a_path_has_not_is_told_which_it_has(house: House, path: str) -> None:
    has = [
        method.upper() for method in ("get", "post", "put", "patch", "delete") if method in contract()["paths"][path]
    ]
    expected = [*(["GET", "HEAD"] if "GET" in has else []), *(method for method in has if method != "GET")]
    where = f"/v1{path.format_map(Anything())}"
    for method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY"} - set(expected):
        answer = house.client.request(method, where)
        assert answer.status_code == 405, method
        assert answer.headers["allow"] == ", ".join(expected)
        if method != "HEAD":
            assert answer.json()["code"] == "method_not_allowed"


def test_a_wrong_method_outside_the_contract_is_told_too(house: House) -> None:
    for path in OTHER_PATHS:
        answer = house.client.post(path)
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_an_accident_leaves_in_its_envelope_too() -> None:
    app = FastAPI(openapi_url=None)
    envelope.install(app, "7.7.7")

    @app.get("/")
    def fail() -> None:
        raise RuntimeError

    answer = TestClient(app, raise_server_exceptions=False).get("/")
    assert (answer.status_code, answer.headers["api-version"]) == (500, "7.7.7")
    assert answer.headers["x-frame-options"] == "DENY"


class Anything(dict[str, str]):
    """A value for every part of a path."""

    def __missing__(self, key: str) -> str:
        return "x"
