"""API keys: made once and shown once, rotated, revoked, recognised at every call."""

from collections.abc import Collection
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import bindparam, or_, update
from sqlmodel import col, select

from app.database import Session
from app.models.base import Page
from app.models.filters import Turning
from app.models.key import Key, KeyBody, KeyRow, NewKey, RotationBody
from app.models.organisation import OrganisationRow
from app.models.vocabulary import KeyHolder, KeyScope, Language
from app.problems import Conflict
from app.services import lists, records, secret_texts
from app.services.naming import with_names
from app.wall import made_once

LIFETIME: Final = timedelta(days=365)
USE_NOTED_EVERY: Final = timedelta(hours=1)
"""So often it is written down that a key is used: a write at every request would cost more than the request."""
WITH_ITS_HOUSE: Final = made_once(
    select(KeyRow, col(OrganisationRow.time_zone), col(OrganisationRow.locale))
    .join(OrganisationRow, col(OrganisationRow.organisation_id) == col(KeyRow.organisation_id))
    .where(col(KeyRow.id) == bindparam("id"), col(KeyRow.deleted_at).is_(None))
)


def make(session: Session, holder: KeyHolder, *scopes: KeyScope, person_id: UUID | None = None) -> str:
    """A new key of the session's organisation, or of a person in it, for a year; its text, which is never kept."""
    row = _blank(session, holder, scopes)
    row.person_id = person_id
    return _write(session, row)


def create(session: Session, body: KeyBody) -> NewKey:
    """A key as an administrator asks for it."""
    row = _blank(session, body.holder, body.scopes)
    row.name, row.expires_at = body.name, session.now + timedelta(days=body.days)
    return _shown(session, row)


def rotate(session: Session, key_id: UUID, body: RotationBody) -> NewKey:
    """A new key in place of one that stays valid for a while; Conflict when that one has expired."""
    old = records.claim(session, KeyRow, key_id)
    if old.expires_at <= session.now:
        raise Conflict("illegal_state")
    row = _blank(session, old.holder, [KeyScope(one) for one in old.scopes])
    row.name, row.person_id = old.name, old.person_id
    old.expires_at = min(old.expires_at, session.now + timedelta(days=body.overlap_days))
    records.touch(session, old)
    return _shown(session, row)


def make_personal(session: Session, holder: KeyHolder, person_id: UUID) -> NewKey:
    """The key of a relative or a resident, shown once."""
    row = _blank(session, holder, [KeyScope.CARE])
    row.person_id = person_id
    return _shown(session, row)


def look_up(session: Session, key_id: UUID) -> Key:
    """One key, without its text."""
    return with_names(session, [Key.model_validate(records.find(session, KeyRow, key_id))])[0]


def list_all(session: Session, turning: Turning) -> Page[Key]:
    """A page of the keys that were not revoked, expired ones included."""
    rows, cursor = lists.turn(session, KeyRow, records.living(KeyRow), turning)
    return Page[Key](items=list(with_names(session, [Key.model_validate(row) for row in rows])), next_cursor=cursor)


def revoke(session: Session, key_id: UUID) -> Key:
    """A key opens nothing from the next request on; what it was is told once more."""
    row = records.claim(session, KeyRow, key_id)
    row.deleted_at = session.now
    records.touch(session, row)
    return with_names(session, [Key.model_validate(row)])[0]


def withdraw(session: Session, source: str) -> None:
    """Revoke every key that came from this source; whoever still has one is not known any more."""
    mine = (col(KeyRow.source) == source, col(KeyRow.deleted_at).is_(None))
    gone = {"deleted_at": session.now, "updated_at": session.now, "version": col(KeyRow.version) + 1}
    session.execute(update(KeyRow).where(*mine).values(gone))


def recognise(session: Session, text: str) -> tuple[KeyRow, Language]:
    """The key with this text; from here the session stands in its organisation.

    Raises NotKnown for a key that does not exist, was revoked or has expired, all in the same words.
    """
    said = secret_texts.read(secret_texts.KEY, text)
    session.enter(said.organisation_id)
    found = session.exec(WITH_ITS_HOUSE, params={"id": said.id}).first()
    same = said.fits(found[0].secret_hash if found else "")
    if found is None or not same or found[0].expires_at <= session.now:
        raise secret_texts.not_known()
    key, session.time_zone, locale = found
    return key, locale


def is_use_noted(session: Session, key: KeyRow) -> bool:
    """Whether it was written down in the last hour that this key is used."""
    return key.last_used_at is not None and session.now - key.last_used_at < USE_NOTED_EVERY


def note_use(session: Session, organisation_id: UUID, key_id: UUID) -> None:
    """Write down that a key is used; it is no change of the key, so its version stays."""
    session.enter(organisation_id)
    stale = or_(col(KeyRow.last_used_at).is_(None), col(KeyRow.last_used_at) <= session.now - USE_NOTED_EVERY)
    session.execute(update(KeyRow).where(col(KeyRow.id) == key_id, stale).values(last_used_at=session.now))


def _blank(session: Session, holder: KeyHolder, scopes: Collection[KeyScope]) -> KeyRow:
    row = records.blank(KeyRow)
    row.id = records.new_id()
    row.created_at = row.updated_at = session.now
    row.created_by, row.source = session.author_id, session.source
    row.holder, row.scopes = holder, sorted(scopes)
    row.expires_at = session.now + LIFETIME
    return row


def _write(session: Session, row: KeyRow) -> str:
    """Keep a key; its text."""
    secret = secret_texts.new_secret()
    row.secret_hash = secret_texts.digest_of(secret)
    session.add(row)
    session.flush()
    return secret_texts.written(secret_texts.KEY, row.organisation_id, row.id, secret)


def _shown(session: Session, row: KeyRow) -> NewKey:
    text = _write(session, row)
    return with_names(session, [records.said(NewKey, row, key=text)])[0]
