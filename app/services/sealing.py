"""Sealing the access log: the entries of an organisation in one chain of digests, so that nobody changes it unseen.

Each digest is the SHA-256 of the entry in canonical JSON (RFC 8785) with its number and the digest before it. A request
only writes its entry; the worker seals a few seconds later, because a chain inside the request would let every request
of an organisation wait for the one before.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

import rfc8785
from sqlalchemy import func, select
from sqlmodel import col

from app.database import Session
from app.models.access_log import AccessChainRow, AccessEntryRow, AccessPersonRow

START: Final = "0" * 64
BATCH: Final = 500
"""So many entries are sealed, or checked, in one transaction."""
FORM: Final = 1
"""Which fields a digest is about; another form gets another number, so that old digests stay true."""


class Head(NamedTuple):
    """How far a chain goes: the number and the digest of its last entry."""

    sequence: int
    digest: str

    def __str__(self) -> str:
        return f"{self.sequence}:{self.digest}"


class Fault(NamedTuple):
    """What is wrong with a chain, and at which number."""

    code: str
    sequence: int
    entry_id: UUID | None = None


class Checked(NamedTuple):
    """What a check of some entries of a chain found, and where the next one goes on."""

    head: Head
    entries: int
    fault: Fault | None


def seal(session: Session) -> tuple[Head, int]:
    """Seal the oldest entries that are not sealed yet, at most a batch; the head, and how many they were."""
    chain = claimed(session)
    statement = select(AccessEntryRow).where(col(AccessEntryRow.sequence).is_(None))
    entries = session.scalars(statement.order_by(col(AccessEntryRow.id)).limit(BATCH)).all()
    persons = _persons(session, entries)
    for entry in entries:
        chain.sequence += 1
        chain.digest = digest_of(entry, persons[entry.id], chain.sequence, chain.digest)
        entry.sequence, entry.digest = chain.sequence, chain.digest
    session.flush()
    return Head(chain.sequence, chain.digest), len(entries)


def digest_of(entry: AccessEntryRow, persons: Sequence[tuple[str, str]], sequence: int, previous: str) -> str:
    """The digest of one entry in its place, in hexadecimal."""
    said: dict[str, Any] = {
        "form": FORM,
        "sequence": sequence,
        "previous": previous,
        "organisationId": str(entry.organisation_id),
        "id": str(entry.id),
        "at": entry.at.isoformat(timespec="microseconds"),
        "day": entry.day.isoformat(),
        "actor": entry.actor.value,
        "actorId": _text(entry.actor_id),
        "personId": _text(entry.person_id),
        "kinds": entry.kinds,
        "operation": entry.operation,
        "action": entry.action.value,
        "noun": entry.noun,
        "thingId": _text(entry.thing_id),
        "outcome": entry.outcome.value,
        "refusal": entry.refusal,
        "changes": entry.changes,
        "emergencyId": _text(entry.emergency_id),
        "requestId": str(entry.request_id),
        "personCount": entry.person_count,
        "persons": [list(one) for one in sorted(persons)],
    }
    return hashlib.sha256(rfc8785.dumps(said)).hexdigest()


def begin(session: Session) -> tuple[Head, Head]:
    """Where what is kept of a chain begins, and its head as it was written down last."""
    chain = session.scalar(select(AccessChainRow))
    if chain is None:
        return Head(0, START), Head(0, START)
    return Head(chain.first_sequence - 1, chain.first_previous), Head(chain.sequence, chain.digest)


def check(session: Session, after: Head, until: Head, published: Sequence[Head] = ()) -> Checked:
    """Check the entries that follow `after`, at most a batch, against their digests and against published heads."""
    statement = select(AccessEntryRow).where(col(AccessEntryRow.sequence) > after.sequence)
    entries = session.scalars(statement.order_by(col(AccessEntryRow.sequence)).limit(BATCH)).all()
    persons, heads = _persons(session, entries), {*published, until}
    for entry in entries:
        fault = _fault(entry, persons[entry.id], after, until, heads)
        if fault:
            return Checked(after, 0, fault)
        after = Head(entry.sequence or 0, entry.digest or "")
    if len(entries) < BATCH and after.sequence < max(one.sequence for one in heads):
        return Checked(after, len(entries), Fault("cut_off", after.sequence + 1))
    return Checked(after, len(entries), None)


def unsealed(session: Session) -> int:
    """How many entries wait to be sealed."""
    return session.scalars(
        select(func.count(col(AccessEntryRow.id))).where(col(AccessEntryRow.sequence).is_(None))
    ).one()


def _fault(
    entry: AccessEntryRow, persons: Sequence[tuple[str, str]], after: Head, until: Head, heads: Collection[Head]
) -> Fault | None:
    sequence = entry.sequence or 0
    if sequence != after.sequence + 1:
        return Fault("removed", after.sequence + 1)
    if sequence > until.sequence:
        return Fault("beyond_head", sequence, entry.id)
    if entry.digest != digest_of(entry, persons, sequence, after.digest):
        return Fault("altered", sequence, entry.id)
    if any(one.sequence == sequence and one.digest != entry.digest for one in heads):
        return Fault("head_differs", sequence, entry.id)
    return None


def claimed(session: Session) -> AccessChainRow:
    """The chain of this organisation, held so that of two workers one waits; made when it begins."""
    chain = session.scalar(select(AccessChainRow).with_for_update())
    if chain is None:
        chain = AccessChainRow(sequence=0, digest=START, first_sequence=1, first_previous=START)
        session.add(chain)
        session.flush()
    return chain


def _persons(session: Session, entries: Sequence[AccessEntryRow]) -> dict[UUID, list[tuple[str, str]]]:
    """Of each entry the persons in it, with the ground."""
    found: defaultdict[UUID, list[tuple[str, str]]] = defaultdict(list)
    for entry_id, person_id, ground in _rows(session, [one.id for one in entries]):
        found[entry_id].append((str(person_id), ground.value))
    return found


def _rows(session: Session, entry_ids: Sequence[UUID]) -> Iterator[Any]:
    columns = (col(AccessPersonRow.entry_id), col(AccessPersonRow.person_id), col(AccessPersonRow.ground))
    return iter(session.execute(select(*columns).where(col(AccessPersonRow.entry_id).in_(entry_ids))))


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)
