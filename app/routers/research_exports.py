"""Research exports over HTTP: for the privacy officer, who gives them to who does the research."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.models.base import Page
from app.models.filters import Turning
from app.models.research_export import ResearchContent, ResearchExport, ResearchExportBody
from app.models.wire import Id
from app.routers.route import CareRoute, Db
from app.services import research_exports

ExportPath = Annotated[Id, Path(alias="researchExportId", description="Id of the research export.")]

router = APIRouter(route_class=CareRoute, tags=["research-exports"])


@router.get("/research-exports")
def list_research_exports(db: Db, turning: Annotated[Turning, Query()]) -> Page[ResearchExport]:
    """The research exports, a page at a time, without what is in them."""
    return research_exports.list_all(db, turning)


@router.post("/research-exports", status_code=201)
def create_research_export(db: Db, body: ResearchExportBody) -> ResearchExport:
    """A research export of a period, with codes that stand in no other."""
    return research_exports.make(db, body)


@router.get("/research-exports/{researchExportId}")
def get_research_export(db: Db, export_id: ExportPath) -> ResearchExport:
    """One research export, without what is in it."""
    return research_exports.look_up(db, export_id)


@router.get("/research-exports/{researchExportId}/content")
def get_research_export_content(db: Db, export_id: ExportPath) -> ResearchContent:
    """What is in it today; a consent that was withdrawn counts at once."""
    return research_exports.content(db, export_id)
