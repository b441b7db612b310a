"""Caregivers: taken on, described anew, their hat taken off."""

from uuid import UUID

from app.database import Session
from app.models.base import Laid, Page
from app.models.caregiver import Caregiver, CaregiverBody, CaregiverRow
from app.models.filters import CaregiverSearchBody, Filters
from app.models.patch import Patch
from app.models.vocabulary import Hat
from app.services import lists, patches, people, records
from app.services.records import Expected
from app.services.search import finding


def look_up(session: Session, caregiver_id: UUID) -> Caregiver:
    """One caregiver."""
    return people.tell(session, Caregiver, records.find(session, CaregiverRow, caregiver_id))


def list_all(session: Session, filters: Filters) -> Page[Caregiver]:
    """A page of caregivers."""
    rows, cursor = lists.turn(session, CaregiverRow, records.living(CaregiverRow), filters)
    return Page[Caregiver](items=[people.tell(session, Caregiver, row) for row in rows], next_cursor=cursor)


def search(session: Session, asked: CaregiverSearchBody) -> Page[Caregiver]:
    """A page of the caregivers with these names."""
    rows, cursor = finding.people(session, CaregiverRow, records.living(CaregiverRow), asked)
    return Page[Caregiver](items=[people.tell(session, Caregiver, row) for row in rows], next_cursor=cursor)


def take_on(session: Session, body: CaregiverBody, caregiver_id: UUID | None = None) -> Caregiver:
    """A new caregiver, or a living person who is a caregiver too."""
    return people.tell(session, Caregiver, people.put_on(session, records.blank(CaregiverRow), body, caregiver_id))


def put(session: Session, caregiver_id: UUID, body: CaregiverBody, expected: Expected | None) -> Laid[Caregiver]:
    """The caregiver as the caller says they are: new, a further hat, the same, or described anew."""
    row = records.claim_place(session, CaregiverRow, caregiver_id)
    if row is None:
        records.expect_nothing(expected)
        return Laid(take_on(session, body, caregiver_id), created=True)
    return Laid(_describe(session, row, body, expected), created=False)


def amend(session: Session, caregiver_id: UUID, patch: Patch, expected: Expected | None) -> Caregiver:
    """The caregiver with some of it said anew."""
    row = records.claim(session, CaregiverRow, caregiver_id)
    records.expect(row, expected)
    now = records.said(CaregiverBody, row, row.person)
    return _describe(session, row, patches.apply(CaregiverBody, now, patch), expected)


def take_off(session: Session, caregiver_id: UUID, expected: Expected | None) -> None:
    """Take the hat of caregiver off; Conflict while something rests on it."""
    people.take_off(session, records.claim(session, CaregiverRow, caregiver_id), expected, Hat.CAREGIVER)


def _describe(session: Session, row: CaregiverRow, body: CaregiverBody, expected: Expected | None) -> Caregiver:
    if people.redescribe(session, row, body, expected):
        session.refresh(row)
    return people.tell(session, Caregiver, row)
