"""Log lines: one JSON object each, of allowed words alone."""

import json
from typing import Any

import pytest
import structlog

from app import logs


@pytest.fixture(autouse=True)
def _as_before() -> Any:  # noqa: ANN401  a fixture that only cleans up
    yield
    structlog.reset_defaults()


def test_a_line_is_one_object_with_what_is_allowed(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up()
    structlog.get_logger().info("access_log_sealed", sequence=7, digest="ab", preferred_name="Kanarie", job=["Kanarie"])
    (line,) = capsys.readouterr().err.splitlines()
    said = json.loads(line)
    assert said.pop("at").endswith("Z")
    assert said == {"event": "access_log_sealed", "level": "info", "sequence": 7, "digest": "ab"}


def test_where_a_person_reads_along_only_warnings_leave(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(warnings_only=True)
    structlog.get_logger().info("access_log_sealed")
    structlog.get_logger().warning("database_away", failure="OperationalError")
    assert [json.loads(line)["event"] for line in capsys.readouterr().err.splitlines()] == ["database_away"]
