"""Relatives: welcomed, described anew, their hat taken off."""

from uuid import UUID

from app.database import Session
from app.models.base import Laid, Page
from app.models.filters import Filters, RelativeSearchBody
from app.models.patch import Patch
from app.models.relative import Relative, RelativeBody, RelativeRow
from app.models.vocabulary import Hat
from app.services import lists, patches, people, records
from app.services.records import Expected
from app.services.search import finding


def look_up(session: Session, relative_id: UUID) -> Relative:
    """One relative."""
    return people.tell(session, Relative, records.find(session, RelativeRow, relative_id))


def list_all(session: Session, filters: Filters) -> Page[Relative]:
    """A page of relatives."""
    rows, cursor = lists.turn(session, RelativeRow, records.living(RelativeRow), filters)
    return Page[Relative](items=[people.tell(session, Relative, row) for row in rows], next_cursor=cursor)


def search(session: Session, asked: RelativeSearchBody) -> Page[Relative]:
    """A page of the relatives with these names."""
    rows, cursor = finding.people(session, RelativeRow, records.living(RelativeRow), asked)
    return Page[Relative](items=[people.tell(session, Relative, row) for row in rows], next_cursor=cursor)


def welcome(session: Session, body: RelativeBody, relative_id: UUID | None = None) -> Relative:
    """A new relative, or a living person who is a relative too."""
    return people.tell(session, Relative, people.put_on(session, records.blank(RelativeRow), body, relative_id))


def put(session: Session, relative_id: UUID, body: RelativeBody, expected: Expected | None) -> Laid[Relative]:
    """The relative as the caller says they are: new, a further hat, the same, or described anew."""
    row = records.claim_place(session, RelativeRow, relative_id)
    if row is None:
        records.expect_nothing(expected)
        return Laid(welcome(session, body, relative_id), created=True)
    return Laid(_describe(session, row, body, expected), created=False)


def amend(session: Session, relative_id: UUID, patch: Patch, expected: Expected | None) -> Relative:
    """The relative with some of it said anew."""
    row = records.claim(session, RelativeRow, relative_id)
    records.expect(row, expected)
    now = records.said(RelativeBody, row, row.person)
    return _describe(session, row, patches.apply(RelativeBody, now, patch), expected)


def take_off(session: Session, relative_id: UUID, expected: Expected | None) -> None:
    """Take the hat of relative off; Conflict while something rests on it."""
    people.take_off(session, records.claim(session, RelativeRow, relative_id), expected, Hat.RELATIVE)


def _describe(session: Session, row: RelativeRow, body: RelativeBody, expected: Expected | None) -> Relative:
    if people.redescribe(session, row, body, expected):
        session.refresh(row)
    return people.tell(session, Relative, row)
