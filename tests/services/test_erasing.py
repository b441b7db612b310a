"""Erasing: of who was erased nothing is found any more, in no row, no file and no export; others keep theirs."""

import subprocess
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import make_url, select
from sqlmodel import SQLModel
from starlette.testclient import TestClient
from uuid_utils.compat import uuid7

from app.models.vocabulary import KeyHolder, KeyScope
from app.policy.holding import OWNERS
from app.services import concerning, erasing
from app.services.erasing import Rule
from tests.exchange.bringing import bring, named, patient, refused, related, results, thing
from tests.house import LONG_AGO, House, Said, new_id
from tests.postgres import files_of, rewrite
from tests.taken import bearer, erased

CANARY = "Kanarievogel"
ECD = "https://ecd.example/client"


class Life:
    """A resident with the canary in every field that can be said of them, and others around with lives of their own."""

    def __init__(self, house: House, word: str = CANARY) -> None:
        self.house = house
        self.word = word
        self.anna, self.nurse, self.piet = house.relative("Anna"), house.caregiver("Sevim"), house.resident("Piet")
        self.who = str(house.made("/residents", **self.facts(word))["id"])
        self.side_a = house.relation("A", self.who, self.anna, note=f"Over {word}")
        self.side_b = house.relation("B", self.who, self.nurse, note=f"Met {word}")
        self.side_c = house.relation("C", self.anna, self.nurse, residentId=self.who)
        self.other = house.relation("B", self.piet, self.nurse, note="Van Piet.")
        for relation in (self.side_b, self.side_c, self.other):
            note = f"Moment van {word}" if relation != self.other else "Rustig."
            body = {"relationId": relation, "happenedOn": LONG_AGO, "rungA": 3, "reciprocal": True, "note": note}
            house.made("/moments", **body)
        self.alone = house.story(self.who, title=word, text=f"{word} zong alleen.", placeText=f"bij {word}")
        self.shared = house.story(self.who, self.piet, title="Samen", text=f"{word} en Piet zongen.")
        self.of_piet = house.story(self.piet, text="Piet lachte.", tellerId=self.nurse)
        for story in (self.alone, self.shared):
            sense = {"sense": "security", "subjectId": self.who, "voice": "caregiver", "felt": "felt"}
            body = {"coderId": self.nurse, "as": "caregiver", "senses": [sense]}
            house.made(f"/stories/{story}/codings", **body)
        house.made("/roles", holderId=self.who, title=f"Rol van {word}", tense="was", meaning=word)
        self.toward = house.made("/roles", holderId=self.piet, title="Maat", meaning=f"Voor {word}", tense="is")["id"]
        house.changed(f"/roles/{self.toward}", towardId=self.who)
        house.made("/consents", residentId=self.who, toPersonId=self.anna, category="stories", reason=word)
        third = house.story(self.who, self.anna, self.piet, text=f"{word}, Anna en Piet.")
        house.made("/maskings", storyId=third, personId=self.anna, words=[word], reason=f"Naast {word}")
        self.key = house.key(KeyHolder.RESIDENT, KeyScope.CARE, person=self.who)

    @staticmethod
    def facts(word: str) -> Said:
        name = {"given": [word], "initials": [f"{word}."], "ownName": word, "ownPrefix": "van"}
        return {
            "preferredName": word,
            "name": name,
            "otherNames": [{**name, "use": "nickname"}],
            "bornOn": "1931-05-05",
            "telecoms": [{"kind": "email", "value": f"{word}@example.org"}],
            "addresses": [{"street": word, "city": word, "lines": [word]}],
            "lifeStory": [{"text": f"{word} bakte brood.", "voicedById": None}],
            "externalIds": [{"system": ECD, "value": f"{word}-1"}],
        }

    def ask(self) -> str:
        headers = bearer(self.key)
        asked = self.house.client.post(
            "/v1/erasure-requests", json={"personId": self.who, "reason": f"Ik, {self.word}, wil dit."}, headers=headers
        )
        assert asked.status_code == 201, asked.text
        return str(asked.json()["id"])

    def erase(self, officer: TestClient) -> Said:
        said = {"decision": "granted", "reason": "De bewaartermijn is voorbij."}
        answer = officer.post(f"/v1/erasure-requests/{self.ask()}/decisions", json=said)
        assert answer.status_code == 200, answer.text
        told: Said = answer.json()
        return told


