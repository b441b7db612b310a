"""What remains of the ids in other systems of who was erased: a keyed hash, so that no import brings them back.

The key is a secret of the installation and stands outside the database, so that who has the database alone cannot try
out all numbers there are.
"""

import hashlib
import hmac
from collections.abc import Sequence

from sqlmodel import col, select
from uuid_utils.compat import uuid7

from app.database import Session
from app.models.base import ExternalId, Row
from app.models.erasure_request import ErasedIdRow
from app.models.external_id import ExternalIdRow
from app.problems import Flaw, Unavailable, Unprocessable


def remember(session: Session, ids: Sequence[ExternalIdRow]) -> None:
    """Keep the hashes of these ids; Unavailable when there is no key."""
    known = _known(session)
    for one in ids:
        digest = _digest(session, one.noun, one.system, one.value)
        if (one.noun, digest) not in known:
            known.add((one.noun, digest))
            session.add(ErasedIdRow(id=uuid7(), noun=one.noun, digest=digest))
    session.flush()


def refuse(session: Session, row: Row, wanted: Sequence[ExternalId]) -> None:
    """Raise Unprocessable when one of these ids is that of somebody who was erased."""
    known = _known(session) if wanted else set()
    if not known:
        return
    flaws = [
        Flaw("erased_before", pointer=f"/externalIds/{place}")
        for place, one in enumerate(wanted)
        if (row.noun, _digest(session, row.noun, one.system, one.value)) in known
    ]
    if flaws:
        raise Unprocessable("erased_before", *flaws)


def _known(session: Session) -> set[tuple[str, str]]:
    """Every hash of the organisation, read once in a transaction."""
    if session.erased_ids is None:
        rows = session.execute(select(col(ErasedIdRow.noun), col(ErasedIdRow.digest)))
        session.erased_ids = {(row.noun, row.digest) for row in rows}
    return session.erased_ids


def _digest(session: Session, noun: str, system: str, value: str) -> str:
    key = session.secret()
    if key is None:
        raise Unavailable("secret_key_missing")
    said = "\x00".join((str(session.organisation_id), noun, system, value))
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()
