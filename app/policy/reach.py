"""Whom somebody has to do with today: their teams, who is cared for there, whose relative they are, who consented.

Looked up for every request, so that a withdrawal bites on the next one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlmodel import col

from app.database import Session
from app.models.caregiver import CaregiverRow
from app.models.consent import ConsentRow
from app.models.person import MembershipPart, PersonRow
from app.models.relation import RelationRow
from app.models.relative import RelativeRow
from app.models.resident import ResidentRow, StayPart
from app.models.vocabulary import (
    CallerKind,
    CapacityCode,
    ConsentCategory,
    ConsentDecision,
    Hat,
    Position,
    Side,
    TeamCapacity,
)

AFTERCARE: Final = timedelta(days=91)
"""How long the last team still sees the record of somebody who died: a quarter, in which relatives are called back."""

REPRESENTING: Final = frozenset(
    {
        CapacityCode.LEGAL_REPRESENTATIVE,
        CapacityCode.GUARDIAN,
        CapacityCode.MENTOR,
        CapacityCode.AUTHORISED_PERSON,
    }
)
"""The capacities in which somebody speaks for a resident (WGBO, article 7:465); first contact is none of them."""

BY_POSITION: Final = {Position.STUDENT: CallerKind.STUDENT, Position.VOLUNTEER: CallerKind.VOLUNTEER}
BY_CAPACITY: Final = {
    TeamCapacity.COORDINATOR: CallerKind.COORDINATOR,
    TeamCapacity.MEMBER: CallerKind.CAREGIVER,
    TeamCapacity.STUDENT: CallerKind.STUDENT,
    TeamCapacity.VOLUNTEER: CallerKind.VOLUNTEER,
}
NOBODY: Final[frozenset[UUID]] = frozenset()


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom one person has to do with today.

    `teams` and `residents` are by the kind of caller that somebody is there. `bound` are the residents whose relative
    they are, `themselves` who they are or represent, `consented` the residents who consented, per category.
    """

    person_id: UUID
    kinds: frozenset[CallerKind]
    hats: frozenset[Hat] = frozenset()
    teams: Mapping[CallerKind, frozenset[UUID]] = field(default_factory=dict)
    residents: Mapping[CallerKind, frozenset[UUID]] = field(default_factory=dict)
    bound: frozenset[UUID] = NOBODY
    themselves: frozenset[UUID] = NOBODY
    consented: Mapping[ConsentCategory, frozenset[UUID]] = field(default_factory=dict)

    @property
    def known(self) -> frozenset[UUID]:
        """Every resident they have to do with in any way."""
        return self.bound.union(self.themselves, *self.residents.values())


def reach_of(session: Session, person_id: UUID, hats: Collection[Hat] = tuple(Hat)) -> Reach | None:
    """The reach of a person under these of their hats; None when there is no such person, or none who lives.

    At most five statements, whatever the number of teams and residents.
    """
    found = session.execute(_who(person_id)).first()
    if found is None:
        return None
    kinds: set[CallerKind] = set()
    teams: dict[CallerKind, frozenset[UUID]] = {}
    residents: dict[CallerKind, frozenset[UUID]] = {}
    if found.position is not None and Hat.CAREGIVER in hats:
        teams = _teams(session, person_id, found.position)
        residents = _residents(session, person_id, teams)
        kinds |= {BY_POSITION.get(found.position, CallerKind.CAREGIVER), *teams}
    is_relative = found.relative is not None and Hat.RELATIVE in hats
    close = _close(session, person_id) if is_relative else _Close()
    is_resident = found.resident is not None and Hat.RESIDENT in hats
    kinds |= ({CallerKind.RELATIVE} if is_relative else set()) | (
        {CallerKind.RESIDENT} if is_resident or close.represented else set()
    )
    return Reach(
        person_id=person_id,
        kinds=frozenset(kinds),
        hats=frozenset(hats),
        teams=teams,
        residents=residents,
        bound=close.bound,
        themselves=close.represented | ({person_id} if is_resident else NOBODY),
        consented=_consented(session, person_id, close) if close.related else {},
    )


