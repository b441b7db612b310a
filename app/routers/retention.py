"""Retention over HTTP: how long what is recorded is kept, and what that would remove today."""

from fastapi import APIRouter

from app.models.retention import Retention, RetentionBody, RetentionPreview
from app.routers.route import CareRoute, Db
from app.services import retention

router = APIRouter(route_class=CareRoute, tags=["retention"])


@router.get("/retention")
def get_retention(db: Db) -> Retention:
    """How long every category is kept."""
    return retention.look_up(db)


@router.put("/retention")
def put_retention(db: Db, body: RetentionBody) -> Retention:
    """Say some rules anew; the worker goes by them from its next round on."""
    return retention.put(db, body)


@router.get("/retention/preview")
def get_retention_preview(db: Db) -> RetentionPreview:
    """What the worker would remove today: a dry run."""
    return retention.preview(db)
