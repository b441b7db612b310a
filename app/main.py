"""Puts the house together."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from typing import Any, Final

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from app import __version__
from app.database import Database
from app.routers import (
    access_log,
    bsns,
    caregivers,
    codings,
    consents,
    contract,
    docs_page,
    emergency_accesses,
    envelope,
    erasure_requests,
    exports,
    figures,
    health,
    instruments,
    invitations,
    keys,
    limits,
    locations,
    maskings,
    me,
    moments,
    organisation,
    people,
    refusals,
    relations,
    relatives,
    research_exports,
    residents,
    retention,
    roles,
    sittings,
    stories,
    teams,
    words,
)
from app.routers.origins import Origins
from app.settings import Settings, settings
from app.tokens.checking import Tokens
from app.worker import loop

COLLECT_EVERY: Final = (50_000, 20, 20)
"""New values before the youngest are gone through, and how many such rounds before the older ones are."""

ROUTERS: Final[tuple[APIRouter, ...]] = (
    words.router,
    organisation.router,
    locations.router,
    teams.router,
    people.router,
    residents.router,
    bsns.router,
    relatives.router,
    caregivers.router,
    relations.router,
    roles.router,
    moments.router,
    stories.router,
    codings.router,
    instruments.router,
    sittings.router,
    consents.router,
    maskings.router,
    maskings.deciding,
    me.router,
    keys.router,
    invitations.router,
    invitations.redeeming,
    people.logins_router,
    figures.router,
    exports.router,
    exports.reviewing,
    erasure_requests.router,
    erasure_requests.deciding,
    retention.router,
    bsns.deciding,
    research_exports.router,
    access_log.looking,
    access_log.router,
    emergency_accesses.router,
    emergency_accesses.reviewing,
)


def create_app(chosen: Settings | None = None) -> FastAPI:
    """The whole service: /v1 with its contract, /docs and /health."""
    chosen = chosen or settings()
    database = Database(chosen)

    @asynccontextmanager
    async def running(_app: FastAPI) -> AsyncIterator[None]:
        _spare_the_collector()
        with loop.beside(database) if database.is_sqlite else nullcontext():
            yield
        database.close()

    outer = FastAPI(openapi_url=None, redirect_slashes=False, lifespan=running)
    versioned = _versioned()
    asked, tokens = limits.Limits(chosen), Tokens(chosen.issuers)
    for app in (outer, versioned):
        app.state.settings, app.state.database, app.state.limits = chosen, database, asked
        app.state.tokens = tokens
        refusals.install(app)
    outer.include_router(health.router)
    docs_page.install(outer)
    outer.mount("/v1", versioned)
    _add_layers(outer, chosen)
    return outer


def _spare_the_collector() -> None:
    """Leave what is here for good out of garbage collection.

    A figure makes thousands of short-lived values; going through the whole program for each few thousand of them took
    a fifth of the time of a large answer.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_EVERY)


def create_contract() -> dict[str, Any]:
    """The contract alone, without a database."""
    return contract.build(_versioned())


def _versioned() -> FastAPI:
    app = FastAPI(
        version=__version__,
        redirect_slashes=False,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        root_path_in_servers=False,
        generate_unique_id_function=_name_of,
    )
    for router in ROUTERS:
        app.include_router(router)
    contract.install(app)
    return app


ALLOWED_HEADERS: Final = (
    "Authorization",
    "Content-Type",
    "If-Match",
    "If-None-Match",
    "Idempotency-Key",
    "Samenspel-Acting-Person",
    "X-Request-Id",
)


def _name_of(route: APIRoute) -> str:
    return route.name


def _add_layers(app: FastAPI, chosen: Settings) -> None:
    """Limits, around them CORS for the listed origins, and around everything the envelope."""
    app.add_middleware(limits.Limiting)
    app.add_middleware(
        Origins,
        allow_origins=chosen.allowed_origins,
        allow_methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
        allow_headers=ALLOWED_HEADERS,
        expose_headers=[
            "API-Version",
            "ETag",
            "Link",
            "Location",
            "X-Request-Id",
            "Idempotent-Replayed",
            "RateLimit",
            "RateLimit-Policy",
            "Retry-After",
        ],
    )
    envelope.install(app, __version__)
