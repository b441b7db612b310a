"""The timeline of a resident: everything that happened, newest first, a page at a time.

Stories and moments grow without end, so one statement finds the places of a page among them. Moves and steps of roles
are few, so they are read whole and put between them.
"""

from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import and_, or_, select
from sqlmodel import col

from app import clock
from app.database import Session
from app.models.base import Page
from app.models.filters import TimelineQuery
from app.models.moment import MomentRow
from app.models.person import PersonRow
from app.models.resident import ResidentRow, StayPart
from app.models.role import RoleRow, RoleStepPart
from app.models.story import StoryRow
from app.models.team import TeamRow
from app.models.timeline import Move, TimelineItem, TimelineRole
from app.models.vocabulary import MoveKind, TimelineKind
from app.models.wire import Id
from app.problems import Flaw, Invalid, NotFound
from app.services import lists, moments, stories
from app.services.asking import day_asked
from app.services.naming import with_names
from app.services.timeline_places import Place, Rank, Stretch, around, keys_of

_PLACE: Final = TypeAdapter(Place)


class _Asked(TimelineQuery):
    """What was asked of the timeline of one resident; its cursors do not fit that of another."""

    resident_id: Id


def of_resident(session: Session, resident_id: UUID, query: TimelineQuery) -> Page[TimelineItem]:
    """A page of the timeline; drafts and stories taken back are not on it, nor what is dated after `as_of`."""
    asked = _Asked(resident_id=resident_id, **dict(query))
    stretch = Stretch(resident_id, query.since, day_asked(session, query.as_of), _place_before(asked))
    few = dict([*_moves(session, resident_id), *_steps(session, resident_id)])
    places = [*(place for place in few if stretch.holds(place)), *keys_of(session, stretch, query.limit + 1)]
    page = sorted(places, reverse=True)[: query.limit + 1]
    cursor = None
    if len(page) > query.limit:
        page.pop()
        cursor = lists.cursor_at(_PLACE.dump_json(page[-1]), ResidentRow, asked)
    many = _many(session, stretch, page)
    items = [few[place] if place in few else many[place.id] for place in page]
    return Page[TimelineItem](items=list(with_names(session, items)), next_cursor=cursor)


def _place_before(asked: _Asked) -> Place | None:
    """Where the page before ended; Invalid for a cursor that says no such place."""
    said = lists.place_of(ResidentRow, asked)
    if said is None:
        return None
    try:
        return _PLACE.validate_json(said)
    except ValidationError:
        raise Invalid("invalid_request", Flaw("cursor_unfit", parameter="cursor")) from None


def _moves(session: Session, resident_id: UUID) -> Iterator[tuple[Place, TimelineItem]]:
    """The first and last days of stays, and the death; NotFound without the resident."""
    rows = session.execute(
        select(
            col(PersonRow.died_on),
            col(PersonRow.deceased),
            col(StayPart.id),
            col(StayPart.from_date),
            col(StayPart.until_date),
            col(StayPart.room),
            col(StayPart.team_id),
            col(TeamRow.name).label("team_name"),
        )
        .select_from(ResidentRow)
        .join(PersonRow, col(PersonRow.id) == col(ResidentRow.id))
        .outerjoin(StayPart, col(StayPart.resident_id) == col(ResidentRow.id))
        .outerjoin(TeamRow, col(TeamRow.id) == col(StayPart.team_id))
        .where(col(ResidentRow.id) == resident_id, col(ResidentRow.deleted_at).is_(None))
    ).all()
    if not rows:
        raise NotFound
    for row in rows if rows[0].id else ():
        where = {"team_id": row.team_id, "team_name": row.team_name, "room": row.room}
        yield _move(Place(row.from_date, Rank.STAY_BEGAN, row.id), Move(what=MoveKind.STAY_BEGAN, **where))
        if row.until_date:
            yield _move(Place(row.until_date, Rank.STAY_ENDED, row.id), Move(what=MoveKind.STAY_ENDED, **where))
    if died_on := rows[0].died_on:
        death = Move(what=MoveKind.DEATH, team_id=None, team_name=None, room=None)
        yield _move(Place(died_on, Rank.DEATH, resident_id), death, rows[0].deceased["deceased_on"])


def _move(place: Place, move: Move, happened_on: str | None = None) -> tuple[Place, TimelineItem]:
    happened_on = happened_on or place.day.isoformat()
    return place, TimelineItem(kind=TimelineKind.MOVE, happened_on=happened_on, id=place.id, move=move)


def _steps(session: Session, resident_id: UUID) -> Iterator[tuple[Place, TimelineItem]]:
    """Every state that a role of the resident was in, on the day of the organisation on which it began."""
    rows = session.execute(
        select(
            col(RoleStepPart.id),
            col(RoleStepPart.role_id),
            col(RoleRow.title),
            col(RoleRow.tense),
            col(RoleRow.direction),
            col(RoleStepPart.state),
            col(RoleStepPart.note),
            col(RoleStepPart.by_person_id),
            col(RoleStepPart.since_at),
        )
        .join(RoleRow, col(RoleRow.id) == col(RoleStepPart.role_id))
        .where(col(RoleRow.holder_id) == resident_id, col(RoleRow.deleted_at).is_(None))
    )
    for row in rows:
        place = Place(clock.day_of(row.since_at, session.time_zone), Rank.ROLE, row.id)
        role = TimelineRole.model_validate(row)
        yield place, TimelineItem(kind=TimelineKind.ROLE, happened_on=place.day.isoformat(), id=row.id, role=role)


def _many(session: Session, stretch: Stretch, page: Sequence[Place]) -> dict[UUID, TimelineItem]:
    """The stories and moments at these places, by id, a story with its moments around this resident."""
    by_rank = {rank: [place.id for place in page if place.rank is rank] for rank in (Rank.STORY, Rank.MOMENT)}
    rows = session.scalars(select(StoryRow).where(col(StoryRow.id).in_(by_rank[Rank.STORY]))).all()
    items = {
        one.id: TimelineItem(kind=TimelineKind.STORY, happened_on=one.happened_on, id=one.id, story=one)
        for one in stories.nameless(session, rows)
    }
    inside = and_(col(MomentRow.story_id).in_(list(items)), col(MomentRow.counts_on) <= stretch.until)
    wanted = or_(col(MomentRow.id).in_(by_rank[Rank.MOMENT]), inside)
    found = session.scalars(select(MomentRow).where(around(stretch.resident_id), wanted)).all()
    for one in moments.nameless(session, sorted(found, key=lambda row: row.id)):
        if one.story_id in items:
            items[one.story_id].moments.append(one)
        else:
            items[one.id] = TimelineItem(kind=TimelineKind.MOMENT, happened_on=one.happened_on, id=one.id, moment=one)
    return items
