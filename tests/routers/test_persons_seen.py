"""How many different people a caller saw in an hour."""

from uuid import UUID

import pytest

from app.problems import TooMany
from app.routers.persons_seen import PersonsSeen
from tests.hands import Hands

HOUR = 3600


def people(first: int, last: int) -> set[UUID]:
    return {UUID(int=number) for number in range(first, last + 1)}


def refused(seen: PersonsSeen, wanted: set[UUID], most: int, actor: str = "anna") -> int:
    """After how many seconds they may be seen; 0 when they are seen now."""
    try:
        seen.count(actor, wanted, most)
    except TooMany as refusal:
        return int(refusal.headers["Retry-After"])
    return 0


def test_who_is_seen_again_counts_once() -> None:
    seen = PersonsSeen(Hands())
    for _ in range(50):
        seen.count("anna", people(1, 10), 10)
    assert refused(seen, people(11, 11), 10)
    assert not refused(seen, people(3, 7), 10)


def test_who_saw_too_many_hears_so_and_when_to_come_back() -> None:
    with pytest.raises(TooMany) as caught:
        PersonsSeen(Hands()).count("anna", people(1, 11), 10)
    assert (caught.value.status, caught.value.code) == (429, "persons_seen_quota")
    assert caught.value.headers.keys() == {"Retry-After"}


def test_a_refused_answer_showed_nobody() -> None:
    seen = PersonsSeen(Hands())
    seen.count("anna", people(1, 8), 10)
    assert refused(seen, people(7, 12), 10)
    assert not refused(seen, people(9, 10), 10)
    assert refused(seen, people(11, 11), 10)


def test_callers_are_counted_apart() -> None:
    seen = PersonsSeen(Hands())
    seen.count("anna", people(1, 10), 10)
    assert not refused(seen, people(11, 20), 10, actor="bilal")
    assert refused(seen, people(11, 20), 10)


def test_after_an_hour_people_are_forgotten_and_the_wait_was_told_truly() -> None:
    hands = Hands()
    seen = PersonsSeen(hands)
    seen.count("anna", people(1, 6), 10)
    hands.move(600)
    seen.count("anna", people(7, 10), 10)
    wait = refused(seen, people(11, 13), 10)
    assert HOUR - 600 <= wait <= HOUR - 600 + 60
    hands.move(wait - 1)
    assert refused(seen, people(11, 13), 10) == 1
    hands.move(1)
    assert not refused(seen, people(11, 13), 10)
    assert refused(seen, people(14, 17), 10) == 600  # three fell away and four more have to


def test_who_is_seen_again_is_remembered_for_an_hour_more() -> None:
    hands = Hands()
    seen = PersonsSeen(hands)
    for _ in range(3):
        seen.count("anna", people(1, 10), 10)
        hands.move(2400)
    assert refused(seen, people(11, 11), 10)
    hands.move(1300)
    assert not refused(seen, people(11, 20), 10)


@pytest.mark.parametrize("before", [0, 5])
def test_more_people_than_may_ever_be_seen_wait_the_whole_hour(before: int) -> None:
    seen = PersonsSeen(Hands())
    seen.count("anna", people(1, before), 10)
    assert HOUR <= refused(seen, people(20, 40), 10) <= HOUR + 60


def test_memory_holds_the_last_hour_and_no_more_than_it_may() -> None:
    hands = Hands()
    seen = PersonsSeen(hands, most_kept=30)
    for number, actor in enumerate(["anna", "bilal", "chris"]):
        seen.count(actor, people(1, 10), 10)
        hands.move(number)
    seen.count("anna", people(1, 1), 10)
    seen.count("dewi", people(1, 5), 10)
    assert (list(seen._sights), seen._kept) == (["chris", "anna", "dewi"], 25)  # bilal was idle the longest
    seen.count("dewi", people(1, 100), 200)
    assert (list(seen._sights), seen._kept) == (["dewi"], 100)  # the one who asks is counted whatever it takes
    hands.move(HOUR + 61)
    seen.count("anna", set(), 10)
    assert (list(seen._sights), seen._kept) == (["anna"], 0)


def test_a_clock_that_goes_back_refuses_nobody_more_and_forgets_nothing() -> None:
    hands = Hands()
    seen = PersonsSeen(hands)
    seen.count("anna", people(1, 10), 10)
    hands.move(-HOUR)
    assert refused(seen, people(11, 11), 10)
    assert not refused(seen, people(1, 10), 10)
