"""Research exports: residents who consented to research, by codes of this export alone."""

import secrets
from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlmodel import col

from app.database import Session
from app.models.base import Page
from app.models.coding import CodedSensePart, CodingRow
from app.models.consent import ConsentRow
from app.models.filters import Turning
from app.models.moment import MomentRow
from app.models.person import PersonRow
from app.models.relation import RelationRow
from app.models.research_export import (
    ResearchContent,
    ResearchExport,
    ResearchExportBody,
    ResearchExportRow,
    ResearchMoment,
    ResearchPerson,
    ResearchSense,
)
from app.models.resident import ResidentRow
from app.models.story import COUNTING, StoryRow
from app.models.vocabulary import ConsentCategory, ConsentDecision, ConsentPurpose
from app.services import lists, records
from app.services.anonymising import LEAST, coded, told_facts

KEY_BYTES = 32
YEAR = 4


def make(session: Session, body: ResearchExportBody) -> ResearchExport:
    """A research export with a key of its own; what is in it is worked out when it is fetched."""
    row = records.begin(session, records.blank(ResearchExportRow), body)
    row.code_key = secrets.token_hex(KEY_BYTES)
    session.add(row)
    session.flush()
    return ResearchExport.model_validate(row)


def look_up(session: Session, export_id: UUID) -> ResearchExport:
    """One research export, without what is in it."""
    return ResearchExport.model_validate(records.find(session, ResearchExportRow, export_id))


def list_all(session: Session, turning: Turning) -> Page[ResearchExport]:
    """A page of research exports."""
    rows, cursor = lists.turn(session, ResearchExportRow, records.living(ResearchExportRow), turning)
    return Page[ResearchExport](items=[ResearchExport.model_validate(row) for row in rows], next_cursor=cursor)


def content(session: Session, export_id: UUID) -> ResearchContent:
    """What is in it today: of who consented and did not withdraw, and of nobody when they are fewer than five."""
    row = records.find(session, ResearchExportRow, export_id)
    with session.unheld():
        ids = _consenting(session, ConsentCategory.LADDER_AND_SENSES)
        if len(ids) < LEAST:
            return ResearchContent(research_export_id=row.id, too_few=True, count=0, people=[])
        people = _people(session, row, ids)
    return ResearchContent(research_export_id=row.id, too_few=False, count=len(people), people=people)


def _consenting(session: Session, category: ConsentCategory) -> set[UUID]:
    """The residents of whom the consent to research that began last was given and holds today, also after a death."""
    today = session.today
    rows = session.execute(
        select(
            col(ConsentRow.resident_id),
            col(ConsentRow.decision),
            col(ConsentRow.withdrawn_at),
            col(ConsentRow.until_date),
            col(ConsentRow.also_after_death),
            col(PersonRow.died_on),
        )
        .join(PersonRow, col(PersonRow.id) == col(ConsentRow.resident_id))
        .join(ResidentRow, col(ResidentRow.id) == col(ConsentRow.resident_id))
        .where(
            col(ConsentRow.purpose) == ConsentPurpose.RESEARCH,
            col(ConsentRow.category) == category,
            col(ConsentRow.from_date) <= today,
            col(ConsentRow.deleted_at).is_(None),
            col(ResidentRow.deleted_at).is_(None),
        )
        .order_by(col(ConsentRow.from_date), col(ConsentRow.id))
    )
    last = {row.resident_id: row for row in rows}
    return {
        resident_id
        for resident_id, row in last.items()
        if row.decision is ConsentDecision.GIVEN
        and row.withdrawn_at is None
        and (row.until_date is None or row.until_date >= today)
        and (row.died_on is None or row.also_after_death)
    }


def _people(session: Session, row: ResearchExportRow, ids: Collection[UUID]) -> list[ResearchPerson]:
    key = bytes.fromhex(row.code_key)
    facts = told_facts(
        {
            one.id: (one.gender, f"{one.born_on[: YEAR - 1]}0s" if one.born_on else None)
            for one in session.scalars(select(PersonRow).where(col(PersonRow.id).in_(ids)))
        }
    )
    moments, senses = _moments(session, row, ids, key), _senses(session, row, ids)
    people = []
    for one in ids:
        gender, decade = facts[one] or (None, None)
        about = {"gender": gender, "born_decade": decade, "moments": moments[one], "senses": senses[one]}
        people.append(ResearchPerson(code=coded(key, str(one)), **about))
    return sorted(people, key=lambda person: person.code)


def _moments(
    session: Session, row: ResearchExportRow, ids: Collection[UUID], key: bytes
) -> Mapping[UUID, list[ResearchMoment]]:
    """The moments of the relations of these residents with caregivers and the house, by month."""
    found: defaultdict[UUID, list[ResearchMoment]] = defaultdict(list)
    pairs = session.execute(
        select(MomentRow, RelationRow)
        .join(RelationRow, col(RelationRow.id) == col(MomentRow.relation_id))
        .where(
            col(RelationRow.party_a_id).in_(ids),
            col(MomentRow.counts_on) >= row.from_date,
            col(MomentRow.counts_on) <= row.until_date,
            col(MomentRow.deleted_at).is_(None),
            col(RelationRow.deleted_at).is_(None),
            or_(col(MomentRow.story_id).is_(None), col(MomentRow.story_id).not_in(_not_counting())),
        )
    )
    for moment, relation in pairs:
        party = coded(key, str(relation.party_b_person_id or relation.organisation_id))
        said = {name: getattr(moment, name) for name in ("rung_a", "rung_b", "reciprocal", "initiator", "rupture")}
        month = moment.counts_on.isoformat()[:7]
        found[relation.party_a_id].append(ResearchMoment(month=month, side=relation.side, party=party, **said))
    for each in found.values():
        each.sort(key=lambda one: (one.month, one.party, one.rung_a or 0, one.rung_b or 0))
    return found


def _senses(session: Session, row: ResearchExportRow, ids: Collection[UUID]) -> Mapping[UUID, list[ResearchSense]]:
    """The senses of these residents as they were coded in stories that count, by month."""
    found: defaultdict[UUID, list[ResearchSense]] = defaultdict(list)
    rows = session.execute(
        select(
            col(CodedSensePart.subject_id),
            col(CodedSensePart.sense),
            col(CodedSensePart.voice),
            col(CodedSensePart.felt),
            col(StoryRow.counts_on),
        )
        .join(CodingRow, col(CodingRow.id) == col(CodedSensePart.coding_id))
        .join(StoryRow, col(StoryRow.id) == col(CodingRow.story_id))
        .where(
            col(CodedSensePart.subject_id).in_(ids),
            col(StoryRow.state).in_(COUNTING),
            col(StoryRow.deleted_at).is_(None),
            col(CodingRow.deleted_at).is_(None),
            col(StoryRow.counts_on) >= row.from_date,
            col(StoryRow.counts_on) <= row.until_date,
        )
    )
    for one in rows:
        month = one.counts_on.isoformat()[:7]
        found[one.subject_id].append(ResearchSense(month=month, sense=one.sense, voice=one.voice, felt=one.felt))
    for each in found.values():
        each.sort(key=lambda one: (one.month, one.sense, one.voice, one.felt))
    return found


def _not_counting() -> Select[UUID]:
    """The stories that do not count: drafts, those taken back and those laid aside."""
    return select(col(StoryRow.id)).where(
        or_(col(StoryRow.state).not_in(COUNTING), col(StoryRow.deleted_at).is_not(None))
    )
