"""A story says who can read it, and what it says is so."""

import pytest

from tests.house import House
from tests.policy.cast import RELATIVES, Cast
from tests.policy.expected import READS

STORIES = [name for name in READS if name.startswith("story")] + ["concern", "draft", "taken back"]
KINDS = {"nurse": "caregiver", "lead": "coordinator", "student": "student", "truus": "resident", "anna": "relative"}


@pytest.mark.parametrize("name", STORIES)
def test_the_relatives_who_are_named_can_read_it(cast: Cast, name: str) -> None:
    told = cast.ask("system", "GET", cast.path(name)).json()
    can = {one for one in RELATIVES if cast.ask(one, "GET", cast.path(name)).status_code == 200}
    named = {one for one in RELATIVES if cast.ids[one] in told["readableBy"]["relativeIds"]}
    tellers = {one for one in RELATIVES if cast.ids[one] == told["tellerId"]}
    represents = {"dirk"} if "resident" in told["readableBy"]["kinds"] else set()
    assert named | tellers | represents >= can
    assert can >= named


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("caller", KINDS)
def test_nobody_reads_it_whose_kind_is_not_named(cast: Cast, name: str, caller: str) -> None:
    answer = cast.ask(caller, "GET", cast.path(name))
    if answer.status_code == 200 and answer.json()["tellerId"] != cast.ids[caller]:
        assert KINDS[caller] in answer.json()["readableBy"]["kinds"]


def test_a_concern_is_for_the_coordinator_and_a_draft_for_its_teller(cast: Cast) -> None:
    def kinds(name: str) -> list[str]:
        found: list[str] = cast.ask("system", "GET", cast.path(name)).json()["readableBy"]["kinds"]
        return found

    assert kinds("concern") == ["coordinator", "system"]
    assert kinds("draft") == kinds("taken back") == ["system"]
    shared = ["coordinator", "caregiver", "volunteer", "student", "relative", "resident", "system"]
    assert kinds("story of truus") == shared
    assert kinds("story of piet") == [one for one in shared if one != "relative"]
    assert kinds("story of the team") == ["coordinator", "caregiver", "volunteer", "student", "system"]


def test_who_is_no_resident_any_more_keeps_a_story_from_no_relative(house: House) -> None:
    """A resident who was entered by mistake is laid aside; who was there with them is still told of."""
    resident, mistaken, relative = house.resident(), house.relative("Joop"), house.relative("Anna")
    assert house.ask("PUT", f"/residents/{mistaken}", {"preferredName": "Joop"}).status_code == 201
    house.relation("A", resident, relative)
    given = {"residentId": resident, "toPersonId": relative, "category": "stories", "decision": "given"}
    house.made("/consents", **given, fromDate=house.ago(1))
    story = f"/stories/{house.story(resident, mistaken)}"
    assert house.seen(story)["readableBy"]["relativeIds"] == []
    assert house.ask("DELETE", f"/residents/{mistaken}", version="*").status_code < 300
    assert house.seen(story)["readableBy"]["relativeIds"] == [relative]


def test_a_timeline_says_it_too(cast: Cast) -> None:
    page = cast.ask("anna", "GET", f"/residents/{cast.ids['truus']}/timeline").json()["items"]
    stories = [one["story"] for one in page if one["story"]]
    assert stories
    assert all("relative" in one["readableBy"]["kinds"] for one in stories)
