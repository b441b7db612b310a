"""What the worker says, caught."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.logged import lines_caught


@pytest.fixture
def caught() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """Every line that is logged meanwhile, but for those about requests."""
    with lines_caught() as told:
        yield lambda: [one for one in told() if one["event"] != "request"]
