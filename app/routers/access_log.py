"""The access log over HTTP: whole entries for the privacy officer, who looked for a resident."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.models.access_log import AccessEntry, Look
from app.models.base import Page
from app.models.filters import AccessLogFilters, LookFilters
from app.models.wire import Id
from app.routers.residents import ResidentPath
from app.routers.route import CareRoute, Db, Spoken
from app.services import looking_back

EntryPath = Annotated[Id, Path(alias="accessEntryId", description="Id of the entry.")]

router = APIRouter(route_class=CareRoute, tags=["access-log"])
looking = APIRouter(route_class=CareRoute, tags=["looks"])


@router.get("/access-log")
def list_access_entries(db: Db, filters: Annotated[AccessLogFilters, Query()]) -> Page[AccessEntry]:
    """Who did what with whose data, newest first, a page at a time; asking stands in the log itself."""
    return looking_back.list_all(db, filters)


@router.get("/access-log/{accessEntryId}")
def get_access_entry(db: Db, entry_id: EntryPath) -> AccessEntry:
    """One entry with everybody in it."""
    return looking_back.look_up(db, entry_id)


@looking.get("/residents/{residentId}/access-log")
def list_looks(
    db: Db, language: Spoken, resident_id: ResidentPath, filters: Annotated[LookFilters, Query()]
) -> Page[Look]:
    """Who looked at a resident, in plain words: a line for each reader per day, newest first."""
    return looking_back.looks_at(db, resident_id, filters, language)