def rows_with(house: House, word: str) -> list[str]:
    """The tables of which a row of a house holds a word, whatever its case."""
    found = []
    with house.peek() as connection:
        for table in SQLModel.metadata.sorted_tables:
            mine = table.select().where(table.c.organisation_id == UUID(house.organisation_id))
            found += [table.name for row in connection.execute(mine) if word.casefold() in str(tuple(row)).casefold()]
    return found


@pytest.fixture
def life(house: House) -> Life:
    return Life(house)


def test_nothing_of_somebody_who_was_erased_is_found_in_any_row(life: Life, officer: TestClient) -> None:
    before = set(rows_with(life.house, CANARY))
    assert {"person", "relation", "moment", "story", "role", "consent", "masking", "life_story_passage"} <= before
    assert {"external_id", "erasure_request"} - before == {"erasure_request"}  # which is asked below
    told = life.erase(officer)
    assert rows_with(life.house, CANARY) == []
    assert (told["state"], told["person"]["preferredName"], told["reason"]) == ("granted", None, None)
    assert {one["table"] for one in told["erased"]} >= {"person", "resident", "relation", "moment", "story", "role"}


def test_who_was_erased_is_not_there_and_their_key_opens_nothing(life: Life, officer: TestClient) -> None:
    life.erase(officer)
    gone = [f"/residents/{life.who}", f"/people/{life.who}", f"/relations/{life.side_b}", f"/stories/{life.alone}"]
    assert [life.house.ask("GET", one).status_code for one in gone] == [404] * 4
    assert life.house.client.get("/v1/me", headers=bearer(life.key)).status_code == 401
    assert life.house.done("/residents/_search", q=CANARY)["items"] == []
    assert life.house.done("/stories/_search", q=CANARY)["items"] == []


def test_others_keep_what_is_theirs(life: Life, officer: TestClient) -> None:
    life.erase(officer)
    house = life.house
    assert house.seen(f"/relations/{life.other}")["note"] == "Van Piet."
    assert house.seen(f"/stories/{life.of_piet}")["text"] == "Piet lachte."
    shared = house.seen(f"/stories/{life.shared}")
    assert (shared["title"], shared["text"]) == ("Samen", "[naam] en Piet zongen.")
    assert life.who not in [one["personId"] for one in shared["people"]]
    assert house.seen(f"/roles/{life.toward}")["meaning"] == "Voor [naam]"
    assert house.seen(f"/relatives/{life.anna}")["preferredName"] == "Anna"
    notes = [one["note"] for one in house.seen("/moments")["items"]]
    assert notes == ["Rustig."]


def test_after_vacuum_no_byte_of_it_is_in_the_files(house: House, officer: TestClient) -> None:
    word = f"Kanarie{uuid7().hex}"  # which stands in no other house of this database
    life = Life(house, word)
    swept(house)
    assert files_with(house, word) != []
    life.erase(officer)
    swept(house)
    assert files_with(house, word) == []


def swept(house: House) -> None:
    """Let the database write everything to its files, and keep there what stands in rows and no more."""
    if not house.database.is_sqlite:
        rewrite(str(house.database.owner.url))
        return
    with house.database.owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("VACUUM")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    house.database.reader.dispose()


def files_with(house: House, word: str) -> list[str]:
    """The files of the database, its log of SQLite included, that hold a word, whatever its case."""
    url = str(house.database.owner.url)
    path = Path(make_url(url).database or "")
    files = [Path(f"{path}{ending}") for ending in ("", "-wal", "-shm")] if house.database.is_sqlite else files_of(url)
    low = word.lower().encode()
    return [file.name for file in files if file.is_file() and low in bytes_of(file).lower()]


def bytes_of(file: Path) -> bytes:
    """What stands in a file, read by another process: closing it here would let go of the locks that SQLite holds."""
    return subprocess.run(["cat", str(file)], capture_output=True, check=True).stdout  # noqa: S603, S607  a file of ours


