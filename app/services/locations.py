"""Locations: opened, described anew, closed."""

from uuid import UUID

from app.database import Session
from app.models.base import Laid, Page
from app.models.filters import Filters
from app.models.location import Location, LocationBody, LocationRow
from app.models.patch import Patch
from app.services import lists, patches, records
from app.services.records import Expected


def look_up(session: Session, location_id: UUID) -> Location:
    """One location."""
    return Location.model_validate(records.find(session, LocationRow, location_id))


def list_all(session: Session, filters: Filters) -> Page[Location]:
    """A page of locations."""
    rows, cursor = lists.turn(session, LocationRow, records.living(LocationRow), filters)
    return Page[Location](items=[Location.model_validate(row) for row in rows], next_cursor=cursor)


def open_(session: Session, body: LocationBody, location_id: UUID | None = None) -> Location:
    """A new location."""
    return Location.model_validate(records.lay_down(session, records.blank(LocationRow), body, location_id))


def put(session: Session, location_id: UUID, body: LocationBody, expected: Expected | None) -> Laid[Location]:
    """The location as the caller says it is: new, the same, or described anew."""
    row = records.claim_place(session, LocationRow, location_id)
    if row is None:
        records.expect_nothing(expected)
        return Laid(open_(session, body, location_id), created=True)
    return Laid(_describe(session, row, body, expected), created=False)


def amend(session: Session, location_id: UUID, patch: Patch, expected: Expected | None) -> Location:
    """The location with some of it said anew."""
    row = records.claim(session, LocationRow, location_id)
    records.expect(row, expected)
    return _describe(session, row, patches.apply(LocationBody, records.said(LocationBody, row), patch), expected)


def close(session: Session, location_id: UUID, expected: Expected | None) -> None:
    """Lay a location aside; Conflict while something is there or part of it."""
    row = records.claim(session, LocationRow, location_id)
    records.expect(row, expected)
    records.lay_aside(session, row)


def _describe(session: Session, row: LocationRow, body: LocationBody, expected: Expected | None) -> Location:
    if records.said(LocationBody, row) != body:
        records.expect(row, expected)
        records.rewrite(session, row, body)
    return Location.model_validate(row)
