"""Who is in a team on a day: the residents who stay there, the caregivers who belong to it, and their names."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Uuid, bindparam, or_, select
from sqlmodel import SQLModel, col

from app.database import Session
from app.ids import Among
from app.models.base import PersonName
from app.models.caregiver import CaregiverRow
from app.models.person import MembershipPart, PersonRow
from app.models.resident import ResidentRow, StayPart
from app.models.team import TeamRow
from app.problems import NotFound
from app.services.naming import assembled
from app.services.search.words import sort_name
from app.wall import made_once

TEAM: Final = bindparam("team", type_=Uuid())
DAY: Final = bindparam("day", type_=Date())


@dataclass(frozen=True, slots=True)
class Staying:
    """A resident who stays with the team; `moved_in` is the first day of the stay here, whatever room or team."""

    id: UUID
    no_role_asked_now: bool
    do_not_score: bool
    room: str | None
    moved_in: date


class _Stay(NamedTuple):
    """A stay that had begun on the day, with what is asked of its resident."""

    id: UUID
    no_role_asked_now: bool
    do_not_score: bool
    team_id: UUID
    room: str | None
    from_date: date
    until_date: date | None


class Somebody(NamedTuple):
    """A person as a list shows them, with the dates that a birthday asks for."""

    name: PersonName
    born_on: str | None
    died_on: date | None

    @property
    def place(self) -> tuple[str, UUID]:
        """Where this person stands in a list by name."""
        return sort_name(self.name.preferred_name), self.name.id


def name_of(session: Session, team_id: UUID) -> str:
    """The name of a team; NotFound when there is none."""
    name = session.execute(NAME, {"team": team_id}).scalar()
    if name is None:
        raise NotFound
    return str(name)


def residents_on(session: Session, team_id: UUID, day: date) -> list[Staying]:
    """The residents who stay with the team on that day and live, those not to be scored included."""
    stays: dict[UUID, list[_Stay]] = defaultdict(list)
    for row in map(_Stay._make, session.execute(STAYS, {"team": team_id, "day": day})):
        stays[row.id].append(row)
    return [_staying(rows, team_id, day) for rows in stays.values()]


def _stays() -> Any:  # noqa: ANN401  a statement of mixed columns
    """Every stay that had begun by then of who is here, oldest first; earlier ones tell since when."""
    here = select(col(StayPart.resident_id)).where(col(StayPart.team_id) == TEAM, _lasts(StayPart))
    return (
        select(
            col(ResidentRow.id),
            col(ResidentRow.no_role_asked_now),
            col(ResidentRow.do_not_score),
            col(StayPart.team_id),
            col(StayPart.room),
            col(StayPart.from_date),
            col(StayPart.until_date),
        )
        .join(PersonRow, col(PersonRow.id) == col(ResidentRow.id))
        .join(StayPart, col(StayPart.resident_id) == col(ResidentRow.id))
        .where(
            col(ResidentRow.id).in_(here),
            col(ResidentRow.deleted_at).is_(None),
            or_(col(PersonRow.died_on).is_(None), col(PersonRow.died_on) > DAY),
            col(StayPart.from_date) <= DAY,
        )
        .order_by(col(ResidentRow.id), col(StayPart.from_date), col(StayPart.position))
    )


def _staying(stays: Sequence[_Stay], team_id: UUID, day: date) -> Staying:
    last = [one for one in stays if one.team_id == team_id and (one.until_date is None or one.until_date >= day)][-1]
    return Staying(last.id, last.no_role_asked_now, last.do_not_score, last.room, _since(stays))


def _since(stays: Sequence[_Stay]) -> date:
    """The first day of the last unbroken row of stays: moving to another room or team is not moving in."""
    since, until = stays[0].from_date, stays[0].until_date
    for one in stays[1:]:
        if until is not None and one.from_date > until + timedelta(days=1):
            since = one.from_date
        until = None if until is None or one.until_date is None else max(until, one.until_date)
    return since


def caregivers_on(session: Session, team_id: UUID, day: date) -> Sequence[UUID]:
    """The caregivers who belong to the team on that day."""
    return session.scalars(CAREGIVERS, {"team": team_id, "day": day}).all()


def _caregivers() -> Any:  # noqa: ANN401  a statement of one column
    return (
        select(col(CaregiverRow.id))
        .join(MembershipPart, col(MembershipPart.person_id) == col(CaregiverRow.id))
        .where(
            col(MembershipPart.team_id) == TEAM,
            _lasts(MembershipPart),
            col(CaregiverRow.deleted_at).is_(None),
        )
        .distinct()
        .execution_options(shows=("caregiver",))
    )


def people(session: Session, ids: Collection[UUID]) -> dict[UUID, Somebody]:
    """These persons, by id; one statement for all of them."""
    return {
        person: Somebody(PersonName(id=person, preferred_name=called or assembled(name)), born_on, died_on)
        for person, called, name, born_on, died_on in session.execute(PEOPLE, {"ids": ids})
    }


def _people() -> Any:  # noqa: ANN401  a statement of mixed columns
    person = SQLModel.metadata.tables["person"].c
    shown = (person.id, person.preferred_name, person.name, person.born_on, person.died_on)
    return select(*shown).where(Among(person.id, "ids"))


def _lasts(table: type[StayPart | MembershipPart]) -> ColumnElement[bool]:
    """The condition that a stay or a membership lasts on the day; its last day belongs to it."""
    began, ended = col(table.from_date), col(table.until_date)
    return or_(began.is_(None), began <= DAY) & or_(ended.is_(None), ended >= DAY)


# Made once: an overview is asked for often, and making a statement takes longer than running it.
NAME: Final = made_once(select(col(TeamRow.name)).where(col(TeamRow.id) == TEAM, col(TeamRow.deleted_at).is_(None)))
STAYS: Final = made_once(_stays())
CAREGIVERS: Final = made_once(_caregivers())
PEOPLE: Final = made_once(_people())
