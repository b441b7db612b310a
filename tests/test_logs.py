"""Log lines: one JSON object each, of allowed words alone."""

import json
import logging
import subprocess
import sys
from typing import Any

import pytest
import structlog
from starlette.testclient import TestClient

from app import logs
from tests.house import House
from tests.logged import lines_caught


@pytest.fixture(autouse=True)
def _as_before() -> Any:  # noqa: ANN401  a fixture that only cleans up
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def test_a_line_is_one_object_with_what_is_allowed(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up()
    structlog.get_logger().info("access_log_sealed", sequence=7, digest="ab", preferred_name="Kanarie", job=["Kanarie"])
    (line,) = capsys.readouterr().err.splitlines()
    said = json.loads(line)
    assert said.pop("at").endswith("Z")
    assert said == {"event": "access_log_sealed", "level": "info", "sequence": 7, "digest": "ab"}


def test_before_anything_is_set_up_nothing_is_written() -> None:
    words = "import structlog, app.logs; structlog.get_logger().error('job_failed')"
    said = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)  # noqa: S603  our own words
    assert (said.stdout, said.stderr) == ("", "")


def test_a_request_is_told_by_its_operation_and_never_by_its_address(house: House) -> None:
    resident = house.resident("Kanarie")
    with lines_caught() as told:
        answer = house.ask("GET", f"/residents/{resident}?x=Kanarie")
        house.ask("GET", f"/residents/{resident}")
        house.ask("HEAD", f"/residents/{resident}")
        house.ask("GET", "/nowhere/Kanarie")
        lines = told()
    assert [(one["method"], one["operation"], one["status"]) for one in lines] == [
        ("GET", "get_resident", 400),
        ("GET", "get_resident", 200),
        ("HEAD", "get_resident", 200),
        ("GET", "", 404),
    ]
    assert lines[0]["request_id"] == answer.headers["x-request-id"]
    assert "Kanarie" not in str(lines)
    assert resident not in str(lines)


def test_an_accident_is_told_by_its_kind_and_place_and_not_by_its_text(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise ValueError("Kanarie")

    monkeypatch.setattr("app.services.residents.list_all", fail)
    with lines_caught() as told:
        answer = TestClient(house.client.app, headers=dict(house.client.headers)).get("/v1/residents")  # it would raise
        lines = told()
    assert answer.status_code == 500
    failed = next(one for one in lines if one["event"] == "request_failed")
    assert failed["failure"] == "ValueError"
    assert failed["place"].startswith("residents.py:")
    assert "Kanarie" not in str(lines) + answer.text


def test_where_a_person_reads_along_only_warnings_leave(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(logging.WARNING)
    structlog.get_logger().info("access_log_sealed")
    structlog.get_logger().warning("database_away", failure="OperationalError")
    assert [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()] == ["database_away"]
