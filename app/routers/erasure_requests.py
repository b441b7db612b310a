"""Requests to be erased over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.models.base import Page
from app.models.erasure_request import (
    ErasureDecisionBody,
    ErasureExtensionBody,
    ErasureRequest,
    ErasureRequestBody,
)
from app.models.filters import ErasureRequestFilters
from app.models.wire import Id
from app.routers.route import CareRoute, Db
from app.services import erasure_requests

RequestPath = Annotated[Id, Path(alias="erasureRequestId", description="Id of the request.")]

router = APIRouter(route_class=CareRoute, tags=["erasure-requests"])
deciding = APIRouter(route_class=CareRoute, tags=["erasure-decisions"])


@router.get("/erasure-requests")
def list_erasure_requests(db: Db, filters: Annotated[ErasureRequestFilters, Query()]) -> Page[ErasureRequest]:
    """The requests to be erased, a page at a time."""
    return erasure_requests.list_all(db, filters)


@router.post("/erasure-requests", status_code=201)
def create_erasure_request(db: Db, body: ErasureRequestBody) -> ErasureRequest:
    """Somebody asks to be erased; the privacy officer decides within a month."""
    return erasure_requests.ask(db, body)


@router.get("/erasure-requests/{erasureRequestId}")
def get_erasure_request(db: Db, request_id: RequestPath) -> ErasureRequest:
    """One request to be erased."""
    return erasure_requests.look_up(db, request_id)


@router.post("/erasure-requests/{erasureRequestId}/withdrawals")
def withdraw_erasure_request(db: Db, request_id: RequestPath) -> ErasureRequest:
    """Who asked does not want it any more."""
    return erasure_requests.withdraw(db, request_id)


@deciding.post("/erasure-requests/{erasureRequestId}/extensions")
def extend_erasure_request(db: Db, request_id: RequestPath, body: ErasureExtensionBody) -> ErasureRequest:
    """The decision takes two months more, once, with the reason."""
    return erasure_requests.extend(db, request_id, body)


@deciding.post("/erasure-requests/{erasureRequestId}/decisions")
def decide_erasure_request(db: Db, request_id: RequestPath, body: ErasureDecisionBody) -> ErasureRequest:
    """Granted, and erased at once for good; or refused, with the reason."""
    return erasure_requests.decide(db, request_id, body)
