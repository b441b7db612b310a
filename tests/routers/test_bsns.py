"""Citizen service numbers over HTTP: what stands in an address, and what the contract says."""

import json
from pathlib import Path

from tests.house import House

CONTRACT = Path(__file__).parents[2] / "openapi" / "openapi.json"


def test_no_number_stands_in_an_address(house: House) -> None:
    for path in ("/residents?bsn=999990019", "/bsns/999990019", "/residents/_search?bsn=999990019"):
        answer = house.ask("GET", path)
        assert answer.status_code in {400, 404, 405}
        assert "999990019" not in answer.text


def test_writing_one_answers_nothing_and_a_search_is_not_kept_for_a_second_time(house: House) -> None:
    house.keeps_bsns()
    resident = house.resident()
    put = house.ask("PUT", f"/residents/{resident}/bsn", {"bsn": "999990019"})
    assert (put.status_code, put.content, "etag" in put.headers) == (204, b"", False)
    twice = {"Idempotency-Key": "once"}
    for _ in range(2):
        found = house.client.post("/v1/bsns/_search", json={"bsn": "999990019"}, headers=twice)
        assert (found.status_code, "idempotent-replayed" in found.headers) == (200, False)
        assert found.headers["cache-control"] == "no-store"


def test_the_contract_says_the_form_of_a_number() -> None:
    shapes = json.loads(CONTRACT.read_text("utf-8"))["components"]["schemas"]
    assert shapes["BsnBody"]["properties"]["bsn"]["pattern"] == "^[0-9]{9}$"
