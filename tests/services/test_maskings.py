"""Masking: asked, in force at once everywhere, decided by the privacy officer alone."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel
from starlette.testclient import TestClient

from app.models.vocabulary import KeyHolder, KeyScope
from tests.house import House, Said

CANARY = "Kanarie"


class Told:
    """A story that names a daughter, with all that hangs on it."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.resident, self.nurse, self.daughter = house.resident(), house.caregiver(), house.relative(CANARY)
        house.relation("A", self.resident, self.daughter)
        self.relation = house.relation("C", self.daughter, self.nurse, residentId=self.resident)
        people = [{"personId": one, "part": "present"} for one in (self.resident, self.daughter)]
        self.body: Said = {
            "title": f"Met {CANARY}",
            "text": f"{CANARY} huilde. Haar dochter uit Leiden zei niets.",
            "placeText": f"kamer van {CANARY}",
            "happenedOn": house.ago(5),
            "people": people,
            "tellerId": self.daughter,
            "observerId": self.daughter,
        }
        self.story = str(house.made("/stories", **self.body)["id"])
        moment = {"relationId": self.relation, "happenedOn": house.ago(5), "rungA": 3, "reciprocal": True}
        self.moment = str(house.made("/moments", **moment, storyId=self.story)["id"])
        senses = [
            {"sense": "security", "subjectId": one, "voice": "caregiver", "felt": "felt"}
            for one in (self.resident, self.daughter)
        ]
        coding = {"coderId": self.nurse, "as": "caregiver", "senses": senses}
        self.coding = str(house.made(f"/stories/{self.story}/codings", **coding)["id"])
        self.before = self.everything()

    def everything(self) -> dict[str, Any]:
        """What all ways in tell of the story, without what every change changes."""
        story = self.house.seen(f"/stories/{self.story}")
        coding = self.house.seen(f"/stories/{self.story}/codings/{self.coding}")
        return {
            "story": {name: story[name] for name in self.body} | {"moments": story["momentIds"]},
            "senses": sorted(one["subjectId"] for one in coding["senses"]),
            "moment": self.house.seen(f"/moments/{self.moment}")["storyId"],
            "found": [one["id"] for one in self.house.done("/stories/_search", q=CANARY)["items"]],
        }

    def ask(self, **more: object) -> Said:
        return self.house.made("/maskings", storyId=self.story, personId=self.daughter, **more)


@pytest.fixture
def told(house: House) -> Told:
    return Told(house)


def test_who_is_masked_stands_nowhere_in_the_story_any_more(told: Told) -> None:
    masking = told.ask(words=["haar dochter uit Leiden"])
    assert masking["state"] == "asked"
    after = told.everything()
    assert after["story"]["text"] == "[naam] huilde. [naam] zei niets."
    assert (after["story"]["title"], after["story"]["placeText"]) == ("Met [naam]", "kamer van [naam]")
    assert [one["personId"] for one in after["story"]["people"]] == [told.resident]
    assert (after["story"]["tellerId"], after["story"]["observerId"], after["story"]["moments"]) == (None, None, [])
    assert (after["senses"], after["moment"], after["found"]) == ([told.resident], None, [])
    timeline = f"/residents/{told.resident}/timeline?since={told.house.ago(6)}"
    for path in (f"/stories/{told.story}", "/stories", timeline):
        page = told.house.seen(path)
        stories = [one.get("story") or one for one in page.get("items", [page])]
        assert CANARY not in str(stories[:1])
    assert CANARY not in told.house.ask("GET", "/maskings").text.replace(f'"preferredName":"{CANARY}"', "")


def test_an_answer_that_was_kept_tells_it_no_more(told: Told) -> None:
    house = told.house
    headers = {"Idempotency-Key": "k1"}
    first = house.client.post("/v1/stories", json=told.body, headers=headers).json()
    house.made("/maskings", storyId=first["id"], personId=told.daughter)
    again = house.client.post("/v1/stories", json=told.body, headers=headers)
    assert again.json()["id"] != first["id"]  # told anew as another story, for nothing was kept of the first


