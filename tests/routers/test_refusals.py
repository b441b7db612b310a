"""How a refusal leaves: a problem of a known kind that says what to do and repeats nothing."""

import pytest
from fastapi import FastAPI
from sqlalchemy.exc import IntegrityError, OperationalError
from starlette.testclient import TestClient

from app import __version__
from app.database import Database
from app.main import create_app
from app.models import sentences
from app.problems import Flaw, Invalid, Refusal, Stale
from app.routers import envelope, refusals
from app.routers.contract_parts import PROBLEMS
from app.settings import Settings
from tests.house import House, new_id

SECRET = "geheim 123456782"


@pytest.fixture(scope="module")
def unlucky() -> TestClient:
    """A service where everything goes wrong, each path in its own way."""
    app = FastAPI(openapi_url=None)
    refusals.install(app)
    errors: dict[str, Exception] = {
        "accident": RuntimeError(SECRET),
        "key": KeyError(SECRET),
        "clash": IntegrityError(SECRET, {}, ValueError(SECRET)),
        "away": OperationalError(SECRET, {}, ValueError(SECRET)),
        "invalid": Invalid("invalid_request", Flaw("date_form", pointer="/bornOn")),
        "stale": Stale(),
        "new": Refusal("no_such_code"),
    }

    @app.get("/{name}")
    def fail(name: str) -> None:
        raise errors[name]

    envelope.install(app, __version__)
    return TestClient(app, raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("accident", 500, "internal_error"),
        ("key", 500, "internal_error"),
        ("clash", 409, "conflict"),
        ("away", 503, "database_away"),
        ("invalid", 400, "invalid_request"),
        ("stale", 412, "stale"),
    ],
)
def test_every_accident_leaves_as_a_problem_that_tells_nothing(
    unlucky: TestClient, name: str, status: int, code: str
) -> None:
    answer = unlucky.get(f"/{name}")
    said = answer.json()
    assert (answer.status_code, said["status"], said["code"]) == (status, status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert said["type"] == f"urn:samenspel:problem:{code.replace('_', '-')}"
    assert said["instance"] == f"urn:uuid:{answer.headers['x-request-id']}"
    assert SECRET not in answer.text + str(answer.headers)
    assert "Traceback" not in answer.text
    assert answer.headers["api-version"] == __version__
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_what_is_away_says_when_to_come_back(unlucky: TestClient) -> None:
    assert unlucky.get("/away").headers["retry-after"] == "5"


def test_without_a_database_the_service_says_that_it_is_not_now() -> None:
    app = create_app(Settings(database_url="postgresql://nobody@127.0.0.1:1/nothing"))
    client = TestClient(app, raise_server_exceptions=False)
    key = "samenspel_" + "A" * 43 + "_" + "A" * 43
    answer = client.get("/v1/teams", headers={"Authorization": f"Bearer {key}"})
    assert (answer.status_code, answer.json()["code"]) == (503, "database_away")
    assert answer.headers["retry-after"]
    assert client.get("/health/ready").status_code == 503
    assert client.get("/health/live").status_code == 200
    found: Database = app.state.database
    found.close()


def test_everything_wrong_is_told_at_once_each_with_its_place(house: House) -> None:
    body = {"naam": "x", "kind": "x", "locationId": "x", "addresses": [{"street": 1}, {"fromOn": "2026-13"}]}
    said = house.ask("POST", "/teams", body).json()
    places = {(error["pointer"], error["code"]) for error in said["errors"]}
    assert places == {
        ("", "field_unknown"),
        ("/name", "field_missing"),
        ("/kind", "code_unknown"),
        ("/locationId", "id_form"),
        ("/addresses/0/street", "string_form"),
        ("/addresses/1/fromOn", "partial_date_form"),
    }


def test_nothing_another_organisation_or_a_tombstone_are_refused_in_one_text(house: House, other_house: House) -> None:
    gone = house.made("/locations", name="Linde")["id"]
    house.ask("DELETE", f"/locations/{gone}", version="*")
    elsewhere = other_house.made("/locations", name="Wilg")["id"]
    texts = set()
    for location_id in (new_id(), gone, elsewhere):
        answer = house.ask("POST", "/teams", {"name": "Linde", "locationId": location_id})
        assert answer.status_code == 422
        texts.add(answer.text.replace(answer.headers["x-request-id"], ""))
    assert len(texts) == 1


@pytest.mark.parametrize("path", ["/nothing", "/v1/nothing", "/v1/teams/", "/v1/", "/v1", "/health/live/", "/docs/x"])
def test_a_path_that_does_not_exist_is_a_problem_and_no_redirect(house: House, path: str) -> None:
    answer = house.client.get(path, follow_redirects=False)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_every_example_of_a_problem_in_the_contract_has_its_own_kind() -> None:
    assert set(PROBLEMS.values()) <= sentences.titled()
    assert len(set(PROBLEMS.values())) == len(PROBLEMS)
