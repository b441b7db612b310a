"""What remains of ids of who was erased: a hash with a key that is not in the database."""

from pathlib import Path
from uuid import UUID

import pytest
from pydantic import SecretStr, ValidationError
from sqlmodel import SQLModel
from starlette.testclient import TestClient

from app.secret_key import secret_key
from app.settings import Settings
from tests.house import House
from tests.taken import erased

ECD = "https://ecd.example/client"


def test_no_number_can_be_read_from_it_and_the_key_is_not_in_the_database(house: House, officer: TestClient) -> None:
    who = house.made("/relatives", preferredName="Anna", externalIds=[{"system": ECD, "value": "123456789"}])["id"]
    erased(officer, who)
    table = SQLModel.metadata.tables["erased_id"]
    with house.peek() as connection:
        (row,) = connection.execute(table.select().where(table.c.organisation_id == UUID(house.organisation_id)))
    assert row.noun == "relative"
    assert len(row.digest) == 64
    assert "123456789" not in str(row)


def test_without_a_key_nobody_with_such_ids_is_erased(
    house: House, officer: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(officer.app.state.database, "secret", lambda: None)  # type: ignore[attr-defined]  # of FastAPI
    who = house.made("/relatives", preferredName="Anna", externalIds=[{"system": ECD, "value": "1"}])["id"]
    asked = officer.post("/v1/erasure-requests", json={"personId": who}).json()["id"]
    said = {"decision": "granted", "reason": "Op verzoek."}
    refused = officer.post(f"/v1/erasure-requests/{asked}/decisions", json=said)
    assert (refused.status_code, refused.json()["code"]) == (503, "secret_key_missing")
    assert house.seen(f"/relatives/{who}")["preferredName"] == "Anna"
    assert officer.get(f"/v1/erasure-requests/{asked}").json()["state"] == "asked"


@pytest.fixture
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMENSPEL_SECRET_KEY", raising=False)


@pytest.mark.usefixtures("_nothing_set")
def test_with_sqlite_a_key_is_made_once_that_its_owner_alone_reads(tmp_path: Path) -> None:
    chosen = Settings(database_url=f"sqlite:///{tmp_path}/house.db")
    first = secret_key(chosen)
    assert first == secret_key(chosen)
    assert first is not None
    assert len(first) == 64
    assert (tmp_path / "house.db.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("_nothing_set")
def test_a_key_in_the_settings_goes_before_and_a_weak_one_is_refused() -> None:
    strong = Settings(database_url="postgresql://a:b@db.example/c", secret_key=SecretStr("k" * 32))
    assert secret_key(strong) == b"k" * 32
    assert secret_key(Settings(database_url="postgresql://a:b@db.example/c")) is None
    with pytest.raises(ValidationError):
        Settings(secret_key=SecretStr("short"))
