"""What caller and service agree on per request: language, forms, size, and who the caller is said to be."""

import re
from typing import Final
from uuid import UUID

from fastapi import Request
from starlette.routing import Match

from app.models.vocabulary import Language
from app.models.wire import UUID_FORM
from app.policy.asked import READS, SEARCH
from app.problems import CHALLENGE, Flaw, Invalid, NotAcceptable, NotKnown, TooLarge, UnfitMedia
from app.services.callers import ACTING_PERSON
from app.tokens.checking import is_token

FORMS: Final = ("application/json", "application/problem+json")
METHODS: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")
PATCH_FORMS: Final = ("application/merge-patch+json", "application/json")
LONGEST_KEY: Final = 500
"""Far beyond any key; how long a token may be is judged where tokens are."""


def is_read(method: str, path: str) -> bool:
    """Whether a request changes nothing."""
    return method in READS or is_search(method, path)


def is_search(method: str, path: str) -> bool:
    """Whether a request is a search: a POST that only reads."""
    return method == "POST" and path.endswith(SEARCH)


def accepted_language(header: str | None, default: Language = Language.NL) -> Language:
    """The language of an Accept-Language header (RFC 9110): the best liked of those we have, else the default."""
    liked: dict[str, float] = {}
    for part in (header or "").split(","):
        tag, _, weight = part.strip().partition(";")
        name = tag.strip().lower().partition("-")[0]
        if name in {"nl", "en"}:
            liked[name] = max(liked.get(name, 0.0), _quality(weight))
    best = max(liked, key=lambda name: (liked[name], name == default.value), default=None)
    return Language(best) if best and liked[best] > 0 else default


def _quality(text: str) -> float:
    found = re.fullmatch(r"\s*q\s*=\s*([01](?:\.\d{1,3})?)\s*", text)
    return min(float(found[1]), 1.0) if found else (1.0 if not text.strip() else 0.0)


def accepts(header: str | None, forms: tuple[str, ...] = FORMS) -> bool:
    """Whether an Accept header (RFC 9110) admits one of these forms."""
    if not header or not header.strip():
        return True
    best: dict[str, tuple[int, float]] = {}
    for part in header.split(","):
        name, _, parameters = part.strip().partition(";")
        weights = [_quality(one) for one in parameters.split(";") if one.strip().lower().startswith("q")]
        for form in forms:
            closeness = _closeness(name.strip().lower(), form)
            if closeness > best.get(form, (0, 0.0))[0]:
                best[form] = (closeness, weights[0] if weights else 1.0)
    return any(weight > 0 for _, weight in best.values())


def _closeness(wanted: str, form: str) -> int:
    if wanted == form:
        return 3
    if wanted == form.partition("/")[0] + "/*":
        return 2
    return 1 if wanted == "*/*" else 0


def check_forms(request: Request, forms: tuple[str, ...] = FORMS) -> None:
    """Refuse what we cannot answer in (406) or do not read (415); `forms` are those that the route answers in."""
    if not accepts(request.headers.get("accept"), forms):
        raise NotAcceptable("not_acceptable", forms=forms[0])
    has_body = int_or_none(request.headers.get("content-length")) != 0 or "transfer-encoding" in request.headers
    if request.method in {"POST", "PUT", "PATCH"} and has_body and _has_content(request):
        read = PATCH_FORMS if request.method == "PATCH" else FORMS[:1]
        if _media_type(request.headers.get("content-type")) not in read:
            extra = {"Accept-Patch": ", ".join(PATCH_FORMS)} if request.method == "PATCH" else {"Accept": FORMS[0]}
            raise UnfitMedia("unsupported_media_type", headers=extra, forms=", ".join(read))
    if request.headers.get("content-encoding", "identity") != "identity":
        raise UnfitMedia("unsupported_encoding", headers={"Accept-Encoding": "identity"})


def _has_content(request: Request) -> bool:
    return "content-length" in request.headers or "transfer-encoding" in request.headers


def int_or_none(text: str | None) -> int | None:
    """A header's number, or None when it is no number."""
    return int(text) if text and text.isascii() and text.isdigit() else None


def _media_type(header: str | None) -> str:
    name, _, parameters = (header or "").partition(";")
    charset = re.search(r"charset\s*=\s*\"?([^\s;\"]+)", parameters, re.IGNORECASE)
    if charset and charset[1].lower() not in {"utf-8", "utf8"}:
        return ""
    return name.strip().lower()


def check_query(request: Request, *, takes_any: bool) -> None:
    """Refuse a query key that is given twice: which one counts would be a guess; and any at all where none is known.

    Where some are known, their model refuses the others.
    """
    keys = [key for key, _ in request.query_params.multi_items()]
    if len(set(keys)) < len(keys):
        raise Invalid("invalid_request", Flaw("query_key_twice", parameter="query"))
    if keys and not takes_any:
        raise Invalid("invalid_request", Flaw("field_unknown", parameter="query"))


def allowed_methods(request: Request) -> list[str]:
    """The methods of all routes at the request's path; the framework itself names those of one route only."""
    routes = request.app.router.routes
    found = [
        method
        for method in METHODS
        if any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)
    ]
    return ["GET", "HEAD", *found[1:]] if found[:1] == ["GET"] else found


async def read_body(request: Request, most: int) -> bytes:
    """The body, counted on the bytes received; TooLarge (413) as soon as there are too many."""
    announced = int_or_none(request.headers.get("content-length"))
    if announced is not None and announced > most:
        raise TooLarge("body_too_large", headers={"Connection": "close"}, most=most)
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > most:
            raise TooLarge("body_too_large", headers={"Connection": "close"}, most=most)
        chunks.append(chunk)
    return b"".join(chunks)


def bearer(request: Request) -> str:
    """The key, code or token the caller sent; NotKnown (401) with a challenge when there is none."""
    scheme, _, text = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not text.strip():
        raise NotKnown("key_missing", headers={"WWW-Authenticate": 'Bearer realm="samenspel"'})
    if len(text) > LONGEST_KEY and not is_token(text):
        raise NotKnown("key_unknown", headers=CHALLENGE)
    return text.strip()


def acting_person(request: Request) -> UUID | None:
    """For whom a program asks; Invalid when it is no id."""
    text = request.headers.get(ACTING_PERSON)
    if text is None:
        return None
    if not re.fullmatch(UUID_FORM, text, re.ASCII):
        raise Invalid("invalid_request", Flaw("id_form", parameter=ACTING_PERSON))
    return UUID(text)
