"""Emergency accesses over HTTP: what their addresses take and refuse."""

import pytest
from starlette.testclient import TestClient

from tests.house import House, new_id


@pytest.mark.parametrize("path", ["", "/endings", "/reviews"])
def test_one_that_is_not_there_is_not_found(officer: TestClient, path: str) -> None:
    where = f"/v1/emergency-accesses/{new_id()}{path}"
    said = {"outcome": "justified", "remark": "Nodig."} if path == "/reviews" else {}
    answer = officer.post(where, json=said) if path else officer.get(where)
    assert answer.status_code == 404


def test_a_review_says_what_and_why(officer: TestClient) -> None:
    refused = officer.post(f"/v1/emergency-accesses/{new_id()}/reviews", json={"outcome": "fine"})
    assert refused.status_code == 400
    assert {one["pointer"] for one in refused.json()["errors"]} == {"/outcome", "/remark"}


def test_a_program_has_no_part_in_them(house: House) -> None:
    assert house.ask("GET", "/emergency-accesses").status_code == 403
    assert house.ask("POST", f"/emergency-accesses/{new_id()}/endings").status_code == 403
