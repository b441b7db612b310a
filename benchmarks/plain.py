"""The plain way, to measure against: FastAPI and SQLModel as their tutorials have it, on the same tables.

A session dependency, ORM objects, a response model; no keys, no tenant wall, no strictness.
"""

import os
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import make_url
from sqlmodel import Session, col, create_engine, select

import app.models.nouns  # noqa: F401  every table must be known here
from app.models.resident import Resident, ResidentRow
from app.models.vocabulary import ResidentState
from app.services import records

url = make_url(os.environ["SAMENSPEL_DATABASE_URL"])
engine = create_engine(url.set(drivername="postgresql+psycopg") if url.get_backend_name() != "sqlite" else url)
service = FastAPI()


def session() -> Iterator[Session]:
    """Give every request a session."""
    with Session(engine) as opened:
        yield opened


Opened = Annotated[Session, Depends(session)]


@service.get("/health/live")
def show_liveness() -> str:
    """The process runs."""
    return "up"


@service.get("/v1/residents")
def list_residents(db: Opened, limit: int = 50) -> list[Resident]:
    """The residents, the first page."""
    living = select(ResidentRow).where(col(ResidentRow.deleted_at).is_(None))
    return [_told(row) for row in db.exec(living.order_by(col(ResidentRow.id)).limit(limit))]


def _told(row: ResidentRow) -> Resident:
    team = next((stay.team_id for stay in row.stays if stay.until_date is None), None)
    return records.said(Resident, row, row.person, team_id=team, state=ResidentState.MOVED_IN)
