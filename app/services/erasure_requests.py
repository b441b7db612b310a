"""Requests to be erased: asked by the person, who represents them, or the privacy officer, who decides in a month."""

from uuid import UUID

from sqlmodel import col

from app.database import Session
from app.models.base import Page
from app.models.erasure_request import (
    ErasedRows,
    ErasureDecisionBody,
    ErasureExtensionBody,
    ErasureRequest,
    ErasureRequestBody,
    ErasureRequestRow,
)
from app.models.filters import ErasureRequestFilters
from app.models.vocabulary import ErasureDecision, ErasureState
from app.problems import Conflict
from app.services import erasing, lists, records
from app.services.dates import months_after
from app.services.naming import with_names
from app.services.references import require

MONTHS = 1
MONTHS_MORE = 2


def ask(session: Session, body: ErasureRequestBody) -> ErasureRequest:
    """Write down that somebody asks to be erased; Conflict while an earlier request is open."""
    require(session, body)
    open_one = records.living(ErasureRequestRow).where(
        col(ErasureRequestRow.person_id) == body.person_id, col(ErasureRequestRow.state) == ErasureState.ASKED
    )
    if session.scalars(open_one).first() is not None:
        raise Conflict("asked_already")
    row = records.begin(session, records.blank(ErasureRequestRow), body)
    row.state, row.due_date = ErasureState.ASKED, months_after(session.today, MONTHS)
    session.add(row)
    session.flush()
    return _told(session, row)


def look_up(session: Session, request_id: UUID) -> ErasureRequest:
    """One request."""
    return _told(session, records.find(session, ErasureRequestRow, request_id))


def list_all(session: Session, filters: ErasureRequestFilters) -> Page[ErasureRequest]:
    """A page of requests."""
    statement = records.living(ErasureRequestRow)
    if filters.state is not None:
        statement = statement.where(col(ErasureRequestRow.state) == filters.state)
    rows, cursor = lists.turn(session, ErasureRequestRow, statement, filters)
    told = with_names(session, [unnamed(session, row) for row in rows])
    return Page[ErasureRequest](items=list(told), next_cursor=cursor)


def withdraw(session: Session, request_id: UUID) -> ErasureRequest:
    """Who asked does not want it any more; Conflict when it was decided."""
    row = _open(session, request_id)
    row.state = ErasureState.WITHDRAWN
    records.touch(session, row)
    return _told(session, row)


def extend(session: Session, request_id: UUID, body: ErasureExtensionBody) -> ErasureRequest:
    """Two months more to decide; Conflict when it was extended before, or decided."""
    row = _open(session, request_id)
    if row.extension_reason is not None:
        raise Conflict("illegal_state")
    row.extension_reason, row.due_date = body.reason, months_after(row.due_date, MONTHS_MORE)
    records.touch(session, row)
    return _told(session, row)


def decide(session: Session, request_id: UUID, body: ErasureDecisionBody) -> ErasureRequest:
    """Granted: the person is erased at once, and the words of the request with them. Refused: everything stays."""
    row = _open(session, request_id)
    row.state = ErasureState(body.decision.value)
    row.decided_at, row.decided_by_id, row.decision_reason = session.now, session.author_id, body.reason
    if body.decision is ErasureDecision.GRANTED:
        row.reason = row.extension_reason = None
        row.erased = dict(erasing.carry_out(session, row.person_id))
    records.touch(session, row)
    return _told(session, row)


def _open(session: Session, request_id: UUID) -> ErasureRequestRow:
    row = records.claim(session, ErasureRequestRow, request_id)
    if row.state is not ErasureState.ASKED:
        raise Conflict("illegal_state")
    return row


def _told(session: Session, row: ErasureRequestRow) -> ErasureRequest:
    return with_names(session, [unnamed(session, row)])[0]


def unnamed(session: Session, row: ErasureRequestRow) -> ErasureRequest:
    """A request without names beside its ids."""
    erased = [ErasedRows(table=table, count=count) for table, count in sorted(row.erased.items())]
    overdue = row.state is ErasureState.ASKED and session.today > row.due_date
    return records.said(ErasureRequest, row, overdue=overdue, erased=erased)