def test_an_import_does_not_bring_them_back(life: Life, officer: TestClient) -> None:
    life.erase(officer)
    again = life.house.ask("POST", "/residents", Life.facts(CANARY))
    assert (again.status_code, again.json()["errors"][0]["code"]) == (422, "erased_before")
    assert CANARY not in again.text
    other = {**Life.facts(CANARY), "externalIds": [{"system": ECD, "value": "somebody-else"}]}
    assert life.house.ask("POST", "/residents", other).status_code == 201


def test_who_came_with_an_import_is_forgotten_by_it_and_refused_when_they_come_again(
    house: House, officer: TestClient
) -> None:
    who = patient(f"p-{CANARY}", name=[named(CANARY, CANARY)], identifier=[{"system": ECD, "value": f"{CANARY}-1"}])
    contact = related(of=f"p-{CANARY}", name=[named("Bos", "Anna")])
    assert results(bring(house, who, contact)) == ["created", "created"]
    erased(officer, thing(house, "Patient", f"p-{CANARY}")["id"])
    assert rows_with(house, CANARY) == []
    again = bring(house, who, contact)
    assert results(again) == ["rejected", "rejected"]
    assert "erased_before" in {code for code, _ in refused(again)}
    assert rows_with(house, CANARY) == []


def test_another_house_may_have_the_same_number(life: Life, officer: TestClient, other_house: House) -> None:
    life.erase(officer)
    assert other_house.ask("POST", "/residents", Life.facts(CANARY)).status_code == 201


def test_an_answer_kept_for_a_request_that_comes_twice_is_gone(house: House, officer: TestClient) -> None:
    headers = {"Idempotency-Key": new_id()}
    said = {"preferredName": CANARY}
    made = house.client.post("/v1/relatives", json=said, headers=headers).json()["id"]
    erased(officer, made)
    kept = SQLModel.metadata.tables["kept_answer"]
    with house.peek() as connection:
        mine = select(kept.c.body).where(kept.c.organisation_id == UUID(house.organisation_id))
        assert [row for row in connection.scalars(mine) if made.encode() in row] == []


@pytest.mark.parametrize("hat", ["relative", "caregiver"])
def test_relatives_and_caregivers_are_erased_alike(house: House, officer: TestClient, hat: str) -> None:
    resident = house.resident("Truus")
    who = house.relative(CANARY) if hat == "relative" else house.caregiver(CANARY)
    side = "A" if hat == "relative" else "B"
    house.relation(side, resident, who, note=f"Met {CANARY}")
    story = house.story(resident, tellerId=who, text=f"{CANARY} vertelt van Truus.")
    erased(officer, who)
    told = house.seen(f"/stories/{story}")
    assert (told["text"], told["teller"]) == ("[naam] vertelt van Truus.", {"id": who, "preferredName": None}) or (
        told["teller"] is None
    )
    assert house.seen(f"/residents/{resident}")["preferredName"] == "Truus"
    assert house.seen(f"/relations?residentId={resident}")["items"] == []


def test_every_table_that_links_to_a_person_has_a_rule() -> None:
    linked = set(concerning.tables_about_persons())
    assert linked <= set(erasing.RULES)
    assert set(erasing.RULES) - linked == {"coding"} - linked
    for table, rule in erasing.RULES.items():
        if rule is Rule.WITH_ITS_WHOLE:
            assert erasing.RULES[OWNERS[table][0]] in {Rule.REMOVED, Rule.EMPTIED}, table
        assert (rule is Rule.REMOVED) is (table in erasing.OWN or table == "moment"), table


def test_of_an_export_of_another_nothing_of_it_is_left(life: Life, officer: TestClient) -> None:
    life.erase(officer)
    for person in (life.anna, life.nurse, life.piet):
        export = officer.post("/v1/exports", json={"personId": person}).json()["id"]
        for path in ("content", "booklet"):
            answer: Any = officer.get(f"/v1/exports/{export}/{path}")
            assert answer.status_code == 200
            assert CANARY.casefold() not in answer.text.casefold()
