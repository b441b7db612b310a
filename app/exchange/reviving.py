"""Reviving a tombstone: a row that comes back from its source is the same thing as before, with its history."""

from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.database import Session
from app.exchange.drafts import PERSON_NOUNS
from app.exchange.verbs import VERBS
from app.models.external_id import ExternalIdRow
from app.models.person import PersonRow
from app.services import records


def revive(session: Session, noun: str, noun_id: UUID) -> None:
    """Make a tombstone live again, with those of its external ids that nobody took meanwhile, and with its person."""
    place = (session.organisation_id, noun_id)
    row = session.get_one(VERBS[noun].table, place)
    if noun in PERSON_NOUNS:
        person = session.get_one(PersonRow, place)
        if person.deleted_at is not None:
            person.deleted_at = None
            records.touch(session, person)
    row.deleted_at = None
    _tie_again(session, noun, noun_id)
    records.touch(session, row)
    session.expire(row, ["external_ids"])


def _tie_again(session: Session, noun: str, noun_id: UUID) -> None:
    own = session.scalars(
        select(ExternalIdRow).where(
            col(ExternalIdRow.noun) == noun, col(ExternalIdRow.noun_id) == noun_id, col(ExternalIdRow.released)
        )
    ).all()
    taken = session.execute(
        select(col(ExternalIdRow.system), col(ExternalIdRow.value)).where(
            col(ExternalIdRow.noun) == noun,
            col(ExternalIdRow.value).in_([one.value for one in own]),
            col(ExternalIdRow.released).is_(False),
        )
    ).all()
    pairs = {tuple(pair) for pair in taken}
    for one in own:
        if (one.system, one.value) not in pairs:
            one.released = False
            pairs.add((one.system, one.value))
