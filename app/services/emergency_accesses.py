"""Emergency access: begun by a caregiver, over within the hour, reviewed by the privacy officer."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.database import Session, whoever_asks
from app.models.base import Page
from app.models.emergency_access import (
    EmergencyAccess,
    EmergencyAccessBody,
    EmergencyAccessRow,
    EmergencyEndingBody,
    EmergencyReviewBody,
)
from app.models.filters import LARGEST_PAGE, EmergencyAccessFilters, ResidentSearchBody
from app.models.person import PersonRow
from app.models.vocabulary import CallerKind, ResidentState
from app.policy.holding import Holding
from app.problems import Conflict, Flaw, NotAllowed, Unprocessable
from app.services import lists, records, residents
from app.services.masking_words import names_of
from app.services.naming import with_names
from app.services.references import require
from app.services.search.words import sort_name

WHO_MAY = (CallerKind.CAREGIVER, CallerKind.COORDINATOR)


def begin(session: Session, body: EmergencyAccessBody) -> EmergencyAccess:
    """Let the caregiver who asks see a resident for a while; whoever sees them already needs no emergency.

    Raises NotAllowed for who belongs to no team today, Conflict for a resident who is in their care, Unprocessable for
    a resident who is not here, and for a name that is not that of one alone.
    """
    holding = session.holding
    if not isinstance(holding, Holding) or not any(holding.reach.teams.get(kind) for kind in WHO_MAY):
        raise NotAllowed("not_permitted")
    body = body if body.resident_name is None else _named(session, body, body.resident_name)
    if any(body.resident_id in holding.reach.residents.get(kind, ()) for kind in WHO_MAY):
        raise Conflict("in_care_already")
    _require(session, body)
    row = records.begin(session, records.blank(EmergencyAccessRow), body)
    row.person_id = holding.reach.person_id
    row.until_at = session.now + timedelta(minutes=body.minutes)
    session.add(row)
    session.flush()
    return _told(session, row)


def end(session: Session, access_id: UUID, body: EmergencyEndingBody | None) -> EmergencyAccess:
    """Nobody needs it any longer; Conflict when it was over already."""
    row = records.claim(session, EmergencyAccessRow, access_id)
    if row.until_at <= session.now:
        raise Conflict("illegal_state")
    row.until_at = session.now
    row.note = body.note if body else None
    records.touch(session, row)
    return _told(session, row)


def review(session: Session, access_id: UUID, body: EmergencyReviewBody) -> EmergencyAccess:
    """What the privacy officer finds; Conflict while it lasts, and when it was reviewed before."""
    row = records.claim(session, EmergencyAccessRow, access_id)
    if row.until_at > session.now or row.reviewed_at is not None:
        raise Conflict("illegal_state")
    row.outcome, row.remark = body.outcome, body.remark
    row.reviewed_at, row.reviewed_by_id = session.now, session.author_id
    records.touch(session, row)
    return _told(session, row)


def look_up(session: Session, access_id: UUID) -> EmergencyAccess:
    """One emergency access."""
    return _told(session, records.find(session, EmergencyAccessRow, access_id))


def list_all(session: Session, filters: EmergencyAccessFilters) -> Page[EmergencyAccess]:
    """A page of them, in the order in which they began."""
    statement = records.living(EmergencyAccessRow)
    if filters.resident_id is not None:
        statement = statement.where(col(EmergencyAccessRow.resident_id) == filters.resident_id)
    if filters.person_id is not None:
        statement = statement.where(col(EmergencyAccessRow.person_id) == filters.person_id)
    if filters.reviewed is not None:
        reviewed = col(EmergencyAccessRow.reviewed_at)
        statement = statement.where(reviewed.is_not(None) if filters.reviewed else reviewed.is_(None))
    rows, cursor = lists.turn(session, EmergencyAccessRow, statement, filters)
    told = with_names(session, [_unnamed(session, row) for row in rows])
    return Page[EmergencyAccess](items=list(told), next_cursor=cursor)


@whoever_asks
def _named(session: Session, body: EmergencyAccessBody, name: str) -> EmergencyAccessBody:
    """The same with the id of the one resident who lives here and is called so; who guesses hears of nobody."""
    asked = ResidentSearchBody(q=name, state=ResidentState.MOVED_IN, limit=LARGEST_PAGE)
    alike = residents.search(session, asked)
    rows = session.scalars(select(PersonRow).where(col(PersonRow.id).in_([one.id for one in alike.items])))
    wanted = set(sort_name(name).split())
    found = [row.id for row in rows if wanted <= set(sort_name(*names_of(row)).split())]
    if len(found) != 1 or alike.next_cursor:
        raise Unprocessable("resident_not_clear", Flaw("resident_not_clear", pointer="/residentName"))
    return body.model_copy(update={"resident_id": found[0]})


@whoever_asks
def _require(session: Session, body: EmergencyAccessBody) -> None:
    require(session, body)


def _told(session: Session, row: EmergencyAccessRow) -> EmergencyAccess:
    return with_names(session, [_unnamed(session, row)])[0]


def _unnamed(session: Session, row: EmergencyAccessRow) -> EmergencyAccess:
    return records.said(EmergencyAccess, row, is_open=row.until_at > session.now)
