"""Free text: whose name has to go goes out of what others wrote, and nothing else of it changes."""

import pytest
from sqlalchemy import JSON, Enum, String
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString
from starlette.testclient import TestClient

from app.services import erasing, free_text
from tests.house import LONG_AGO, House, Said
from tests.taken import erased

CANARY = "Kanarievogel"


@pytest.fixture
def family(house: House) -> Said:
    """Jan de Vries, and his daughter with the same family name."""
    names = {"name": {"given": ["Jan"], "ownName": "Vries", "ownPrefix": "de"}}
    jan = house.made("/residents", preferredName="Jan de Vries", **names)["id"]
    anna = house.relative("Anna de Vries")
    return {"jan": jan, "anna": anna, "contact": house.relation("A", jan, anna)}


def test_who_has_the_same_family_name_keeps_it(house: House, officer: TestClient, family: Said) -> None:
    nurse = house.caregiver("Sevim")
    beside = house.relation("B", house.resident("Piet"), nurse, note="Piet was vriend van Jan de Vries.")
    house.relation("B", family["jan"], nurse)
    erased(officer, family["jan"])
    assert house.seen(f"/relatives/{family['anna']}")["preferredName"] == "Anna de Vries"
    assert house.seen(f"/relations/{beside}")["note"] == "Piet was vriend van [naam]."


def test_who_still_has_what_was_written_cannot_put_the_name_back(house: House, officer: TestClient) -> None:
    truus, nurse = house.resident("Truus"), house.caregiver(CANARY)
    house.relation("B", truus, nurse)
    story = house.story(truus, nurse, text=f"{CANARY} lachte met Truus.")
    version = house.ask("GET", f"/stories/{story}").headers["ETag"]
    erased(officer, nurse)
    back = house.ask("PATCH", f"/stories/{story}", {"text": f"{CANARY} lachte."}, version=version)
    assert (back.status_code, back.json()["code"]) == (412, "stale")


def test_a_story_in_which_they_were_not_stays_with_its_people(house: House, officer: TestClient) -> None:
    nurse, truus = house.caregiver(CANARY), house.resident("Truus")
    people = [{"personId": truus, "part": "mentioned"}, {"personId": nurse, "part": "mentioned"}]
    told = house.made("/stories", text=f"Truus noemde {CANARY}.", happenedOn=LONG_AGO, people=people)["id"]
    people = [{"personId": truus, "part": "mentioned"}, {"personId": nurse, "part": "central"}]
    of_them = house.made("/stories", text="Zij huilde om Truus.", happenedOn=LONG_AGO, people=people)["id"]
    erased(officer, nurse)
    story = house.seen(f"/stories/{told}")
    assert (story["text"], [one["personId"] for one in story["people"]]) == ("Truus noemde [naam].", [truus])
    assert house.ask("GET", f"/stories/{of_them}").status_code == 404


# Text that describes one person, or that nobody wrote freely, such as codes.
NOT_FREE: dict[str, set[str]] = {
    "person": {
        "preferred_name",
        "born_on",
        "name",
        "other_names",
        "languages",
        "nationalities",
        "telecoms",
        "addresses",
    }
    | {"deceased", "shared_ids"},
    "stay": {"room"},
    "life_story_passage": {"said_on"},
    "caregiver": {"function", "source_codes"},
    "relation": {"source_codes", "capacities"},
    "moment": {"happened_on"},
    "story": {"happened_on", "uses"},
    "coding": {"values", "lenses"},
    "sitting": {"happened_on", "answers"},
    "login": {"issuer", "subject", "duties"},
    "key": {"name", "secret_hash", "scopes"},
    "invitation": {"code_hash"},
    "export": {"shown_person_ids"},
    "bsn": {"sealed", "digest"},
    "erasure_request": {"erased"},
}


@pytest.mark.parametrize("table", erasing.RULES)
def test_no_text_is_forgotten_when_a_name_has_to_go(table: str) -> None:
    columns = SQLModel.metadata.tables[table].columns
    texts = {one.key for one in columns if isinstance(one.type, String | JSON) and not isinstance(one.type, Enum)}
    texts |= {one.key for one in columns if isinstance(one.type, AutoString)}
    assert texts - {"source"} - NOT_FREE.get(table, set()) == set(free_text.COLUMNS.get(table, ()))
