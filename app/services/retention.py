"""Retention: what is due to go, shown beforehand, and removed by the worker.

A person goes when every hat they wear is due. How somebody is erased stands in `erasing.py`; of the access log the
beginning is removed, and the chain says where it begins since.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Final
from uuid import UUID

from sqlalchemy import Select, delete, exists, func, or_, select
from sqlmodel import col

from app.database import Session
from app.models.access_log import AccessChainRow, AccessEntryRow, AccessPersonRow
from app.models.caregiver import CaregiverRow
from app.models.organisation import OrganisationRow
from app.models.person import MembershipPart, PersonRow
from app.models.relation import RelationRow
from app.models.relative import RelativeRow
from app.models.resident import ResidentRow, StayPart
from app.models.retention import Retention, RetentionBody, RetentionDue, RetentionPreview, RetentionRule
from app.models.story import StoryRow
from app.models.vocabulary import RetentionCategory, Side, StoryState
from app.services import erasing, organisations, records
from app.services.dates import months_after

DEFAULTS: Final[Mapping[RetentionCategory, int | None]] = {
    **dict.fromkeys(RetentionCategory),
    RetentionCategory.ACCESS_LOG: 60,
}
ENTRIES_AT_ONCE: Final = 5000
HAT_OF: Final[Mapping[RetentionCategory, type[ResidentRow | RelativeRow | CaregiverRow]]] = {
    RetentionCategory.DEPARTED_RESIDENTS: ResidentRow,
    RetentionCategory.FORMER_RELATIVES: RelativeRow,
    RetentionCategory.FORMER_CAREGIVERS: CaregiverRow,
}


def rules(session: Session) -> Mapping[RetentionCategory, int | None]:
    """How many months each category is kept; None for as long as nobody decides otherwise."""
    said = session.execute(select(col(OrganisationRow.retention))).scalar_one() or {}
    return {**DEFAULTS, **{RetentionCategory(name): months for name, months in said.items()}}


def look_up(session: Session) -> Retention:
    """The rules of the organisation."""
    return Retention(rules=[RetentionRule(category=one, months=months) for one, months in rules(session).items()])


def put(session: Session, body: RetentionBody) -> Retention:
    """Say some rules anew; the worker goes by them from its next round on."""
    row = records.claim(session, OrganisationRow, organisations.own(session).id)
    row.retention = {**(row.retention or {}), **{one.category.value: one.months for one in body.rules}}
    records.touch(session, row)
    return look_up(session)


def preview(session: Session) -> RetentionPreview:
    """What the worker would remove if it came by now; nothing is changed."""
    with session.unheld():
        due = [_due(session, one, months) for one, months in rules(session).items()]
    return RetentionPreview(on_date=session.today, due=due)


def persons_due(session: Session) -> list[UUID]:
    """The persons who go: every living hat they wear is due."""
    befores = {one: before for one, before in _befores(session).items() if one in HAT_OF}
    found = {one: set(session.scalars(STATEMENTS[one](before))) for one, before in befores.items()}
    due = set[UUID]().union(*found.values())
    for category, hat in HAT_OF.items():
        wearing = session.scalars(select(col(hat.id)).where(col(hat.id).in_(due), col(hat.deleted_at).is_(None)))
        due -= set(wearing) - found.get(category, set())
    return sorted(due)


def lay_drafts_aside(session: Session) -> int:
    """Empty the drafts of stories that nobody touched for so long; how many."""
    before = _befores(session).get(RetentionCategory.DRAFTS)
    rows = session.scalars(_drafts(before)).all() if before else []
    for row in rows:
        row.people, row.text, row.title, row.place_text = [], erasing.EMPTY, None, None
        records.bury(session, row)
    return len(rows)


def shorten_log(session: Session) -> int:
    """Remove the oldest entries of the access log, as far as they are sealed; how many, at most a few thousand."""
    before = _befores(session).get(RetentionCategory.ACCESS_LOG)
    chain = session.scalar(select(AccessChainRow).with_for_update())
    if before is None or chain is None:
        return 0
    kept = select(func.min(col(AccessEntryRow.sequence))).where(col(AccessEntryRow.day) >= before)
    last = min((session.scalar(kept) or chain.sequence + 1) - 1, chain.first_sequence - 1 + ENTRIES_AT_ONCE)
    if last < chain.first_sequence:
        return 0
    gone = select(col(AccessEntryRow.id)).where(col(AccessEntryRow.sequence) <= last)
    digest = session.scalar(select(col(AccessEntryRow.digest)).where(col(AccessEntryRow.sequence) == last))
    session.execute(delete(AccessPersonRow).where(col(AccessPersonRow.entry_id).in_(gone)), execution_options=BY_SQL)
    session.execute(delete(AccessEntryRow).where(col(AccessEntryRow.sequence) <= last), execution_options=BY_SQL)
    count = last - chain.first_sequence + 1
    chain.first_sequence, chain.first_previous = last + 1, digest or ""
    session.flush()
    return count


BY_SQL: Final = {"synchronize_session": False}


def _befores(session: Session) -> dict[RetentionCategory, date]:
    """Of each category that has a rule the day before which something must have ended to be due."""
    return {one: months_after(session.today, -months) for one, months in rules(session).items() if months is not None}


def _due(session: Session, category: RetentionCategory, months: int | None) -> RetentionDue:
    before = None if months is None else months_after(session.today, -months)
    count = 0 if before is None else _how_many(session, category, before)
    return RetentionDue(category=category, months=months, before_date=before, count=count)


def _how_many(session: Session, category: RetentionCategory, before: date) -> int:
    if category in HAT_OF:
        return len(set(session.scalars(STATEMENTS[category](before))) & set(persons_due(session)))
    if category is RetentionCategory.DRAFTS:
        return len(session.scalars(_drafts(before)).all())
    sealed = col(AccessEntryRow.sequence).is_not(None), col(AccessEntryRow.day) < before
    return session.scalars(select(func.count(col(AccessEntryRow.id))).where(*sealed)).one()


def _departed(before: date) -> Select[UUID]:
    """Residents who died or left before that day."""
    left = exists(select(col(StayPart.id)).where(col(StayPart.resident_id) == col(ResidentRow.id)))
    here = exists(
        select(col(StayPart.id)).where(
            col(StayPart.resident_id) == col(ResidentRow.id),
            or_(col(StayPart.until_date).is_(None), col(StayPart.until_date) >= before),
        )
    )
    died = exists(
        select(col(PersonRow.id)).where(col(PersonRow.id) == col(ResidentRow.id), col(PersonRow.died_on) < before)
    )
    return select(col(ResidentRow.id)).where(col(ResidentRow.deleted_at).is_(None), or_(died, left & ~here))


def _former_relatives(before: date) -> Select[UUID]:
    """Relatives of whom every relation with a resident ended before that day."""
    mine = (
        col(RelationRow.party_b_person_id) == col(RelativeRow.id),
        col(RelationRow.side) == Side.A,
        col(RelationRow.deleted_at).is_(None),
    )
    going = or_(col(RelationRow.end_date).is_(None), col(RelationRow.end_date) >= before)
    any_one, current = (
        exists(select(col(RelationRow.id)).where(*mine)),
        exists(select(col(RelationRow.id)).where(*mine, going)),
    )
    return select(col(RelativeRow.id)).where(col(RelativeRow.deleted_at).is_(None), any_one, ~current)


def _former_caregivers(before: date) -> Select[UUID]:
    """Caregivers of whom every membership of a team ended before that day."""
    mine = col(MembershipPart.person_id) == col(CaregiverRow.id)
    going = or_(col(MembershipPart.until_date).is_(None), col(MembershipPart.until_date) >= before)
    any_one, current = (
        exists(select(col(MembershipPart.id)).where(mine)),
        exists(select(col(MembershipPart.id)).where(mine, going)),
    )
    return select(col(CaregiverRow.id)).where(col(CaregiverRow.deleted_at).is_(None), any_one, ~current)


def _drafts(before: date) -> Select[StoryRow]:
    draft = select(StoryRow).where(col(StoryRow.state) == StoryState.DRAFT, col(StoryRow.deleted_at).is_(None))
    return draft.where(col(StoryRow.updated_at) < _midnight(before))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


STATEMENTS: Final[Mapping[RetentionCategory, Callable[[date], Select[UUID]]]] = {
    RetentionCategory.DEPARTED_RESIDENTS: _departed,
    RetentionCategory.FORMER_RELATIVES: _former_relatives,
    RetentionCategory.FORMER_CAREGIVERS: _former_caregivers,
}
