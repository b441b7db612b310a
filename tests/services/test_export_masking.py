"""Others in an export are masked until a privacy officer looked."""

import pytest
from starlette.testclient import TestClient

from tests.house import LONG_AGO, House
from tests.taken import Taken


@pytest.fixture
def taken(house: House) -> Taken:
    return Taken(house)


def test_who_was_reviewed_is_told_and_nobody_else(taken: Taken, officer: TestClient) -> None:
    export = taken.export(taken.truus, taken.own).json()["id"]
    said = {"shownPersonIds": [taken.anna]}
    told = officer.post(f"/v1/exports/{export}/reviews", json=said).json()
    assert (told["shownPersonIds"], told["reviewedBy"]["preferredName"]) == ([taken.anna], "Pim")
    held = taken.content(export, taken.own)
    assert held["stories"][0]["text"] == "Truus en Anna bakten met Piet."
    assert {one["partyB"]["preferredName"] for one in held["relations"]} == {"Anna", None}
    assert officer.post(f"/v1/exports/{export}/reviews", json={"shownPersonIds": []}).status_code == 200
    assert "Anna" not in str(taken.content(export, taken.own))


def test_a_story_that_only_names_somebody_is_kept_back_from_them(taken: Taken, officer: TestClient) -> None:
    people = [{"personId": taken.truus}, {"personId": taken.anna, "part": "mentioned"}]
    body = {"text": "Truus huilde om Anna.", "happenedOn": LONG_AGO, "people": people, "title": "Tranen"}
    named = taken.house.made("/stories", **body)["id"]
    export = taken.export(taken.anna, taken.daughter).json()["id"]
    story = next(one for one in taken.content(export, taken.daughter)["stories"] if one["id"] == named)
    assert (story["title"], story["text"]) == (None, "[…]")
    officer.post(f"/v1/exports/{export}/reviews", json={"shownPersonIds": [taken.truus]})
    story = next(one for one in taken.content(export, taken.daughter)["stories"] if one["id"] == named)
    assert story["text"] == "Truus huilde om Anna."
