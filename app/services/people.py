"""People: what the three hats share. A person is one row, however many hats they wear."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import col

from app.database import Session, whoever_asks
from app.models.caregiver import CaregiverRow
from app.models.person import Deceased, Membership, MembershipPart, Person, PersonFacts, PersonFactsRead, PersonRow
from app.models.relation import RelationRow
from app.models.relative import RelativeRow
from app.models.resident import ResidentRow
from app.models.vocabulary import Hat, Side
from app.policy.narrowing import narrowed
from app.policy.writing import refuse_foreign_teams
from app.problems import Conflict, Flaw, Invalid, NotFound
from app.services import dates, external_ids, records
from app.services.records import Expected
from app.services.references import in_use, require

HatRow = ResidentRow | RelativeRow | CaregiverRow
HatT = TypeVar("HatT", ResidentRow, RelativeRow, CaregiverRow)
BodyT = TypeVar("BodyT", bound=PersonFacts)
ReadT = TypeVar("ReadT", bound=PersonFactsRead)

HATS: dict[Hat, type[Any]] = {Hat.RESIDENT: ResidentRow, Hat.RELATIVE: RelativeRow, Hat.CAREGIVER: CaregiverRow}

# The places in a relation that only somebody with this hat can take; a fellow resident is a resident on side A.
SEATS: dict[Hat, tuple[tuple[Side, str], ...]] = {
    Hat.RESIDENT: ((Side.A, "party_a_id"), (Side.B, "party_a_id")),
    Hat.RELATIVE: ((Side.A, "party_b_person_id"), (Side.C, "party_a_id")),
    Hat.CAREGIVER: ((Side.B, "party_b_person_id"), (Side.C, "party_b_person_id")),
}


def look_up(session: Session, person_id: UUID) -> Person:
    """What is common to all hats of a person."""
    row = records.find(session, PersonRow, person_id)
    hats = hats_of(session, person_id)
    if not hats:
        raise NotFound  # somebody whom the caller knows by name alone
    return narrowed(session, records.said(Person, row, hats=hats, external_ids=[]))


def hats_of(session: Session, person_id: UUID) -> list[Hat]:
    """The hats a person wears, none when there is no such person; in one statement."""
    worn = [
        select(col(table.id).is_not(None).label("worn"))
        .where(col(table.id) == person_id, col(table.deleted_at).is_(None))
        .exists()
        for table in HATS.values()
    ]
    answer = session.execute(select(*worn).select_from(PersonRow).where(col(PersonRow.id) == person_id)).first()
    return [hat for hat, yes in zip(HATS, answer or (False,) * len(HATS), strict=True) if yes]


@whoever_asks
def _all_hats_of(session: Session, person_id: UUID) -> list[Hat]:
    """The hats a person wears, whether the caller sees them or not."""
    return hats_of(session, person_id)


def tell(session: Session, shape: type[ReadT], row: HatRow, **derived: object) -> ReadT:
    """What is told of somebody under a hat, as far as the caller may hear it: the person's facts and the hat's own."""
    return narrowed(session, records.said(shape, row, row.person, **derived))


def put_on(session: Session, row: HatT, body: PersonFacts, person_id: UUID | None) -> HatT:
    """Make a new person with this hat, or give a living person a further hat.

    Facts that the body leaves out stay as they are when the person is known already.
    """
    person = records.at_place(session, PersonRow, person_id) if person_id else None
    if person is None:
        person = _born_here(session, body, person_id)
        records.lay_down(session, row, body, person.id)
        person.memberships = _parts(session, [], body.memberships)
    else:
        records.lay_down(session, row, body, person.id)
        if _describe(session, person, body, told=body.model_fields_set):
            _raise_versions(session, person.id, but=row)
        records.touch(session, person)  # there is a hat more
    session.flush()
    set_committed_value(row, "person", person)
    return row


def _born_here(session: Session, body: PersonFacts, person_id: UUID | None) -> PersonRow:
    """A new person with these facts; memberships follow when the teams were found to exist."""
    person = records.begin(session, records.blank(PersonRow), body, person_id)
    person.died_on = _day_of_death(session, body.deceased)
    person.memberships = []
    session.add(person)
    session.flush()
    return person


def redescribe(session: Session, row: HatT, body: BodyT, expected: Expected | None) -> bool:
    """Make a person and their hat say what the body says; False when it was so already.

    Raises VersionRequired or Stale when something changes and the caller did not say the right version.
    """
    now = records.said(type(body), row, row.person)
    told_is_so = all(getattr(now, name) == getattr(body, name) for name in body.model_fields_set)
    if now == body or (expected is None and told_is_so):
        return False
    records.expect(row, expected)
    require(session, body)
    person = records.claim(session, PersonRow, row.id)
    if _describe(session, person, body, told=None):
        records.touch(session, person)
        _raise_versions(session, person.id, but=row)
    records.fill(row, body)
    external_ids.tie(session, row, getattr(body, "external_ids", []))
    records.touch(session, row)
    return True


def _describe(session: Session, person: PersonRow, body: PersonFacts, *, told: set[str] | None) -> bool:
    """Set a person's facts, all of them or only those that were told; False when that changes nothing."""
    before = records.said(PersonFacts, person)
    names = [name for name in PersonFacts.model_fields if told is None or name in told]
    facts = before.model_copy(update={name: getattr(body, name) for name in names})
    if facts == before:
        return False
    if facts.memberships != before.memberships:
        person.memberships = _parts(session, before.memberships, facts.memberships)
    if facts.deceased != before.deceased:
        person.died_on = _day_of_death(session, facts.deceased)
    records.fill(person, facts)
    return True


