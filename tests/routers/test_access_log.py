"""The access log over HTTP: what its addresses take and refuse."""

import pytest
from starlette.testclient import TestClient

from tests.house import House, new_id


def test_an_entry_that_is_not_there_is_not_found(officer: TestClient) -> None:
    assert officer.get(f"/v1/access-log/{new_id()}").status_code == 404


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"limit": "0"}, "limit"),
        ({"cursor": "abc"}, "cursor"),
        ({"action": "look"}, "action"),
        ({"personId": "x"}, "personId"),
        ({"fromDate": "yesterday"}, "fromDate"),
        ({"emergencyOnly": "maybe"}, "emergencyOnly"),
        ({"unknown": "1"}, "query"),
    ],
)
def test_a_question_that_is_none_is_refused_with_its_place(
    officer: TestClient, query: dict[str, str], parameter: str
) -> None:
    refused = officer.get("/v1/access-log", params=query)
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (400, parameter)


def test_there_is_nothing_to_write_at_the_log(house: House, officer: TestClient) -> None:
    refused = officer.post("/v1/access-log", json={})
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD")
    assert house.ask("DELETE", f"/access-log/{new_id()}", version="*").status_code == 405
