"""Sealing the access log: a chain in which whatever was changed afterwards is found."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

import pytest
from sqlalchemy import Connection, delete, insert, select, update
from sqlmodel import SQLModel

from app.database import Session, stand_in
from app.models.access_log import AccessEntryRow
from app.services import sealing
from app.services.sealing import Checked, Head
from tests.house import House, new_id
from tests.logged import ENTRY, PERSON, Logged, sealed

CHAIN: Final = SQLModel.metadata.tables["access_chain"]


def checked(house: House, *published: Head) -> Checked:
    """What a check of the whole chain finds."""

    def begin(session: Session) -> tuple[Head, Head]:
        session.enter(UUID(house.organisation_id))
        return sealing.begin(session)

    after, until = house.database.run(begin, write=False)
    found = Checked(after, sealing.BATCH, None)
    while found.fault is None and found.entries == sealing.BATCH:
        place = found.head

        def check(session: Session, place: Head = place) -> Checked:
            session.enter(UUID(house.organisation_id))
            return sealing.check(session, place, until, published)

        found = house.database.run(check, write=False)
    return found


@pytest.fixture
def busy(house: House) -> House:
    """A house in which a few things happened, all of it sealed."""
    for name in ("Truus", "Piet", "Otto"):
        house.resident(name)
    house.seen("/residents")
    sealed(house)
    return house


def tamper(house: House, change: Callable[[Connection], Any]) -> None:
    """Change the log as somebody could who has the database."""
    with house.database.owner.begin() as connection:
        stand_in(connection, UUID(house.organisation_id))
        change(connection)


def mine(house: House, number: int) -> Any:  # noqa: ANN401  a condition
    return (ENTRY.c.organisation_id == UUID(house.organisation_id)) & (ENTRY.c.sequence == number)


def test_what_was_sealed_is_whole_and_goes_on(busy: House) -> None:
    first = checked(busy)
    assert (first.fault, first.head.sequence) == (None, 4)
    busy.resident("Dora")
    assert checked(busy).head == first.head  # what waits is not in the chain yet
    head = sealed(busy)
    assert checked(busy, first.head, head).head == head
    assert [one.sequence for one in Logged(busy).entries] == [1, 2, 3, 4, 5]


def test_a_house_in_which_nothing_happened_has_no_chain_yet(house: House) -> None:
    assert checked(house) == Checked(Head(0, sealing.START), 0, None)
    assert sealed(house) == Head(0, sealing.START)


def test_what_comes_late_is_sealed_after_what_was_sooner_done(busy: House) -> None:
    """An entry with an earlier id, of a transaction that took long, gets the next number all the same."""
    late = {**Logged(busy).entries[0]._mapping, "id": UUID(int=1), "sequence": None, "digest": None, "person_count": 0}
    tamper(busy, lambda connection: connection.execute(insert(ENTRY).values(late)))
    sealed(busy)
    assert checked(busy).fault is None
    assert next(one for one in Logged(busy).entries if one.id == UUID(int=1)).sequence == 5


def altered(house: House, connection: Connection) -> None:
    connection.execute(update(ENTRY).where(mine(house, 2)).values(operation="get_team"))


def person_altered(house: House, connection: Connection) -> None:
    entry = connection.execute(select(ENTRY.c.id).where(mine(house, 2))).scalar_one()
    connection.execute(update(PERSON).where(PERSON.c.entry_id == entry).values(ground="care"))


def person_removed(house: House, connection: Connection) -> None:
    entry = connection.execute(select(ENTRY.c.id).where(mine(house, 2))).scalar_one()
    connection.execute(delete(PERSON).where(PERSON.c.entry_id == entry))


def person_inserted(house: House, connection: Connection) -> None:
    entry = connection.execute(select(ENTRY.c.id).where(mine(house, 2))).scalar_one()
    said = {"organisation_id": UUID(house.organisation_id), "entry_id": entry, "person_id": UUID(int=3)}
    connection.execute(insert(PERSON).values(**said, ground="own"))


def removed(house: House, connection: Connection) -> None:
    connection.execute(delete(ENTRY).where(mine(house, 2)))


def first_removed(house: House, connection: Connection) -> None:
    connection.execute(delete(ENTRY).where(mine(house, 1)))


def inserted(house: House, connection: Connection) -> None:
    row = connection.execute(select(ENTRY).where(mine(house, 4))).one()
    forged = {**row._mapping, "id": UUID(new_id()), "sequence": 5}
    connection.execute(insert(ENTRY).values(forged))


def swapped(house: House, connection: Connection) -> None:
    for number, other in ((2, -2), (3, 2), (-2, 3)):
        connection.execute(update(ENTRY).where(mine(house, number)).values(sequence=other))


def digests_swapped(house: House, connection: Connection) -> None:
    rows = {row.sequence: row.digest for row in connection.execute(select(ENTRY.c.sequence, ENTRY.c.digest))}
    for number, other in ((2, 3), (3, 2)):
        connection.execute(update(ENTRY).where(mine(house, number)).values(digest=rows[other]))


def cut_off(house: House, connection: Connection) -> None:
    connection.execute(delete(ENTRY).where(mine(house, 4)))


def chain_forgotten(house: House, connection: Connection) -> None:
    connection.execute(delete(CHAIN).where(CHAIN.c.organisation_id == UUID(house.organisation_id)))


@pytest.mark.parametrize(
    ("change", "code", "number"),
    [
        (altered, "altered", 2),
        (person_altered, "altered", 2),
        (person_removed, "altered", 2),
        (person_inserted, "altered", 2),
        (removed, "removed", 2),
        (first_removed, "removed", 1),
        (inserted, "beyond_head", 5),
        (swapped, "altered", 2),
        (digests_swapped, "altered", 2),
        (cut_off, "cut_off", 4),
        (chain_forgotten, "beyond_head", 1),
    ],
)
def test_whatever_was_changed_is_found(busy: House, change: Any, code: str, number: int) -> None:  # noqa: ANN401  any change
    tamper(busy, lambda connection: change(busy, connection))
    fault = checked(busy).fault
    assert fault is not None
    assert (fault.code, fault.sequence) == (code, number)


OTHERWISE: Final[dict[str, Any]] = {
    "id": UUID(int=9),
    "at": datetime(2001, 1, 1, tzinfo=UTC),
    "day": date(2001, 1, 1),
    "actor": "login",
    "actor_id": UUID(int=9),
    "person_id": UUID(int=9),
    "kinds": ["system"],
    "operation": "get_team",
    "action": "delete",
    "noun": "team",
    "thing_id": UUID(int=9),
    "outcome": "denied",
    "refusal": "not_found",
    "changes": [],
    "emergency_id": UUID(int=9),
    "request_id": UUID(int=9),
    "person_count": 77,
    "sequence": 9,
    "digest": "f" * 64,
}


@pytest.mark.parametrize("column", OTHERWISE)
def test_every_column_is_sealed(busy: House, column: str) -> None:
    said = {column: OTHERWISE[column]}
    tamper(busy, lambda connection: connection.execute(update(ENTRY).where(mine(busy, 2)).values(said)))
    assert checked(busy).fault is not None


def test_there_is_no_column_that_is_not_sealed() -> None:
    assert {one.name for one in ENTRY.columns} == {*OTHERWISE, "organisation_id"}


def test_a_log_that_was_cut_off_and_sealed_anew_differs_from_the_head_that_was_published(busy: House) -> None:
    published = checked(busy).head

    def rewrite(connection: Connection) -> None:
        own = ENTRY.c.organisation_id == UUID(busy.organisation_id)
        connection.execute(delete(ENTRY).where(mine(busy, 3)))
        connection.execute(update(ENTRY).where(own).values(sequence=None, digest=None))
        chain_forgotten(busy, connection)

    tamper(busy, rewrite)
    sealed(busy)
    assert checked(busy).fault is None  # nothing here tells it
    cut = checked(busy, published).fault
    assert cut is not None
    assert (cut.code, cut.sequence) == ("cut_off", 4)
    busy.resident("Later")
    sealed(busy)
    differs = checked(busy, published).fault
    assert differs is not None
    assert (differs.code, differs.sequence) == ("head_differs", 4)


def test_a_digest_can_be_worked_out_by_others(busy: House) -> None:
    """The form that docs/access-log.md tells, worked out here without the code of the service."""
    row, persons = Logged(busy).entries[0], Logged(busy).persons
    said = {
        "form": 1,
        "sequence": 1,
        "previous": "0" * 64,
        "organisationId": str(row.organisation_id),
        "id": str(row.id),
        "at": row.at.isoformat(timespec="microseconds"),
        "day": row.day.isoformat(),
        "actor": "key",
        "actorId": str(row.actor_id),
        "personId": None,
        "kinds": row.kinds,
        "operation": "create_resident",
        "action": "create",
        "noun": "resident",
        "thingId": str(row.thing_id),
        "outcome": "done",
        "refusal": None,
        "changes": row.changes,
        "emergencyId": None,
        "requestId": str(row.request_id),
        "personCount": 1,
        "persons": sorted([one, ground] for one, ground in persons[row.id].items()),
    }
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == row.digest


def test_more_than_a_batch_is_sealed_in_several(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "BATCH", 3)
    for _ in range(7):
        house.seen("/residents")
    assert sealed(house).sequence == 7
    found = checked(house)
    assert (found.fault, found.head.sequence) == (None, 7)
    assert house.database.run(lambda session: _unsealed(session, house), write=False) == 0


def _unsealed(session: Session, house: House) -> int:
    session.enter(UUID(house.organisation_id))
    assert AccessEntryRow.__tablename__ == ENTRY.name
    return sealing.unsealed(session)