def _parts(session: Session, before: Sequence[Membership], after: Sequence[Membership]) -> list[MembershipPart]:
    """The memberships of a person, when the caller may write those of every team for which they changed."""
    changed = [one for one in (*before, *after) if one not in before or one not in after]
    refuse_foreign_teams(session, {one.team_id for one in changed})
    return records.parts(MembershipPart, after)


def _day_of_death(session: Session, deceased: Deceased | None) -> date | None:
    """The day at which this person's figures stand still, from what is recorded today."""
    if deceased is None or not deceased.known:
        return None
    if deceased.deceased_on is None:
        return session.today
    if dates.first_possible_day(deceased.deceased_on) > session.today:
        raise Invalid("invalid_request", Flaw("death_in_future", pointer="/deceased/deceasedOn"))
    return dates.counts_on(deceased.deceased_on, session.today)


def _raise_versions(session: Session, person_id: UUID, but: HatRow) -> None:
    """A change of the person is a change of every hat."""
    for table in HATS.values():
        if table is not type(but):
            session.execute(
                update(table)
                .where(col(table.id) == person_id, col(table.deleted_at).is_(None))
                .values(version=table.version + 1, updated_at=session.now)
            )


def take_off(session: Session, row: HatT, expected: Expected | None, hat: Hat) -> None:
    """Take a hat off; with the last one the person goes. Conflict while something rests on either."""
    records.expect(row, expected)
    person = records.claim(session, PersonRow, row.id)
    others = [worn for worn in _all_hats_of(session, row.id) if worn is not hat]
    if _seated(session, row.id, hat, others) or in_use(session, row):
        raise Conflict("in_use")
    records.bury(session, row)  # first, so that what belongs to this hat does not hold the person
    if others:
        records.touch(session, person)
    else:
        records.lay_aside(session, person)


@whoever_asks
def _seated(session: Session, person_id: UUID, hat: Hat, others: list[Hat]) -> bool:
    """Whether a living relation needs this hat on this person."""
    for side, seat in SEATS[hat]:
        if hat is Hat.RELATIVE and side is Side.A and Hat.RESIDENT in others:
            continue  # a fellow resident keeps the seat
        taken = select(col(RelationRow.id)).where(
            col(RelationRow.side) == side,
            col(getattr(RelationRow, seat)) == person_id,
            col(RelationRow.deleted_at).is_(None),
        )
        if session.scalar(taken.limit(1)):
            return True
    return False
