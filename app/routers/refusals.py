"""How a refusal leaves over HTTP: application/problem+json (RFC 9457), all errors at once, nothing echoed."""

from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import Field
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from app.models.base import Read
from app.models.flaws import flaws_of
from app.models.sentences import sentence, title
from app.models.vocabulary import Language
from app.models.wire import Code, Int, Line
from app.problems import Conflict, Flaw, Invalid, Refusal, Stale, Unavailable
from app.routers import conditional
from app.routers.negotiation import accepted_language, allowed_methods

MOST_ERRORS: Final = 1000
TYPE_PREFIX: Final = "urn:samenspel:problem:"


class FieldError(Read):
    """One thing that is wrong, and where."""

    pointer: str | None = Field(
        max_length=500, description="JSON pointer (RFC 6901) into the body; empty is the whole."
    )
    parameter: Line | None = Field(description="Name of the query key, path part or header.")
    code: Code = Field(description="Stable code of what is wrong.")
    detail: str = Field(max_length=500, description="What is wrong and what to do, in words.")


class Problem(Read):
    """A refusal (RFC 9457)."""

    type: str = Field(max_length=100, description="URI of the kind of problem; the closed list stands in the guide.")
    title: str = Field(max_length=200, description="The kind of problem in words.")
    status: Int = Field(description="The HTTP status.")
    detail: str = Field(max_length=500, description="What is wrong and what to do, in words.")
    instance: str = Field(max_length=60, description="This one occurrence: urn:uuid and the request id.")
    code: Code = Field(description="Stable code of the problem.")
    errors: list[FieldError] = Field(
        max_length=MOST_ERRORS, description="Everything that is wrong, all at once; of more the first thousand."
    )


def install(app: FastAPI) -> None:
    """Let every error of an app leave as a problem."""
    for kind in (Refusal, RequestValidationError, HTTPException, IntegrityError, OperationalError, PoolTimeout):
        app.add_exception_handler(kind, _answer)
    app.add_exception_handler(Exception, _answer)


async def _answer(request: Request, error: Exception) -> Response:
    return as_response(request, as_refusal(error))


def as_refusal(error: Exception) -> Refusal | HTTPException:
    """Any error as a refusal; what nobody foresaw becomes a 500 that tells nothing."""
    if isinstance(error, Refusal | HTTPException):
        return error
    if isinstance(error, RequestValidationError):
        return Invalid("invalid_request", *flaws_of(error.errors()))
    if isinstance(error, IntegrityError):
        return Conflict("conflict")
    if isinstance(error, OperationalError | PoolTimeout):
        return Unavailable("database_away", headers={"Retry-After": "5"})
    return Refusal("internal_error")


def as_response(request: Request, refusal: Refusal | HTTPException) -> Response:
    """The problem itself, in the caller's language."""
    language = getattr(request.state, "language", None) or accepted_language(request.headers.get("accept-language"))
    status, headers = (refusal.status, refusal.headers) if isinstance(refusal, Refusal) else _plain(request, refusal)
    code = refusal.code if isinstance(refusal, Refusal) else HTTP_CODES.get(refusal.status_code, "invalid_request")
    flaws = refusal.flaws if isinstance(refusal, Refusal) else ()
    values = refusal.values if isinstance(refusal, Refusal) else {}
    if isinstance(refusal, Stale) and refusal.now is not None:
        headers = {**headers, "ETag": conditional.tag(*refusal.now, language)}
    problem = Problem(
        type=TYPE_PREFIX + code.replace("_", "-"),
        title=title(code, language),
        status=status,
        detail=sentence(code, language, values),
        instance=f"urn:uuid:{request.scope.get('request_id', '')}",
        code=code,
        errors=[_field_error(flaw, language) for flaw in flaws[:MOST_ERRORS]],
    )
    body = problem.model_dump_json(by_alias=True).encode()
    headers = {**headers, "Content-Language": language.value, "Vary": "Accept, Accept-Language"}
    return Response(body, status_code=status, headers=headers, media_type="application/problem+json")


HTTP_CODES: Final = {404: "not_found", 405: "method_not_allowed", 400: "invalid_request", 413: "body_too_large"}


def _plain(request: Request, error: HTTPException) -> tuple[int, dict[str, str]]:
    headers = dict(error.headers or {})
    if error.status_code == 405:  # noqa: PLR2004  method not allowed
        headers["Allow"] = ", ".join(allowed_methods(request))
    return error.status_code, headers


def _field_error(flaw: Flaw, language: Language) -> FieldError:
    return FieldError(
        pointer=flaw.pointer,
        parameter=flaw.parameter,
        code=flaw.code,
        detail=sentence(flaw.code, language, flaw.values),
    )
