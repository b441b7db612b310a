"""The citizen service number of a resident: written down, told, found by it, forgotten. It leaves nowhere else.

It is sealed, and found by a keyed hash (`secrecy.py`); of who was erased the hash stays, so that no import brings them
back.
"""

from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.database import Session, whoever_asks
from app.models.bsn import Bsn, BsnBody, BsnRow
from app.models.resident import ResidentRow
from app.problems import Conflict, NotFound, Unprocessable
from app.services import bsn_keeping, erased_ids, records, secrecy

NOUN: Final = BsnRow.noun


def digest_of(session: Session, number: str) -> str:
    """By what a number is found: its keyed hash; Unavailable without a secret key."""
    return secrecy.digest(session, NOUN, number)


def look_up(session: Session, resident_id: UUID) -> Bsn:
    """The number of a resident; NotFound when none is kept, or the caller may not see it."""
    row = _seen(session, resident_id)
    if row is None:
        raise NotFound
    return Bsn(resident_id=row.resident_id, bsn=_number(session, row), updated_at=row.updated_at)


def number_of(session: Session, person_id: UUID) -> str | None:
    """The number of somebody, if one is kept that the caller may see."""
    row = _seen(session, person_id)
    return None if row is None else _number(session, row)


def put(session: Session, resident_id: UUID, body: BsnBody) -> None:
    """Write down the number of a resident.

    Raises Conflict when the organisation keeps none or another resident has it, Unprocessable for that of somebody who
    was erased.
    """
    if not bsn_keeping.is_held_on(session):
        raise Conflict("bsn_off")
    write(session, records.find(session, ResidentRow, resident_id).id, body.bsn)


def write(session: Session, resident_id: UUID, number: str) -> bool:
    """Write down a number for a resident who is here; whether that changed anything. Raises as `put` does."""
    digest = digest_of(session, number)
    if erased_ids.is_known(session, NOUN, digest):
        raise Unprocessable("erased_before")
    if _holder(session, digest) not in {None, resident_id}:
        raise Conflict("bsn_taken")
    row = _of(session, resident_id)
    if row is None:
        row = records.begin(session, records.blank(BsnRow), BsnBody(bsn=number))
        row.resident_id = resident_id
        session.add(row)
    elif row.digest == digest:
        return False
    else:
        row.version += 1
        row.updated_at = session.now
    row.sealed, row.digest = secrecy.seal(session, number, str(resident_id)), digest
    session.flush()
    return True


def found_by(session: Session, number: str) -> UUID | None:
    """The resident with this number, if the caller may know it; Conflict when the organisation keeps none."""
    if not bsn_keeping.is_on(session):
        raise Conflict("bsn_off")
    return session.scalar(select(col(BsnRow.resident_id)).where(col(BsnRow.digest) == digest_of(session, number)))


def forget(session: Session, resident_id: UUID) -> None:
    """Remove the number of a resident for good; NotFound when the caller may remove none."""
    row = session.scalar(select(BsnRow).where(col(BsnRow.resident_id) == resident_id).with_for_update())
    if row is None:
        raise NotFound
    _remove(session, row)


def drop(session: Session, resident_id: UUID) -> None:
    """Remove the number of somebody who is no resident any more, if one is kept."""
    row = _of(session, resident_id)
    if row is not None:
        _remove(session, row)


def _seen(session: Session, resident_id: UUID) -> BsnRow | None:
    return session.scalar(select(BsnRow).where(col(BsnRow.resident_id) == resident_id))


def _number(session: Session, row: BsnRow) -> str:
    return secrecy.opened(session, row.sealed, str(row.resident_id))


@whoever_asks
def _holder(session: Session, digest: str) -> UUID | None:
    return session.scalar(select(col(BsnRow.resident_id)).where(col(BsnRow.digest) == digest))


@whoever_asks
def _of(session: Session, resident_id: UUID) -> BsnRow | None:
    return _seen(session, resident_id)


@whoever_asks
def _remove(session: Session, row: BsnRow) -> None:
    """A row that is gone cannot be judged at the end of the request, so who may remove it was judged before."""
    session.delete(row)
    session.flush()
