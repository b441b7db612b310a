"""Evidence of `rung/1`: the relations around residents and the moments that count, in two statements."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Row, String, and_, bindparam, cast, exists, or_, select
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import SQLModel, col

from app.database import Session
from app.models.caregiver import CaregiverRow
from app.models.moment import MomentRow
from app.models.person import MembershipPart, PersonRow
from app.models.relation import RelationRow
from app.models.relative import RelativeRow
from app.models.story import COUNTING, StoryRow
from app.models.vocabulary import ConsentCategory, ContactWanted, Initiator, RelationKind, Side
from app.services.consented import TODAY, refusing, stories_kept_out
from app.services.scoring.evidence import Moment, RelationEvidence, effective_rung

WHOLE_DATE: Final = len("2026-01-01")
INITIATORS: Final = {one.value: one for one in Initiator}
OF_RELATION: Final = (
    "id",
    "organisation_id",
    "side",
    "kind",
    "party_a_id",
    "party_b_person_id",
    "resident_id",
    "start_date",
    "end_date",
    "wished_rung_a",
    "wished_rung_b",
    "contact_wanted_a",
    "contact_wanted_b",
    "barred",
)


@dataclass(frozen=True, slots=True)
class Known:
    """A relation as figures need it: who, about whom, whether it is wanted, and its evidence."""

    id: UUID
    side: Side
    kind: RelationKind
    party_a_id: UUID
    party_b_id: UUID
    resident_id: UUID | None
    current: bool
    with_relative: bool
    evidence: RelationEvidence


class Recorded(NamedTuple):
    """A row of the evidence query: a moment as it was recorded, ids and words as text.

    Making thousands of ids took longer than the reckoning, so only those that are shown are made.
    """

    counts_on: date
    id: str
    relation: str
    story: str | None
    happened_on: str
    rung_a: int | None
    rung_b: int | None
    rung_a_by: str | None
    rung_b_by: str | None
    reciprocal: bool | None
    initiator: str
    rupture: bool

    @property
    def relation_id(self) -> UUID:
        """The relation."""
        return UUID(self.relation)

    @property
    def story_id(self) -> UUID | None:
        """The story that tells of it."""
        return UUID(self.story) if self.story else None


ID, RELATION = (Recorded._fields.index(name) for name in ("id", "relation"))


@dataclass(frozen=True, slots=True)
class Gathered:
    """Relations with their evidence, and the rows of the evidence query by the text of the moment's id."""

    relations: Sequence[Known]
    rows: Mapping[str, Row[Any]] = field(default_factory=dict)

    def recorded(self, moment_id: str) -> Recorded:
        """What was recorded of a moment of one of the relations."""
        return Recorded._make(self.rows[moment_id])


def about_residents(ids: Sequence[UUID]) -> ColumnElement[bool]:
    """The relations about these residents: sides A to C, and side D of the residents themselves."""
    on_side_d = and_(col(RelationRow.side) == Side.D, col(RelationRow.party_a_id).in_(ids))
    return or_(col(RelationRow.resident_id).in_(ids), on_side_d)


def about_fellows(ids: Sequence[UUID]) -> ColumnElement[bool]:
    """The relations in which these residents are the other party: two residents stand in the triangle of both."""
    return and_(col(RelationRow.side) == Side.A, col(RelationRow.party_b_person_id).in_(ids))


def only(relation_id: UUID) -> ColumnElement[bool]:
    """One relation."""
    return col(RelationRow.id) == relation_id


def gather(session: Session, which: ColumnElement[bool], as_of: date) -> Gathered:
    """The relations and every moment dated by `as_of` that counts; wishes and wants are those of now."""
    days = {"as_of": as_of, "today": session.today}
    relations = session.execute(RELATIONS.where(which), days).all()
    counting = [one.id for one in relations if not one.kept_out]
    rows = session.execute(MOMENTS, {"relations": counting, **days}).all()
    of_relation: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        of_relation[row[RELATION]].append(row)
    known = [_known(one, of_relation[one.text], as_of) for one in relations]
    return Gathered(known, {row[ID]: row for row in rows})


def _relation_query() -> Any:  # noqa: ANN401  a statement of mixed columns
    """The relations with what bears on them: deaths of the parties, and whether the caregiver still works here."""
    a, b = aliased(PersonRow), aliased(PersonRow)
    of_b, day = col(RelationRow.party_b_person_id), bindparam("as_of", type_=Date())
    here = and_(
        or_(col(MembershipPart.from_date).is_(None), col(MembershipPart.from_date) <= day),
        or_(col(MembershipPart.until_date).is_(None), col(MembershipPart.until_date) >= day),
    )
    of_caregiver = col(MembershipPart.person_id) == of_b
    return (
        select(
            *(col(getattr(RelationRow, name)) for name in OF_RELATION),
            _text(col(RelationRow.id)).label("text"),
            _text(col(RelationRow.party_a_id)).label("text_a"),
            _text(of_b).label("text_b"),
            col(a.died_on).label("a_died_on"),
            col(b.died_on).label("b_died_on"),
            _living(CaregiverRow, of_b).label("caregiver"),
            _living(RelativeRow, of_b).label("relative"),
            exists(select(col(MembershipPart.id)).where(of_caregiver)).label("ever_here"),
            exists(select(col(MembershipPart.id)).where(of_caregiver, here)).label("still_here"),
            or_(
                col(RelationRow.resident_id).in_(refusing(ConsentCategory.LADDER_AND_SENSES, TODAY)),
                col(RelationRow.party_a_id).in_(refusing(ConsentCategory.LADDER_AND_SENSES, TODAY)),
            ).label("kept_out"),
        )
        .join(a, col(a.id) == col(RelationRow.party_a_id))
        .outerjoin(b, col(b.id) == of_b)
        .where(col(RelationRow.deleted_at).is_(None))
        .order_by(col(RelationRow.id))
        .execution_options(shows=("relation",))
    )


