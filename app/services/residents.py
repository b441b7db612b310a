"""Residents: admitted, described anew, arriving, departing, their hat taken off."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlmodel import col

from app.database import Session
from app.models.base import Laid, Page
from app.models.filters import ResidentFilters, ResidentSearchBody
from app.models.patch import Patch
from app.models.person import Deceased, PersonRow
from app.models.resident import (
    ArrivalBody,
    DepartureBody,
    PassagePart,
    Resident,
    ResidentBody,
    ResidentRow,
    Stay,
    StayPart,
)
from app.models.vocabulary import DepartureKind, Hat, ResidentState
from app.problems import Conflict, Flaw, Invalid
from app.services import bsns, dates, lists, patches, people, records
from app.services.naming import with_names
from app.services.records import Expected
from app.services.references import require
from app.services.search import finding


def look_up(session: Session, resident_id: UUID) -> Resident:
    """One resident."""
    return _tell(session, [records.find(session, ResidentRow, resident_id)])[0]


def list_all(session: Session, filters: ResidentFilters) -> Page[Resident]:
    """A page of residents; team and state are as of today."""
    rows, cursor = lists.turn(session, ResidentRow, _asked(session, filters), filters)
    return Page[Resident](items=list(_tell(session, rows)), next_cursor=cursor)


def search(session: Session, asked: ResidentSearchBody) -> Page[Resident]:
    """A page of the residents with these names; team and state are as of today."""
    rows, cursor = finding.people(session, ResidentRow, _asked(session, asked), asked)
    return Page[Resident](items=list(_tell(session, rows)), next_cursor=cursor)


def with_bsn(session: Session, number: str) -> Page[Resident]:
    """The resident with this citizen service number, or nobody; Conflict when the organisation keeps none."""
    found = bsns.found_by(session, number)
    rows = [] if found is None else [records.find(session, ResidentRow, found)]
    return Page[Resident](items=list(_tell(session, rows)), next_cursor=None)


def admit(session: Session, body: ResidentBody, resident_id: UUID | None = None) -> Resident:
    """A new resident, or a living person who becomes one."""
    row = records.blank(ResidentRow)
    _set_parts(row, body)
    people.put_on(session, row, body, resident_id)
    return _tell(session, [row])[0]


def put(session: Session, resident_id: UUID, body: ResidentBody, expected: Expected | None) -> Laid[Resident]:
    """The resident as the caller says they are: new, the same, or described anew."""
    row = records.claim_place(session, ResidentRow, resident_id)
    if row is None:
        records.expect_nothing(expected)
        return Laid(admit(session, body, resident_id), created=True)
    return Laid(_describe(session, row, body, expected), created=False)


def amend(session: Session, resident_id: UUID, patch: Patch, expected: Expected | None) -> Resident:
    """The resident with some of it said anew."""
    row = records.claim(session, ResidentRow, resident_id)
    records.expect(row, expected)
    return _describe(session, row, patches.apply(ResidentBody, _said(row), patch), expected)


def arrive(session: Session, resident_id: UUID, body: ArrivalBody) -> Resident:
    """A resident comes to live with a team; an earlier stay that is still open ends that day."""
    row = records.claim(session, ResidentRow, resident_id)
    if row.person.died_on is not None:
        raise Conflict("resident_deceased")
    require(session, body)
    now = _said(row)
    if any(stay.until_date is None and stay.from_date > body.arrived_on for stay in now.stays):
        raise Conflict("arrival_before_stay")
    stays = [_closed(stay, body.arrived_on) for stay in now.stays]
    stays.append(Stay(team_id=body.team_id, room=body.room, from_date=body.arrived_on))
    return _describe(session, row, now.model_copy(update={"stays": stays}), Expected(anything=True))


def depart(session: Session, resident_id: UUID, body: DepartureBody) -> Resident:
    """A resident leaves or dies; open stays end that day."""
    row = records.claim(session, ResidentRow, resident_id)
    if row.person.died_on is not None:
        raise Conflict("resident_deceased")
    now = _said(row)
    if body.kind is DepartureKind.DECEASED:
        return _die(session, row, now, body.departed_on)
    day = _whole_day(session, body.departed_on)
    if not any(stay.until_date is None and stay.from_date <= day for stay in now.stays):
        raise Conflict("no_open_stay")
    stays = [_closed(stay, day) for stay in now.stays]
    return _describe(session, row, now.model_copy(update={"stays": stays}), Expected(anything=True))


def take_off(session: Session, resident_id: UUID, expected: Expected | None) -> None:
    """Take the hat of resident off; Conflict while something rests on it."""
    bsns.drop(session, resident_id)
    people.take_off(session, records.claim(session, ResidentRow, resident_id), expected, Hat.RESIDENT)


def state_on(row: ResidentRow, day: date) -> ResidentState:
    """Where a resident stands in their stay on a day."""
    if row.person.died_on is not None and row.person.died_on <= day:
        return ResidentState.DECEASED
    if any(_lasts_on(stay, day) for stay in row.stays):
        return ResidentState.MOVED_IN
    past = row.stays and all(stay.from_date <= day for stay in row.stays)
    return ResidentState.MOVED_OUT if past else ResidentState.EXPECTED


def _asked(session: Session, filters: ResidentFilters) -> Select[ResidentRow]:
    statement = records.living(ResidentRow)
    if filters.team_id:
        statement = statement.where(_stays_on(session.today, filters.team_id))
    if filters.state:
        statement = statement.where(_in_state(session.today, filters.state))
    return statement


def _said(row: ResidentRow) -> ResidentBody:
    return records.said(ResidentBody, row, row.person)


def _describe(session: Session, row: ResidentRow, body: ResidentBody, expected: Expected | None) -> Resident:
    if people.redescribe(session, row, body, expected):
        _set_parts(row, body)
        session.flush()
        session.refresh(row)
    return _tell(session, [row])[0]


def _set_parts(row: ResidentRow, body: ResidentBody) -> None:
    row.stays = records.parts(StayPart, body.stays)
    row.life_story = records.parts(PassagePart, body.life_story)


def _tell(session: Session, rows: Sequence[ResidentRow]) -> Sequence[Resident]:
    return with_names(session, [_told(session, row) for row in rows])


def _told(session: Session, row: ResidentRow) -> Resident:
    today = session.today
    current = [stay.team_id for stay in row.stays if _lasts_on(stay, today)]
    return people.tell(session, Resident, row, team_id=current[-1] if current else None, state=state_on(row, today))


def _lasts_on(stay: StayPart, day: date) -> bool:
    return stay.from_date <= day and (stay.until_date is None or day <= stay.until_date)


def _closed(stay: Stay, day: date) -> Stay:
    return stay.model_copy(update={"until_date": day}) if stay.until_date is None and stay.from_date <= day else stay


def _whole_day(session: Session, said: str | None) -> date:
    if said is None:
        return session.today
    if len(said) < len("2026-01-01"):
        raise Invalid("invalid_request", Flaw("whole_date_needed", pointer="/departedOn"))
    return date.fromisoformat(said)


def _die(session: Session, row: ResidentRow, now: ResidentBody, died_on: str | None) -> Resident:
    if died_on and dates.first_possible_day(died_on) > session.today:
        raise Invalid("invalid_request", Flaw("death_in_future", pointer="/departedOn"))
    body = now.model_copy(update={"deceased": Deceased(known=True, deceased_on=died_on)})
    _describe(session, row, body, Expected(anything=True))
    day = row.person.died_on or session.today
    stays = [_closed(stay, day) for stay in now.stays]
    return _describe(session, row, body.model_copy(update={"stays": stays}), Expected(anything=True))


def _stay(day: date, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the resident has a stay that lasts on a day."""
    return exists(
        select(col(StayPart.id)).where(
            col(StayPart.resident_id) == col(ResidentRow.id),
            col(StayPart.from_date) <= day,
            or_(col(StayPart.until_date).is_(None), col(StayPart.until_date) >= day),
            *more,
        )
    )


def _stays_on(day: date, team_id: UUID) -> ColumnElement[bool]:
    return _stay(day, col(StayPart.team_id) == team_id)


def _any_stay(*more: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists(select(col(StayPart.id)).where(col(StayPart.resident_id) == col(ResidentRow.id), *more))


def _in_state(day: date, state: ResidentState) -> ColumnElement[bool]:
    """The state of `state_on` as a condition."""
    dead = exists(
        select(col(PersonRow.id)).where(col(PersonRow.id) == col(ResidentRow.id), col(PersonRow.died_on) <= day)
    )
    here, ahead, ever = _stay(day), _any_stay(col(StayPart.from_date) > day), _any_stay()
    conditions: dict[ResidentState, Any] = {
        ResidentState.DECEASED: dead,
        ResidentState.MOVED_IN: and_(~dead, here),
        ResidentState.MOVED_OUT: and_(~dead, ~here, ever, ~ahead),
        ResidentState.EXPECTED: and_(~dead, ~here, or_(ahead, ~ever)),
    }
    return conditions[state]  # type: ignore[no-any-return]  # every state has its condition
