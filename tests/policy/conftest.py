"""One house with everybody in it for all tests of rights, and the same people in another organisation."""

import os
from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from tests.house import open_house
from tests.policy.cast import Cast


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Ask of a mutant first what kills most of them: the whole table of rights, row by row."""
    if "MUTANT_UNDER_TEST" in os.environ:
        items.sort(key=lambda item: item.path.name != "test_rules.py")


@pytest.fixture(scope="package")
def cast(service: FastAPI) -> Iterator[Cast]:
    """The house of `cast.py`; tests of this package only look at it, or put back what they changed."""
    with open_house(service) as house:
        yield Cast(house)


@pytest.fixture(scope="package")
def other_cast(service: FastAPI) -> Iterator[Cast]:
    """The same people and things in another organisation on the same service."""
    with open_house(service, "De Wilg") as house:
        yield Cast(house)
