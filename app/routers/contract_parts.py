"""What many operations of the contract share: servers, headers, parameters, problems and their texts."""

from typing import Any, Final

from app.models.flaws import CODES
from app.models.sentences import sentence, title
from app.models.vocabulary import Language
from app.policy.asked import asked_by
from app.policy.rules import kinds_of
from app.routers.contract_shapes import tidy
from app.routers.examples import id_of
from app.routers.negotiation import is_search
from app.routers.refusals import TYPE_PREFIX, Problem

Document = dict[str, Any]

SERVERS: Final[list[Document]] = [
    {"url": "/v1", "description": "This installation, in production, test or local.", "x-internal": False},
]
CONTACT: Final[Document] = {
    "name": "Samenspel",
    "url": "https://samenspel.example",
    "email": "contact@samenspel.example",
}
LICENCE: Final[Document] = {"name": "Apache 2.0", "identifier": "Apache-2.0"}
SECURITY: Final[Document] = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "An API key of one organisation, made with `samenspel keys create`. "
        "Access tokens will follow RFC8725 once they are accepted.",
    }
}


def _text(description: str, example: str, most: int, **more: Any) -> Document:  # noqa: ANN401  any JSON
    return {
        "description": description,
        "schema": {"type": "string", "maxLength": most, **more},
        "example": example,
    }


HEADERS: Final[Document] = {
    "API-Version": {**_text("Version of the contract.", "0.1.0", 20), "required": True},
    "X-Request-Id": {**_text("Id of this request.", id_of("request"), 36, format="uuid"), "required": True},
    "ETag": _text(
        "Version of what is answered; send it as If-Match or If-None-Match.", f'"{id_of("id")}.3.nl.5f2b9c01"', 100
    ),
    "Location": _text("Where the new thing is.", f"/v1/teams/{id_of('id')}", 200),
    "Content-Language": _text("Language of labels and sentences.", "nl", 2),
    "Link": _text("The next page, with rel next.", '</v1/teams?cursor=abc>; rel="next"', 2000),
    "Idempotent-Replayed": _text("`true` when this is the answer to an earlier equal request.", "true", 4),
    "WWW-Authenticate": _text("How to say who you are.", 'Bearer realm="samenspel"', 200),
    "Retry-After": _text("Seconds to wait.", "5", 10),
    "RateLimit": _text("What is left of the scarcest limit, and seconds until it is whole.", '"default";r=99;t=60', 60),
    "RateLimit-Policy": _text("The scarcest limit: so many requests in so many seconds.", '"default";q=100;w=60', 60),
}


def _header(name: str, description: str, most: int, example: str) -> Document:
    return {
        "name": name,
        "in": "header",
        "required": False,
        "description": description,
        "schema": {"type": "string", "maxLength": most},
        "example": example,
    }


PARAMETERS: Final[Document] = {
    "AcceptLanguage": _header("Accept-Language", "Language of labels and sentences: nl (default) or en.", 200, "nl"),
    "IfNoneMatch": _header(
        "If-None-Match", "ETag of what you hold: 304 when nothing changed.", 1000, f'"{id_of("id")}.3.nl.5f2b9c01"'
    ),
    "IfMatch": _header(
        "If-Match",
        "ETag of the version you change; without it a change is 428.",
        1000,
        f'"{id_of("id")}.3.nl.5f2b9c01"',
    ),
    "OnlyNew": _header("If-None-Match", "`*` makes a PUT that only makes something new.", 1000, "*"),
    "IdempotencyKey": _header(
        "Idempotency-Key", "Your own key for this request: sent again, it gets the same answer.", 255, id_of("once")
    ),
}
# Which code stands as the example of each status.
PROBLEMS: Final = {
    400: "invalid_request",
    401: "key_missing",
    403: "scope_too_narrow",
    404: "not_found",
    406: "not_acceptable",
    409: "conflict",
    412: "stale",
    413: "body_too_large",
    415: "unsupported_media_type",
    422: "reference_not_found",
    428: "version_required",
    429: "rate_limited",
    500: "internal_error",
    503: "database_away",
}
MORE_HEADERS: Final = {401: ["WWW-Authenticate"], 412: ["ETag"], 429: ["Retry-After"], 503: ["Retry-After"]}
RATES: Final = ("RateLimit", "RateLimit-Policy")
REMOVALS: Final = frozenset({"delete", "remove"})
UNSAFE: Final = frozenset({"post", "put", "patch", "replace"}) | REMOVALS


