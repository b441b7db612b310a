"""The word lists over HTTP."""

import pytest

from tests.house import House


@pytest.mark.parametrize(("spoken", "first"), [("nl", "elkaar informeren"), ("en", "informing each other")])
def test_the_ladder_is_told_in_the_language_asked_for(house: House, spoken: str, first: str) -> None:
    answer = house.ask("GET", "/engagement-levels", spoken=spoken)
    assert [level["rung"] for level in answer.json()["items"]] == [1, 2, 3, 4, 5]
    assert answer.json()["items"][0]["label"] == first
    assert answer.headers["content-language"] == spoken


def test_every_list_in_the_list_of_lists_has_its_own_place(house: House) -> None:
    for vocabulary in house.seen("/vocabularies")["items"]:
        assert house.seen(f"/vocabularies/{vocabulary['name']}") == vocabulary


@pytest.mark.parametrize(("name", "refused"), [("nothing", 404), ("No-Such", 400)])
def test_a_list_that_is_none_is_refused(house: House, name: str, refused: int) -> None:
    assert house.ask("GET", f"/vocabularies/{name}").status_code == refused


def test_the_words_ask_the_database_for_the_key_alone(house: House) -> None:
    assert house.statements("/vocabularies") == house.statements("/senses") < house.statements("/organisation")
