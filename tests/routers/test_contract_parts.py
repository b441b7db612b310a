"""What many operations of the contract share."""

import pytest

from app.routers import contract_parts as parts


@pytest.mark.parametrize(
    ("path", "method", "has_body", "more"),
    [
        ("/teams", "get", False, set()),
        ("/teams", "post", True, {409, 413, 415, 422}),
        ("/teams/{teamId}", "get", False, {404}),
        ("/teams/{teamId}", "put", True, {404, 409, 412, 413, 415, 422, 428}),
        ("/teams/{teamId}", "delete", False, {404, 409, 412, 428}),
        ("/stories/_search", "search", True, {413, 415}),
    ],
)
def test_an_operation_names_the_refusals_it_may_give(path: str, method: str, has_body: bool, more: set[int]) -> None:  # noqa: FBT001  a column
    assert set(parts.problems_of(path, method, has_body=has_body)) == {400, 401, 403, 406, 429, 500, 503} | more


def test_a_refusal_has_the_headers_that_go_with_it() -> None:
    schemas: dict[str, object] = {}
    assert "WWW-Authenticate" in parts.problem_response(401, schemas)["headers"]
    assert "ETag" in parts.problem_response(412, schemas)["headers"]
    assert "Retry-After" in parts.problem_response(503, schemas)["headers"]
    assert {"Retry-After", "RateLimit", "RateLimit-Policy"} <= parts.problem_response(429, schemas)["headers"].keys()
    assert "RateLimit" not in parts.problem_response(500, schemas)["headers"]
    assert {"Problem", "FieldError"} == schemas.keys()


@pytest.mark.parametrize(
    ("path", "method", "names"),
    [
        ("/teams", "get", ["AcceptLanguage", "IfNoneMatch"]),
        ("/teams", "post", ["AcceptLanguage", "IdempotencyKey"]),
        ("/teams/{teamId}", "put", ["AcceptLanguage", "IfMatch", "OnlyNew"]),
        ("/organisation", "put", ["AcceptLanguage", "IfMatch"]),
        ("/teams/{teamId}", "delete", ["AcceptLanguage", "IfMatch"]),
        ("/stories/_search", "search", ["AcceptLanguage"]),
    ],
)
def test_an_operation_takes_the_headers_that_mean_something_to_it(path: str, method: str, names: list[str]) -> None:
    assert parts.shared_parameters(path, method) == names


def test_a_query_key_is_there_or_not_and_never_null() -> None:
    assert parts.without_null({"anyOf": [{"type": "string"}, {"type": "null"}]}) == {"type": "string"}
    assert parts.without_null({"type": ["integer", "null"]}) == {"type": "integer", "format": "int32"}


def test_an_operation_says_for_whom_it_is() -> None:
    assert "For: administrator, coordinator" in parts.description("Teams.", "/teams", "get", "teams")
    assert "For: administrator, system;" in parts.description("Teams.", "/teams", "post", "teams")
    assert "student" not in parts.description("Senses.", "/residents/{residentId}/senses", "get", "figures")


def test_a_search_is_a_kind_of_its_own() -> None:
    assert [parts.kind_of(path, "post") for path in ("/stories", "/stories/_search")] == ["post", "search"]
    names = {"API-Version", "X-Request-Id", "Content-Language", "RateLimit", "RateLimit-Policy"}
    assert parts.headers("200", "search").keys() == names
    assert "Idempotency-Key" not in parts.description("Stories.", "/stories/_search", "search", "stories")
