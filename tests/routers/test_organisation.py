"""The caller's own organisation over HTTP."""

import pytest

from tests.house import House


def test_an_organisation_is_seen_and_changed(house: House) -> None:
    seen = house.ask("GET", "/organisation")
    assert seen.json()["id"] == house.organisation_id
    changed = house.ask("PATCH", "/organisation", {"name": "De Es"}, version=seen.headers["etag"])
    assert changed.json() == house.seen("/organisation")
    assert (changed.json()["name"], changed.json()["coreValues"]) == ("De Es", seen.json()["coreValues"])
    assert house.refused("PATCH", "/organisation", {"name": "x"}, version=seen.headers["etag"])[0] == 412
    assert house.refused("PUT", "/organisation", {"name": "x"}, version=None)[0] == 428


def test_an_equal_organisation_is_no_change(house: House) -> None:
    first = house.ask("PUT", "/organisation", {"name": "De Es"}, version="*").json()
    assert house.ask("PUT", "/organisation", {"name": "De Es"}).json() == first


@pytest.mark.parametrize("method", ["POST", "DELETE"])
def test_an_organisation_is_neither_made_nor_deleted_over_http(house: House, method: str) -> None:
    answer = house.ask(method, "/organisation")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, PUT, PATCH")