def _who(person_id: UUID) -> Any:  # noqa: ANN401  a statement of mixed columns
    """The hats of a person who lives: the position as a caregiver, the ids as a relative and as a resident."""
    worn = [
        and_(col(table.id) == col(PersonRow.id), col(table.deleted_at).is_(None))
        for table in (CaregiverRow, RelativeRow, ResidentRow)
    ]
    return (
        select(
            col(CaregiverRow.position),
            col(RelativeRow.id).label("relative"),
            col(ResidentRow.id).label("resident"),
        )
        .select_from(PersonRow)
        .outerjoin(CaregiverRow, worn[0])
        .outerjoin(RelativeRow, worn[1])
        .outerjoin(ResidentRow, worn[2])
        .where(col(PersonRow.id) == person_id, col(PersonRow.deleted_at).is_(None), col(PersonRow.died_on).is_(None))
    )


def _teams(session: Session, person_id: UUID, position: Position) -> dict[CallerKind, frozenset[UUID]]:
    """The teams a caregiver belongs to today, by what they are there; the narrower of position and capacity."""
    today = session.today
    rows = session.execute(
        select(col(MembershipPart.team_id), col(MembershipPart.capacity)).where(
            col(MembershipPart.person_id) == person_id,
            or_(col(MembershipPart.from_date).is_(None), col(MembershipPart.from_date) <= today),
            or_(col(MembershipPart.until_date).is_(None), col(MembershipPart.until_date) >= today),
        )
    )
    found: dict[CallerKind, set[UUID]] = defaultdict(set)
    for team_id, capacity in rows:
        kind = BY_CAPACITY.get(capacity)
        if kind in {CallerKind.CAREGIVER, CallerKind.COORDINATOR}:
            kind = BY_POSITION.get(position, kind)
        if kind:
            found[kind].add(team_id)
    return {kind: frozenset(teams) for kind, teams in found.items()}


def _residents(
    session: Session, person_id: UUID, teams: Mapping[CallerKind, frozenset[UUID]]
) -> dict[CallerKind, frozenset[UUID]]:
    """Who is cared for in these teams, is expected there, or died there of late; of a volunteer whom they accompany."""
    cared: dict[UUID, set[UUID]] = defaultdict(set)
    if every := frozenset[UUID]().union(*teams.values()):
        rows = session.execute(
            select(col(StayPart.team_id), col(StayPart.resident_id))
            .join(PersonRow, col(PersonRow.id) == col(StayPart.resident_id))
            .where(
                col(StayPart.team_id).in_(every),
                or_(
                    col(StayPart.until_date).is_(None),
                    col(StayPart.until_date) >= session.today,
                    and_(
                        col(PersonRow.died_on) >= session.today - AFTERCARE,
                        col(StayPart.until_date) >= col(PersonRow.died_on),
                    ),
                ),
            )
        )
        for team_id, resident_id in rows:
            cared[team_id].add(resident_id)
    found = {kind: frozenset[UUID]().union(*(cared[team] for team in own)) for kind, own in teams.items()}
    if CallerKind.VOLUNTEER in found:
        found[CallerKind.VOLUNTEER] &= _accompanied(session, person_id)
    return found


def _accompanied(session: Session, person_id: UUID) -> frozenset[UUID]:
    """The residents in a relation with this caregiver that goes on."""
    return frozenset(
        session.scalars(
            select(col(RelationRow.party_a_id)).where(
                col(RelationRow.side) == Side.B,
                col(RelationRow.party_b_person_id) == person_id,
                *_going_on(session.today),
            )
        )
    )


