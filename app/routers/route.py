"""One request, one transaction: recognise the caller, call the endpoint, serialise, commit, and only then answer.

Everything between reading the request and sending the answer happens in one thread and can run again when the
database asks for that.
"""

import inspect
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final, get_args

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.routing import Match
from starlette.types import Scope

from app.database import Database, Session
from app.models.base import Drawn, Kept, Laid, Page, Read, ShownOnce
from app.models.key import KeyRow
from app.models.patch import Patching, patch_of
from app.models.vocabulary import Language
from app.policy.asked import READS, SEARCH, asked_by
from app.policy.caller import Caller
from app.policy.entry import enter, refuse_other_voices
from app.policy.writing import judge
from app.problems import Conflict, Flaw, Invalid, Refusal
from app.routers import conditional, limits, negotiation, strict_json
from app.routers.noting import Noting
from app.services import callers, kept_answers, keys
from app.services.callers import Known
from app.services.kept_answers import Asked, Said
from app.services.persons_shown import Shown, shown_in
from app.settings import Settings
from app.tokens.checking import Bearer, Tokens, is_token


@dataclass(frozen=True, slots=True)
class _Given:
    """Marks a parameter of an endpoint that the transaction gives, not the request."""

    what: str


Db = Annotated[Session, _Given("session")]
Spoken = Annotated[Language, _Given("language")]
Asking = Annotated[Known, _Given("known")]

LONGEST_IDEMPOTENCY_KEY: Final = 255
NO_CONTENT: Final = 204


class CareRoute(APIRoute):
    """A route whose endpoint runs inside one transaction of the caller's organisation."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:  # noqa: ANN401  as APIRoute's own
        super().__init__(path, _in_transaction(endpoint, self), **options)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether this route is at the address; that of a search is never the address of a thing."""
        if scope.get("path", "").endswith(SEARCH) and not self.path.endswith(SEARCH):
            return Match.NONE, {}
        return super().matches(scope)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Read strictly, then let FastAPI validate; who is not recognised hears that before anything else."""
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                negotiation.bearer(request)
                negotiation.check_forms(request, _forms_of(self))
                negotiation.check_query(request, takes_any=bool(self.dependant.query_params))
                await _read(request)
                return await handle(request)
            except (RequestValidationError, Refusal) as error:
                if isinstance(error, RequestValidationError) or error.status in {400, 406, 413, 415}:
                    await run_in_threadpool(_recognise, request)
                raise

        return answer


def _forms_of(route: CareRoute) -> tuple[str, ...]:
    """In what a route answers: JSON, or a page for people; a refusal is JSON anyhow."""
    page = isinstance(route.response_class, type) and issubclass(route.response_class, HTMLResponse)
    return ("text/html", negotiation.FORMS[1]) if page else negotiation.FORMS


async def _read(request: Request) -> None:
    """Read the body within its limit and as strict JSON; FastAPI finds both where it would have put them."""
    settings: Settings = request.app.state.settings
    request._body = await negotiation.read_body(request, settings.max_body_bytes)  # noqa: SLF001  where Starlette keeps it
    if request._body and request.method not in READS:  # noqa: SLF001  as above
        request._json = strict_json.load_body(request._body)  # noqa: SLF001  as above


def _recognise(request: Request) -> None:
    """Raise NotKnown unless the caller is known; what a known caller asks counts, however wrong it is."""
    database: Database = request.app.state.database
    credential = _credential(request)
    database.run(lambda session: _known(request, session, credential), write=False)


def _credential(request: Request) -> str | Bearer:
    """The key or code that was sent, or the token once it is found good, which may take a call to its issuer."""
    text = negotiation.bearer(request)
    tokens: Tokens = request.app.state.tokens
    return tokens.check(text) if is_token(text) else text


def _known(request: Request, session: Session, credential: str | Bearer) -> Known:
    """Who asks this, counted; from here the session stands in their organisation."""
    known = callers.recognise(session, credential, negotiation.acting_person(request))
    limits.admit_caller(request, str(known.caller.actor), known.caller.organisation_id)
    return known


def _in_transaction(endpoint: Callable[..., Any], route: CareRoute) -> Callable[..., Response]:
    """The endpoint as FastAPI sees it: without what the transaction gives, with the request."""
    signature = inspect.signature(endpoint, eval_str=True)
    given = {name: mark for name, one in signature.parameters.items() if (mark := _mark(one.annotation))}
    plain = [_shaped(one) for name, one in signature.parameters.items() if name not in given]

    def run(request: Request, **arguments: Any) -> Response:  # noqa: ANN401  whatever the endpoint takes
        def call(session: Session, language: Language, known: Known) -> object:
            gifts = {"session": session, "language": language, "known": known}
            return endpoint(**arguments, **{name: gifts[mark.what] for name, mark in given.items()})

        bodies = [value for value in arguments.values() if isinstance(value, BaseModel)]
        return _carry_out(request, route, bodies, call)

    run.__name__, run.__doc__ = endpoint.__name__, endpoint.__doc__
    run.__module__ = endpoint.__module__
    asked = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Request)
    shown = signature.replace(parameters=[asked, *(one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in plain)])
    vars(run)["__signature__"] = shown
    return run


def _shaped(parameter: inspect.Parameter) -> inspect.Parameter:
    """A parameter marked as a merge patch takes the shape of that patch."""
    mark = next((one for one in get_args(parameter.annotation) if isinstance(one, Patching)), None)
    return parameter.replace(annotation=patch_of(mark.body)) if mark else parameter


def _mark(annotation: object) -> _Given | None:
    return next((one for one in get_args(annotation) if isinstance(one, _Given)), None)


def _carry_out(
    request: Request,
    route: CareRoute,
    bodies: Sequence[BaseModel],
    call: Callable[[Session, Language, Known], object],
) -> Response:
    database: Database = request.app.state.database
    once, credential = _idempotent(request), _credential(request)
    noting = Noting(request, route, *asked_by(request.method, route.path, str(route.tags[0])))

    def work(session: Session) -> tuple[Said, KeyRow | None]:
        known = noting.known = _known(request, session, credential)
        language = negotiation.accepted_language(request.headers.get("accept-language"), known.locale)
        request.state.language = language
        enter(session, known.caller, known.reach, noting.action, noting.noun)
        for body in bodies:
            refuse_other_voices(known.caller, body)
        used = None if known.key is None or keys.is_use_noted(session, known.key) else known.key
        if once and (before := kept_answers.earlier(session, once)):
            said = _told_again(before)
            noting.done(session, None, before=before.entry_id)
            return said, used
        answer = call(session, language, known)
        judge(session)
        told = answer.value if isinstance(answer, Laid | Drawn) else answer
        entry_id = noting.done(session, _counted(request, known.caller, told), getattr(told, "id", None))
        said = replace(_as_said(request, route, answer, language), entry_id=entry_id)
        if once:
            kept_answers.keep(session, once, replace(said, body=b"") if isinstance(answer, ShownOnce) else said)
        return said, used

    try:
        said, used = database.run(work, write=not negotiation.is_read(request.method, request.url.path))
    except Refusal as refusal:
        noting.denied(database, refusal)
        raise
    if used is not None:
        place = used.organisation_id, used.id
        database.run(lambda session: keys.note_use(session, *place), write=True)
    return _as_response(request, said)


def _told_again(before: Said) -> Said:
    """The answer to the same request, as it was; Conflict for one that was shown once."""
    if not before.body:
        raise Conflict("shown_once")
    return Said(before.status, {**before.headers, "Idempotent-Replayed": "true"}, before.body, None)


def _counted(request: Request, caller: Caller, answer: object) -> Shown | None:
    """Whom an answer shows, counted towards the caller's quota; TooMany, and nothing is done, when it is used up."""
    if not isinstance(answer, Read):
        return None
    shown, settings = shown_in(answer), request.app.state.settings
    most = settings.persons_seen_per_hour if caller.person_id else settings.persons_seen_per_hour_system
    if most:
        limits.count_seen(request, str(caller.author), shown.persons, most)
    return shown


