"""Writing the access log: with what it tells of, or before anything is answered; and never what was said."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event
from sqlmodel import SQLModel

from app.database import Session
from app.models.vocabulary import AccessAction, AccessActor, AccessGround
from app.services import access_log
from app.services.access_log import By, Deed
from tests.house import House, new_id
from tests.logged import Logged

CANARY = "Kanarie"


def test_a_change_is_told_by_noun_version_and_names_of_fields_and_never_by_what_it_says(house: House) -> None:
    resident = house.resident(CANARY)
    made = Logged(house).last
    assert (made.operation, made.action, made.noun) == ("create_resident", AccessAction.CREATE, "resident")
    assert {one["noun"]: one["fields"] for one in made.changes} == {"person": [], "resident": []}
    changed = house.ask("PATCH", f"/residents/{resident}", {"preferredName": f"{CANARY} 2"}, version="*")
    entry = Logged(house).of(changed)
    assert (entry.action, entry.thing_id) == (AccessAction.UPDATE, UUID(resident))
    person = next(one for one in entry.changes if one["noun"] == "person")
    assert (person["id"], person["fields"]) == (resident, ["preferred_name"])
    assert CANARY not in str(Logged(house).entries)


def test_what_is_laid_aside_names_whom_it_was_about(house: House) -> None:
    relation = house.relation_b()
    parties = set(Logged(house).persons[Logged(house).last.id])
    body = {"relationId": relation, "happenedOn": "2026-01-05", "rungA": 2, "reciprocal": True}
    moment = house.made("/moments", **body)["id"]
    gone = house.ask("DELETE", f"/moments/{moment}", version="*")
    log = Logged(house)
    assert (log.of(gone).action, log.of(gone).noun) == (AccessAction.DELETE, "moment")
    assert set(log.seen(gone)) == parties
    assert len(parties) == 2


def test_who_was_taken_out_of_a_thing_is_in_the_entry_too(house: House) -> None:
    first, second = house.resident("Truus"), house.resident("Piet")
    story = house.story(first, second)
    told = house.ask("PATCH", f"/stories/{story}", {"people": [{"personId": first}]}, version="*")
    assert set(Logged(house).seen(told)) == {first, second}
    role = house.made("/roles", holderId=first, title="Tuinman", tense="is")["id"]
    moved = house.ask("PATCH", f"/roles/{role}", {"holderId": second}, version="*")
    assert set(Logged(house).seen(moved)) == {first, second}


def test_the_same_request_again_is_logged_with_the_same_people(house: House) -> None:
    headers = {"Idempotency-Key": new_id()}
    said = {"preferredName": "Truus"}
    first, again = (house.client.post("/v1/residents", json=said, headers=headers) for _ in range(2))
    assert again.headers["idempotent-replayed"] == "true"
    log = Logged(house)
    assert log.seen(again) == log.seen(first) == {first.json()["id"]: "program"}
    assert log.of(again).changes is None


def test_what_is_refused_as_not_allowed_or_not_there_is_an_entry_of_its_own(house: House) -> None:
    resident = house.resident()
    key = house.key()
    house.ask("GET", "/me")
    narrow = {"Authorization": f"Bearer {key}", "Samenspel-Acting-Person": house.caregiver()}
    hidden = house.client.get(f"/v1/residents/{resident}", headers=narrow)
    missing = house.ask("GET", f"/residents/{new_id()}")
    log = Logged(house)
    assert [hidden.status_code, missing.status_code] == [404, 404]
    assert (log.of(hidden).outcome, log.of(hidden).refusal) == ("denied", "not_found")
    assert set(log.seen(hidden)) == {resident}
    assert (log.of(missing).refusal, log.seen(missing)) == ("not_found", {})


def test_what_is_refused_for_another_reason_tells_of_nobody_and_leaves_nothing(house: House) -> None:
    resident = house.resident()
    refused = [
        house.ask("PATCH", f"/residents/{resident}", {"preferredName": "Piet"}),
        house.ask("POST", "/residents", {"preferredName": ""}),
        house.ask("GET", "/residents?limit=0"),
        house.ask("GET", "/vocabularies/nothing"),
        house.ask("GET", f"/teams/{new_id()}"),
    ]
    assert [one.status_code for one in refused] == [428, 400, 400, 404, 404]
    log = Logged(house)
    assert [log.all_of(one) for one in refused] == [[]] * len(refused)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_without_an_entry_there_is_no_answer(house: House, method: str) -> None:
    resident = house.resident(CANARY)
    before = len(house.seen("/residents")["items"])

    def fail(*given: Any) -> None:  # noqa: ANN401  SQLAlchemy's own arguments
        if "INTO access_" in given[2]:
            raise ConnectionError

    event.listen(house.database.writer, "before_cursor_execute", fail)
    try:
        path = f"/residents/{resident}" if method == "GET" else "/residents"
        answer = house.ask(method, path, {"preferredName": CANARY} if method == "POST" else None)
    finally:
        event.remove(house.database.writer, "before_cursor_execute", fail)
    assert answer.status_code >= 500
    assert CANARY not in answer.text
    assert len(house.seen("/residents")["items"]) == before


def test_a_database_that_cannot_take_the_persons_of_an_entry_answers_nothing(house: House) -> None:
    resident = house.resident(CANARY)
    broken = SQLModel.metadata.tables["access_person"]

    def rename(one: str, other: str) -> None:
        with house.database.owner.begin() as connection:
            connection.exec_driver_sql(f"ALTER TABLE {one} RENAME TO {other}")

    rename(broken.name, "away")
    try:
        answers = [
            house.ask("GET", f"/residents/{resident}"),
            house.ask("POST", "/residents", {"preferredName": CANARY}),
        ]
    finally:
        rename("away", broken.name)
    assert [one.status_code >= 500 for one in answers] == [True, True]
    assert CANARY not in "".join(one.text for one in answers)
    assert len(house.seen("/residents")["items"]) == 1


def test_a_command_is_an_entry_of_nobody_by_name(house: House) -> None:
    resident = UUID(house.resident())

    def work(session: Session) -> None:
        session.enter(UUID(house.organisation_id))
        access_log.note_command(session, "reindex", AccessAction.EXECUTE, "search_entry", persons=[resident])

    house.database.run(work, write=True)
    log = Logged(house)
    assert (log.last.actor, log.last.actor_id, log.last.operation) == ("command", None, "reindex")
    assert log.persons[log.last.id] == {str(resident): "duty"}


def test_everybody_is_written_down_each_by_their_own_right(house: House) -> None:
    people = {UUID(new_id()): ground for ground in (*AccessGround, *AccessGround)}

    def work(session: Session) -> None:
        session.enter(UUID(house.organisation_id))
        for grounds in (people, {}):
            deed = Deed("look", AccessAction.READ, "resident", UUID(new_id()))
            access_log.note(session, By(AccessActor.COMMAND), deed, grounds)

    house.database.run(work, write=True)
    log = Logged(house)
    assert [one.person_count for one in log.entries[-2:]] == [len(people), 0]
    seen, nobody = (log.persons[one.id] for one in log.entries[-2:])
    assert (seen, nobody) == ({str(one): ground.value for one, ground in people.items()}, {})


def test_nothing_is_written_outside_an_organisation(house: House) -> None:
    def work(session: Session) -> None:
        session.append(access_log.ENTRY)

    with pytest.raises(RuntimeError, match="outside"):
        house.database.run(work, write=True)
