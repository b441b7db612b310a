"""API keys: made once and shown once, recognised at every call."""

import base64
import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col, select
from uuid_utils.compat import uuid7

from app.database import Session
from app.models.key import KeyRow
from app.models.organisation import OrganisationRow
from app.models.vocabulary import KeyHolder, KeyScope, Language
from app.problems import NotKnown

PREFIX: Final = "samenspel"
LIFETIME: Final = timedelta(days=365)
SECRET_BYTES: Final = 32
IDS_LENGTH: Final = 43  # two UUIDs in base64 without padding
CHALLENGE: Final = {"WWW-Authenticate": 'Bearer realm="samenspel", error="invalid_token"'}


def make(session: Session, holder: KeyHolder, *scopes: KeyScope, person_id: UUID | None = None) -> str:
    """A new key of the session's organisation, or of a person in it; its text is returned and never kept.

    The text holds the ids of organisation and key, so that a key is looked up inside its own organisation only.
    """
    secret = secrets.token_bytes(SECRET_BYTES)
    key = KeyRow(
        id=uuid7(),
        holder=holder,
        scopes=sorted(scopes),
        person_id=person_id,
        secret_hash=hashlib.sha256(secret).hexdigest(),
        expires_at=session.now + LIFETIME,
        created_at=session.now,
        updated_at=session.now,
        source=session.source,
    )
    session.add(key)
    session.flush()
    ids = _encode(key.organisation_id.bytes + key.id.bytes)
    return f"{PREFIX}_{ids}_{_encode(secret)}"


def withdraw(session: Session, source: str) -> None:
    """Withdraw every key that came from this source; whoever still has one is not known any more."""
    mine = (col(KeyRow.source) == source, col(KeyRow.deleted_at).is_(None))
    gone = {"deleted_at": session.now, "updated_at": session.now, "version": col(KeyRow.version) + 1}
    session.execute(update(KeyRow).where(*mine).values(gone))


def recognise(session: Session, text: str) -> tuple[KeyRow, Language]:
    """The key with this text; from here the session stands in its organisation.

    Raises NotKnown for a key that does not exist, was withdrawn or has expired, all in the same words.
    """
    organisation_id, key_id, secret = _parse(text)
    session.enter(organisation_id)
    found = session.exec(
        select(KeyRow, col(OrganisationRow.time_zone), col(OrganisationRow.locale))
        .join(OrganisationRow, col(OrganisationRow.organisation_id) == col(KeyRow.organisation_id))
        .where(KeyRow.id == key_id, col(KeyRow.deleted_at).is_(None))
    ).first()
    expected = found[0].secret_hash if found else ""
    same = hmac.compare_digest(hashlib.sha256(secret).hexdigest(), expected)
    if found is None or not same or found[0].expires_at <= session.now:
        raise NotKnown("key_unknown", headers=CHALLENGE)
    key, session.time_zone, locale = found
    return key, locale


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _parse(text: str) -> tuple[UUID, UUID, bytes]:
    start = len(PREFIX) + 1
    ids, secret = text[start : start + IDS_LENGTH], text[start + IDS_LENGTH + 1 :]
    try:
        raw = base64.b64decode(ids + "=", altchars=b"-_", validate=True)
        secret_raw = base64.b64decode(secret + "=", altchars=b"-_", validate=True)
    except ValueError as error:
        raise NotKnown("key_unknown", headers=CHALLENGE) from error
    whole = f"{PREFIX}_{_encode(raw)}_{_encode(secret_raw)}"
    if len(raw) != 32 or len(secret_raw) != SECRET_BYTES or whole != text:  # noqa: PLR2004  two UUIDs
        raise NotKnown("key_unknown", headers=CHALLENGE)
    return UUID(bytes=raw[:16]), UUID(bytes=raw[16:]), secret_raw
