"""Codings: a story read by a coder; several coders may differ, and every difference is kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import delete, select, update
from sqlmodel import col

from app.database import Session, whoever_asks
from app.models.answer import KeptAnswer
from app.models.base import Laid, Page
from app.models.coding import CodedRolePart, CodedSensePart, Coding, CodingBody, CodingRow
from app.models.external_id import ExternalIdRow
from app.models.filters import Filters
from app.models.organisation import OrganisationRow
from app.models.patch import Patch
from app.models.story import StoryRow
from app.models.vocabulary import CoderAs, StoryState
from app.models.wire import Id
from app.problems import Conflict, Flaw, NotFound, Unprocessable
from app.services import external_ids, lists, patches, records
from app.services.naming import with_names
from app.services.pointers import under
from app.services.records import Expected


class _OfStory(Filters):
    """The list of one story's codings; its cursors do not fit the codings of another story."""

    story_id: Id


class _Shown(BaseModel):
    """A role that a story shows, as a part of its coding."""

    role_id: UUID


def look_up(session: Session, story_id: UUID, coding_id: UUID) -> Coding:
    """One coding of this story."""
    row = records.find(session, CodingRow, coding_id)
    _of_this_story(row, story_id)
    return _told(session, [row])[0]


def list_all(session: Session, story_id: UUID, filters: Filters) -> Page[Coding]:
    """A page of the codings of a story; NotFound without the story."""
    records.find(session, StoryRow, story_id)
    statement = records.living(CodingRow).where(col(CodingRow.story_id) == story_id)
    rows, cursor = lists.turn(session, CodingRow, statement, _OfStory(story_id=story_id, **dict(filters)))
    return Page[Coding](items=_told(session, rows), next_cursor=cursor)


def code(session: Session, story_id: UUID, body: CodingBody, coding_id: UUID | None = None) -> Coding:
    """A new coding of a story.

    Raises Conflict when the story was withdrawn or this coder coded it in this capacity; Unprocessable for a subject
    who is not in the story and for what is no core value here.
    """
    story = _claim_story(session, story_id)
    _refuse_withdrawn(story)
    _refuse_double(session, story_id, [body])
    _refuse_unfit(session, story, [("", body)])
    row = records.lay_down(session, _with_parts(_blank(story), body), body, coding_id)
    return _told(session, [row])[0]


def code_with_story(session: Session, story: StoryRow, bodies: Sequence[CodingBody]) -> None:
    """The codings that came with a new story, whose references were found to exist."""
    said: set[tuple[UUID, CoderAs]] = set()
    for place, body in enumerate(bodies):
        if (body.coder_id, body.as_) in said:
            raise Conflict("coded_already", Flaw("coded_already", pointer=f"/codings/{place}"))
        said.add((body.coder_id, body.as_))
    _refuse_unfit(session, story, [(f"/codings/{place}", body) for place, body in enumerate(bodies)])
    rows = [records.begin(session, _with_parts(_blank(story), body), body) for body in bodies]
    session.add_all(rows)
    session.flush()
    for place, (row, body) in enumerate(zip(rows, bodies, strict=True)):
        if body.external_ids:
            with under(f"/codings/{place}"):
                external_ids.tie(session, row, body.external_ids)


def put(session: Session, story_id: UUID, coding_id: UUID, body: CodingBody, expected: Expected | None) -> Laid[Coding]:
    """The coding as the caller says it is: new, the same, or said anew."""
    story = _claim_story(session, story_id)
    row = records.claim_place(session, CodingRow, coding_id)
    if row is None:
        records.expect_nothing(expected)
        return Laid(code(session, story_id, body, coding_id), created=True)
    if row.story_id != story_id:
        raise Conflict("id_taken")
    return Laid(_describe(session, story, row, body, expected), created=False)


def amend(session: Session, story_id: UUID, coding_id: UUID, patch: Patch, expected: Expected | None) -> Coding:
    """The coding with some of it said anew."""
    story = _claim_story(session, story_id)
    row = records.claim(session, CodingRow, coding_id)
    _of_this_story(row, story_id)
    records.expect(row, expected)
    body = patches.apply(CodingBody, records.said(CodingBody, row), patch)
    return _describe(session, story, row, body, expected)


def take_back(session: Session, story_id: UUID, coding_id: UUID, expected: Expected | None) -> None:
    """Lay a coding aside; also of a withdrawn story, where it no longer counts for anything."""
    row = records.claim(session, CodingRow, coding_id)
    _of_this_story(row, story_id)
    records.expect(row, expected)
    records.lay_aside(session, row)


