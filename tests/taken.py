"""Somebody whose data can be taken away: a resident with a daughter and a nurse, and everything that hangs on them."""

from typing import Any

from starlette.testclient import TestClient

from app.models.vocabulary import KeyHolder, KeyScope
from tests.house import LONG_AGO, House, Said


class Taken:
    """A resident with a daughter and a nurse, everything that hangs on them, and a key of the resident."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.truus = str(
            house.made(
                "/residents",
                preferredName="Truus",
                telecoms=[{"kind": "phone", "value": "071-1234567"}],
                lifeStory=[{"text": "Werkte in een bakkerij.", "voicedById": None}],
            )["id"]
        )
        self.anna, self.nurse, self.piet = house.relative("Anna"), house.caregiver("Sevim"), house.resident("Piet")
        self.side_a = house.relation("A", self.truus, self.anna)
        self.side_b = house.relation("B", self.truus, self.nurse)
        self.story = house.story(self.truus, self.anna, tellerId=self.nurse, text="Truus en Anna bakten met Piet.")
        self.apart = house.story(self.piet, text="Piet zweeg.", tellerId=self.nurse)
        note = {"relationId": self.side_b, "happenedOn": LONG_AGO, "rungA": 3, "reciprocal": True, "note": "Met Sevim."}
        self.moment = str(house.made("/moments", **note)["id"])
        self.role = str(house.made("/roles", holderId=self.truus, title="Bakker", tense="was")["id"])
        self.own = bearer(house.key(KeyHolder.RESIDENT, KeyScope.CARE, person=self.truus))
        self.daughter = bearer(house.key(KeyHolder.RELATIVE, KeyScope.CARE, person=self.anna))

    def export(self, person: str, headers: dict[str, str], kind: str = "complete") -> Any:  # noqa: ANN401  the client's own response
        said = {"personId": person, "kind": kind}
        return self.house.client.post("/v1/exports", json=said, headers=headers)

    def content(self, export: str, headers: dict[str, str]) -> Said:
        answer = self.house.client.get(f"/v1/exports/{export}/content", headers=headers)
        assert answer.status_code == 200, answer.text
        said: Said = answer.json()
        return said


def erased(officer: TestClient, person_id: str) -> None:
    """Somebody of whom everything is removed, at the request of the privacy officer."""
    asked = officer.post("/v1/erasure-requests", json={"personId": person_id}).json()["id"]
    said = {"decision": "granted", "reason": "Op verzoek."}
    decided = officer.post(f"/v1/erasure-requests/{asked}/decisions", json=said)
    assert decided.status_code == 200, decided.text


def bearer(key: str) -> dict[str, str]:
    """The header of a key."""
    return {"Authorization": f"Bearer {key}"}
