"""Citizen service numbers over HTTP: whether the organisation keeps them, and that of a resident."""

from fastapi import APIRouter

from app.models.base import Page
from app.models.bsn import Bsn, BsnBody, BsnKeeping, BsnKeepingBody, BsnSearchBody
from app.models.resident import Resident
from app.routers.residents import ResidentPath
from app.routers.route import CareRoute, Db
from app.services import bsn_keeping, bsns, residents

router = APIRouter(route_class=CareRoute, tags=["bsns"])
deciding = APIRouter(route_class=CareRoute, tags=["bsn-keeping"])


@deciding.get("/bsn-keeping")
def get_bsn_keeping(db: Db) -> BsnKeeping:
    """Whether the organisation keeps the citizen service numbers (BSN) of its residents, and why."""
    return bsn_keeping.look_up(db)


@deciding.put("/bsn-keeping")
def put_bsn_keeping(db: Db, body: BsnKeepingBody) -> BsnKeeping:
    """Decide whether they are kept; a decision against it removes them all, at once and for good."""
    return bsn_keeping.put(db, body)


@router.post("/bsns/_search")
def search_bsns(db: Db, asked: BsnSearchBody) -> Page[Resident]:
    """The resident with this citizen service number (BSN), or nobody."""
    return residents.with_bsn(db, asked.bsn)


@router.get("/residents/{residentId}/bsn")
def get_resident_bsn(db: Db, resident_id: ResidentPath) -> Bsn:
    """The citizen service number (BSN) of a resident."""
    return bsns.look_up(db, resident_id)


@router.put("/residents/{residentId}/bsn", status_code=204)
def put_resident_bsn(db: Db, resident_id: ResidentPath, body: BsnBody) -> None:
    """Write down the citizen service number (BSN) of a resident; the answer holds none."""
    bsns.put(db, resident_id, body)


@router.delete("/residents/{residentId}/bsn", status_code=204)
def delete_resident_bsn(db: Db, resident_id: ResidentPath) -> None:
    """Remove the citizen service number (BSN) of a resident for good."""
    bsns.forget(db, resident_id)
