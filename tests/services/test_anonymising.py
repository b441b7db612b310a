"""Combinations of facts that too few share are left out, and those who are left out are never too few themselves."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from app.services.anonymising import LEAST, coded, told_facts

GROUPS = st.lists(st.sampled_from("abcdef"), min_size=LEAST, max_size=60)


@given(GROUPS)
def test_nobody_stands_in_a_group_under_five_nor_is_found_by_taking_the_others_away(groups: list[str]) -> None:
    facts = dict(enumerate(groups))
    told = told_facts(facts)
    sizes = Counter(told.values())
    assert all(size >= LEAST for size in sizes.values())
    assert all(value in {None, facts[one]} for one, value in told.items())


def test_a_group_of_five_is_told_and_of_four_is_not() -> None:
    facts = {number: "a" if number < 5 else "b" for number in range(14)}
    assert told_facts(facts) == facts
    four = {number: "a" if number < 4 else "b" for number in range(14)}
    assert set(told_facts(four).values()) == {None}  # the only other group would tell who the four are


def test_the_smallest_group_that_is_told_joins_those_who_are_too_few() -> None:
    facts = dict(enumerate("a" * 2 + "b" * 6 + "c" * 9))
    assert Counter(told_facts(facts).values()) == {None: 8, "c": 9}


def test_a_code_differs_with_the_key_and_says_nothing_of_the_id() -> None:
    one, other = coded(b"a" * 32, "id"), coded(b"b" * 32, "id")
    assert one != other
    assert coded(b"a" * 32, "id") == one
    assert len(one) == 20
