"""Moments: noted as they happened, one for each relation that was there; the evidence of `rung/1`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Row as Found
from sqlalchemy import Select, select
from sqlalchemy.orm import Mapped
from sqlmodel import col

from app.database import Session
from app.models.base import Laid, Page
from app.models.filters import MomentFilters
from app.models.moment import Moment, MomentBody, MomentRow
from app.models.patch import Patch
from app.models.relation import RelationRow
from app.models.story import StoryMomentBody, StoryRow
from app.models.vocabulary import Side
from app.problems import Flaw, Invalid, Unprocessable
from app.services import dates, external_ids, lists, patches, records
from app.services.naming import with_names
from app.services.periods import Period, misses
from app.services.pointers import under
from app.services.records import Expected
from app.services.references import require


class _Several(BaseModel):
    """Several moments, whose references are looked up together."""

    moments: list[MomentBody]


def look_up(session: Session, moment_id: UUID) -> Moment:
    """One moment."""
    return _told(session, [records.find(session, MomentRow, moment_id)])[0]


def list_all(session: Session, filters: MomentFilters) -> Page[Moment]:
    """A page of moments."""
    rows, cursor = lists.turn(session, MomentRow, _asked(filters), filters)
    return Page[Moment](items=_told(session, rows), next_cursor=cursor)


def note(session: Session, body: MomentBody, moment_id: UUID | None = None) -> Moment:
    """A new moment, or one for each relation of the occasion; the first relation's is told.

    Raises Invalid for a day to come; Unprocessable for side A and for a day outside a relation.
    """
    dates.refuse_future(session, {"/happenedOn": body.happened_on})
    require(session, body)
    _refuse_misplaced(session, [("", body)])
    rows = _of_occasion(session, body, moment_id)
    session.add_all(rows)
    session.flush()
    external_ids.tie(session, rows[0], body.external_ids)
    return _told(session, rows[:1])[0]


def note_all(session: Session, bodies: Mapping[UUID, MomentBody]) -> None:
    """New moments by the ids that the caller brings, all or nothing; as many statements as one of them takes.

    Raises as `note` does, each flaw with the place of its moment (`/moments/3/happenedOn`).
    """
    told = list(bodies.values())
    dates.refuse_future(session, {f"/moments/{place}/happenedOn": body.happened_on for place, body in enumerate(told)})
    require(session, _Several(moments=told))
    _refuse_misplaced(session, [(f"/moments/{place}", body) for place, body in enumerate(told)])
    occasions = [_of_occasion(session, body, moment_id) for moment_id, body in bodies.items()]
    session.add_all(row for rows in occasions for row in rows)
    session.flush()
    for place, (rows, body) in enumerate(zip(occasions, told, strict=True)):
        if body.external_ids:
            with under(f"/moments/{place}"):
                external_ids.tie(session, rows[0], body.external_ids)


def note_with_story(session: Session, story: StoryRow, told: Sequence[StoryMomentBody]) -> None:
    """The moments that came with a new story, whose references were found to exist."""
    bodies = [_as_moment(one, story) for one in told]
    _refuse_misplaced(session, [(f"/moments/{place}", body) for place, body in enumerate(bodies)])
    session.add_all(row for body in bodies for row in _of_occasion(session, body))
    session.flush()


def put(session: Session, moment_id: UUID, body: MomentBody, expected: Expected | None) -> Laid[Moment]:
    """The moment as the caller says it was: new, the same, or described anew; one id is one moment."""
    if body.relation_ids and len(body.relation_ids) > 1:
        raise Invalid("invalid_request", Flaw("one_id_one_moment", pointer="/relationIds"))
    row = records.claim_place(session, MomentRow, moment_id)
    if row is None:
        records.expect_nothing(expected)
        return Laid(note(session, body, moment_id), created=True)
    return Laid(_describe(session, row, body, expected), created=False)


def amend(session: Session, moment_id: UUID, patch: Patch, expected: Expected | None) -> Moment:
    """The moment with some of it said anew."""
    row = records.claim(session, MomentRow, moment_id)
    records.expect(row, expected)
    return _describe(session, row, patches.apply(MomentBody, records.said(MomentBody, row), patch), expected)


def strike(session: Session, moment_id: UUID, expected: Expected | None) -> None:
    """Lay a moment aside; the linked moments of the same occasion stay."""
    row = records.claim(session, MomentRow, moment_id)
    records.expect(row, expected)
    records.lay_aside(session, row)


def _asked(filters: MomentFilters) -> Select[MomentRow]:
    statement = records.living(MomentRow)
    if filters.relation_id:
        statement = statement.where(col(MomentRow.relation_id) == filters.relation_id)
    if filters.resident_id:
        about = select(col(RelationRow.id)).where(col(RelationRow.resident_id) == filters.resident_id)
        statement = statement.where(col(MomentRow.relation_id).in_(about))
    if filters.from_date:
        statement = statement.where(col(MomentRow.counts_on) >= filters.from_date)
    if filters.until_date:
        statement = statement.where(col(MomentRow.counts_on) <= filters.until_date)
    return statement


def nameless(session: Session, rows: Sequence[MomentRow]) -> list[Moment]:
    """The moments with those linked to them, and not yet with names; one statement however many there are."""
    told = [Moment.model_validate(row) for row in rows]
    occasions = _ids_by(session, col(MomentRow.shared_moment_id), {one.shared_moment_id for one in told} - {None})
    for one in told:
        if one.shared_moment_id:
            one.linked_moment_ids = [other for other in occasions[one.shared_moment_id] if other != one.id]
    return told


def ids_by_story(session: Session, story_ids: Iterable[UUID]) -> Mapping[UUID, list[UUID]]:
    """The living moments of each of these stories, by id."""
    return _ids_by(session, col(MomentRow.story_id), story_ids)


def _told(session: Session, rows: Sequence[MomentRow]) -> list[Moment]:
    return list(with_names(session, nameless(session, rows)))


def _ids_by(session: Session, column: Mapped[UUID | None], values: Iterable[UUID | None]) -> dict[UUID, list[UUID]]:
    """The living moments of each occasion or story, by id; no statement when there is none to look for.

    Sorted here: asked to sort by id, SQLite reads every moment of the organisation.
    """
    found: dict[UUID, list[UUID]] = defaultdict(list)
    if wanted := set(values):
        statement = select(column, col(MomentRow.id)).where(column.in_(wanted), col(MomentRow.deleted_at).is_(None))
        for value, moment_id in sorted(session.execute(statement)):
            found[value].append(moment_id)
    return found


def _describe(session: Session, row: MomentRow, body: MomentBody, expected: Expected | None) -> Moment:
    body = next(_one_by_one(body))
    if records.said(MomentBody, row) != body:
        records.expect(row, expected)
        dates.refuse_future(session, {"/happenedOn": body.happened_on})
        require(session, body)
        _refuse_misplaced(session, [("", body)])
        if row.happened_on != body.happened_on:
            row.counts_on = dates.counts_on(body.happened_on, session.today)
        records.rewrite(session, row, body)
    return _told(session, [row])[0]


def _one_by_one(body: MomentBody) -> Iterator[MomentBody]:
    """The occasion as a body for each relation that was there."""
    for _, relation_id in _named(body):
        yield body.model_copy(update={"relation_id": relation_id, "relation_ids": None})


def _of_occasion(session: Session, body: MomentBody, moment_id: UUID | None = None) -> list[MomentRow]:
    """A row for each relation, linked when there are several, not yet written."""
    shared_id = records.new_id() if body.relation_ids and len(body.relation_ids) > 1 else None
    counts_on = dates.counts_on(body.happened_on, session.today)
    rows = [records.begin(session, records.blank(MomentRow), one) for one in _one_by_one(body)]
    for row in rows:
        row.shared_moment_id, row.counts_on = shared_id, counts_on
    rows[0].id = moment_id or rows[0].id
    return rows


def _as_moment(told: StoryMomentBody, story: StoryRow) -> MomentBody:
    happened_on = told.happened_on or story.happened_on
    return MomentBody.model_validate({**dict(told), "happened_on": happened_on, "story_id": story.id})


def _refuse_misplaced(session: Session, occasions: Iterable[tuple[str, MomentBody]]) -> None:
    """Raise Unprocessable for every moment on side A or outside its relation; one statement for all of them."""
    places = [(place, body, pointer, one) for place, body in occasions for pointer, one in _named(body)]
    rows = session.execute(
        select(
            col(RelationRow.id), col(RelationRow.side), col(RelationRow.start_date), col(RelationRow.end_date)
        ).where(col(RelationRow.id).in_({relation_id for *_, relation_id in places}))
    )
    relations: dict[UUID, Found[Any]] = {row.id: row for row in rows}
    flaws = []
    for place, body, pointer, relation_id in places:
        relation = relations[relation_id]
        counts_on = dates.counts_on(body.happened_on, session.today)
        if relation.side is Side.A:
            flaws.append(Flaw("side_a_has_no_rungs", pointer=place + pointer))
        elif misses(Period(relation.start_date, relation.end_date), body.happened_on, counts_on):
            flaws.append(Flaw("outside_relation", pointer=place + pointer))
    if flaws:
        raise Unprocessable(flaws[0].code, *flaws)


def _named(body: MomentBody) -> list[tuple[str, UUID]]:
    """The relations of an occasion, each with its pointer."""
    if body.relation_ids:
        return [(f"/relationIds/{place}", one) for place, one in enumerate(body.relation_ids)]
    return [("/relationId", body.relation_id)] if body.relation_id else []
