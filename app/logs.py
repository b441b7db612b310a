"""Log lines: one JSON object each on standard error, of allowed words alone, so that no personal data get there."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, Final

import structlog

ALLOWED: Final = frozenset(
    {
        *("event", "level", "at"),
        *("method", "operation", "status", "milliseconds", "request_id"),
        *("organisation_id", "sequence", "digest", "entries", "job", "failure", "host", "port"),
    }
)
"""What may stand in a line: ids of organisations and requests, names of operations and of failures, and numbers."""


def set_up(*, warnings_only: bool = False) -> None:
    """Let every line of this process leave so."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            only_allowed,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING if warnings_only else logging.INFO),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


def only_allowed(_logger: object, _method: str, said: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A line without what it may not hold; a value that is no plain word or number goes too."""
    return {name: value for name, value in said.items() if name in ALLOWED and isinstance(value, str | int | float)}