def _going_on(today: date) -> Iterable[Any]:
    """The conditions that a relation lives and is not over."""
    return (
        col(RelationRow.deleted_at).is_(None),
        or_(col(RelationRow.start_date).is_(None), col(RelationRow.start_date) <= today),
        or_(col(RelationRow.end_date).is_(None), col(RelationRow.end_date) >= today),
    )


@dataclass(frozen=True, slots=True)
class _Close:
    """The residents whose relative somebody is: who live, who are represented, and the day of death of the others."""

    bound: frozenset[UUID] = NOBODY
    represented: frozenset[UUID] = NOBODY
    died: Mapping[UUID, date] = field(default_factory=dict)

    @property
    def related(self) -> frozenset[UUID]:
        """All of them, the dead included."""
        return self.bound.union(self.died)


def _close(session: Session, person_id: UUID) -> _Close:
    """The residents whose relative this person is today; where contact is barred today they are nobody's."""
    rows = session.execute(
        select(
            col(RelationRow.party_a_id),
            col(RelationRow.capacities),
            col(RelationRow.barred),
            col(PersonRow.died_on),
        )
        .join(PersonRow, col(PersonRow.id) == col(RelationRow.party_a_id))
        .where(
            col(RelationRow.side) == Side.A,
            col(RelationRow.party_b_person_id) == person_id,
            *_going_on(session.today),
        )
    ).all()
    day = session.today.isoformat()
    barred = {row.party_a_id for row in rows if row.barred and _lasts(row.barred, day)}
    open_ = [row for row in rows if row.party_a_id not in barred]
    living = [row for row in open_ if row.died_on is None]
    return _Close(
        bound=frozenset(row.party_a_id for row in living),
        represented=frozenset(row.party_a_id for row in living if any(map(_Represents(day), row.capacities))),
        died={row.party_a_id: row.died_on for row in open_ if row.died_on is not None},
    )


@dataclass(frozen=True, slots=True)
class _Represents:
    """Whether a capacity, as it is kept, lets somebody speak for a resident on a day."""

    day: str

    def __call__(self, capacity: Mapping[str, Any]) -> bool:
        return capacity["code"] in REPRESENTING and _lasts(capacity, self.day)


def _lasts(period: Mapping[str, Any], day: str) -> bool:
    """Whether a period in a JSON column holds a day; all three are written alike, so their order is that of days."""
    start, end = period["from_date"], period["until_date"]
    return (start is None or start <= day) and (end is None or end >= day)


def _consented(session: Session, person_id: UUID, close: _Close) -> dict[ConsentCategory, frozenset[UUID]]:
    """Which residents let this relative see what: of the consents that last today, the one that began last decides.

    Death ends them, unless the resident had agreed in life that a consent goes on.
    """
    today = session.today
    rows = session.execute(
        select(
            col(ConsentRow.resident_id),
            col(ConsentRow.category),
            col(ConsentRow.decision),
            col(ConsentRow.from_date),
            col(ConsentRow.also_after_death),
        )
        .where(
            col(ConsentRow.to_person_id) == person_id,
            col(ConsentRow.resident_id).in_(close.related),
            col(ConsentRow.deleted_at).is_(None),
            col(ConsentRow.withdrawn_at).is_(None),
            col(ConsentRow.from_date) <= today,
            or_(col(ConsentRow.until_date).is_(None), col(ConsentRow.until_date) >= today),
        )
        .order_by(col(ConsentRow.from_date), col(ConsentRow.id))
    )
    last: dict[tuple[ConsentCategory, UUID], bool] = {}
    for row in rows:
        died_on = close.died.get(row.resident_id)
        lasts = died_on is None or (row.also_after_death and row.from_date <= died_on)
        last[row.category, row.resident_id] = lasts and row.decision is ConsentDecision.GIVEN
    found: dict[ConsentCategory, set[UUID]] = defaultdict(set)
    for (category, resident_id), given in last.items():
        if given:
            found[category].add(resident_id)
    return {category: frozenset(ids) for category, ids in found.items()}
