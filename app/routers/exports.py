"""Exports over HTTP: what is recorded about somebody, for them to see and take away."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query
from fastapi.responses import HTMLResponse

from app.models.base import Drawn, Page
from app.models.export import Export, ExportBody, ExportContent, ExportReviewBody
from app.models.filters import ExportFilters
from app.models.wire import Id
from app.pictures import booklet
from app.routers.route import CareRoute, Db, Spoken
from app.services import exports

ExportPath = Annotated[Id, Path(alias="exportId", description="Id of the export.")]

PAGE: Final[dict[str, Any]] = {
    "text/html": {"example": "<!DOCTYPE html><html lang='nl'><h1>Wat er over u is vastgelegd</h1></html>"}
}

router = APIRouter(route_class=CareRoute, tags=["exports"])
reviewing = APIRouter(route_class=CareRoute, tags=["export-reviews"])


@router.get("/exports")
def list_exports(db: Db, filters: Annotated[ExportFilters, Query()]) -> Page[Export]:
    """The exports that were asked for, a page at a time, without what is in them."""
    return exports.list_all(db, filters)


@router.post("/exports", status_code=201)
def create_export(db: Db, body: ExportBody) -> Export:
    """An export of what is recorded about a person, or of what they supplied themselves."""
    return exports.ask(db, body)


@router.get("/exports/{exportId}")
def get_export(db: Db, export_id: ExportPath) -> Export:
    """One export, without what is in it."""
    return exports.look_up(db, export_id)


@router.get("/exports/{exportId}/content")
def get_export_content(db: Db, language: Spoken, export_id: ExportPath) -> ExportContent:
    """What is in an export, worked out now, to be read by a program."""
    return exports.content(db, export_id, language)


@router.get(
    "/exports/{exportId}/booklet", response_class=HTMLResponse, response_model=None, responses={200: {"content": PAGE}}
)
def get_export_booklet(db: Db, language: Spoken, export_id: ExportPath) -> Drawn[ExportContent]:
    """The same as a booklet, to be read by a person."""
    return booklet.draw(exports.content(db, export_id, language), language)


@reviewing.post("/exports/{exportId}/reviews")
def review_export(db: Db, export_id: ExportPath, body: ExportReviewBody) -> Export:
    """Which of the other persons in an export may be told; until then all of them are masked."""
    return exports.review(db, export_id, body)