def test_told_anew_it_is_masked_anew(told: Told) -> None:
    told.ask()
    story = told.house.ask("PUT", f"/stories/{told.story}", told.body, version="*").json()
    assert CANARY not in str(story)
    assert told.daughter not in str(story["people"])
    patched = told.house.changed(f"/stories/{told.story}", text=f"Later kwam {CANARY} terug.")
    assert patched["text"] == "Later kwam [naam] terug."
    alone = {"people": [{"personId": told.daughter}]}
    assert told.house.refused("PATCH", f"/stories/{told.story}", alone)[:2] == (422, "masked_person")


def test_the_officer_alone_reads_what_stood_there_and_only_until_it_is_decided(told: Told, officer: TestClient) -> None:
    masking = told.ask(reason="Zij wil dit niet.")
    path = f"/v1/maskings/{masking['id']}"
    original = officer.get(f"{path}/original").json()
    assert (original["text"], original["title"]) == (told.body["text"], told.body["title"])
    assert told.daughter in str(original["people"])
    assert told.house.ask("GET", f"/maskings/{masking['id']}/original").status_code == 403
    decided = officer.post(f"{path}/decisions", json={"decision": "granted", "reason": "Haar belang weegt zwaarder."})
    assert (decided.status_code, decided.json()["state"]) == (200, "granted")
    assert officer.get(f"{path}/original").json()["code"] == "illegal_state"
    assert officer.post(f"{path}/decisions", json={"decision": "refused", "reason": "Toch niet."}).status_code == 409
    with told.house.peek() as connection:
        table = SQLModel.metadata.tables["masking"]
        kept = connection.execute(select(table.c.original).where(table.c.story_id == UUID(told.story))).scalars().all()
    assert kept == [None]
    assert told.house.changed(f"/stories/{told.story}", text=f"{CANARY}.")["text"] == "[naam]."


def test_an_officer_decides_in_the_own_house(other_house: House, officer: TestClient) -> None:
    foreign = Told(other_house).ask()
    path = f"/v1/maskings/{foreign['id']}"
    said = {"decision": "granted", "reason": "Nee."}
    assert [officer.get(f"{path}/original").status_code, officer.post(f"{path}/decisions", json=said).status_code] == [
        404
    ] * 2


def test_when_it_is_refused_everything_is_as_it_was(told: Told, officer: TestClient) -> None:
    masking = told.ask(words=["haar dochter uit Leiden"])
    said = {"decision": "refused", "reason": "Het verhaal is van haar moeder."}
    assert officer.post(f"/v1/maskings/{masking['id']}/decisions", json=said).status_code == 200
    assert told.everything() == told.before
    assert told.house.changed(f"/stories/{told.story}", text=f"{CANARY}.")["text"] == f"{CANARY}."
    assert told.ask()["state"] == "asked"  # it may be asked again


def test_a_text_that_was_told_anew_meanwhile_stays(told: Told, officer: TestClient) -> None:
    masking = told.ask()
    told.house.changed(f"/stories/{told.story}", text="Heel anders verteld.")
    said = {"decision": "refused", "reason": "Nee."}
    assert officer.post(f"/v1/maskings/{masking['id']}/decisions", json=said).status_code == 200
    story = told.house.seen(f"/stories/{told.story}")
    assert (story["text"], story["title"]) == ("Heel anders verteld.", told.body["title"])


def test_it_is_asked_once_and_with_a_reason_for_somebody_else(told: Told) -> None:
    house = told.house
    key = house.key(KeyHolder.RELATIVE, KeyScope.CARE, person=told.daughter)
    headers = {"Authorization": f"Bearer {key}"}
    body = {"storyId": told.story, "personId": told.daughter}

    def asked(**more: str) -> tuple[int, str | None]:
        answer = house.client.post("/v1/maskings", json={**body, **more}, headers=headers)
        return answer.status_code, answer.json().get("code")

    assert asked(personId=told.resident) == (422, "consent_reason_missing")
    assert asked(personId=told.resident, reason="Voor haar.") == (403, "not_yours_to_write")  # for oneself alone
    assert asked() == (201, None)
    assert house.refused("POST", "/maskings", body)[:2] == (409, "masked_already")
    mine = house.client.get("/v1/maskings", headers=headers).json()["items"]
    assert [one["personId"] for one in mine] == [told.daughter]
    other = house.key(KeyHolder.RESIDENT, KeyScope.CARE, person=told.resident)
    theirs = house.client.get("/v1/maskings", headers={"Authorization": f"Bearer {other}"}).json()
    assert theirs["items"] == []
