"""Writing the access log: one entry for each request, command or job, and a narrow row for each person in it.

It is written in the transaction of what it tells of; where that cannot be, before anything is answered
(`Session.log`). What was asked for is written down as ids, codes and names of fields, never as what stands in them.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, insert, select
from sqlmodel import SQLModel, col

from app.database import Session
from app.ids import Each
from app.models.access_log import AccessPersonRow
from app.models.person import PersonRow
from app.models.vocabulary import AccessAction, AccessActor, AccessGround, AccessOutcome, CallerKind
from app.services import records

ENTRY: Final = insert(SQLModel.metadata.tables["access_entry"])
PERSON: Final = SQLModel.metadata.tables["access_person"]
SAME: Final = (PERSON.c.organisation_id, PERSON.c.entry_id, PERSON.c.ground)
# All who were seen by the same right in one statement: an answer may be about hundreds.
PERSONS: Final = insert(PERSON).from_select(
    [*SAME, PERSON.c.person_id],
    select(*(bindparam(one.name, type_=one.type) for one in SAME), Each("persons").id),
)
# What changes with every change, and tells nothing.
ALWAYS: Final = frozenset({"id", "organisation_id", "version", "created_at", "updated_at", "created_by", "source"})


@dataclass(frozen=True, slots=True)
class By:
    """Who did it: by what they came in, as whom, and as what."""

    actor: AccessActor
    actor_id: UUID | None = None
    person_id: UUID | None = None
    kinds: Collection[CallerKind] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done: which operation, on which noun and thing, and with which request it came."""

    operation: str
    action: AccessAction
    noun: str
    request_id: UUID
    thing_id: UUID | None = None
    refusal: str | None = None
    changes: list[dict[str, Any]] | None = None
    emergency_id: UUID | None = None


def note(session: Session, by: By, deed: Deed, grounds: Mapping[UUID, AccessGround]) -> UUID:
    """Write an entry down, at the latest before anything is answered; its id.

    `grounds` tells of each person in it by what right they were seen.
    """
    organisation_id, entry_id, now, day = session.organisation_id, records.new_id(), session.now, session.today
    assert organisation_id is not None  # noqa: S101  who is logged is known in an organisation
    entry = {
        "id": entry_id,
        "at": now,
        "day": day,
        "actor": by.actor,
        "actor_id": by.actor_id,
        "person_id": by.person_id,
        "kinds": sorted(by.kinds),
        "operation": deed.operation,
        "action": deed.action,
        "noun": deed.noun,
        "thing_id": deed.thing_id,
        "outcome": AccessOutcome.DENIED if deed.refusal else AccessOutcome.DONE,
        "refusal": deed.refusal,
        "changes": deed.changes,
        "emergency_id": deed.emergency_id,
        "request_id": deed.request_id,
        "person_count": len(grounds),
    }
    by_ground: dict[AccessGround, list[UUID]] = defaultdict(list)
    for person, ground in grounds.items():
        by_ground[ground].append(person)

    def write(session: Session) -> None:
        if session.organisation_id is None:
            session.enter(organisation_id)
        session.append(ENTRY, **entry)
        for ground, persons in by_ground.items():
            session.append(PERSONS, entry_id=entry_id, ground=ground, persons=persons)

    session.log(write)
    return entry_id


def note_command(  # noqa: PLR0913  the parts of an entry, each by its name
    session: Session,
    operation: str,
    action: AccessAction,
    noun: str,
    *,
    thing_id: UUID | None = None,
    persons: Collection[UUID] = (),
    actor: AccessActor = AccessActor.COMMAND,
) -> UUID:
    """Write down what a command or a job did; whoever runs one on the machine of the service is not known by name."""
    deed = Deed(operation, action, noun, records.new_id(), thing_id)
    return note(session, By(actor), deed, dict.fromkeys(persons, AccessGround.DUTY))


def changes_of(session: Session) -> list[dict[str, Any]]:
    """What was written in this transaction: noun, id, version, and the names of the fields that say something else."""
    return [
        {
            "noun": noun,
            "id": str(row_id),
            "version": one.row.version,
            "fields": [] if one.is_new else sorted(one.changed - ALWAYS),
        }
        for noun, written in session.written.items()
        for row_id, one in written.items()
    ]


def action_of(session: Session, asked: AccessAction) -> AccessAction:
    """What a writing request came to: it made something, laid it aside, or changed it."""
    rows = [one for written in session.written.values() for one in written.values()]
    if asked is AccessAction.UPDATE and rows and rows[0].is_new:
        return AccessAction.CREATE
    return asked


def persons_of(session: Session, entry_id: UUID) -> set[UUID]:
    """Whom an entry of before is about."""
    with session.unheld():
        return set(
            session.scalars(select(col(AccessPersonRow.person_id)).where(col(AccessPersonRow.entry_id) == entry_id))
        )


def known_here(session: Session, ids: Collection[UUID]) -> set[UUID]:
    """Which of these ids are those of persons of this organisation, whoever asks."""
    with session.unheld():
        return set(session.scalars(select(col(PersonRow.id)).where(col(PersonRow.id).in_(ids)))) if ids else set()