def _living(table: type[CaregiverRow | RelativeRow], person: Mapped[UUID | None]) -> ColumnElement[bool]:
    return exists(select(col(table.id)).where(col(table.id) == person, col(table.deleted_at).is_(None)))


def _text(column: Any) -> ColumnElement[str]:  # noqa: ANN401  a column, mapped or not
    return cast(column, String)


def _evidence_query() -> Any:  # noqa: ANN401  a statement of mixed columns
    """The evidence query: a moment counts while its story, if any, counts.

    It names the relations by id: with a join SQLite read every moment of the organisation. It is made once, and of the
    tables themselves: the mapper's own way to rows costs more than reading them.
    """
    of_moments, of_stories = (SQLModel.metadata.tables[str(one.__tablename__)] for one in (MomentRow, StoryRow))
    moment, story = of_moments.c, of_stories.c
    return (
        select(
            moment.counts_on,
            _text(moment.id),
            _text(moment.relation_id),
            _text(moment.story_id),
            moment.happened_on,
            moment.rung_a,
            moment.rung_b,
            _text(moment.rung_a_by_id),
            _text(moment.rung_b_by_id),
            moment.reciprocal,
            _text(moment.initiator),
            moment.rupture,
        )
        .select_from(of_moments)
        .outerjoin(of_stories, story.id == moment.story_id)
        .where(
            moment.relation_id.in_(bindparam("relations", expanding=True)),
            moment.deleted_at.is_(None),
            moment.counts_on <= bindparam("as_of"),
            or_(moment.story_id.is_(None), _counts(story)),
        )
        .execution_options(shows=(MomentRow.noun, StoryRow.noun))
    )


def _counts(story: Any) -> ColumnElement[bool]:  # noqa: ANN401  the columns of a table
    """The condition that a story counts in figures, and that nobody who was there keeps it out of them."""
    return and_(
        story.deleted_at.is_(None),
        story.state.in_(COUNTING),
        story.in_figures.is_(True),
        story.id.not_in(stories_kept_out(TODAY)),
    )


RELATIONS: Final = _relation_query()
MOMENTS: Final = _evidence_query()


def _moments(rows: Sequence[Any], party_a: str, party_b: str | None) -> list[Moment]:
    """The moments of one relation; rows are unpacked whole, because reading each value by name takes longer."""
    by_a, by_b = (None, party_a), (None, party_b)
    return [
        Moment(
            day,
            moment_id,
            effective_rung(rung_a, rung_b, reciprocal),
            rung_a,
            rung_b,
            reciprocal,
            INITIATORS[initiator],
            rupture,
            rung_a is not None and said_a in by_a,
            rung_b is not None and said_b in by_b,
            len(on) < WHOLE_DATE,
        )
        for day, moment_id, _, _, on, rung_a, rung_b, said_a, said_b, reciprocal, initiator, rupture in rows
    ]


def _known(row: Row[Any], moments: Sequence[Row[Any]], as_of: date) -> Known:
    end = _end(row)
    return Known(
        id=row.id,
        side=row.side,
        kind=row.kind,
        party_a_id=row.party_a_id,
        party_b_id=row.party_b_person_id or row.organisation_id,
        resident_id=row.resident_id,
        current=(row.start_date is None or row.start_date <= as_of) and (end is None or end >= as_of),
        with_relative=bool(row.relative),
        evidence=RelationEvidence(
            id=row.id,
            start=row.start_date,
            end=end,
            wish_a=row.wished_rung_a,
            wish_b=row.wished_rung_b,
            unwanted=_unwanted(row, as_of),
            carrier_left=_carrier_left(row, as_of),
            moments=_moments(moments, row.text_a, row.text_b),
        ),
    )


def _end(row: Row[Any]) -> date | None:
    """The last day: as recorded, or the death of a party; where there are rungs, the resident's own death freezes."""
    days = [row.end_date, row.b_died_on]
    if row.side is Side.A or row.resident_id not in {None, row.party_a_id}:
        days.append(row.a_died_on)
    return min((day for day in days if day is not None), default=None)


def _unwanted(relation: Row[Any], as_of: date) -> bool:
    """Either party wants no contact, or it is barred on that day."""
    if ContactWanted.NO in {relation.contact_wanted_a, relation.contact_wanted_b}:
        return True
    if relation.barred is None:
        return False
    until = relation.barred["until_date"]
    return relation.barred["from_date"] <= as_of.isoformat() and (until is None or until >= as_of.isoformat())


def _carrier_left(row: Row[Any], as_of: date) -> bool:
    """Whether the caregiver of a relation no longer works here: no longer in any team, hat off, or dead."""
    if row.side not in {Side.B, Side.C}:
        return False
    dead = row.b_died_on is not None and row.b_died_on <= as_of
    return dead or not row.caregiver or (bool(row.ever_here) and not row.still_here)
