"""What a request leaves in the access log, beside what `tests/policy/test_seen.py` asks of every reading route."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from tests.exemplary import ExemplaryHouse, Operation, opened_by_a_key
from tests.house import House, open_house
from tests.logged import Logged


@pytest.fixture(scope="module")
def exemplary(service: FastAPI) -> Iterator[ExemplaryHouse]:
    with open_house(service) as house:
        yield ExemplaryHouse(house)


WRITES = [one for one in opened_by_a_key("post", "put", "patch", "delete") if not one.path.endswith("/_search")]
HOUSE = {"organisation", "locations", "teams", "instruments", "keys"}


@pytest.mark.parametrize("operation", WRITES, ids=lambda one: one.name)
def test_every_writing_route_tells_what_it_wrote_and_about_whom(
    operation: Operation, exemplary: ExemplaryHouse
) -> None:
    path, body = exemplary.fresh(operation)
    version = "*" if operation.method in {"put", "patch", "delete"} else None
    answer = exemplary.house.ask(operation.method.upper(), path, body, version=version)
    assert answer.status_code < 300, answer.text
    log = Logged(exemplary.house)
    entry = log.of(answer)
    assert (entry.outcome.value, entry.refusal, entry.actor.value) == ("done", None, "key")
    assert entry.changes or operation.method == "put", operation.name  # a PUT may say what is there already
    assert all(set(one) == {"noun", "id", "version", "fields"} for one in entry.changes or ())
    (tag,) = operation.about["tags"]
    assert log.seen(answer) or tag in HOUSE, operation.name


def test_a_request_of_a_stranger_is_in_no_log(house: House) -> None:
    before = len(Logged(house).entries)
    answer = house.client.get("/v1/residents", headers={"Authorization": "Bearer nobody"})
    assert (answer.status_code, len(Logged(house).entries)) == (401, before)


def test_the_entry_carries_the_request_id_that_the_caller_brought(house: House) -> None:
    brought = "01a21e49-64dc-73e3-9177-c901b2a3328b"
    answer = house.client.get("/v1/residents", headers={"X-Request-Id": brought})
    assert str(Logged(house).of(answer).request_id) == brought
