"""An issuer for every test of tokens."""

from collections.abc import Iterator

import pytest

from tests.tokens.issuing import Desk, serving


@pytest.fixture
def desk() -> Iterator[Desk]:
    """An issuer of this test alone, with a service that knows it."""
    with serving() as server:
        yield Desk(server)
