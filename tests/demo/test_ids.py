"""Ids of the demo house: the same in every house, and ids like any other."""

from itertools import combinations
from uuid import RFC_4122, UUID

from app.demo.ids import fixed_id, numbered


def test_an_id_follows_from_noun_and_key_alone() -> None:
    assert fixed_id("person", "toon-swinkels") == UUID("00dc6acf-ac00-716a-83a5-b1363977f2eb")
    named = [fixed_id(noun, key) for noun in ("person", "team") for key in ("linde", "wilg")]
    assert all(one != other for one, other in combinations(named, 2))


def test_an_id_is_a_uuid7_of_long_ago() -> None:
    one = fixed_id("story", "linde-01")
    assert (one.version, one.variant) == (7, RFC_4122)
    assert one.int >> 80 == 946_684_800_000


def test_numbered_ids_begin_anew_in_every_scope() -> None:
    first, second, again = numbered("STORY/linde-01"), numbered("STORY/linde-02"), numbered("STORY/linde-01")
    assert [first(), first()] == [again(), again()]
    assert first() != second()
