"""The demo house, made once by the command itself."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from app.database import Session
from app.demo.diary import last_sunday
from app.demo.ids import ORGANISATION_ID, fixed_id
from app.main import create_app
from app.models.vocabulary import KeyHolder, KeyScope
from app.services import keys
from app.services.callers import ACTING_PERSON
from tests.demo.running import Place, Start, own_copy
from tests.engine import settings_of
from tests.house import House, Said


class DemoHouse(House):
    """The demo house over HTTP; people, teams, stories and roles are asked for by their keys."""

    @staticmethod
    def person(key: str) -> UUID:
        return fixed_id("person", key)

    def ago(self, days: int) -> str:
        """The day so many days before the last Sunday, from which the house looks back."""
        return (last_sunday(self.today()) - timedelta(days=days)).isoformat()

    def answer(self, path: str, key: str, person: UUID | None = None) -> tuple[int, Said]:
        """Status and body of what a caller with another key hears, who may act for a person."""
        headers = {"Authorization": f"Bearer {key}"} | ({ACTING_PERSON: str(person)} if person else {})
        given = self.client.get(f"/v1{path}", headers=headers)
        return given.status_code, given.json()

    def status(self, key: str) -> int:
        """What a caller with another key hears."""
        return self.answer("/organisation", key)[0]


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Place, Start]]:
    """This worker's copy of the demo house, and the start that made it."""
    with own_copy(tmp_path_factory) as found:
        yield found


@pytest.fixture(scope="session")
def place(opened: tuple[Place, Start]) -> Place:
    """Where this worker's demo house stands."""
    return opened[0]


@pytest.fixture(scope="session")
def first_start(opened: tuple[Place, Start]) -> Start:
    """The start that made the house."""
    return opened[1]


@pytest.fixture(scope="session")
def care_key(demo: DemoHouse) -> str:
    """The key of an app that acts for people, which further starts leave alone."""

    def key(session: Session) -> str:
        session.enter(ORGANISATION_ID)
        return keys.make(session, KeyHolder.SYSTEM, KeyScope.CARE)

    return demo.database.run(key, write=True)


@pytest.fixture(scope="session")
def demo(place: Place, first_start: Start) -> Iterator[DemoHouse]:
    """The house that the first start made, with a key that further starts leave alone."""
    assert first_start.text
    app = create_app(settings_of(place.url))

    def key(session: Session) -> str:
        session.enter(ORGANISATION_ID)
        return keys.make(session, KeyHolder.SYSTEM, KeyScope.CARE, KeyScope.UNATTENDED)

    database = app.state.database
    headers = {"Authorization": f"Bearer {database.run(key, write=True)}"}
    yield DemoHouse(TestClient(app, headers=headers), database, ORGANISATION_ID)
    database.close()
