"""How much of a file is told: all, without what keeps a file, or the name alone."""

from typing import Final

import pytest
from fastapi import FastAPI

from tests.house import open_house
from tests.policy.cast import Cast, called

FULL: Final = {
    "name": {"given": ["Geertruida"], "ownName": "Canarie"},
    "bornOn": "1934-04-01",
    "languages": [{"code": "fy"}],
    "nationalities": [{"code": "0001"}],
    "maritalStatus": "widowed",
    "telecoms": [{"kind": "phone", "value": "0612345678"}],
    "addresses": [{"city": "Hoogmade"}],
    "externalIds": [{"system": "https://ecd.example/id", "value": "canarie-1"}],
}
FILE: Final = frozenset({"nationalities", "maritalStatus", "telecoms", "addresses", "externalIds"})
WISHES: Final = frozenset({"languages", "lifeStory"})
ALL: Final = frozenset(FULL) | {"lifeStory", "stays"}


@pytest.fixture(scope="module")
def told(service: FastAPI) -> Cast:
    """The house, with all of Truus's file filled in."""
    with open_house(service) as house:
        cast = Cast(house)
        house.changed(f"/residents/{cast.ids['truus']}", **FULL)
        return cast


@pytest.mark.parametrize(
    ("caller", "shown"),
    [
        ("system", ALL),
        ("nurse", ALL),
        ("lead", ALL),
        ("truus", ALL),
        ("dirk", ALL),
        ("student", ALL - FILE),
        ("volunteer", ALL - FILE),
        ("anna", WISHES),
        ("bram", frozenset()),
        ("stories_only", frozenset()),
    ],
)
def test_a_file_is_told_as_far_as_it_concerns_somebody(told: Cast, caller: str, shown: frozenset[str]) -> None:
    path = f"/residents/{told.ids['truus']}"
    listed = told.ask(caller, "GET", "/residents").json()["items"]
    for answer in (told.ask(caller, "GET", path).json(), next(one for one in listed if one["id"] in path)):
        assert answer["preferredName"] == called("truus")
        assert {name for name in ALL if answer[name]} == shown


@pytest.mark.parametrize(("caller", "whole"), [("nurse", True), ("student", False), ("anna", False), ("truus", True)])
def test_what_is_common_to_all_hats_tells_no_more(told: Cast, caller: str, whole: bool) -> None:  # noqa: FBT001  a parameter of a table
    answer = told.ask(caller, "GET", f"/people/{told.ids['truus']}")
    assert ("0612345678" in answer.text) is whole
    assert answer.status_code == 200


def test_somebody_known_by_name_alone_has_no_file(told: Cast) -> None:
    assert told.ask("anna", "GET", f"/people/{told.ids['nurse']}").status_code == 404
    assert told.ask("nurse", "GET", f"/people/{told.ids['stranger']}").status_code == 404


def test_a_colleague_hears_no_telephone_number(told: Cast) -> None:
    told.house.changed(f"/caregivers/{told.ids['nurse']}", telecoms=[{"kind": "phone", "value": "0698765432"}])
    path = f"/caregivers/{told.ids['nurse']}"
    assert {who: "0698765432" in told.ask(who, "GET", path).text for who in ("colleague", "lead", "nurse")} == {
        "colleague": False,
        "lead": True,
        "nurse": True,
    }
