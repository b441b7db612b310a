"""The places on a resident's timeline: their order, which of them are asked for, and the statement that finds them.

A moment goes where its story goes: it has a place of its own only when no story on the timeline tells of it.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, and_, literal, or_, select, true
from sqlalchemy.orm import Mapped
from sqlmodel import col

from app.database import Session
from app.models.moment import MomentRow
from app.models.relation import RelationRow
from app.models.story import COUNTING, StoryPersonPart, StoryRow

Days = ColumnElement[date] | Mapped[date]
Ids = ColumnElement[UUID] | Mapped[UUID]


class Rank(IntEnum):
    """Which of two things on one day comes first on the page: the highest."""

    STAY_ENDED = 1
    STAY_BEGAN = 2
    ROLE = 3
    MOMENT = 4
    STORY = 5
    DEATH = 6


class Place(NamedTuple):
    """Where something stands on a timeline; the page begins with the highest."""

    day: date
    rank: Rank
    id: UUID


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a resident's timeline that is asked for: days, and the place after which it goes on."""

    resident_id: UUID
    since: date | None
    until: date
    after: Place | None

    def holds(self, place: Place) -> bool:
        """Whether something at that place is asked for."""
        fresh = self.since is None or place.day >= self.since
        return fresh and place.day <= self.until and (self.after is None or place < self.after)

    def days(self, day: Days) -> ColumnElement[bool]:
        """The condition that a day is asked for."""
        return day <= self.until if self.since is None else day.between(self.since, self.until)

    def rest(self, rank: Rank, day: Days, row_id: Ids) -> ColumnElement[bool]:
        """The condition that a row of this rank comes after the page before."""
        if self.after is None:
            return true()
        last, last_rank, last_id = self.after
        if rank == last_rank:
            return or_(day < last, and_(day == last, row_id < last_id))
        return day <= last if rank < last_rank else day < last


def keys_of(session: Session, stretch: Stretch, limit: int) -> list[Place]:
    """The first places among stories and moments, in one statement."""
    found = _story_keys(stretch).union_all(_moment_keys(stretch)).subquery()
    ordered = select(found).order_by(found.c.day.desc(), found.c.rank.desc(), found.c.id.desc()).limit(limit)
    return [Place(row.day, Rank(row.rank), row.id) for row in session.execute(ordered)]


def _story_keys(stretch: Stretch) -> Any:  # noqa: ANN401  a statement of mixed columns
    day, row_id = col(StoryRow.counts_on), col(StoryRow.id)
    return select(day.label("day"), literal(int(Rank.STORY)).label("rank"), row_id.label("id")).where(
        _on_timeline(stretch), stretch.rest(Rank.STORY, day, row_id)
    )


def _moment_keys(stretch: Stretch) -> Any:  # noqa: ANN401  as above
    day, row_id, told_in = col(MomentRow.counts_on), col(MomentRow.id), col(MomentRow.story_id)
    on_timeline = select(col(StoryRow.id)).where(_on_timeline(stretch)).correlate(None)
    return (
        select(day.label("day"), literal(int(Rank.MOMENT)).label("rank"), row_id.label("id"))
        .outerjoin(StoryRow, col(StoryRow.id) == told_in)
        .where(
            around(stretch.resident_id),
            or_(told_in.is_(None), and_(_shown(), told_in.not_in(on_timeline))),
            stretch.days(day),
            stretch.rest(Rank.MOMENT, day, row_id),
        )
    )


def _shown() -> ColumnElement[bool]:
    """The condition that a story is shared or confirmed."""
    return and_(col(StoryRow.deleted_at).is_(None), col(StoryRow.state).in_(COUNTING))


def _on_timeline(stretch: Stretch) -> ColumnElement[bool]:
    """The condition that a story stands on the timeline: the resident is in it or tells it, on a day asked for."""
    among = select(col(StoryPersonPart.story_id)).where(col(StoryPersonPart.person_id) == stretch.resident_id)
    about = or_(col(StoryRow.teller_id) == stretch.resident_id, col(StoryRow.id).in_(among))
    return and_(_shown(), about, stretch.days(col(StoryRow.counts_on)))


def around(resident_id: UUID) -> ColumnElement[bool]:
    """The condition that a moment lives, in a relation about the resident or of the resident."""
    parties = (RelationRow.resident_id, RelationRow.party_a_id, RelationRow.party_b_person_id)
    relations = select(col(RelationRow.id)).where(or_(*(col(one) == resident_id for one in parties)))
    return and_(col(MomentRow.deleted_at).is_(None), col(MomentRow.relation_id).in_(relations))
