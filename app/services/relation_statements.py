"""The two statements under `rung/1`: the relations around residents, and the moments that count.

They are made once: making them takes longer than running them.
"""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    bindparam,
    cast,
    exists,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import Mapped, aliased
from sqlalchemy.types import NullType
from sqlmodel import SQLModel, col

from app.ids import Among
from app.models.caregiver import CaregiverRow
from app.models.moment import MomentRow
from app.models.person import MembershipPart, PersonRow
from app.models.relation import RelationRow
from app.models.relative import RelativeRow
from app.models.story import COUNTING, StoryRow
from app.models.vocabulary import ConsentCategory, Side
from app.services.consented import refusing, stories_kept_out
from app.wall import TODAY, made_once

OF_RELATION: Final = (
    "side",
    "kind",
    "start_date",
    "end_date",
    "wished_rung_a",
    "wished_rung_b",
    "contact_wanted_a",
    "contact_wanted_b",
    "barred",
)


def relations_where(which: ColumnElement[bool]) -> Select[Any]:
    """The relations with what bears on them: deaths of the parties, and whether the caregiver still works here."""
    a, b = aliased(PersonRow), aliased(PersonRow)
    of_b, day = col(RelationRow.party_b_person_id), bindparam("as_of", type_=Date())
    here = and_(
        or_(col(MembershipPart.from_date).is_(None), col(MembershipPart.from_date) <= day),
        or_(col(MembershipPart.until_date).is_(None), col(MembershipPart.until_date) >= day),
    )
    of_caregiver = col(MembershipPart.person_id) == of_b
    return made_once(
        select(
            *(col(getattr(RelationRow, name)) for name in OF_RELATION),
            _text(col(RelationRow.id)).label("id"),
            _text(col(RelationRow.party_a_id)).label("a"),
            _text(of_b).label("b"),
            _text(col(RelationRow.resident_id)).label("resident"),
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
        .where(col(RelationRow.deleted_at).is_(None), which)
        .order_by(col(RelationRow.id))
        .execution_options(shows=("relation",))
    )


def _living(table: type[CaregiverRow | RelativeRow], person: Mapped[UUID | None]) -> ColumnElement[bool]:
    return exists(select(col(table.id)).where(col(table.id) == person, col(table.deleted_at).is_(None)))


def _text(column: Any) -> ColumnElement[str]:  # noqa: ANN401  a column, mapped or not
    return cast(column, String)


def _as_it_comes(column: Any) -> ColumnElement[Any]:  # noqa: ANN401  as above
    """A value as the driver gives it: rows of which no value is worked on are made in half the time."""
    return type_coerce(column, NullType())


def _evidence_query() -> Any:  # noqa: ANN401  a statement of mixed columns
    """The evidence query: a moment counts while its story, if any, counts.

    It names the relations by id: with a join SQLite read every moment of the organisation. It is made once, and of the
    tables themselves: the mapper's own way to rows costs more than reading them.
    """
    of_moments, of_stories = (SQLModel.metadata.tables[str(one.__tablename__)] for one in (MomentRow, StoryRow))
    moment, story = of_moments.c, of_stories.c
    return (
        select(
            _as_it_comes(moment.counts_on),
            _text(moment.id),
            moment.happened_on,
            _text(moment.relation_id),
            _text(moment.story_id),
            moment.rung_a,
            moment.rung_b,
            _as_it_comes(moment.reciprocal),
            _text(moment.initiator),
            _as_it_comes(moment.rupture),
            _text(moment.rung_a_by_id),
            _text(moment.rung_b_by_id),
        )
        .select_from(of_moments)
        .outerjoin(of_stories, story.id == moment.story_id)
        .where(
            Among(moment.relation_id, "relations"),
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


MOMENTS: Final = made_once(_evidence_query())

IDS: Final = "ids"
"""The ids that a statement about relations is asked for, as a parameter."""

# Sides A to C of residents, and side D of the residents themselves.
_ABOUT_RESIDENTS: Final = or_(
    Among(RelationRow.resident_id, IDS), and_(col(RelationRow.side) == Side.D, Among(RelationRow.party_a_id, IDS))
)
# Those in which residents are the other party.
_ABOUT_FELLOWS: Final = and_(col(RelationRow.side) == Side.A, Among(RelationRow.party_b_person_id, IDS))

ABOUT_RESIDENTS: Final = relations_where(_ABOUT_RESIDENTS)
IN_TRIANGLES: Final = relations_where(or_(_ABOUT_RESIDENTS, _ABOUT_FELLOWS))
"""Two residents stand in the triangle of both."""
THESE: Final = relations_where(Among(RelationRow.id, IDS))