def _idempotent(request: Request) -> Asked | None:
    """The request as one that may come twice, when the caller marked it so; a search may anyhow."""
    text = request.headers.get("idempotency-key")
    if text is None or request.method != "POST" or negotiation.is_read(request.method, request.url.path):
        return None
    if not 1 <= len(text) <= LONGEST_IDEMPOTENCY_KEY or not text.isascii() or not text.isprintable():
        raise Invalid("invalid_request", Flaw("idempotency_key_form", parameter="Idempotency-Key"))
    settings: Settings = request.app.state.settings
    return Asked(
        operation=f"POST {request.url.path}"[:300],
        idempotency_key=text,
        body=request._body,  # noqa: SLF001  read in `_read`
        language=request.headers.get("accept-language", ""),
        acting=request.headers.get(callers.ACTING_PERSON, ""),
        hours=settings.idempotency_hours,
    )


def _as_said(request: Request, route: CareRoute, value: object, language: Language) -> Said:
    """The answer in bytes and headers; the status is the route's own, a PUT of something old is 200."""
    status = route.status_code or 200
    headers = {"Content-Language": language.value}
    path = request.url.path
    if isinstance(value, Laid):
        status = 201 if value.created else 200
        value = value.value
    elif status == 201:  # noqa: PLR2004  created
        path = f"{path}/{getattr(value, 'id', '')}"
    if status == 201:  # noqa: PLR2004  created
        headers["Location"] = path
    if value is None:
        return Said(NO_CONTENT, headers, b"", None)
    if isinstance(value, Drawn):
        page = value.text.encode()
        headers |= {"Content-Type": value.form, "Content-Security-Policy": value.policy}
        return Said(status, headers | {"ETag": conditional.tag_of_bytes(page)}, page, None)
    assert isinstance(value, Read)  # noqa: S101  what endpoints answer with
    body = value.model_dump_json(by_alias=True).encode()
    if isinstance(value, Kept):
        headers["ETag"] = conditional.tag_of_row(value, language, body)
    elif request.method in READS:
        headers["ETag"] = conditional.tag_of_bytes(body)
    if isinstance(value, Page) and value.next_cursor and request.method in READS:
        headers["Link"] = f'<{path}?{request.url.include_query_params(cursor=value.next_cursor).query}>; rel="next"'
    return Said(status, headers, body, getattr(value, "id", None) if isinstance(value, Kept) else None)


def _as_response(request: Request, said: Said) -> Response:
    headers = {**said.headers, "Vary": "Accept, Accept-Language"}
    etag = headers.get("ETag")
    if request.method in READS and etag and conditional.matches(request.headers.get("if-none-match"), etag):
        return Response(status_code=304, headers=headers)
    if said.status == NO_CONTENT:
        return Response(status_code=NO_CONTENT, headers=headers)
    return Response(said.body, status_code=said.status, headers=headers, media_type="application/json")
