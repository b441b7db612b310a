"""A house to test in: an organisation of its own, a care key, and what tests ask for most over HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from fastapi import FastAPI
from sqlalchemy import Connection, event
from starlette.testclient import TestClient
from uuid_utils.compat import uuid7

from app.database import Database, Session, stand_in
from app.models.bsn import BsnKeepingBody
from app.models.organisation import OrganisationRow
from app.models.vocabulary import KeyHolder, KeyScope
from app.services import bsn_keeping, keys, organisations, records

Said = dict[str, Any]
LONG_AGO = "2020-01-01"


class House:
    """Somebody who calls the service, and what they ask for most; answers are JSON as it came."""

    def __init__(self, client: TestClient, database: Database, organisation_id: UUID) -> None:
        self.client = client
        self.database = database
        self.organisation_id = str(organisation_id)

    def ask(
        self, method: str, path: str, body: Said | None = None, *, version: str | None = None, spoken: str = "nl"
    ) -> Any:  # noqa: ANN401  the client's own response
        """The response to a request, whatever it is; `version` goes into If-Match."""
        headers = {"Accept-Language": spoken} | ({"If-Match": version} if version else {})
        return self.client.request(method, f"/v1{path}", json=body, headers=headers)

    def made(self, path: str, **body: object) -> Said:
        """What a POST made."""
        return self._good(self.ask("POST", path, body), 201)

    def done(self, path: str, **body: object) -> Said:
        """What a POST that changes a state answered."""
        return self._good(self.ask("POST", path, body), 200)

    def seen(self, path: str) -> Said:
        """What a GET answers."""
        return self._good(self.ask("GET", path), 200)

    def changed(self, path: str, **patch: object) -> Said:
        """What a PATCH of whatever version made of it."""
        return self._good(self.ask("PATCH", path, patch, version="*"), 200)

    def refused(
        self, method: str, path: str, body: Said | None = None, *, version: str | None = "*"
    ) -> tuple[int, str, list[str | None]]:
        """Status, code and pointers of a refusal; sent for whatever version there is, unless told otherwise."""
        answer = self.ask(method, path, body, version=version)
        said = answer.json()
        codes = {error["code"] for error in said["errors"]} or {said["code"]}
        assert len(codes) == 1, said
        return answer.status_code, codes.pop(), [error["pointer"] for error in said["errors"]]

    def resident(self, name: str = "Truus") -> str:
        return str(self.made("/residents", preferredName=name)["id"])

    def relative(self, name: str = "Anna") -> str:
        return str(self.made("/relatives", preferredName=name)["id"])

    def caregiver(self, name: str = "Bilal") -> str:
        return str(self.made("/caregivers", preferredName=name)["id"])

    def relation(self, side: str, a: str, b: str, **more: object) -> str:
        return str(self.made("/relations", side=side, partyAId=a, partyBId=b, **more)["id"])

    def relation_b(self, **more: object) -> str:
        """A relation of a new resident with a new caregiver."""
        return self.relation("B", self.resident(), self.caregiver(), **more)

    def story(self, *people: str, **more: object) -> str:
        body = {"text": "Samen soep gekookt.", "happenedOn": LONG_AGO, "people": [{"personId": one} for one in people]}
        return str(self.made("/stories", **{**body, **more})["id"])

    def keeps_bsns(self) -> None:
        """Let the house keep citizen service numbers, as its privacy officer would."""

        def decide(session: Session) -> None:
            session.enter(UUID(self.organisation_id))
            bsn_keeping.put(session, BsnKeepingBody(kept=True, reason="Zorgaanbieder."))

        self.database.run(decide, write=True)

    @contextmanager
    def peek(self) -> Iterator[Connection]:
        """A connection to look with at the rows of this house, round the first wall but not round the second."""
        with self.database.reader.connect() as connection:
            stand_in(connection, UUID(self.organisation_id))
            yield connection

    def statements(self, path: str) -> int:
        """How many statements a GET takes."""
        counted: list[str] = []

        def count(*given: Any) -> None:  # noqa: ANN401  SQLAlchemy's own arguments
            counted.append(given[2])

        event.listen(self.database.reader, "before_cursor_execute", count)
        try:
            self.seen(path)
        finally:
            event.remove(self.database.reader, "before_cursor_execute", count)
        return len(counted)

    @staticmethod
    def _good(answer: Any, status: int) -> Said:  # noqa: ANN401  the client's own response
        assert answer.status_code == status, answer.text
        said: Said = answer.json()
        return said

    def today(self) -> date:
        """The day it is in the house."""
        return self.database.run(lambda session: session.today, write=False)

    def ago(self, days: int) -> str:
        """The day so many days ago, as the wire has it."""
        return (self.today() - timedelta(days=days)).isoformat()

    def key(self, holder: KeyHolder = KeyHolder.SYSTEM, *scopes: KeyScope, person: str | None = None) -> str:
        """A further key of this house, one that opens everything unless scopes are said."""
        opens = scopes or tuple(KeyScope)

        def make(session: Session) -> str:
            session.enter(UUID(self.organisation_id))
            return keys.make(session, holder, *opens, person_id=UUID(person) if person else None)

        return self.database.run(make, write=True)


@contextmanager
def open_house(app: FastAPI, name: str = "De Linde") -> Iterator[House]:
    """A new organisation on this service, with one core value (attention) and a client that carries a care key."""
    database: Database = app.state.database

    def found(session: Session) -> tuple[UUID, str]:
        organisation_id = organisations.found(session, name)
        row = records.claim(session, OrganisationRow, organisation_id)
        row.core_values = [{"code": "attention", "label": "Aandacht"}]
        session.flush()
        return organisation_id, keys.make(session, KeyHolder.SYSTEM, *KeyScope)

    organisation_id, key = database.run(found, write=True)
    client = TestClient(app, headers={"Authorization": f"Bearer {key}"}, raise_server_exceptions=False)
    yield House(client, database, organisation_id)


def new_id() -> str:
    """An id that a caller could bring."""
    return str(uuid7())


def keeps(house: House, path: str, body: Said, patch: Said) -> None:
    """A noun at a path can be made under an own id, told again, changed, listed and laid aside."""
    before = [one["id"] for one in house.seen(path)["items"]]
    where = f"{path}/{new_id()}"
    first = house.ask("PUT", where, body)
    assert first.status_code == 201, first.text
    assert house.ask("PUT", where, body).json() == first.json()  # the same again is no change
    assert house.ask("PATCH", where, patch).status_code == 428
    changed = house.ask("PATCH", where, patch, version=first.headers["etag"])
    assert changed.json() == house.seen(where) | {"version": 2}
    assert all(changed.json()[name] == value for name, value in patch.items())
    assert house.ask("PUT", where, body, version=first.headers["etag"]).status_code == 412
    assert [one["id"] for one in house.seen(path)["items"]] == [*before, first.json()["id"]]
    assert house.ask("DELETE", where).status_code == 428
    assert house.ask("DELETE", where, version=changed.headers["etag"]).status_code == 204
    assert house.ask("GET", where).status_code == 404
    assert house.ask("DELETE", where, version="*").status_code == 404
    assert house.refused("PUT", where, body)[:2] == (409, "deleted")
    assert [one["id"] for one in house.seen(path)["items"]] == before


def takes_a_fixed_number_of_statements(house: House, path: str, add: Any) -> None:  # noqa: ANN401  any maker
    """A list with three things more takes as many statements."""
    add(), add()
    before = len(house.seen(path)["items"])
    few = house.statements(path)
    add(), add(), add()
    assert len(house.seen(path)["items"]) == before + 3
    assert house.statements(path) == few
