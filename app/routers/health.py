"""Whether the service lives, and whether it can answer."""

from typing import Literal

from fastapi import APIRouter, Request, Response
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from app.database import Database, is_reachable
from app.models.base import Read

router = APIRouter(include_in_schema=False)


class Health(Read):
    """How the service is."""

    status: Literal["up", "down"] = Field(description="Up, or down.")


@router.get("/health/live")
async def show_liveness() -> Health:
    """The process runs."""
    return Health(status="up")


@router.get("/health/ready")
async def show_readiness(request: Request, response: Response) -> Health:
    """The database answers; 503 when it does not."""
    database: Database = request.app.state.database
    ready = await run_in_threadpool(is_reachable, database)
    return _told(response, ready=ready)


def _told(response: Response, *, ready: bool) -> Health:
    response.status_code = 200 if ready else 503
    return Health(status="up" if ready else "down")
