"""Exports: asked for by the person, who represents them, or the privacy officer; worked out when they are fetched."""

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel
from sqlmodel import col

from app.database import Session
from app.models.base import Page
from app.models.coding import Coding, CodingRow
from app.models.consent import Consent, ConsentRow
from app.models.emergency_access import EmergencyAccess, EmergencyAccessRow
from app.models.erasure_request import ErasureRequestRow
from app.models.export import Export, ExportBody, ExportContent, ExportReviewBody, ExportRow
from app.models.filters import ExportFilters
from app.models.invitation import Invitation, InvitationRow
from app.models.key import Key, KeyRow
from app.models.login import Login, LoginRow
from app.models.masking import Masking, MaskingRow
from app.models.moment import MomentRow
from app.models.relation import Relation, RelationRow
from app.models.role import Role, RoleRow
from app.models.sitting import Sitting, SittingRow
from app.models.story import StoryRow
from app.models.vocabulary import ExportKind, Hat, Language
from app.services import (
    bsns,
    caregivers,
    erasure_requests,
    invitations,
    lists,
    looking_back,
    moments,
    people,
    records,
    relatives,
    residents,
    stories,
)
from app.services.concerning import rows_about
from app.services.export_masking import others_masked
from app.services.exports_supplied import only_supplied
from app.services.naming import with_names
from app.services.references import require

# What of each noun is told as its row says it; the others have more to say than their row.
PLAIN: Final[dict[str, tuple[type[Any], type[BaseModel]]]] = {
    "relations": (RelationRow, Relation),
    "roles": (RoleRow, Role),
    "codings": (CodingRow, Coding),
    "sittings": (SittingRow, Sitting),
    "consents": (ConsentRow, Consent),
    "maskings": (MaskingRow, Masking),
    "logins": (LoginRow, Login),
    "keys": (KeyRow, Key),
    "exports": (ExportRow, Export),
}


def ask(session: Session, body: ExportBody) -> Export:
    """Write down that somebody asks for an export; what is in it is worked out when it is fetched."""
    require(session, body)
    row = records.begin(session, records.blank(ExportRow), body)
    session.add(row)
    session.flush()
    return _told(session, row)


def look_up(session: Session, export_id: UUID) -> Export:
    """One export, without what is in it."""
    return _told(session, records.find(session, ExportRow, export_id))


def list_all(session: Session, filters: ExportFilters) -> Page[Export]:
    """A page of exports."""
    statement = records.living(ExportRow)
    if filters.person_id is not None:
        statement = statement.where(col(ExportRow.person_id) == filters.person_id)
    rows, cursor = lists.turn(session, ExportRow, statement, filters)
    told = with_names(session, [Export.model_validate(row) for row in rows])
    return Page[Export](items=list(told), next_cursor=cursor)


def review(session: Session, export_id: UUID, body: ExportReviewBody) -> Export:
    """Which of the others in it may be told; said anew it replaces what was said before."""
    require(session, body)
    row = records.claim(session, ExportRow, export_id)
    row.shown_person_ids = [str(one) for one in body.shown_person_ids]
    row.reviewed_at, row.reviewed_by_id = session.now, session.author_id
    records.touch(session, row)
    return _told(session, row)


def content(session: Session, export_id: UUID, language: Language) -> ExportContent:
    """Everything that the export holds today, others masked as far as nobody reviewed them."""
    row = records.find(session, ExportRow, export_id)
    with session.unheld():
        found = ExportContent(
            export_id=row.id,
            kind=row.kind,
            made_at=session.now,
            person_id=row.person_id,
            **dict(_hats(session, row.person_id)),
            bsn=bsns.number_of(session, row.person_id) if row.with_bsn else None,
            **{name: _plain(session, row.person_id, *shapes) for name, shapes in PLAIN.items()},
            **dict(_others(session, row.person_id, language)),
        )
        with_names(session, [found])
        if row.kind is ExportKind.SUPPLIED:
            only_supplied(found)
        return others_masked(session, found, {UUID(one) for one in row.shown_person_ids})


def _told(session: Session, row: ExportRow) -> Export:
    return with_names(session, [Export.model_validate(row)])[0]


def _hats(session: Session, person_id: UUID) -> Iterator[tuple[str, Any]]:
    """The person under each hat; what is common stands in every one of them."""
    verbs: dict[Hat, Any] = {Hat.RESIDENT: residents, Hat.RELATIVE: relatives, Hat.CAREGIVER: caregivers}
    for hat in people.hats_of(session, person_id):
        yield hat.value, verbs[hat].look_up(session, person_id)


def _plain(session: Session, person_id: UUID, table: type[Any], shape: type[BaseModel]) -> list[Any]:
    return [shape.model_validate(row) for row in rows_about(session, table, person_id)]


def _others(session: Session, person_id: UUID, language: Language) -> Iterator[tuple[str, list[Any]]]:
    yield "moments", moments.nameless(session, rows_about(session, MomentRow, person_id))
    yield "stories", stories.nameless(session, rows_about(session, StoryRow, person_id))
    accesses = rows_about(session, EmergencyAccessRow, person_id)
    yield (
        "emergency_accesses",
        [records.said(EmergencyAccess, row, is_open=row.until_at > session.now) for row in accesses],
    )
    yield "looks", looking_back.every_look(session, person_id, language)
    asked = rows_about(session, ErasureRequestRow, person_id)
    yield "erasure_requests", [erasure_requests.unnamed(session, row) for row in asked]
    invited = rows_about(session, InvitationRow, person_id)
    yield "invitations", [records.said(Invitation, row, state=invitations.state_of(session, row)) for row in invited]
