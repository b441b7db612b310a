"""Stories: told, told anew, confirmed by the teller, withdrawn; told before they are counted."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import col

from app.database import Session
from app.models.base import Laid, Page
from app.models.filters import StoryFilters, StorySearchBody
from app.models.patch import Patch
from app.models.story import (
    Story,
    StoryBody,
    StoryConfirmationBody,
    StoryPersonPart,
    StoryRow,
    StoryWithdrawalBody,
)
from app.models.vocabulary import StoryState, StoryUse
from app.policy.readers import readers_of
from app.problems import Conflict, Flaw, Invalid, Unprocessable
from app.services import codings, dates, lists, maskings, moments, patches, records
from app.services.naming import with_names
from app.services.records import Expected
from app.services.references import require
from app.services.search import finding

SENDABLE: Final = frozenset({StoryState.DRAFT, StoryState.SHARED})
# What the teller confirms; when any of it changes, the teller has not confirmed it.
CONFIRMED_PARTS: Final = ("title", "text", "happened_on", "day_part", "place_text", "teller_id", "people")


def look_up(session: Session, story_id: UUID) -> Story:
    """One story."""
    return _told(session, [records.find(session, StoryRow, story_id)])[0]


def list_all(session: Session, filters: StoryFilters) -> Page[Story]:
    """A page of stories."""
    return _page(session, *lists.turn(session, StoryRow, _in_period(filters), filters))


def search(session: Session, asked: StorySearchBody) -> Page[Story]:
    """A page of the stories with these words, the newest first."""
    return _page(session, *finding.stories(session, _asked(asked), asked))


def tell(session: Session, body: StoryBody, story_id: UUID | None = None) -> Story:
    """A new story, with the moments and codings of the same event: all of it or nothing."""
    if body.state not in SENDABLE:
        raise Invalid("invalid_request", Flaw("story_state_not_sendable", pointer="/state"))
    dates.refuse_future(session, _dates(body))
    row = _with_parts(records.blank(StoryRow), body)
    row.counts_on = dates.counts_on(body.happened_on, session.today)
    records.lay_down(session, row, body, story_id)
    if body.moments:
        moments.note_with_story(session, row, body.moments)
    if body.codings:
        codings.code_with_story(session, row, body.codings)
    return _told(session, [row])[0]


def put(session: Session, story_id: UUID, body: StoryBody, expected: Expected | None) -> Laid[Story]:
    """The story as the caller says it is: new, the same, or told anew."""
    _refuse_company(body)
    row = records.claim_place(session, StoryRow, story_id)
    if row is None:
        records.expect_nothing(expected)
        return Laid(tell(session, body, story_id), created=True)
    return Laid(_tell_anew(session, row, body, expected), created=False)


def amend(session: Session, story_id: UUID, patch: Patch, expected: Expected | None) -> Story:
    """The story with some of it told anew."""
    row = records.claim(session, StoryRow, story_id)
    records.expect(row, expected)
    body = patches.apply(StoryBody, records.said(StoryBody, row), patch)
    _refuse_company(body)
    return _tell_anew(session, row, body, expected)


def confirm(session: Session, story_id: UUID, body: StoryConfirmationBody | None) -> Story:
    """The teller, or without a teller somebody in the story, says that a shared story is told well.

    Raises Conflict from any other state; Unprocessable when it is somebody else who says so.
    """
    row = records.claim(session, StoryRow, story_id)
    body = body or StoryConfirmationBody()
    require(session, body)
    if row.state is not StoryState.SHARED:
        raise Conflict("illegal_state")
    by_id = body.by_person_id or row.teller_id
    if by_id not in ({row.teller_id} if row.teller_id else {one.person_id for one in row.people}):
        raise Unprocessable("not_the_teller", Flaw("not_the_teller", pointer="/byPersonId"))
    row.state, row.confirmed_at, row.confirmed_by_id = StoryState.CONFIRMED, session.now, by_id
    records.touch(session, row)
    return _told(session, [row])[0]


def withdraw(session: Session, story_id: UUID, body: StoryWithdrawalBody | None) -> Story:
    """The story is taken back and counts no more; Conflict when that was done before."""
    row = records.claim(session, StoryRow, story_id)
    body = body or StoryWithdrawalBody()
    require(session, body)
    if row.state is StoryState.WITHDRAWN:
        raise Conflict("illegal_state")
    row.state, row.withdrawn_at = StoryState.WITHDRAWN, session.now
    row.withdrawn_by_id, row.withdrawal_reason = body.by_person_id, body.reason
    records.touch(session, row)
    return _told(session, [row])[0]


def lay_aside(session: Session, story_id: UUID, expected: Expected | None) -> None:
    """Lay a story aside and its codings with it; Conflict while moments point at it."""
    row = records.claim(session, StoryRow, story_id)
    records.expect(row, expected)
    records.lay_aside(session, row)
    codings.bury_with_story(session, story_id)


def nameless(session: Session, rows: Sequence[StoryRow]) -> list[Story]:
    """The stories with the ids of their moments and codings and with who reads them, and not yet with names.

    As many statements however many there are.
    """
    told, readers = [Story.model_validate(row) for row in rows], readers_of(session, rows)
    ids = {one.id for one in told}
    moment_ids, coding_ids = moments.ids_by_story(session, ids), codings.ids_by_story(session, ids)
    for one in told:
        one.moment_ids, one.coding_ids = moment_ids.get(one.id, []), coding_ids.get(one.id, [])
        one.readable_by = readers[one.id]
    return told


def _page(session: Session, rows: Sequence[StoryRow], cursor: str | None) -> Page[Story]:
    return Page[Story](items=_told(session, rows), next_cursor=cursor)


def _told(session: Session, rows: Sequence[StoryRow]) -> list[Story]:
    return list(with_names(session, nameless(session, rows)))


def _asked(filters: StoryFilters) -> Select[StoryRow]:
    statement = records.living(StoryRow)
    if filters.person_id:
        among = select(col(StoryPersonPart.story_id)).where(col(StoryPersonPart.person_id) == filters.person_id)
        statement = statement.where(col(StoryRow.id).in_(among))
    if filters.teller_id:
        statement = statement.where(col(StoryRow.teller_id) == filters.teller_id)
    if filters.team_id:
        statement = statement.where(col(StoryRow.team_id) == filters.team_id)
    if filters.state:
        statement = statement.where(col(StoryRow.state) == filters.state)
    return statement


def _in_period(filters: StoryFilters) -> Select[StoryRow]:
    statement = _asked(filters)
    if filters.from_date:
        statement = statement.where(col(StoryRow.counts_on) >= filters.from_date)
    if filters.until_date:
        statement = statement.where(col(StoryRow.counts_on) <= filters.until_date)
    return statement


def _dates(body: StoryBody) -> dict[str, str]:
    """Every date of evidence in a story, with its pointer."""
    found = {"/happenedOn": body.happened_on}
    for place, moment in enumerate(body.moments or []):
        if moment.happened_on:
            found[f"/moments/{place}/happenedOn"] = moment.happened_on
    return found


def _with_parts(row: StoryRow, body: StoryBody) -> StoryRow:
    row.people = records.parts(StoryPersonPart, body.people)
    row.in_figures = StoryUse.FIGURES in body.uses
    return row


def _refuse_company(body: StoryBody) -> None:
    """Moments and codings have addresses of their own once there is a story."""
    sent = [name for name in ("moments", "codings") if getattr(body, name) is not None]
    if sent:
        raise Invalid("invalid_request", *(Flaw("only_with_post", pointer=f"/{name}") for name in sent))


def _tell_anew(session: Session, row: StoryRow, body: StoryBody, expected: Expected | None) -> Story:
    now = records.said(StoryBody, row)
    body = _in_state(now, maskings.keep(session, row.id, body))
    if now != body:
        records.expect(row, expected)
        if row.state is StoryState.WITHDRAWN:
            raise Conflict("story_withdrawn")
        dates.refuse_future(session, _dates(body))
        _keep_coded_subjects(session, row.id, now, body)
        if now.happened_on != body.happened_on:
            row.counts_on = dates.counts_on(body.happened_on, session.today)
        if body.state is not StoryState.CONFIRMED:
            row.confirmed_at = row.confirmed_by_id = None
        records.rewrite(session, _with_parts(row, body), body)
    return _told(session, [row])[0]


def _in_state(now: StoryBody, body: StoryBody) -> StoryBody:
    """The body in the state that follows from what was said.

    A confirmed story is a shared one: sent as shared it stays confirmed, until what the teller confirmed is told
    otherwise. Raises Invalid for a state that is reached by its own address only.
    """
    if body.state not in SENDABLE | {now.state}:
        raise Invalid("invalid_request", Flaw("story_state_not_sendable", pointer="/state"))
    if now.state is not StoryState.CONFIRMED or body.state is StoryState.DRAFT:
        return body
    untouched = all(getattr(now, name) == getattr(body, name) for name in CONFIRMED_PARTS)
    state = StoryState.CONFIRMED if untouched else StoryState.SHARED
    return body.model_copy(update={"state": state})


def _keep_coded_subjects(session: Session, story_id: UUID, now: StoryBody, body: StoryBody) -> None:
    """Refuse to take somebody out of a story whose senses are coded in it."""
    gone = _everybody(now) - _everybody(body)
    if gone and gone & codings.coded_subjects(session, story_id):
        raise Unprocessable("coded_subject_missing", Flaw("coded_subject_missing", pointer="/people"))


def _everybody(body: StoryBody) -> set[UUID | None]:
    return {body.teller_id, body.observer_id, *(one.person_id for one in body.people)} - {None}
