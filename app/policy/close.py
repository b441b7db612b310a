"""Whose relative somebody is today, whom they represent, and which residents consented to what for them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlmodel import col

from app.database import Session
from app.ids import Among
from app.models.consent import ConsentRow
from app.models.person import PersonRow
from app.models.relation import RelationRow
from app.models.vocabulary import CapacityCode, ConsentCategory, ConsentDecision, Side
from app.wall import TODAY, made_once

REPRESENTING: Final = frozenset(
    {
        CapacityCode.LEGAL_REPRESENTATIVE,
        CapacityCode.GUARDIAN,
        CapacityCode.MENTOR,
        CapacityCode.AUTHORISED_PERSON,
    }
)
"""The capacities in which somebody speaks for a resident (WGBO, article 7:465); first contact is none of them."""

NOBODY: Final[frozenset[UUID]] = frozenset()


@dataclass(frozen=True, slots=True)
class Close:
    """The residents whose relative somebody is: who lives, who is represented, and who consented to what."""

    bound: frozenset[UUID] = NOBODY
    represented: frozenset[UUID] = NOBODY
    consented: Mapping[ConsentCategory, frozenset[UUID]] = field(default_factory=dict)


def close_of(session: Session, person_id: UUID) -> Close:
    """The residents whose relative this person is today; two statements at most."""
    return _close(session, OF_RELATIVES, [person_id]).get(person_id, Close())


def relatives_of(session: Session, residents: Collection[UUID]) -> dict[UUID, Close]:
    """Everybody who is a relative of one of these residents today; two statements at most."""
    return _close(session, OF_RESIDENTS, residents)


def _close(session: Session, which: Select[Any], ids: Collection[UUID]) -> dict[UUID, Close]:
    """Whose relatives they are, by person; where contact is barred today they are nobody's."""
    rows = session.execute(which, {"ids": ids, "today": session.today}).all()
    day = session.today.isoformat()
    barred = {(row.person_id, row.resident_id) for row in rows if row.barred and _lasts(row.barred, day)}
    open_ = [row for row in rows if (row.person_id, row.resident_id) not in barred]
    died = {row.resident_id: row.died_on for row in open_ if row.died_on is not None}
    pairs = {(row.person_id, row.resident_id) for row in open_}
    given = _given(session, pairs, died) if pairs else {}
    found = {}
    for person in {person for person, _ in pairs}:
        own = [row for row in open_ if row.person_id == person and row.died_on is None]
        speaks = [row for row in own if any(_represents(one, day) for one in row.capacities)]
        found[person] = Close(
            bound=frozenset(row.resident_id for row in own),
            represented=frozenset(row.resident_id for row in speaks),
            consented={category: frozenset(ids) for category, ids in given.get(person, {}).items()},
        )
    return found


def _given(
    session: Session, pairs: Collection[tuple[UUID, UUID]], died: Mapping[UUID, date]
) -> dict[UUID, dict[ConsentCategory, set[UUID]]]:
    """Which residents let whom see what: of the consents that began, the one that began last decides.

    It opens nothing once it is withdrawn or over. Death ends it, unless the resident agreed in life that it goes on.
    """
    today = session.today
    persons, residents = (list(set(ones)) for ones in zip(*pairs, strict=True))
    rows = session.execute(DECISIONS, {"persons": persons, "residents": residents, "today": today})
    last = {(row.to_person_id, row.resident_id, row.category): row for row in rows}
    found: dict[UUID, dict[ConsentCategory, set[UUID]]] = defaultdict(lambda: defaultdict(set))
    for (person, resident, category), row in last.items():
        if (person, resident) in pairs and _opens(row, today, died.get(resident)):
            found[person][category].add(resident)
    return found


def _opens(consent: Any, today: date, died_on: date | None) -> bool:  # noqa: ANN401  a row of the statement above
    lasts = consent.withdrawn_at is None and (consent.until_date is None or consent.until_date >= today)
    alive = died_on is None or (consent.also_after_death and consent.from_date <= died_on)
    return consent.decision is ConsentDecision.GIVEN and lasts and alive


def _represents(capacity: Mapping[str, Any], day: str) -> bool:
    """Whether a capacity, as it is kept, lets somebody speak for a resident on a day."""
    return capacity["code"] in REPRESENTING and _lasts(capacity, day)


def _lasts(period: Mapping[str, Any], day: str) -> bool:
    """Whether a period in a JSON column holds a day; all three are written alike, so their order is that of days."""
    start, end = period["from_date"], period["until_date"]
    return (start is None or start <= day) and (end is None or end >= day)


# ---------------------------------------------------------------------------------------------------- what is looked up

GOING_ON: Final[tuple[ColumnElement[bool], ...]] = (
    col(RelationRow.deleted_at).is_(None),
    or_(col(RelationRow.start_date).is_(None), col(RelationRow.start_date) <= TODAY),
    or_(col(RelationRow.end_date).is_(None), col(RelationRow.end_date) >= TODAY),
)
"""The conditions that a relation lives and is not over."""


def _bonds(of: Any) -> Select[Any]:  # noqa: ANN401  a column, mapped or not
    """The relations of side A that go on, with one of the two parties among `ids`."""
    return made_once(
        select(
            col(RelationRow.party_a_id).label("resident_id"),
            col(RelationRow.party_b_person_id).label("person_id"),
            col(RelationRow.capacities),
            col(RelationRow.barred),
            col(PersonRow.died_on),
        )
        .join(PersonRow, col(PersonRow.id) == col(RelationRow.party_a_id))
        .where(col(RelationRow.side) == Side.A, Among(of, "ids"), *GOING_ON)
    )


OF_RELATIVES: Final = _bonds(col(RelationRow.party_b_person_id))
OF_RESIDENTS: Final = _bonds(col(RelationRow.party_a_id))
DECISIONS: Final = made_once(
    select(
        col(ConsentRow.to_person_id),
        col(ConsentRow.resident_id),
        col(ConsentRow.category),
        col(ConsentRow.decision),
        col(ConsentRow.from_date),
        col(ConsentRow.until_date),
        col(ConsentRow.also_after_death),
        col(ConsentRow.withdrawn_at),
    )
    .where(
        Among(ConsentRow.to_person_id, "persons"),
        Among(ConsentRow.resident_id, "residents"),
        col(ConsentRow.deleted_at).is_(None),
        col(ConsentRow.from_date) <= TODAY,
    )
    .order_by(col(ConsentRow.from_date), col(ConsentRow.id))
)
