"""How somebody tends to feel a sense, and the answers to a list that follow from it."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from random import Random
from typing import Final

from app.models.vocabulary import Sense

HALF_YEAR: Final = 182
LOWEST, HIGHEST = 0, 4  # the scale of the lists that come with the program, from never to always


class Tendency(StrEnum):
    """How a sense tends to be felt; `none` says nothing."""

    HIGH = "high"
    MIXED = "mixed"
    LOW = "low"
    RISING = "rising"
    FALLING = "falling"
    NONE = "none"


# The answers in the middle of a list, of which one is drawn.
LEVELS: Final[Mapping[Tendency, tuple[int, ...]]] = {
    Tendency.HIGH: (4, 4, 3),
    Tendency.MIXED: (1, 2, 2, 3),
    Tendency.LOW: (0, 0, 1),
}


def tendency_at(tendency: Tendency, days: int) -> Tendency:
    """What a tendency was so many days before the end: a change came half a year before."""
    match tendency, days < HALF_YEAR:
        case (Tendency.RISING, True) | (Tendency.FALLING, False):
            return Tendency.HIGH
        case (Tendency.RISING, False) | (Tendency.FALLING, True):
            return Tendency.LOW
        case _:
            return tendency


def lower(tendency: Tendency) -> Tendency:
    """How it looks to somebody who sees less of it."""
    return {Tendency.HIGH: Tendency.LOW, Tendency.MIXED: Tendency.LOW}.get(tendency, tendency)


def answers(
    items: Iterable[tuple[str, Sense]], tendencies: Mapping[Sense, Tendency], days: int, chance: Random
) -> list[dict[str, object]]:
    """Answers to the items of a list, as the wire has them; the items of a sense that says nothing are left out."""
    middles = {
        sense: chance.choice(LEVELS[now])
        for sense, tendency in tendencies.items()
        if (now := tendency_at(tendency, days)) is not Tendency.NONE
    }
    return [
        {"itemId": item_id, "value": _near(middles[sense], chance) if sense in middles else None}
        for item_id, sense in items
    ]


def _near(middle: int, chance: Random) -> int:
    """Mostly the middle, sometimes a step beside it; so the median seldom moves."""
    return max(LOWEST, min(HIGHEST, middle + chance.choice((0, 0, 0, 0, -1, 1))))
