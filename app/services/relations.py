"""Relations: two people, or somebody and the house, introduced, described anew, parted."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlmodel import col

from app.database import Session
from app.models.base import Laid, Page
from app.models.filters import RelationFilters
from app.models.moment import MomentRow
from app.models.patch import Patch
from app.models.person import PersonRow
from app.models.relation import ContributionPart, Relation, RelationBody, RelationRow
from app.models.vocabulary import Side
from app.problems import Conflict, Flaw, Unprocessable
from app.services import lists, parties, patches, records
from app.services.naming import with_names
from app.services.periods import Period, lasting_on, misses, overlapping
from app.services.records import Expected
from app.services.references import require


def look_up(session: Session, relation_id: UUID) -> Relation:
    """One relation."""
    return _told(session, records.find(session, RelationRow, relation_id))


def list_all(session: Session, filters: RelationFilters) -> Page[Relation]:
    """A page of relations."""
    rows, cursor = lists.turn(session, RelationRow, _asked(filters), filters)
    told = with_names(session, [Relation.model_validate(row) for row in rows])
    return Page[Relation](items=list(told), next_cursor=cursor)


def introduce(session: Session, body: RelationBody, relation_id: UUID | None = None) -> Relation:
    """A new relation.

    Raises Unprocessable for a wrong hat and for a relative (side C) who is no relative of that resident; Conflict when
    the same relation is here in the same period.
    """
    _refuse_misplaced(session, body)
    row = records.lay_down(session, _with_parts(records.blank(RelationRow), body), body, relation_id)
    _refuse_double(session, body, row.id)
    return _told(session, row)


def put(session: Session, relation_id: UUID, body: RelationBody, expected: Expected | None) -> Laid[Relation]:
    """The relation as the caller says it is: new, the same, or described anew."""
    row = records.claim_place(session, RelationRow, relation_id)
    if row is None:
        records.expect_nothing(expected)
        return Laid(introduce(session, body, relation_id), created=True)
    return Laid(_describe(session, row, body, expected), created=False)


def amend(session: Session, relation_id: UUID, patch: Patch, expected: Expected | None) -> Relation:
    """The relation with some of it said anew."""
    row = records.claim(session, RelationRow, relation_id)
    records.expect(row, expected)
    now = records.said(RelationBody, row)
    if row.side in {Side.A, Side.B}:
        now.resident_id = None  # it is party a, and moves along with it
    return _describe(session, row, patches.apply(RelationBody, now, patch), expected)


def part(session: Session, relation_id: UUID, expected: Expected | None) -> None:
    """Lay a relation aside that should not have been recorded; Conflict while moments belong to it.

    A relation that is over gets an end date instead and keeps its history.
    """
    row = records.claim(session, RelationRow, relation_id)
    records.expect(row, expected)
    records.lay_aside(session, row)


def _told(session: Session, row: RelationRow) -> Relation:
    return with_names(session, [Relation.model_validate(row)])[0]


def _asked(filters: RelationFilters) -> Select[RelationRow]:
    statement = records.living(RelationRow)
    person, day = filters.person_id, filters.current_on
    if filters.resident_id:
        statement = statement.where(col(RelationRow.resident_id) == filters.resident_id)
    if person:
        statement = statement.where(
            or_(col(RelationRow.party_a_id) == person, col(RelationRow.party_b_person_id) == person)
        )
    if filters.side:
        statement = statement.where(col(RelationRow.side) == filters.side)
    if day:
        statement = statement.where(lasting_on(RelationRow, day), ~_a_party_died_by(day))
    return statement


def _a_party_died_by(day: date) -> ColumnElement[bool]:
    """Death ends a relation: whether a party had died before this day."""
    parties_here = (col(RelationRow.party_a_id), col(RelationRow.party_b_person_id))
    return exists(select(col(PersonRow.id)).where(col(PersonRow.id).in_(parties_here), col(PersonRow.died_on) < day))


def _describe(session: Session, row: RelationRow, body: RelationBody, expected: Expected | None) -> Relation:
    now = records.said(RelationBody, row)
    if now != body:
        records.expect(row, expected)
        _keep_moments(session, row, now, body)
        if _who(now) != _who(body):
            _refuse_misplaced(session, body)
        _refuse_double(session, body, row.id)
        records.rewrite(session, _with_parts(row, body), body)
    return _told(session, row)


def _with_parts(row: RelationRow, body: RelationBody) -> RelationRow:
    row.party_b_person_id = None if body.side is Side.D else body.party_b_id
    row.contributions = records.parts(ContributionPart, body.contributions)
    return row


def _who(body: RelationBody) -> tuple[object, ...]:
    """Between whom the relation is, and about whom."""
    return body.side, body.party_a_id, body.party_b_id, body.resident_id


def _refuse_misplaced(session: Session, body: RelationBody) -> None:
    parties.refuse_wrong_hats(session, body)
    if body.side is Side.C and not _is_relative_of(session, body.party_a_id, body.resident_id):
        require(session, body)  # a resident who is not there is said first
        raise Unprocessable("no_side_a_relation", Flaw("no_side_a_relation", pointer="/residentId"))


def _is_relative_of(session: Session, person_id: UUID, resident_id: UUID | None) -> bool:
    """Whether there is or was a side-A relation of this person with this resident."""
    statement = select(col(RelationRow.id)).where(
        col(RelationRow.deleted_at).is_(None),
        col(RelationRow.side) == Side.A,
        col(RelationRow.resident_id) == resident_id,
        col(RelationRow.party_b_person_id) == person_id,
    )
    return session.scalar(statement.limit(1)) is not None


def _refuse_double(session: Session, body: RelationBody, own_id: UUID) -> None:
    """Raise Conflict when the same relation is here in an overlapping period; an open end reaches everything."""
    # Two callers who record the same relation at once wait for each other at party a.
    session.execute(
        select(col(PersonRow.id)).where(col(PersonRow.id) == body.party_a_id).with_for_update(key_share=True)
    )
    same = select(col(RelationRow.id)).where(
        col(RelationRow.deleted_at).is_(None),
        col(RelationRow.id) != own_id,
        *_alike(body),
        overlapping(RelationRow, Period(body.start_date, body.end_date)),
    )
    if session.scalar(same.limit(1)) is not None:
        raise Conflict("duplicate_relation")


def _alike(body: RelationBody) -> tuple[ColumnElement[Any], ...]:
    return (
        col(RelationRow.side) == body.side,
        col(RelationRow.party_a_id) == body.party_a_id,
        col(RelationRow.party_b_person_id) == (None if body.side is Side.D else body.party_b_id),
        col(RelationRow.resident_id) == body.resident_id,
        col(RelationRow.kind) == body.kind,
    )


def _keep_moments(session: Session, row: RelationRow, now: RelationBody, body: RelationBody) -> None:
    """Refuse a change that would make the moments of this relation moments of another one, or of no day in it."""
    moved = (now.start_date, now.end_date) != (body.start_date, body.end_date)
    if _who(now) == _who(body) and not moved:
        return
    moments = session.execute(
        select(col(MomentRow.happened_on), col(MomentRow.counts_on)).where(
            col(MomentRow.relation_id) == row.id, col(MomentRow.deleted_at).is_(None)
        )
    ).all()
    if moments and _who(now) != _who(body):
        raise Conflict("relation_has_moments")
    period = Period(body.start_date, body.end_date)
    if any(misses(period, one.happened_on, one.counts_on) for one in moments):
        changed = "/startDate" if now.start_date != body.start_date else "/endDate"
        raise Unprocessable("moments_outside_relation", Flaw("moments_outside_relation", pointer=changed))
