"""What the worker says, caught."""

from collections.abc import Iterator
from typing import Any

import pytest
from structlog.testing import capture_logs


@pytest.fixture
def caught() -> Iterator[list[dict[str, Any]]]:
    """Every line that is logged meanwhile."""
    with capture_logs() as lines:
        yield lines  # type: ignore[misc]  # of plain values