def problem_response(status: int, schemas: Document) -> Document:
    """The refusal of a status, with an example; the schema of problems is added when it is not there yet."""
    if "Problem" not in schemas:
        made = Problem.model_json_schema(mode="serialization", ref_template="#/components/schemas/{model}")
        schemas |= made.pop("$defs")
        schemas["Problem"] = made
        for name in ("Problem", "FieldError"):
            tidy(schemas[name])
    code = PROBLEMS[status]
    rates = RATES if status < 500 else ()  # noqa: PLR2004  what fails on our side counts for nobody
    names = ["API-Version", "X-Request-Id", *rates, *MORE_HEADERS.get(status, [])]
    return {
        "description": title(code, Language.EN),
        "headers": {name: _ref("headers", name) for name in names},
        "content": {
            "application/problem+json": {
                "schema": _ref("schemas", "Problem"),
                "example": _problem(status, code),
            }
        },
    }


def _problem(status: int, code: str) -> Document:
    flaw = {
        "pointer": "/happenedOn",
        "parameter": None,
        "code": CODES["missing"],
        "detail": sentence(CODES["missing"], Language.EN),
    }
    return {
        "type": TYPE_PREFIX + code.replace("_", "-"),
        "title": title(code, Language.EN),
        "status": status,
        "detail": sentence(code, Language.EN, {"scope": "care", "forms": "application/json", "most": 1_000_000}),
        "instance": f"urn:uuid:{id_of('request')}",
        "code": code,
        "errors": [flaw] if status == 400 else [],  # noqa: PLR2004  bad request
    }


def kind_of(path: str, method: str) -> str:
    """What kind of call an operation is: its method, a search, or one on what has no version of its own."""
    if is_search(method.upper(), path):
        return "search"
    has_version = path.endswith("Id}") or path == "/organisation"
    return method if has_version else {"put": "replace", "delete": "remove"}.get(method, method)


def problems_of(path: str, method: str, *, has_body: bool) -> list[int]:
    """The refusals an operation may give."""
    statuses = [400, 401, 403, 406, 429, 500, 503]
    if "{" in path:
        statuses.append(404)
    if method in UNSAFE:
        statuses += [409] if method in REMOVALS else [409, 422]
    if has_body:
        statuses += [413, 415]
    if method in {"put", "patch", "delete"}:
        statuses += [412, 428]
    return sorted(statuses)


def headers(status: str, method: str) -> Document:
    """The headers of an answer."""
    names = ["API-Version", "X-Request-Id", *RATES]
    if status != "204":
        names += ["Content-Language"] if method == "search" else ["ETag", "Content-Language"]
    if status == "201":
        names.append("Location")
    if method == "get" and status == "200":
        names.append("Link")
    if method == "post":
        names.append("Idempotent-Replayed")
    return {name: _ref("headers", name) for name in names}


def shared_parameters(path: str, method: str) -> list[str]:
    """The names of the shared parameters of an operation."""
    names = ["AcceptLanguage"]
    if method == "get":
        names.append("IfNoneMatch")
    if method in {"put", "patch", "delete"}:
        names.append("IfMatch")
    if method == "put" and path != "/organisation":
        names.append("OnlyNew")
    if method == "post":
        names.append("IdempotencyKey")
    return names


def description(summary: str, path: str, method: str, tag: str) -> str:
    """A few sentences on an operation: what it does, what kind of call it is, and for whom."""
    kinds = {
        "get": "Reads; nothing changes. Answers `304` to a fitting `If-None-Match`.",
        "post": "Send an `Idempotency-Key` to be able to repeat it without a second effect.",
        "search": "Reads; nothing changes. What is asked stands in the body, so that no address holds a name. "
        "The next page is the same body with `cursor`.",
        "put": "Repeating it is safe: an equal body changes nothing; a change of what exists needs `If-Match`.",
        "replace": "Says all of it anew; repeating it is safe.",
        "patch": "A merge patch (RFC 7396): null takes away, what is left out stays. Needs `If-Match`.",
        "remove": "Removes it for good.",
        "delete": "Leaves a tombstone; ids are not used again. Needs `If-Match`.",
    }
    action, noun = asked_by(
        {"search": "GET", "replace": "PUT", "remove": "DELETE"}.get(method, method.upper()), path, tag
    )
    who = ", ".join(kind.value for kind in kinds_of(action, noun))
    return f"{summary}\n\n{kinds[method]}\n\nFor: {who}; each within their rights."


def without_null(schema: Document) -> Document:
    """A parameter's schema without null: a query key is there or it is not."""
    options = schema.pop("anyOf", None)
    if options:
        schema |= next(one for one in options if one.get("type") != "null")
    if isinstance(schema.get("type"), list):
        schema["type"] = schema["type"][0]
    if schema.get("type") == "integer":
        schema["format"] = "int32"
    return schema


def _ref(kind: str, name: str) -> Document:
    return {"$ref": f"#/components/{kind}/{name}"}
