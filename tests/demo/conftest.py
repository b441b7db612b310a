"""The demo house over HTTP."""

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
from app.settings import Settings
from tests.demo.running import Place, Start, start
from tests.house import House


class DemoHouse(House):
    """The demo house over HTTP; people, teams, stories and roles are asked for by their keys."""

    @staticmethod
    def person(key: str) -> UUID:
        return fixed_id("person", key)

    def ago(self, days: int) -> str:
        """The day so many days before the last Sunday, from which the house looks back."""
        return (last_sunday(self.today()) - timedelta(days=days)).isoformat()

    def status(self, key: str) -> int:
        """What a caller with another key hears."""
        return self.client.get("/v1/organisation", headers={"Authorization": f"Bearer {key}"}).status_code


@pytest.fixture(scope="session")
def first_start(place: Place) -> Start:
    """A start that made the house, unless the guides were there before."""
    return start(place)


@pytest.fixture(scope="session")
def demo(place: Place, first_start: Start) -> Iterator[DemoHouse]:
    """The house that the first start made, with a key that further starts leave alone."""
    assert first_start.text
    app = create_app(Settings(database_url=place.url))

    def key(session: Session) -> str:
        session.enter(ORGANISATION_ID)
        return keys.make(session, KeyHolder.SYSTEM, KeyScope.CARE)

    database = app.state.database
    headers = {"Authorization": f"Bearer {database.run(key, write=True)}"}
    yield DemoHouse(TestClient(app, headers=headers), database, ORGANISATION_ID)
    database.close()
