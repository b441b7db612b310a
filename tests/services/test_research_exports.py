"""Research exports: of who consented, by codes of that export alone; two of them together identify nobody."""

import re
from collections import Counter
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.house import House, Said

UUID_FORM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}")
PERIOD = {"purpose": "Hoe wederkerigheid groeit.", "fromDate": "2025-01-01", "untilDate": "2025-12-31"}


class Studied:
    """Residents with a moment and a coded story each, of whom some consent to research."""

    def __init__(self, house: House, officer: TestClient) -> None:
        self.house, self.officer = house, officer
        self.nurse = house.caregiver("Sevim")
        self.people: list[str] = []
        self.consents: dict[str, str] = {}

    def add(self, count: int, gender: str = "female", born: str = "1935-05-05", **consent: object) -> list[str]:
        made = [self._resident(gender, born, len(self.people) + place, consent) for place in range(count)]
        self.people += made
        return made

    def _resident(self, gender: str, born: str, number: int, consent: dict[str, object]) -> str:
        house = self.house
        name = f"Kanarie{number}"
        who = str(house.made("/residents", preferredName=name, gender=gender, bornOn=born)["id"])
        relation = house.relation("B", who, self.nurse)
        note = {"relationId": relation, "happenedOn": f"2025-03-{number % 27 + 1:02}", "rungA": 3, "reciprocal": True}
        house.made("/moments", **note, note=f"Met {name}")
        sense = {"sense": "purpose", "subjectId": who, "voice": "caregiver", "felt": "felt"}
        coding = {"coderId": self.nurse, "as": "observer", "senses": [sense]}
        house.story(who, text=f"{name} zong.", happenedOn=f"2025-04-{number % 27 + 1:02}", codings=[coding])
        said = {"residentId": who, "purpose": "research", "category": "ladder_and_senses", "fromDate": "2025-01-01"}
        self.consents[who] = str(house.made("/consents", **{**said, **consent})["id"])
        return who

    def export(self) -> str:
        answer = self.officer.post("/v1/research-exports", json=PERIOD)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def content(self, export: str) -> Said:
        answer: Any = self.officer.get(f"/v1/research-exports/{export}/content")
        assert answer.status_code == 200, answer.text
        said: Said = answer.json()
        return said


@pytest.fixture
def studied(house: House, officer: TestClient) -> Studied:
    return Studied(house, officer)


def test_it_holds_months_and_codes_and_nothing_that_tells_who_it_was(studied: Studied) -> None:
    studied.add(6)
    export = studied.export()
    held = studied.content(export)
    assert (held["tooFew"], held["count"]) == (False, 6)
    person = held["people"][0]
    assert (person["gender"], person["bornDecade"]) == ("female", "1930s")
    assert [one["month"] for one in person["moments"]] == ["2025-03"]
    assert [(one["month"], one["sense"]) for one in person["senses"]] == [("2025-04", "purpose")]
    told = str(held).replace(export, "")
    assert not re.search(r"Kanarie|Sevim|zong|\d{4}-\d{2}-\d{2}", told)
    assert not UUID_FORM.search(told)
    assert [one for one in (*studied.people, studied.nurse) if one in told] == []


def test_fewer_than_five_who_consented_are_nobody(studied: Studied) -> None:
    studied.add(4)
    held = studied.content(studied.export())
    assert held == {**held, "tooFew": True, "count": 0, "people": []}


def test_who_did_not_consent_or_withdrew_is_not_in_it_from_the_next_time_on(studied: Studied) -> None:
    there = studied.add(6)
    studied.add(2, decision="refused")
    studied.add(2, untilDate="2025-06-01")
    studied.house.resident("Nooit gevraagd")
    export = studied.export()
    assert studied.content(export)["count"] == 6
    studied.house.done(f"/consents/{studied.consents[there[0]]}/withdrawals")
    assert studied.content(export)["count"] == 5


def test_groups_under_five_and_their_complement_are_gone(studied: Studied) -> None:
    studied.add(6)
    studied.add(2, gender="male", born="1925-01-01")
    studied.add(7, born="1941-01-01")
    people = studied.content(studied.export())["people"]
    groups = Counter((one["gender"], one["bornDecade"]) for one in people)
    assert groups == {(None, None): 8, ("female", "1940s"): 7}


def test_a_join_of_two_exports_identifies_nobody(studied: Studied) -> None:
    studied.add(6)
    first, second = (studied.content(studied.export())["people"] for _ in range(2))
    codes = [{one["code"] for one in people} for people in (first, second)]
    parties = [{moment["party"] for one in people for moment in one["moments"]} for people in (first, second)]
    assert codes[0] & codes[1] == parties[0] & parties[1] == set()
    facts = [Counter((one["gender"], one["bornDecade"]) for one in people) for people in (first, second)]
    assert facts[0] == facts[1]
    assert min(facts[0].values()) >= 5
    assert [one["code"] for one in first] == sorted(codes[0])  # in the order of codes, which tells nothing


def test_the_same_export_has_the_same_codes(studied: Studied) -> None:
    studied.add(5)
    export = studied.export()
    assert studied.content(export) == studied.content(export)


def test_it_is_for_the_officer_alone(studied: Studied) -> None:
    assert studied.house.ask("POST", "/research-exports", PERIOD).status_code == 403
    export = studied.export()
    assert studied.house.ask("GET", f"/research-exports/{export}/content").status_code == 403
    told = studied.officer.get(f"/v1/research-exports/{export}").json()
    assert (told["purpose"], "codeKey" in told) == (PERIOD["purpose"], False)
    assert [one["id"] for one in studied.officer.get("/v1/research-exports").json()["items"]] == [export]
    wrong = {**PERIOD, "untilDate": "2024-01-01"}
    assert studied.officer.post("/v1/research-exports", json=wrong).status_code == 400
