"""Evidence of `rung/1`: the relations around residents and the moments that count, in two statements."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, exists, or_, select
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import col

from app.database import Session
from app.models.caregiver import CaregiverRow
from app.models.moment import MomentRow
from app.models.person import MembershipPart, PersonRow
from app.models.relation import RelationRow
from app.models.relative import RelativeRow
from app.models.story import StoryRow
from app.models.vocabulary import ContactWanted, Initiator, Side, StoryState
from app.services.scoring.evidence import Moment, RelationEvidence

COUNTING = (StoryState.SHARED, StoryState.CONFIRMED)


@dataclass(frozen=True, slots=True)
class Known:
    """A relation as figures need it: who, about whom, whether it is wanted, and its evidence."""

    id: UUID
    side: Side
    party_a_id: UUID
    party_b_id: UUID
    resident_id: UUID | None
    current: bool
    with_relative: bool
    evidence: RelationEvidence


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an answer shows of a moment beside what the rule looks at."""

    relation_id: UUID
    story_id: UUID | None
    happened_on: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """Relations with their evidence, and what was recorded of each moment."""

    relations: Sequence[Known]
    recorded: Mapping[UUID, Recorded] = field(default_factory=dict)
    moments: Mapping[UUID, Moment] = field(default_factory=dict)


class _Found(NamedTuple):
    """A row of the evidence query; read by name it is many times faster than SQLAlchemy's own row."""

    id: UUID
    relation_id: UUID
    story_id: UUID | None
    happened_on: str
    counts_on: date
    rung_a: int | None
    rung_b: int | None
    rung_a_by_id: UUID | None
    rung_b_by_id: UUID | None
    reciprocal: bool | None
    initiator: Initiator
    rupture: bool


def about_residents(ids: Sequence[UUID]) -> ColumnElement[bool]:
    """The relations about these residents: sides A to C, and side D of the residents themselves."""
    on_side_d = and_(col(RelationRow.side) == Side.D, col(RelationRow.party_a_id).in_(ids))
    return or_(col(RelationRow.resident_id).in_(ids), on_side_d)


def only(relation_id: UUID) -> ColumnElement[bool]:
    """One relation."""
    return col(RelationRow.id) == relation_id


def gather(session: Session, which: ColumnElement[bool], as_of: date) -> Gathered:
    """The relations and every moment dated by `as_of` that counts; wishes and wants are those of now."""
    rows = session.execute(_relations(which, as_of)).all()
    parties = {one.id: (one.party_a_id, one.party_b_person_id) for one in (row.RelationRow for row in rows)}
    recorded: dict[UUID, Recorded] = {}
    moments: dict[UUID, list[Moment]] = defaultdict(list)
    for found in map(_Found._make, session.execute(_moments(list(parties), as_of))):
        recorded[found.id] = Recorded(found.relation_id, found.story_id, found.happened_on)
        moments[found.relation_id].append(_moment(found, *parties[found.relation_id]))
    known = [_known(row, moments[row.RelationRow.id], as_of) for row in rows]
    return Gathered(known, recorded, {one.id: one for listed in moments.values() for one in listed})


def _relations(which: ColumnElement[bool], as_of: date) -> Any:  # noqa: ANN401  a statement of mixed columns
    a, b = aliased(PersonRow), aliased(PersonRow)
    of_b = col(RelationRow.party_b_person_id)
    here = and_(
        or_(col(MembershipPart.from_date).is_(None), col(MembershipPart.from_date) <= as_of),
        or_(col(MembershipPart.until_date).is_(None), col(MembershipPart.until_date) >= as_of),
    )
    of_caregiver = col(MembershipPart.person_id) == of_b
    return (
        select(
            RelationRow,
            col(a.died_on).label("a_died_on"),
            col(b.died_on).label("b_died_on"),
            _living(CaregiverRow, of_b).label("caregiver"),
            _living(RelativeRow, of_b).label("relative"),
            exists(select(col(MembershipPart.id)).where(of_caregiver)).label("ever_here"),
            exists(select(col(MembershipPart.id)).where(of_caregiver, here)).label("still_here"),
        )
        .join(a, col(a.id) == col(RelationRow.party_a_id))
        .outerjoin(b, col(b.id) == of_b)
        .where(which, col(RelationRow.deleted_at).is_(None))
        .order_by(col(RelationRow.id))
    )


