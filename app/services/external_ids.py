"""The ids a noun has in other systems: tied, released, found again. The BSN never is one of them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import col
from uuid_utils.compat import uuid7

from app.database import Session
from app.models.base import ExternalId, Row
from app.models.external_id import ExternalIdRow
from app.problems import Conflict, Flaw, Invalid
from app.services import erased_ids

BSN_SYSTEMS = frozenset(
    {"http://fhir.nl/fhir/namingsystem/bsn", "urn:oid:2.16.840.1.113883.2.4.6.3", "2.16.840.1.113883.2.4.6.3", "bsn"}
)


def is_bsn(system: str) -> bool:
    """Whether a naming system is that of the citizen service number, which is not kept here."""
    return system.strip().rstrip("/").lower() in BSN_SYSTEMS


def tie(session: Session, row: Row, wanted: Sequence[ExternalId], *, fresh: bool = False) -> None:
    """Make these the external ids of a row, which has none yet when it is fresh.

    Raises Invalid for a BSN, Conflict when a living row has one of them already, Unprocessable for one of somebody who
    was erased.
    """
    _refuse_unfit(wanted)
    erased_ids.refuse(session, row, wanted)
    kept = {} if fresh else {(one.system, one.value): one for one in _of(session, row)}
    asked = {(one.system, one.value): place for place, one in enumerate(wanted)}
    if list(kept) != list(asked):
        _refuse_taken(session, row, wanted)
        for pair in kept.keys() - asked.keys():
            session.delete(kept.pop(pair))
        for pair, place in asked.items():
            kept[pair] = _tied(session, row, pair, place, kept.get(pair))
        session.flush()
    set_committed_value(row, "external_ids", [kept[pair] for pair in asked])


def _tied(session: Session, row: Row, pair: tuple[str, str], place: int, tied: ExternalIdRow | None) -> ExternalIdRow:
    """One external id in its place, new when it was not tied before."""
    if tied is None:
        system, value = pair
        tied = ExternalIdRow(id=uuid7(), noun=row.noun, noun_id=row.id, system=system, value=value)
        session.add(tied)
    tied.position = place
    return tied


def release(session: Session, row: Row) -> None:
    """Free the external ids of a row that becomes a tombstone; an import may revive it by them."""
    session.execute(
        update(ExternalIdRow)
        .where(col(ExternalIdRow.noun_id) == row.id, col(ExternalIdRow.noun) == row.noun)
        .values(released=True)
    )


def owner(session: Session, noun: str, system: str, value: str) -> UUID | None:
    """The living row of a noun that has this external id."""
    return session.scalar(
        select(col(ExternalIdRow.noun_id)).where(
            col(ExternalIdRow.noun) == noun,
            col(ExternalIdRow.system) == system,
            col(ExternalIdRow.value) == value,
            col(ExternalIdRow.released).is_(False),
        )
    )


def _of(session: Session, row: Row) -> Sequence[ExternalIdRow]:
    return session.scalars(
        select(ExternalIdRow)
        .where(
            col(ExternalIdRow.noun_id) == row.id,
            col(ExternalIdRow.noun) == row.noun,
            col(ExternalIdRow.released).is_(False),
        )
        .order_by(col(ExternalIdRow.position))
    ).all()


def _refuse_unfit(wanted: Sequence[ExternalId]) -> None:
    flaws = [
        Flaw("bsn_refused", pointer=f"/externalIds/{place}/system")
        for place, one in enumerate(wanted)
        if is_bsn(one.system)
    ]
    seen: set[tuple[str, str]] = set()
    for place, one in enumerate(wanted):
        if (one.system, one.value) in seen:
            flaws.append(Flaw("external_id_twice", pointer=f"/externalIds/{place}"))
        seen.add((one.system, one.value))
    if flaws:
        raise Invalid("invalid_request", *flaws)


def _refuse_taken(session: Session, row: Row, wanted: Sequence[ExternalId]) -> None:
    taken = session.execute(
        select(col(ExternalIdRow.system), col(ExternalIdRow.value)).where(
            col(ExternalIdRow.noun) == row.noun,
            col(ExternalIdRow.noun_id) != row.id,
            col(ExternalIdRow.value).in_([one.value for one in wanted]),
            col(ExternalIdRow.released).is_(False),
        )
    ).all()
    pairs = {tuple(one) for one in taken}
    flaws = [
        Flaw("external_id_taken", pointer=f"/externalIds/{place}")
        for place, one in enumerate(wanted)
        if (one.system, one.value) in pairs
    ]
    if flaws:
        raise Conflict("external_id_taken", *flaws)
