"""Names beside ids: the name to call somebody by, in one statement whatever the number."""

from typing import Any

import pytest

from app.services.naming import LONGEST, assembled
from tests.house import House, takes_a_fixed_number_of_statements


@pytest.mark.parametrize(
    ("name", "called"),
    [
        (None, None),
        ({}, None),
        ({"given": ["Johanna", "Maria"], "own_prefix": "van", "own_name": "Putten"}, "Johanna van Putten"),
        ({"initials": ["J.", "M."], "own_name": "Putten"}, "J. M. Putten"),
        ({"given": ["Jo"], "family": "van Putten-Bos", "own_name": "Putten"}, "Jo van Putten-Bos"),
        ({"given": [], "initials": [], "text": "Mevrouw Bos"}, "Mevrouw Bos"),
        ({"given": [" " + "J" * 150], "own_name": "B" * 100}, "J" * 150 + " " + "B" * 49),
    ],
)
def test_without_a_preferred_name_the_official_one_serves(name: dict[str, Any] | None, called: str | None) -> None:
    assert assembled(name) == called


def test_every_person_in_an_answer_has_a_name_beside_the_id(house: House) -> None:
    teller = house.relative("Anna")
    story = house.seen(f"/stories/{house.story(house.resident('Truus'), tellerId=teller)}")
    assert story["teller"] == {"id": teller, "preferredName": "Anna"}
    assert [one["person"]["preferredName"] for one in story["people"]] == ["Truus"]
    assert story["observer"] is None


def test_a_person_of_very_long_names_is_shown_like_everybody(house: House) -> None:
    teller = house.made("/relatives", name={"given": ["J" * 150], "ownName": "B" * 100})["id"]
    story = house.story(house.resident(), tellerId=teller)
    assert len(house.seen(f"/stories/{story}")["teller"]["preferredName"]) == LONGEST


def test_a_changed_name_is_told_at_once(house: House) -> None:
    teller = house.relative("Anna")
    story = house.story(house.resident(), tellerId=teller)
    house.changed(f"/relatives/{teller}", preferredName="An")
    assert house.seen(f"/stories/{story}")["teller"]["preferredName"] == "An"


def test_more_names_take_no_more_statements(house: House) -> None:
    takes_a_fixed_number_of_statements(
        house,
        "/stories",
        lambda: house.story(house.resident(), tellerId=house.relative(), observerId=house.caregiver()),
    )
