"""What search goes by follows every change, whatever the way in."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, event, select
from sqlmodel import col

from app import schema
from app.database import Database, Session
from app.main import create_app
from app.models.search import SearchEntry
from app.models.vocabulary import StoryState
from app.services.search import entries
from tests.engine import settings_of
from tests.exchange.bringing import bring
from tests.house import House, Said, new_id, open_house


def found(house: House, path: str, q: str) -> list[str]:
    return [one["id"] for one in house.done(f"/{path}/_search", q=q)["items"]]


def kept(house: House) -> list[Any]:
    """The entries of a house."""

    def look(session: Session) -> list[Any]:
        session.enter(UUID(house.organisation_id))
        return [(one.noun, str(one.about_id)) for one in session.scalars(select(SearchEntry))]

    return sorted(house.database.run(look, write=False))


@pytest.fixture
def writes(house: House) -> Iterator[list[str]]:
    """The statements that change entries, as they are sent."""
    said: list[str] = []

    def note(*given: Any) -> None:  # noqa: ANN401  SQLAlchemy's own arguments
        if "search_entry" in given[2]:
            said.append(given[2])

    event.listen(house.database.writer, "before_cursor_execute", note)
    yield said
    event.remove(house.database.writer, "before_cursor_execute", note)


def test_a_story_is_found_as_it_was_told_last(house: House) -> None:
    who = house.resident()
    told = house.story(who, text="Over tulpen.", happenedOn="2025-03-01")
    later = house.story(who, text="Over rozen.", happenedOn="2025-04-01")
    assert found(house, "stories", "tulpen") == [told]
    house.changed(f"/stories/{told}", text="Over rozen.", happenedOn="2025-05-01")
    assert found(house, "stories", "tulpen") == []
    assert found(house, "stories", "rozen") == [told, later]
    body = {"text": "Over lelies.", "happenedOn": "2025-05-01", "people": [{"personId": who}], "title": "Kas"}
    house.ask("PUT", f"/stories/{told}", body, version="*")
    assert (found(house, "stories", "rozen"), found(house, "stories", "lelie kas")) == ([later], [told])
    assert house.ask("PUT", f"/stories/{new_id()}", body).status_code == 201
    assert len(found(house, "stories", "lelie")) == 2


def test_a_withdrawn_story_is_found_as_it_is_listed_and_a_tombstone_is_not(house: House) -> None:
    told = house.story(house.resident(), text="Over tulpen.")
    house.done(f"/stories/{told}/withdrawals")
    assert found(house, "stories", "tulpen") == [told] == [one["id"] for one in house.seen("/stories")["items"]]
    assert house.done("/stories/_search", q="tulpen", state=StoryState.SHARED.value)["items"] == []
    house.ask("DELETE", f"/stories/{told}", version="*")
    assert found(house, "stories", "tulpen") == []
    assert [noun for noun, _ in kept(house)] == ["person"]  # nothing of its words stays


def test_a_person_is_found_under_every_hat_by_the_name_that_any_hat_was_given(house: House) -> None:
    who = house.caregiver("Bilal")
    assert house.ask("PUT", f"/relatives/{who}", {"otherNames": [{"given": ["Bram"]}]}).status_code == 201
    assert found(house, "caregivers", "Bram") == found(house, "relatives", "Bilal") == [who]
    assert found(house, "residents", "Bilal") == []
    house.changed(f"/relatives/{who}", preferredName="Bobby", name={"ownName": "Bos"})
    assert found(house, "caregivers", "Bobby Bos") == [who]
    assert found(house, "caregivers", "Bilal") == []
    house.ask("DELETE", f"/relatives/{who}", version="*")
    assert (found(house, "relatives", "Bobby"), found(house, "caregivers", "Bobby")) == ([], [who])
    house.ask("DELETE", f"/caregivers/{who}", version="*")
    assert (found(house, "caregivers", "Bobby"), kept(house)) == ([], [])


def test_an_import_is_found_and_so_is_what_it_revives(house: House) -> None:
    patient = {"resourceType": "Patient", "id": "7", "name": [{"given": ["Wiesje"], "family": "van Dalen"}]}
    bring(house, patient)
    (who,) = found(house, "residents", "Wiesje van Dalen")
    bring(house, patient | {"name": [{"given": ["Wiesje"], "family": "Bos"}]})
    assert (found(house, "residents", "Dalen"), found(house, "residents", "Bos")) == ([], [who])
    house.ask("DELETE", f"/residents/{who}", version="*")
    assert found(house, "residents", "Wiesje") == []
    bring(house, patient)
    assert found(house, "residents", "Dalen") == [who]


def test_what_is_undone_is_not_found(house: House) -> None:
    patient = {"resourceType": "Patient", "id": "7", "name": [{"given": ["Wiesje"], "family": "Bos"}]}
    bring(house, patient, dry_run=True)
    assert (found(house, "residents", "Wiesje"), kept(house)) == ([], [])


def test_people_stand_in_the_order_of_the_family_name_that_they_use_first(house: House) -> None:
    smit = {"ownName": "Smit", "partnerPrefix": "de", "partnerName": "Boer", "given": ["Anna"]}
    told: dict[str, Said] = {
        "own": {"name": smit | {"order": "own_partner"}},
        "partner": {"name": smit | {"order": "partner_own"}},
        "cees": {"preferredName": "Anna Cees"},
        "text": {"name": {"text": "Anna Aker"}},
        "called": {"preferredName": "Anna", "name": {"ownName": "Boer"}},
    }
    made = {key: house.made("/relatives", **said)["id"] for key, said in told.items()}
    assert found(house, "relatives", "Anna") == [made[one] for one in ("text", "cees", "partner", "called", "own")]


def test_an_entry_is_written_only_when_its_words_change(house: House, writes: list[str]) -> None:
    who = house.relative("Anna")
    assert len(writes) == 1
    house.changed(f"/relatives/{who}", gender="female", bornOn="1950")
    house.changed(f"/relatives/{who}", preferredName="Anna")
    told = house.story(who)
    assert len(writes) == 2
    house.done(f"/stories/{told}/withdrawals")
    assert len(writes) == 2


def test_entries_that_are_missing_are_completed_and_the_others_left_alone(house: House, writes: list[str]) -> None:
    who, told = house.resident("Truus"), house.story(house.resident("Wim"), text="Over tulpen.")

    def lose(session: Session) -> None:
        session.enter(UUID(house.organisation_id))
        session.execute(delete(SearchEntry).where(col(SearchEntry.about_id).in_([UUID(who), UUID(told)])))

    house.database.run(lose, write=True)
    assert found(house, "residents", "Truus") == found(house, "stories", "tulpen") == []
    writes.clear()
    entries.complete(house.database)
    assert len([one for one in writes if one.startswith("INSERT")]) >= 2
    assert (found(house, "residents", "Truus"), found(house, "stories", "tulpen")) == ([who], [told])
    assert entries.complete(house.database) == 0


def test_all_of_them_can_be_written_anew_in_batches(empty_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [empty_house.relative(f"Anna {place}") for place in range(5)]
    before = kept(empty_house)
    monkeypatch.setattr(entries, "BATCH", 2)
    assert entries.complete(empty_house.database) == 0
    assert entries.complete(empty_house.database, anew=True) == 5
    assert kept(empty_house) == before
    assert sorted(found(empty_house, "relatives", "Anna")) == sorted(ids)


@pytest.fixture
def empty_house(empty_database: str) -> Iterator[House]:
    """A house in a database where nothing else stands."""
    app = create_app(settings_of(empty_database))
    database: Database = app.state.database
    schema.migrate(database)
    with open_house(app) as opened:
        yield opened
    database.close()