@whoever_asks
def bury_with_story(session: Session, story_id: UUID) -> None:
    """The codings of a story go with it; the same statements however many there are."""
    mine = (col(CodingRow.story_id) == story_id, col(CodingRow.deleted_at).is_(None))
    ids = session.scalars(select(col(CodingRow.id)).where(*mine)).all()
    if not ids:
        return
    session.execute(
        update(ExternalIdRow)
        .where(col(ExternalIdRow.noun) == CodingRow.noun, col(ExternalIdRow.noun_id).in_(ids))
        .values(released=True)
    )
    session.execute(delete(KeptAnswer).where(col(KeptAnswer.about_id).in_(ids)))
    session.execute(
        update(CodingRow)
        .where(*mine)
        .values(deleted_at=session.now, updated_at=session.now, version=col(CodingRow.version) + 1)
    )


def ids_by_story(session: Session, story_ids: Iterable[UUID]) -> Mapping[UUID, list[UUID]]:
    """The living codings of each of these stories, by id."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    rows = session.execute(
        select(col(CodingRow.story_id), col(CodingRow.id)).where(
            col(CodingRow.story_id).in_(story_ids), col(CodingRow.deleted_at).is_(None)
        )
    )
    for story_id, coding_id in sorted(rows):
        found[story_id].append(coding_id)
    return found


@whoever_asks
def coded_subjects(session: Session, story_id: UUID) -> set[UUID]:
    """The persons whose senses are coded in this story."""
    statement = (
        select(col(CodedSensePart.subject_id))
        .join(CodingRow, col(CodingRow.id) == col(CodedSensePart.coding_id))
        .where(col(CodingRow.story_id) == story_id, col(CodingRow.deleted_at).is_(None))
    )
    return set(session.scalars(statement))


def _told(session: Session, rows: Sequence[CodingRow]) -> list[Coding]:
    return list(with_names(session, [Coding.model_validate(row) for row in rows]))


def _claim_story(session: Session, story_id: UUID) -> StoryRow:
    """The story, held so that two codings of one coder wait for each other."""
    return records.claim(session, StoryRow, story_id)


def _of_this_story(row: CodingRow, story_id: UUID) -> None:
    if row.story_id != story_id:
        raise NotFound


def _refuse_withdrawn(story: StoryRow) -> None:
    if story.state is StoryState.WITHDRAWN:
        raise Conflict("story_withdrawn")


def _describe(session: Session, story: StoryRow, row: CodingRow, body: CodingBody, expected: Expected | None) -> Coding:
    now = records.said(CodingBody, row)
    if now != body:
        records.expect(row, expected)
        _refuse_withdrawn(story)
        if (now.coder_id, now.as_) != (body.coder_id, body.as_):
            _refuse_double(session, story.id, [body])
        _refuse_unfit(session, story, [("", body)])
        records.rewrite(session, _with_parts(row, body), body)
    return _told(session, [row])[0]


def _blank(story: StoryRow) -> CodingRow:
    row = records.blank(CodingRow)
    row.story_id = story.id
    return row


def _with_parts(row: CodingRow, body: CodingBody) -> CodingRow:
    row.senses = records.parts(CodedSensePart, body.senses)
    row.roles = records.parts(CodedRolePart, [_Shown(role_id=role_id) for role_id in body.role_ids])
    return row


@whoever_asks
def _refuse_double(session: Session, story_id: UUID, bodies: Sequence[CodingBody]) -> None:
    """One coding for each story, coder and capacity among the living."""
    taken = session.execute(
        select(col(CodingRow.coder_id), col(CodingRow.as_)).where(
            col(CodingRow.story_id) == story_id, col(CodingRow.deleted_at).is_(None)
        )
    )
    if {(body.coder_id, body.as_) for body in bodies} & {(coder_id, as_) for coder_id, as_ in taken}:
        raise Conflict("coded_already")


def _refuse_unfit(session: Session, story: StoryRow, told: Sequence[tuple[str, CodingBody]]) -> None:
    """Raise Unprocessable for every subject who is not in the story and every value that is no core value here."""
    present = {story.teller_id, story.observer_id, *(one.person_id for one in story.people)}
    flaws = [
        Flaw("subject_not_in_story", pointer=f"{place}/senses/{position}/subjectId")
        for place, body in told
        for position, one in enumerate(body.senses)
        if one.subject_id not in present
    ]
    if any(body.values for _, body in told):
        known = _core_values(session)
        flaws += [
            Flaw("core_value_unknown", pointer=f"{place}/values/{position}/coreValue")
            for place, body in told
            for position, one in enumerate(body.values)
            if one.core_value not in known
        ]
    if flaws:
        raise Unprocessable(flaws[0].code, *flaws)


def _core_values(session: Session) -> set[str]:
    values = session.scalars(select(col(OrganisationRow.core_values))).one()
    return {one["code"] for one in values}
