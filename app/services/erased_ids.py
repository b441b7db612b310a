"""What remains of the ids in other systems of who was erased: a keyed hash, so that no import brings them back.

The key is a secret of the installation and stands outside the database, so that who has the database alone cannot try
out all numbers there are.
"""

from collections.abc import Sequence

from sqlmodel import col, select
from uuid_utils.compat import uuid7

from app.database import Session
from app.models.base import ExternalId, Row
from app.models.erasure_request import ErasedIdRow
from app.models.external_id import ExternalIdRow
from app.problems import Flaw, Unprocessable
from app.services import secrecy


def remember(session: Session, ids: Sequence[ExternalIdRow]) -> None:
    """Keep the hashes of these ids; Unavailable when there is no key."""
    for one in ids:
        remember_digest(session, one.noun, secrecy.digest(session, one.noun, one.system, one.value))
    session.flush()


def remember_digest(session: Session, noun: str, digest: str) -> None:
    """Keep a hash that was made before."""
    known = _known(session)
    if (noun, digest) not in known:
        known.add((noun, digest))
        session.add(ErasedIdRow(id=uuid7(), noun=noun, digest=digest))


def is_known(session: Session, noun: str, digest: str) -> bool:
    """Whether somebody who was erased had what this is the hash of."""
    return (noun, digest) in _known(session)


def refuse(session: Session, row: Row, wanted: Sequence[ExternalId]) -> None:
    """Raise Unprocessable when one of these ids is that of somebody who was erased."""
    known = _known(session) if wanted else set()
    if not known:
        return
    flaws = [
        Flaw("erased_before", pointer=f"/externalIds/{place}")
        for place, one in enumerate(wanted)
        if (row.noun, secrecy.digest(session, row.noun, one.system, one.value)) in known
    ]
    if flaws:
        raise Unprocessable("erased_before", *flaws)


def _known(session: Session) -> set[tuple[str, str]]:
    """Every hash of the organisation, read once in a transaction."""
    if session.erased_ids is None:
        rows = session.execute(select(col(ErasedIdRow.noun), col(ErasedIdRow.digest)))
        session.erased_ids = {(row.noun, row.digest) for row in rows}
    return session.erased_ids
