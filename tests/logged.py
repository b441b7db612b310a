"""What the access log of a house says, for tests: entries by request, with the persons in them."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any, Final
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlmodel import SQLModel

from app import logs
from app.database import Session
from app.services import sealing
from tests.house import House

ENTRY: Final = SQLModel.metadata.tables["access_entry"]
PERSON: Final = SQLModel.metadata.tables["access_person"]


class Logged:
    """The log of a house as it is now."""

    def __init__(self, house: House) -> None:
        with house.peek() as connection:
            mine = UUID(house.organisation_id)
            asked = select(ENTRY).where(ENTRY.c.organisation_id == mine).order_by(ENTRY.c.id)
            self.entries: list[Any] = list(connection.execute(asked).all())
            self._by_request: defaultdict[UUID, list[Any]] = defaultdict(list)
            for entry in self.entries:
                self._by_request[entry.request_id].append(entry)
            self.persons: defaultdict[UUID, dict[str, str]] = defaultdict(dict)
            for row in connection.execute(select(PERSON).where(PERSON.c.organisation_id == mine)):
                self.persons[row.entry_id][str(row.person_id)] = row.ground.value

    @property
    def last(self) -> Any:  # noqa: ANN401  a row
        """The newest entry."""
        return self.entries[-1]

    def of(self, response: Any) -> Any:  # noqa: ANN401  the client's own response, and a row
        """The entry of a request; there is exactly one."""
        (found,) = self.all_of(response)
        return found

    def all_of(self, response: Any) -> list[Any]:  # noqa: ANN401  as above
        """Every entry of a request."""
        return self._by_request[UUID(response.headers["x-request-id"])]

    def seen(self, response: Any) -> dict[str, str]:  # noqa: ANN401  as above
        """Of each person in the entry of a request the ground."""
        return self.persons[self.of(response).id]


@contextmanager
def lines_caught() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What is written to the log output meanwhile, line by line, without the instant."""
    stream, before = StringIO(), structlog.get_config()
    logs.set_up(stream=stream)

    def told() -> list[dict[str, Any]]:
        found = [json.loads(line) for line in stream.getvalue().splitlines()]
        return [{name: value for name, value in line.items() if name != "at"} for line in found]

    try:
        yield told
    finally:
        structlog.configure(**before)


def sealed(house: House) -> sealing.Head:
    """Seal everything in the log of a house; the head."""

    def seal(session: Session) -> tuple[sealing.Head, int]:
        session.enter(UUID(house.organisation_id))
        return sealing.seal(session)

    head, count = house.database.run(seal, write=True)
    while count == sealing.BATCH:
        head, count = house.database.run(seal, write=True)
    return head
