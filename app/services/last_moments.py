"""The last moment of a relation: the newest that counts; on side A, which has no moments, the newest story of the two.

Being mentioned in a story is not being there.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Date, bindparam, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.database import Session
from app.ids import Among, read_id
from app.models.story import COUNTING, THERE, StoryPersonPart, StoryRow
from app.models.triangle import LastMoment
from app.models.vocabulary import OccasionKind, Side
from app.services.relation_evidence import Known
from app.wall import made_once


def last_moments(session: Session, gathered: Sequence[Known], as_of: date) -> dict[UUID, LastMoment]:
    """The last moment of each gathered relation that has one, by relation id, dated by `as_of`; one statement."""
    found = _newest_moments(gathered)
    close = [one for one in gathered if one.side is Side.A]
    stories = _newest_stories(session, [(one.party_a_id, one.party_b_id) for one in close], as_of)
    for one in close:
        if story := stories.get((one.party_a_id, one.party_b_id)):
            found[one.id] = story
    return found


def _newest_moments(gathered: Sequence[Known]) -> dict[UUID, LastMoment]:
    """The newest moment of each relation; moments stand in order of the day on which they count, then of id."""
    newest = ((relation.id, relation.evidence.moments[-1]) for relation in gathered if relation.evidence.moments)
    return {
        relation_id: LastMoment(kind=OccasionKind.MOMENT, id=read_id(one.id), happened_on=one.happened_on)
        for relation_id, one in newest
    }


def _newest_stories(
    session: Session, pairs: Sequence[tuple[UUID, UUID]], as_of: date
) -> Mapping[tuple[UUID, UUID], LastMoment]:
    """The newest counting story in which both of a pair were there."""
    these = {"ones": {a for a, _ in pairs}, "others": {b for _, b in pairs}, "as_of": as_of}
    rows = session.execute(NEWEST, these)
    return {(row.a, row.b): LastMoment(kind=OccasionKind.STORY, id=row.id, happened_on=row.happened_on) for row in rows}


def _newest() -> Any:  # noqa: ANN401  a statement of mixed columns
    a, b = aliased(StoryPersonPart), aliased(StoryPersonPart)
    newest_first = (col(StoryRow.counts_on).desc(), col(StoryRow.id).desc())
    ranked = (
        select(
            col(a.person_id).label("a"),
            col(b.person_id).label("b"),
            col(StoryRow.id).label("id"),
            col(StoryRow.happened_on).label("happened_on"),
            func.row_number()
            .over(partition_by=(col(a.person_id), col(b.person_id)), order_by=newest_first)
            .label("place"),
        )
        .join(a, col(a.story_id) == col(StoryRow.id))
        .join(b, col(b.story_id) == col(StoryRow.id))
        .where(
            Among(a.person_id, "ones"),
            Among(b.person_id, "others"),
            col(a.part).in_(THERE),
            col(b.part).in_(THERE),
            col(StoryRow.deleted_at).is_(None),
            col(StoryRow.state).in_(COUNTING),
            col(StoryRow.in_figures).is_(True),
            col(StoryRow.counts_on) <= bindparam("as_of", type_=Date()),
        )
        .subquery()
    )
    newest = select(ranked.c.a, ranked.c.b, ranked.c.id, ranked.c.happened_on).where(ranked.c.place == 1)
    return newest.execution_options(shows=("story",))  # who was there is seen with it


# Made once: making it took longer than telling what it found.
NEWEST: Final = made_once(_newest())
