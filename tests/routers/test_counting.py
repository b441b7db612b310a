"""Counting in spans of time, by one process or by several at once."""

from collections.abc import Iterator

import pytest
from limits.errors import ConfigurationError
from pydantic import ValidationError

from app.routers.counting import Counts, Rate
from app.settings import Settings
from tests.hands import Hands
from tests.shelf import Shelf

THREE = Rate("actor", "3/minute")


@pytest.fixture
def shelf() -> Iterator[type[Shelf]]:
    """An empty shelf that everybody can reach."""
    yield Shelf
    Shelf("shelf://").reset()


def tries(counts: Counts, hands: Hands, seconds: int, who: str = "anna") -> list[bool]:
    """Whether each of one try a second was allowed."""
    good = []
    for _ in range(seconds):
        good.append(counts.add(THREE, who)[0])
        hands.move(1)
    return good


def test_a_span_allows_so_many_and_says_truly_when_the_next_one_begins() -> None:
    hands = Hands()
    counts = Counts("memory://", hands)
    hands.move(counts.look(THREE, "anna").reset)  # to where a span begins
    assert tries(counts, hands, 50) == [True] * 3 + [False] * 47
    standing = counts.look(THREE, "anna")
    assert (standing.most, standing.seconds, standing.left, standing.reset) == (3, 60, 0, 10)
    hands.move(standing.reset - 0.001)
    assert counts.add(THREE, "anna")[0] is False
    hands.move(0.001)
    assert [counts.add(THREE, "anna")[1].left for _ in range(4)] == [2, 1, 0, 0]


def test_looking_counts_nothing() -> None:
    counts = Counts("memory://", Hands())
    assert {counts.look(THREE, "anna").left for _ in range(10)} == {3}
    assert counts.add(THREE, "anna")[1].left == 2


def test_callers_are_counted_apart_and_their_spans_do_not_all_begin_at_once() -> None:
    counts = Counts("memory://", Hands())
    standings = [counts.add(THREE, f"caller {number}")[1] for number in range(100)]
    assert {standing.left for standing in standings} == {2}
    assert len({standing.reset for standing in standings}) > 30
    assert all(1 <= standing.reset <= 60 for standing in standings)


def test_processes_that_share_a_store_count_together(shelf: type[Shelf]) -> None:
    hands = Hands()
    one, other = (Counts("shelf://", hands) for _ in range(2))
    assert [counts.add(THREE, "anna")[0] for counts in (one, other, one, other, one)] == [True] * 3 + [False] * 2
    assert one.may_wait
    assert all(key.startswith("samenspel/actor/anna/") for key in shelf.counts)


def test_while_the_store_is_away_a_process_counts_for_itself(shelf: type[Shelf]) -> None:
    counts = Counts("shelf://", Hands())
    assert counts.add(THREE, "anna")[1].left == 2
    shelf.away = True
    assert [counts.add(THREE, "anna")[0] for _ in range(4)] == [True] * 3 + [False]
    assert counts.look(THREE, "anna").left == 0
    shelf.away = False
    assert counts.add(THREE, "anna")[1].left == 1


def test_a_store_that_there_is_not_is_told_at_the_start() -> None:
    with pytest.raises(ConfigurationError, match="unknown storage scheme"):
        Counts("nowhere://", Hands())
    with pytest.raises(TypeError, match=r"not async\+memory"):
        Counts("async+memory://", Hands())


@pytest.mark.parametrize(
    ("text", "most", "seconds"),
    [("1/second", 1, 1), ("600/minute", 600, 60), ("100/hour", 100, 3600), ("5/day", 5, 86400)],
)
def test_a_rate_is_so_many_in_a_span(text: str, most: int, seconds: int) -> None:
    rate = Rate.of("actor", Settings(rate_per_actor=text).rate_per_actor)
    assert rate is not None
    assert (rate.most, rate.seconds) == (most, seconds)


def test_nought_is_no_limit() -> None:
    assert Rate.of("actor", Settings(rate_per_actor="0").rate_per_actor) is None


@pytest.mark.parametrize("text", ["", "0/minute", "600", "600/fortnight", "-1/minute", "1/minute;2/hour", "1/minute\n"])
def test_what_is_no_rate_is_refused_at_the_start(text: str) -> None:
    with pytest.raises(ValidationError):
        Settings(rate_per_address=text)
