"""Puts the house together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from app import __version__
from app.database import Database
from app.routers import (
    caregivers,
    codings,
    contract,
    docs_page,
    envelope,
    figures,
    health,
    instruments,
    locations,
    moments,
    organisation,
    people,
    refusals,
    relations,
    relatives,
    residents,
    roles,
    sittings,
    stories,
    teams,
    words,
)
from app.routers.origins import Origins
from app.settings import Settings, settings

ROUTERS: Final[tuple[APIRouter, ...]] = (
    words.router,
    organisation.router,
    locations.router,
    teams.router,
    people.router,
    residents.router,
    relatives.router,
    caregivers.router,
    relations.router,
    roles.router,
    moments.router,
    stories.router,
    codings.router,
    instruments.router,
    sittings.router,
    figures.router,
)


def create_app(chosen: Settings | None = None) -> FastAPI:
    """The whole service: /v1 with its contract, /docs and /health."""
    chosen = chosen or settings()
    database = Database(chosen)

    @asynccontextmanager
    async def running(_app: FastAPI) -> AsyncIterator[None]:
        yield
        database.close()

    outer = FastAPI(openapi_url=None, redirect_slashes=False, lifespan=running)
    versioned = _versioned()
    for app in (outer, versioned):
        app.state.settings, app.state.database = chosen, database
        refusals.install(app)
    outer.include_router(health.router)
    docs_page.install(outer)
    outer.mount("/v1", versioned)
    _add_layers(outer, chosen)
    return outer


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


def _name_of(route: APIRoute) -> str:
    return route.name


def _add_layers(app: FastAPI, chosen: Settings) -> None:
    """CORS for the listed origins, and around everything the envelope."""
    app.add_middleware(
        Origins,
        allow_origins=chosen.allowed_origins,
        allow_methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
        allow_headers=["Authorization", "Content-Type", "If-Match", "If-None-Match", "Idempotency-Key", "X-Request-Id"],
        expose_headers=[
            "API-Version",
            "ETag",
            "Link",
            "Location",
            "X-Request-Id",
            "Idempotent-Replayed",
            "Retry-After",
        ],
    )
    envelope.install(app, __version__)
