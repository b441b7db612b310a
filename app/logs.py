"""Log lines: one JSON object each on standard error, of allowed words alone, so that no personal data get there."""

import logging
import sys
from collections.abc import MutableMapping
from pathlib import Path
from traceback import extract_tb
from typing import Any, Final, TextIO

import structlog

ALLOWED: Final = frozenset(
    {
        *("event", "level", "at"),
        *("method", "operation", "status", "milliseconds", "request_id"),
        *("place", "organisation_id", "sequence", "digest", "entries", "job", "failure", "host", "port"),
    }
)
"""What may stand in a line: ids of organisations and requests, names of operations and of failures, and numbers."""


def set_up(least: int = logging.INFO, stream: TextIO | None = None) -> None:
    """Let every line of this process that matters that much leave so, on standard error unless told otherwise."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            only_allowed,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=lambda *_: structlog.PrintLogger(stream or sys.stderr),
    )


def only_allowed(_logger: object, _method: str, said: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A line without what it may not hold; a value that is no plain word or number goes too."""
    return {name: value for name, value in said.items() if name in ALLOWED and isinstance(value, str | int | float)}


def place_of(error: BaseException) -> str:
    """Where in the code an error came up: file and line, and none of the values that its own text might hold."""
    frames = [frame for frame in extract_tb(error.__traceback__) if f"{Path(__file__).parent}" in frame.filename]
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""


# Until a command says otherwise nothing is written: whoever uses this code as a library has lines of their own.
set_up(logging.CRITICAL)
