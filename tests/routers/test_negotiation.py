"""What caller and service agree on: language, forms, and how much may be sent."""

from collections.abc import Iterator

import pytest

from app.models.vocabulary import Language
from app.routers import negotiation
from tests.exemplary import Operation, operations
from tests.house import House

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "nl"),
        ("", "nl"),
        ("en", "en"),
        ("en-GB", "en"),
        ("EN-us", "en"),
        ("fr", "nl"),
        ("fr, en;q=0.1", "en"),
        ("nl;q=0.5, en;q=0.6", "en"),
        ("en;q=0.5, nl;q=0.5", "nl"),
        ("en;q=0", "nl"),
        ("nl;q=0, en", "en"),
        ("en;q=x", "nl"),
        ("*", "nl"),
        (";;;,,,", "nl"),
    ],
)
def test_the_language_is_the_one_liked_best(header: str | None, language: str) -> None:
    assert negotiation.accepted_language(header) is Language(language)


def test_the_language_of_the_organisation_holds_when_nobody_asks(house: House) -> None:
    house.changed("/organisation", locale="en")
    assert house.client.get("/v1/senses", headers={"Accept-Language": ""}).headers["content-language"] == "en"
    assert house.client.get("/v1/senses", headers={"Accept-Language": "nl"}).headers["content-language"] == "nl"


def test_a_refusal_is_told_in_the_language_of_the_caller(house: House) -> None:
    dutch = house.ask("POST", "/teams", {}).json()
    english = house.ask("POST", "/teams", {}, spoken="en").json()
    assert dutch["type"] == english["type"]
    assert dutch["detail"] != english["detail"]
    assert dutch["errors"][0]["detail"] != english["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("header", "good"),
    [
        ("*/*", True),
        ("application/*", True),
        ("application/json", True),
        ("application/json;q=0.1", True),
        ("text/html, */*;q=0.1", True),
        ("application/problem+json", True),
        ("", True),
        ("text/html", False),
        ("application/xml", False),
        ("application/*;q=0", False),
        ("image/svg+xml", False),
    ],
)
def test_what_cannot_be_answered_in_is_refused(house: House, header: str, good: bool) -> None:  # noqa: FBT001  a column
    answer = house.client.get("/v1/teams", headers={"Accept": header})
    assert answer.status_code == (200 if good else 406)
    if not good:
        assert answer.json()["code"] == "not_acceptable"


@pytest.mark.parametrize("operation", operations("post", "put", "patch"), ids=lambda one: one.name)
def test_a_body_in_a_form_that_is_not_read_is_refused(house: House, operation: Operation) -> None:
    path = operation.path.format(**{one["name"]: "x" for one in operation.own("path")})
    for form in (
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "",
        "application/json;charset=latin1",
    ):
        answer = house.client.request(
            operation.method.upper(), f"/v1{path}", content=b"{}", headers={"Content-Type": form, "If-Match": "*"}
        )
        assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")
        if operation.method == "patch":
            assert answer.headers["accept-patch"] == "application/merge-patch+json, application/json"


@pytest.mark.parametrize(
    "form", ["application/merge-patch+json", "application/json", "Application/JSON; charset=UTF-8"]
)
def test_a_patch_comes_in_either_form(house: House, form: str) -> None:
    where = f"/v1/teams/{house.made('/teams', name='Linde')['id']}"
    answer = house.client.patch(where, content=b'{"name":"Wilg"}', headers={"Content-Type": form, "If-Match": "*"})
    assert answer.status_code == 200


def test_a_merge_patch_is_no_form_for_a_new_thing(house: House) -> None:
    headers = {"Content-Type": "application/merge-patch+json"}
    assert house.client.post("/v1/teams", content=b'{"name":"a"}', headers=headers).status_code == 415


def test_a_packed_body_is_refused(house: House) -> None:
    answer = house.client.post("/v1/teams", content=b"x", headers={**JSON, "Content-Encoding": "gzip"})
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_encoding")
    assert answer.headers["accept-encoding"] == "identity"


def test_a_body_that_announces_to_be_too_large_is_refused(house: House) -> None:
    answer = house.client.post("/v1/teams", content=b"x" * 1_000_001, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_a_body_that_turns_out_too_large_is_refused(house: House) -> None:
    sent = []

    def endless() -> Iterator[bytes]:
        for _ in range(40):
            sent.append(1)
            yield b" " * 100_000

    answer = house.client.post("/v1/teams", content=endless(), headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_a_body_in_parts_is_read_whole(house: House) -> None:
    answer = house.client.post("/v1/teams", content=iter([b'{"na', b'me":"Linde"}']), headers=JSON)
    assert answer.json()["name"] == "Linde"


@pytest.mark.parametrize("length", ["-1", "x", "1e3"])
def test_a_length_that_is_no_number_does_no_harm(house: House, length: str) -> None:
    answer = house.client.post("/v1/teams", content=b'{"name":"a"}', headers={**JSON, "Content-Length": length})
    assert answer.status_code < 500


def test_a_query_key_twice_or_where_none_is_known_is_refused(house: House) -> None:
    assert house.refused("GET", "/teams?limit=1&limit=2")[:2] == (400, "query_key_twice")
    where = f"/teams/{house.made('/teams', name='Linde')['id']}"
    assert house.refused("GET", f"{where}?limit=1")[:2] == (400, "field_unknown")
    assert house.refused("DELETE", f"{where}?force=true")[:2] == (400, "field_unknown")
    assert house.ask("GET", where).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "reads"),
    [
        ("GET", "/v1/stories", True),
        ("HEAD", "/v1/stories", True),
        ("POST", "/v1/stories/_search", True),
        ("POST", "/v1/stories", False),
        ("POST", "/v1/stories/_searches", False),
        ("PUT", "/v1/stories/_search", False),
        ("DELETE", "/v1/stories/1", False),
    ],
)
def test_a_search_is_a_post_that_reads(method: str, path: str, reads: bool) -> None:  # noqa: FBT001  a column
    assert negotiation.is_read(method, path) is reads
