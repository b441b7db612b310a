"""How rule `sense-balance/1` behaves when the truth is known: prints the table that stands beside the rule.

Run it as `python -m benchmarks.rule_a_behaviour [draws]`; with the same number of draws it prints the same table.
Every draw of the table is a number of units of random age from 0 to 364 days, each felt with the chance that is the
truth; the rule itself is asked. Truths under one half behave as those above it, turned round.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final
from uuid import UUID

from app.models.vocabulary import BalanceStatus, Corner, EvidenceKind, Sense, Voice
from app.services.scoring.balance import HALF
from app.services.scoring.balance_results import VoiceResult
from app.services.scoring.evidence import SenseUnit
from app.services.scoring.parameters import DEFAULT_BALANCE
from app.services.scoring.voices import Asked, voice_result

SEED: Final = 2021
DRAWS: Final = 6000
UNITS: Final = (3, 5, 8, 15, 30)
TRUTHS: Final = (0.5, 0.7, 0.9)
TODAY: Final = date(2026, 1, 1)
SOMEBODY: Final = UUID(int=1)
ASKED: Final = Asked(TODAY, DEFAULT_BALANCE, frozenset({Corner.RESIDENT}))
TURNED_DAYS_AGO: Final = 90
REGULAR_AGES: Final = range(0, 364, 28)
"""Thirteen units: a story every four weeks, the newest of today."""


@dataclass(frozen=True)
class Cell:
    """What came out of many draws with one truth and one number of units; shares of the draws (0..1)."""

    coverage: float
    statuses: Counter[BalanceStatus]
    draws: int

    def called(self, *statuses: BalanceStatus) -> float:
        """Give the share of the draws with one of these statuses."""
        return sum(self.statuses[status] for status in statuses) / self.draws


def story(number: int, age: int, y: float) -> SenseUnit:
    """Make a story of that age in which the sense was felt or not."""
    return SenseUnit(
        kind=EvidenceKind.STORY,
        id=UUID(int=number),
        subject_id=SOMEBODY,
        sense=Sense.SECURITY,
        voice=Voice.RESIDENT,
        day=TODAY - timedelta(days=age),
        y=y,
    )


def drawn(chance: Random, truths: Iterable[tuple[int, float]]) -> VoiceResult:
    """Ask the rule about one draw: ages, each with the chance that the sense was felt then."""
    units = [story(number, age, float(chance.random() < truth)) for number, (age, truth) in enumerate(truths)]
    return voice_result(Sense.SECURITY, Voice.RESIDENT, units, ASKED)


def simulate(units: int, truth: float, draws: int) -> Cell:
    """Draw many times with a constant truth."""
    chance = Random(f"{SEED} {units} {truth}")
    results = [drawn(chance, [(chance.randrange(365), truth) for _ in range(units)]) for _ in range(draws)]
    intervals = [result.interval for result in results if result.interval is not None]
    held = sum(interval.low <= truth <= interval.high for interval in intervals)
    return Cell(held / max(1, len(intervals)), Counter(result.status for result in results), draws)


def seen_turning(draws: int) -> float:
    """Give the share of draws with a balance under one half when the truth fell from 0.8 to 0.2 ninety days ago."""
    chance = Random(f"{SEED} turning")
    truths = [(age, 0.2 if age < TURNED_DAYS_AGO else 0.8) for age in REGULAR_AGES]
    balances = [drawn(chance, truths).balance for _ in range(draws)]
    return sum(balance is not None and balance < HALF for balance in balances) / draws


def row(units: int, draws: int) -> str:
    """Write one row of the table."""
    cells = {truth: simulate(units, truth, draws) for truth in TRUTHS}
    coverage = [cell.coverage for cell in cells.values()]
    wrong = cells[0.5].called(BalanceStatus.PRESENT, BalanceStatus.UNDER_PRESSURE)
    high, some = cells[0.9].called(BalanceStatus.PRESENT), cells[0.7].called(BalanceStatus.PRESENT)
    return f"| {units} | {min(coverage):.2f}-{max(coverage):.2f} | {wrong:.2f} | {high:.2f} | {some:.2f} |"


def main(draws: int = DRAWS) -> None:
    """Print the table as Markdown."""
    print(
        "| units | interval holds the truth (nominal 0.90) | truth 0.5 called `present` or `under_pressure` "
        "| truth 0.9 called `present` | truth 0.7 called `present` |"
    )
    print("|---|---|---|---|---|")
    for units in UNITS:
        print(row(units, draws))
    print()
    print(
        f"Truth 0.8 until {TURNED_DAYS_AGO} days ago and 0.2 since, with {len(REGULAR_AGES)} units: "
        f"the balance is under one half in {100 * seen_turning(draws):.0f} % of {draws} draws."
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else DRAWS)
