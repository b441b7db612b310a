"""Maskings over HTTP: a page of them, one of them, and what is wrong with a question."""

from tests.house import House, new_id


def test_maskings_are_listed_without_what_was_masked(house: House) -> None:
    relative = house.relative("Kanarie")
    story = house.story(house.resident(), relative, text="Kanarie zong.")
    made = house.made("/maskings", storyId=story, personId=relative, words=["zong"])
    assert house.seen(f"/maskings/{made['id']}") == made
    assert house.seen("/maskings?limit=1")["items"] == [made]
    assert "zong" not in house.ask("GET", "/maskings").text


def test_a_masking_is_of_somebody_here_in_a_story_that_is_here(house: House, other_house: House) -> None:
    relative, story = house.relative(), house.story(house.resident())
    for body in (
        {"storyId": new_id(), "personId": relative},
        {"storyId": story, "personId": new_id()},
        {"storyId": other_house.story(other_house.resident()), "personId": relative},
    ):
        assert house.refused("POST", "/maskings", body)[:2] == (422, "reference_not_found")


def test_a_story_goes_with_its_maskings(house: House) -> None:
    relative = house.relative()
    story = house.story(house.resident(), relative)
    house.made("/maskings", storyId=story, personId=relative)
    assert house.ask("DELETE", f"/stories/{story}", version="*").status_code == 204
