"""Lists: pages in the order of ids that stay true while things come and go."""

import base64

import pytest

from tests.house import House


def teams(house: House, *names: str) -> list[str]:
    return [str(house.made("/teams", name=name)["id"]) for name in names]


def test_the_pages_together_are_the_list(house: House) -> None:
    made = teams(house, *"abcdefg")
    found, path = [], "/teams?limit=3"
    sizes = []
    while path:
        page = house.seen(path)
        sizes.append(len(page["items"]))
        found += [one["id"] for one in page["items"]]
        path = f"/teams?limit=3&cursor={page['nextCursor']}" if page["nextCursor"] else ""
    assert found == made
    assert sizes == [3, 3, 1]


def test_a_page_that_is_just_full_is_the_last(house: House) -> None:
    teams(house, *"ab")
    assert house.seen("/teams?limit=2")["nextCursor"] is None


def test_what_comes_and_goes_between_two_pages_neither_doubles_nor_hides_anything(house: House) -> None:
    made = teams(house, *"abcd")
    page = house.seen("/teams?limit=2")
    house.ask("DELETE", f"/teams/{made[0]}", version="*")  # of the page that was seen
    house.ask("DELETE", f"/teams/{made[1]}", version="*")  # the one that the cursor points at
    house.ask("DELETE", f"/teams/{made[2]}", version="*")  # of the page to come
    new = teams(house, "e")
    rest = house.seen(f"/teams?limit=200&cursor={page['nextCursor']}")
    assert [one["id"] for one in rest["items"]] == [made[3], *new]


def test_a_cursor_fits_its_own_list_and_filters_alone(house: House, other_house: House) -> None:
    teams(house, *"ab"), teams(other_house, *"cd")
    cursor = house.seen("/teams?limit=1")["nextCursor"]
    assert house.seen(f"/teams?limit=50&cursor={cursor}")["items"]  # another size of page is the same list
    assert house.refused("GET", f"/locations?cursor={cursor}")[:2] == (400, "cursor_unfit")
    assert house.refused("GET", f"/teams?cursor={cursor}&externalSystem=a&externalValue=b")[:2] == (400, "cursor_unfit")
    assert [one["name"] for one in other_house.seen(f"/teams?cursor={cursor}")["items"]] == ["c", "d"]


@pytest.mark.parametrize("cursor", ["A", "AAAA", "_-_-", "A" * 500, base64.urlsafe_b64encode(b"x" * 24).decode()])
def test_a_cursor_that_nobody_gave_is_refused(house: House, cursor: str) -> None:
    assert house.refused("GET", f"/teams?cursor={cursor}")[:2] == (400, "cursor_unfit")


def test_one_thing_is_found_by_the_id_another_system_gave_it(house: House, other_house: House) -> None:
    tie = [{"system": "https://ecd.example", "value": "7"}]
    mine = house.made("/teams", name="a", externalIds=tie)
    other_house.made("/teams", name="b", externalIds=tie)
    house.made("/locations", name="c", externalIds=tie)
    path = "/teams?externalSystem=https://ecd.example&externalValue=7"
    assert house.seen(path)["items"] == [mine]
    assert house.seen(path + "1")["items"] == []
    assert house.refused("GET", "/teams?externalSystem=bsn&externalValue=7")[:2] == (400, "bsn_refused")
    house.ask("DELETE", f"/teams/{mine['id']}", version="*")
    assert house.seen(path)["items"] == []
