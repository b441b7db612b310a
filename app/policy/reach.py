"""Whom somebody has to do with today: their teams, who is cared for there, whose relative they are, who consented.

Looked up for every request, so that a withdrawal bites on the next one.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Date, and_, bindparam, or_, select
from sqlmodel import col

from app.database import Session
from app.ids import Among
from app.models.caregiver import CaregiverRow
from app.models.emergency_access import EmergencyAccessRow
from app.models.person import MembershipPart, PersonRow
from app.models.relation import RelationRow
from app.models.relative import RelativeRow
from app.models.resident import ResidentRow, StayPart
from app.models.vocabulary import (
    CallerKind,
    ConsentCategory,
    Hat,
    Position,
    Side,
    TeamCapacity,
)
from app.policy.close import GOING_ON, NOBODY, Close, close_of
from app.wall import TODAY, made_once

AFTERCARE: Final = timedelta(days=91)
"""How long the last team still sees the record of somebody who died: a quarter, in which relatives are called back."""

BY_POSITION: Final = {Position.STUDENT: CallerKind.STUDENT, Position.VOLUNTEER: CallerKind.VOLUNTEER}
BY_CAPACITY: Final = {
    TeamCapacity.COORDINATOR: CallerKind.COORDINATOR,
    TeamCapacity.MEMBER: CallerKind.CAREGIVER,
    TeamCapacity.STUDENT: CallerKind.STUDENT,
    TeamCapacity.VOLUNTEER: CallerKind.VOLUNTEER,
}


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom one person has to do with today.

    `teams` and `residents` are by the kind of caller that somebody is there. `bound` are the residents whose relative
    they are, `themselves` who they are or represent, `consented` the residents who consented, per category.
    `emergencies` are the residents seen in an emergency alone, each with the id of that access.
    """

    person_id: UUID
    kinds: frozenset[CallerKind]
    hats: frozenset[Hat] = frozenset()
    teams: Mapping[CallerKind, frozenset[UUID]] = field(default_factory=dict)
    residents: Mapping[CallerKind, frozenset[UUID]] = field(default_factory=dict)
    bound: frozenset[UUID] = NOBODY
    themselves: frozenset[UUID] = NOBODY
    consented: Mapping[ConsentCategory, frozenset[UUID]] = field(default_factory=dict)
    emergencies: Mapping[UUID, UUID] = field(default_factory=dict)

    @property
    def known(self) -> frozenset[UUID]:
        """Every resident they have to do with in any way."""
        return self.bound.union(self.themselves, *self.residents.values())


def reach_of(session: Session, person_id: UUID, hats: Collection[Hat] = tuple(Hat)) -> Reach | None:
    """The reach of a person under these of their hats; None when there is no such person, or none who lives.

    At most six statements, whatever the number of teams and residents.
    """
    found = session.execute(WHO, {"id": person_id}).first()
    if found is None:
        return None
    kinds: set[CallerKind] = set()
    teams: dict[CallerKind, frozenset[UUID]] = {}
    residents: dict[CallerKind, frozenset[UUID]] = {}
    emergencies: dict[UUID, UUID] = {}
    if found.position is not None and Hat.CAREGIVER in hats:
        teams = _teams(session, person_id, found.position)
        residents = _residents(session, person_id, teams)
        kinds |= {BY_POSITION.get(found.position, CallerKind.CAREGIVER), *teams}
        emergencies = _emergencies(session, person_id, residents)
        if emergencies:
            own = residents.get(CallerKind.CAREGIVER, NOBODY)
            residents[CallerKind.CAREGIVER] = own.union(emergencies)
    is_relative = found.relative is not None and Hat.RELATIVE in hats
    close = close_of(session, person_id) if is_relative else Close()
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
        consented=close.consented,
        emergencies=emergencies,
    )


def _who() -> Any:  # noqa: ANN401  a statement of mixed columns
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
        .where(
            col(PersonRow.id) == bindparam("id"), col(PersonRow.deleted_at).is_(None), col(PersonRow.died_on).is_(None)
        )
    )


def _teams(session: Session, person_id: UUID, position: Position) -> dict[CallerKind, frozenset[UUID]]:
    """The teams a caregiver belongs to today, by what they are there; the narrower of position and capacity."""
    rows = session.execute(TEAMS, {"id": person_id, "today": session.today})
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
        today = session.today
        rows = session.execute(CARED_FOR, {"teams": every, "today": today, "lately": today - AFTERCARE})
        for team_id, resident_id in rows:
            cared[team_id].add(resident_id)
    found = {kind: frozenset[UUID]().union(*(cared[team] for team in own)) for kind, own in teams.items()}
    if CallerKind.VOLUNTEER in found:
        found[CallerKind.VOLUNTEER] &= _accompanied(session, person_id)
    return found


def _emergencies(session: Session, person_id: UUID, cared: Mapping[CallerKind, frozenset[UUID]]) -> dict[UUID, UUID]:
    """The residents of other teams whom this caregiver may see for a while, each with that emergency access."""
    own = NOBODY.union(*(cared.get(kind, NOBODY) for kind in (CallerKind.CAREGIVER, CallerKind.COORDINATOR)))
    rows = session.execute(EMERGENCIES, {"id": person_id, "now": session.now})
    return {resident_id: access_id for resident_id, access_id in rows if resident_id not in own}


def _accompanied(session: Session, person_id: UUID) -> frozenset[UUID]:
    """The residents in a relation with this caregiver that goes on."""
    return frozenset(session.scalars(ACCOMPANIED, {"id": person_id, "today": session.today}))


# ---------------------------------------------------------------------------------------------------- what is looked up

WHO: Final = made_once(_who())
TEAMS: Final = made_once(
    select(col(MembershipPart.team_id), col(MembershipPart.capacity)).where(
        col(MembershipPart.person_id) == bindparam("id"),
        or_(col(MembershipPart.from_date).is_(None), col(MembershipPart.from_date) <= TODAY),
        or_(col(MembershipPart.until_date).is_(None), col(MembershipPart.until_date) >= TODAY),
    )
)
CARED_FOR: Final = made_once(
    select(col(StayPart.team_id), col(StayPart.resident_id))
    .join(PersonRow, col(PersonRow.id) == col(StayPart.resident_id))
    .where(
        Among(StayPart.team_id, "teams"),
        or_(
            col(StayPart.until_date).is_(None),
            col(StayPart.until_date) >= TODAY,
            and_(
                col(PersonRow.died_on) >= bindparam("lately", type_=Date()),
                col(StayPart.until_date) >= col(PersonRow.died_on),
            ),
        ),
    )
)
EMERGENCIES: Final = made_once(
    select(col(EmergencyAccessRow.resident_id), col(EmergencyAccessRow.id))
    .where(col(EmergencyAccessRow.person_id) == bindparam("id"), col(EmergencyAccessRow.until_at) > bindparam("now"))
    .order_by(col(EmergencyAccessRow.id))
)
ACCOMPANIED: Final = made_once(
    select(col(RelationRow.party_a_id)).where(
        col(RelationRow.side) == Side.B, col(RelationRow.party_b_person_id) == bindparam("id"), *GOING_ON
    )
)