def _living(table: type[CaregiverRow | RelativeRow], person: Mapped[UUID | None]) -> ColumnElement[bool]:
    return exists(select(col(table.id)).where(col(table.id) == person, col(table.deleted_at).is_(None)))


def _moments(relations: Sequence[UUID], as_of: date) -> Any:  # noqa: ANN401  a statement of mixed columns
    """The evidence query: a moment counts while its story, if any, counts.

    It names the relations by id: with a join SQLite read every moment of the organisation.
    """
    counts = or_(
        col(MomentRow.story_id).is_(None),
        and_(col(StoryRow.deleted_at).is_(None), col(StoryRow.state).in_(COUNTING), col(StoryRow.in_figures).is_(True)),
    )
    return (
        select(*(col(getattr(MomentRow, name)) for name in _Found._fields))
        .outerjoin(StoryRow, col(StoryRow.id) == col(MomentRow.story_id))
        .where(
            col(MomentRow.relation_id).in_(relations),
            col(MomentRow.deleted_at).is_(None),
            col(MomentRow.counts_on) <= as_of,
            counts,
        )
    )


def _moment(row: _Found, party_a_id: UUID, party_b_id: UUID | None) -> Moment:
    return Moment(
        id=row.id,
        day=row.counts_on,
        rung_a=row.rung_a,
        rung_b=row.rung_b,
        reciprocal=row.reciprocal,
        initiator=row.initiator,
        rupture=row.rupture,
        confirmed_a=row.rung_a is not None and row.rung_a_by_id in {None, party_a_id},
        confirmed_b=row.rung_b is not None and row.rung_b_by_id in {None, party_b_id},
        approximate=len(row.happened_on) < len("2026-01-01"),
    )


def _known(row: Row[Any], moments: Sequence[Moment], as_of: date) -> Known:
    relation: RelationRow = row.RelationRow
    end = _end(row)
    return Known(
        id=relation.id,
        side=relation.side,
        party_a_id=relation.party_a_id,
        party_b_id=relation.party_b_id,
        resident_id=relation.resident_id,
        current=(relation.start_date is None or relation.start_date <= as_of) and (end is None or end >= as_of),
        with_relative=bool(row.relative),
        evidence=RelationEvidence(
            id=relation.id,
            start=relation.start_date,
            end=end,
            wish_a=relation.wished_rung_a,
            wish_b=relation.wished_rung_b,
            unwanted=_unwanted(relation, as_of),
            carrier_left=_carrier_left(row, as_of),
            moments=tuple(moments),
        ),
    )


def _end(row: Row[Any]) -> date | None:
    """The last day: as recorded, or the death of a party; the resident's own death freezes instead of ending."""
    relation: RelationRow = row.RelationRow
    days = [relation.end_date, row.b_died_on]
    if relation.party_a_id != relation.resident_id and relation.side is not Side.D:
        days.append(row.a_died_on)
    return min((day for day in days if day is not None), default=None)


def _unwanted(relation: RelationRow, as_of: date) -> bool:
    """Either party wants no contact, or it is barred on that day."""
    if ContactWanted.NO in {relation.contact_wanted_a, relation.contact_wanted_b}:
        return True
    if relation.barred is None:
        return False
    until = relation.barred["until_date"]
    return relation.barred["from_date"] <= as_of.isoformat() and (until is None or until >= as_of.isoformat())


def _carrier_left(row: Row[Any], as_of: date) -> bool:
    """Whether the caregiver of a relation no longer works here: no longer in any team, hat off, or dead."""
    if row.RelationRow.side not in {Side.B, Side.C}:
        return False
    dead = row.b_died_on is not None and row.b_died_on <= as_of
    return dead or not row.caregiver or (bool(row.ever_here) and not row.still_here)
