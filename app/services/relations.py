"""Relations: two people, or somebody and the house, introduced, described anew, parted."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlmodel import col

from app.database import Session, whoever_asks
from app.models.base import Laid, Page
from app.models.filters import RelationFilters
from app.models.moment import MomentRow
from app.models.patch import Patch
from app.models.person import PersonRow
from app.models.relation import ContributionPart, Relation, RelationBody, RelationRow
from app.models.vocabulary import RelationKind, Side
from app.problems import Conflict, Flaw, Unprocessable
from app.services import lists, parties, patches, records
from app.services.naming import with_names
from app.services.periods import Period, lasting_on, misses, overlap
from app.services.pointers import under
from app.services.records import Expected
from app.services.references import require


class _Here(NamedTuple):
    """A relation of a party a: its id, what makes it the same as another, its period."""

    id: UUID
    side: Side
    party_a_id: UUID
    party_b_person_id: UUID | None
    resident_id: UUID | None
    kind: RelationKind
    start_date: date | None
    end_date: date | None


class _Several(BaseModel):
    """Several relations, whose references are looked up together."""

    relations: list[RelationBody]


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
    _refuse_misplaced(session, [("", body)])
    row = records.lay_down(session, _with_parts(records.blank(RelationRow), body), body, relation_id)
    _refuse_double(session, {row.id: body})
    return _told(session, row)


def introduce_all(session: Session, bodies: Mapping[UUID, RelationBody]) -> None:
    """New relations by the ids that the caller brings, all or nothing; as many statements as one of them takes.

    They have no external ids. Raises as `introduce` does, each flaw with the place of its relation.
    """
    told = list(bodies.values())
    _refuse_misplaced(session, [(f"/relations/{place}", body) for place, body in enumerate(told)])
    require(session, _Several(relations=told))
    for relation_id, body in bodies.items():
        session.add(records.begin(session, _with_parts(records.blank(RelationRow), body), body, relation_id))
    session.flush()
    _refuse_double(session, bodies)


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
        statement = statement.execution_options(shows=(RelationRow.noun,))
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
            _refuse_misplaced(session, [("", body)])
        _refuse_double(session, {row.id: body})
        records.rewrite(session, _with_parts(row, body), body)
    return _told(session, row)


def _with_parts(row: RelationRow, body: RelationBody) -> RelationRow:
    row.party_b_person_id = None if body.side is Side.D else body.party_b_id
    row.contributions = records.parts(ContributionPart, body.contributions)
    return row


def _who(body: RelationBody) -> tuple[object, ...]:
    """Between whom the relation is, and about whom."""
    return body.side, body.party_a_id, body.party_b_id, body.resident_id


def _refuse_misplaced(session: Session, told: Sequence[tuple[str, RelationBody]]) -> None:
    parties.refuse_wrong_hats(session, told)
    on_side_c = [(place, body) for place, body in told if body.side is Side.C]
    known = _relatives_of(session, {body.resident_id for _, body in on_side_c}) if on_side_c else set()
    strange = [(place, body) for place, body in on_side_c if (body.resident_id, body.party_a_id) not in known]
    for place, body in strange:
        with under(place):
            require(session, body)  # a resident who is not there is said first
    if strange:
        flaws = (Flaw("no_side_a_relation", pointer=f"{place}/residentId") for place, _ in strange)
        raise Unprocessable("no_side_a_relation", *flaws)


@whoever_asks
def _relatives_of(session: Session, residents: set[UUID | None]) -> set[tuple[UUID | None, UUID | None]]:
    """Who is or was in a side-A relation with each of these residents."""
    rows = session.execute(
        select(col(RelationRow.resident_id), col(RelationRow.party_b_person_id)).where(
            col(RelationRow.deleted_at).is_(None),
            col(RelationRow.side) == Side.A,
            col(RelationRow.resident_id).in_(residents),
        )
    )
    return {(resident_id, relative_id) for resident_id, relative_id in rows}


@whoever_asks
def _refuse_double(session: Session, bodies: Mapping[UUID, RelationBody]) -> None:
    """Raise Conflict when the same relation is here in an overlapping period; an open end reaches everything."""
    at = {body.party_a_id for body in bodies.values()}
    # Two callers who record the same relation at once wait for each other at party a.
    session.execute(
        select(col(PersonRow.id))
        .where(col(PersonRow.id).in_(at))
        .order_by(col(PersonRow.id))
        .with_for_update(key_share=True)
    )
    rows = session.execute(
        select(*(col(getattr(RelationRow, name)) for name in _Here._fields)).where(
            col(RelationRow.deleted_at).is_(None), col(RelationRow.party_a_id).in_(at)
        )
    )
    here: dict[tuple[object, ...], list[_Here]] = defaultdict(list)
    for one in map(_Here._make, rows):
        here[one[1:6]].append(one)
    for relation_id, body in bodies.items():
        period = Period(body.start_date, body.end_date)
        if any(
            one.id != relation_id and overlap(period, Period(one.start_date, one.end_date)) for one in here[_same(body)]
        ):
            raise Conflict("duplicate_relation")


def _same(body: RelationBody) -> tuple[object, ...]:
    """What makes a relation the same as another, as in `_Here`."""
    party_b = None if body.side is Side.D else body.party_b_id
    return body.side, body.party_a_id, party_b, body.resident_id, body.kind


@whoever_asks
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
