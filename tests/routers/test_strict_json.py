"""JSON as RFC 8259 means it, and nothing that only looks like it."""

import json
from typing import Any

import pytest

from app.problems import Invalid
from app.routers import strict_json
from tests.house import House


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b'{"a": [1, 1.5, true, null, "x"]}', {"a": [1, 1.5, True, None, "x"]}),
        (b'"\\ud83d\\ude00"', "😀"),
        ('"één"'.encode(), "één"),
        (b" \n{}\t", {}),
        (b"-0", 0),
        (b"1e3", 1000.0),
    ],
)
def test_json_is_read(raw: bytes, value: Any) -> None:  # noqa: ANN401  any JSON
    assert strict_json.load(raw) == value


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "json_malformed"),
        (b"{", "json_malformed"),
        (b"{'a': 1}", "json_malformed"),
        (b"{} {}", "json_malformed"),
        (b"[1,]", "json_malformed"),
        (b"01", "json_malformed"),
        (b'"\t"', "json_malformed"),
        (b"\xff", "json_malformed"),
        (b"\xef\xbb\xbf{}", "json_malformed"),
        (b"[" * 100_000, "json_malformed"),
        (b'{"a":1,"a":1}', "json_duplicate_key"),
        (b'[{"a":{"b":1,"b":2}}]', "json_duplicate_key"),
        (b"NaN", "json_not_a_number"),
        (b"[-Infinity]", "json_not_a_number"),
        (b"1e999", "json_not_a_number"),
        (b"9" * 41, "json_number_too_long"),
        (b'"\\ud800"', "json_lone_surrogate"),
        (b'{"\\udc00": 1}', "json_lone_surrogate"),
        (b'"\\u0000"', "json_nul"),
        (b"[" * 34 + b"]" * 34, "json_too_deep"),
        (b"[" + b",".join([b"1"] * 20_000) + b"]", "json_too_many_values"),
        (json.dumps({f"a{place}": [] for place in range(10_000)}).encode(), "json_too_many_values"),
    ],
)
def test_what_is_no_json_is_refused_with_its_kind(raw: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        strict_json.load(raw)
    assert [flaw.code for flaw in refused.value.flaws] == [code]


def test_a_body_with_thousands_of_errors_tells_the_first_thousand(house: House) -> None:
    answer = house.ask("POST", "/locations", {f"a{place}": 0 for place in range(9_000)})
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request")
    assert len(answer.json()["errors"]) == 1000


def test_a_body_is_never_null_though_a_field_may_be(house: House) -> None:
    assert strict_json.load(b"null") is None
    story = house.story(house.resident())
    headers = {"Content-Type": "application/json"}
    answer = house.client.post(f"/v1/stories/{story}/withdrawals", content=b"null", headers=headers)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "object_form")


def test_a_backslash_before_an_escape_is_no_nul() -> None:
    assert strict_json.load(b'"C:\\\\u0000"') == "C:\\u0000"
