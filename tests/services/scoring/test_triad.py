"""Rule `sense-balance/1`, steps 4 and 5: gaps between voices and agreement in the triad."""

import pytest

from app.models.vocabulary import AgreementLevel, BalanceStatus, GapVerdict, Sense, Voice
from app.services.scoring.balance_results import VoiceResult
from app.services.scoring.intervals import Interval, wilson
from app.services.scoring.parameters import DEFAULT_BALANCE, BalanceParameters
from app.services.scoring.triad import _gap, agreement_of, gaps_between, triad_agreement

L, G = AgreementLevel, GapVerdict


def result(voice: Voice, balance: float | None, mass: float = 4.0) -> VoiceResult:
    """A voice with this balance, or without any."""
    if balance is None:
        return VoiceResult(sense=Sense.SECURITY, voice=voice, status=BalanceStatus.INSUFFICIENT)
    interval = wilson(balance, mass, 1.645)
    return VoiceResult(
        sense=Sense.SECURITY, voice=voice, status=BalanceStatus.MIXED, balance=balance, interval=interval
    )


def voices(*balances: float | None, mass: float = 4.0) -> list[VoiceResult]:
    return [result(voice, balance, mass) for voice, balance in zip(Voice, balances, strict=False)]


@pytest.mark.parametrize(
    ("resident", "relative", "caregiver", "level", "score"),
    [
        (54, 69, 80, L.VERY_LOW, 14),
        (76, 46, 56, L.QUITE_LOW, 40),
        (50, 43, 69, L.QUITE_HIGH, 68),
        (100, 75, 100, L.VERY_HIGH, 75),
        (60, 60, 60, L.VERY_HIGH, 100),
        (0, 25, 0, L.VERY_HIGH, 75),
        (0, 26, 0, L.QUITE_LOW, 50),  # on a tie with relative-caregiver the least favourable
        (0, 0, 26, L.VERY_LOW, 25),  # the same, with resident-caregiver
        (26, 0, 0, L.VERY_LOW, 25),
        (50, 0, 100, L.QUITE_HIGH, 25),
        (0, 30, 60, L.VERY_LOW, 0),  # never below nothing
        (0, 26, 52, L.VERY_LOW, 0),
        (0, 25, 50, L.VERY_LOW, 0),
        (0, 24, 48, L.VERY_LOW, 1),
    ],
)
def test_the_pair_that_lies_furthest_apart_decides(
    resident: int, relative: int, caregiver: int, level: AgreementLevel, score: int
) -> None:
    agreement = triad_agreement({Voice.RESIDENT: resident, Voice.RELATIVE: relative, Voice.CAREGIVER: caregiver})
    assert (agreement.level, agreement.score) == (level, score)


def test_agreement_is_on_percentages_rounded_half_up() -> None:
    agreement = agreement_of(voices(0.5, 0.745, 0.5))  # 75 and 50: a gap of 25, not 24.5
    assert agreement is not None
    assert (agreement.level, agreement.score) == (L.VERY_HIGH, 75)
    apart = agreement_of(voices(0.5, 0.755, 0.5))  # 76 and 50
    assert apart is not None
    assert apart.level is L.QUITE_LOW


@pytest.mark.parametrize("balances", [(None, 0.5, 0.5), (0.5, None, 0.5), (0.5, 0.5, None, 0.5), (0.5, 0.5)])
def test_without_all_three_voices_there_is_no_agreement(balances: tuple[float | None, ...]) -> None:
    assert agreement_of(voices(*balances)) is None


def test_the_observer_stands_beside_the_triad() -> None:
    assert agreement_of(voices(0.5, 0.5, 0.5, 1.0)) == agreement_of(voices(0.5, 0.5, 0.5))


def test_every_pair_of_sufficient_voices_has_its_gap_in_order() -> None:
    gaps = gaps_between(voices(0.9, None, 0.5, 0.4), DEFAULT_BALANCE)
    assert [gap.between for gap in gaps] == [
        (Voice.RESIDENT, Voice.CAREGIVER),
        (Voice.RESIDENT, Voice.OBSERVER),
        (Voice.CAREGIVER, Voice.OBSERVER),
    ]
    assert [gap.difference for gap in gaps] == [0.4, 0.5, 0.1]


def test_a_voice_without_a_balance_has_no_gap() -> None:
    with pytest.raises(ValueError, match="balance"):
        _gap(result(Voice.RESIDENT, 0.5), result(Voice.RELATIVE, None), DEFAULT_BALANCE)


@pytest.mark.parametrize(
    ("first", "second", "mass", "verdict"),
    [
        (1.0, 0.0, 4.0, G.CLEAR_DIFFERENCE),
        (0.0, 1.0, 4.0, G.CLEAR_DIFFERENCE),
        (0.75, 0.5, 4.0, G.POSSIBLE_DIFFERENCE),
        (0.5, 0.75, 4.0, G.POSSIBLE_DIFFERENCE),
        (0.95, 0.7, 4.0, G.POSSIBLE_DIFFERENCE),  # 0.95 - 0.7 is not quite 0.25 in floating point
        (0.7499, 0.5, 4.0, G.NO_VISIBLE_DIFFERENCE),
        (0.6, 0.5, 4.0, G.NO_VISIBLE_DIFFERENCE),
        (0.6, 0.5, 4000.0, G.CLEAR_DIFFERENCE),
        (0.5, 0.5, 4.0, G.NO_VISIBLE_DIFFERENCE),
    ],
)
def test_a_gap_is_clear_possible_or_not_visible(first: float, second: float, mass: float, verdict: GapVerdict) -> None:
    [gap] = gaps_between(voices(first, second, mass=mass), DEFAULT_BALANCE)
    assert gap.verdict is verdict
    assert gap.interval.low <= gap.difference <= gap.interval.high


def test_the_gap_worth_naming_is_a_parameter() -> None:
    [gap] = gaps_between(voices(0.6, 0.5), BalanceParameters(gap_points=10.0))
    assert gap.verdict is G.POSSIBLE_DIFFERENCE


def test_newcombe_takes_the_ends_that_face_each_other() -> None:
    [gap] = gaps_between(voices(1.0, 0.0, mass=10.0), DEFAULT_BALANCE)
    assert gap.interval == Interval(gap.interval.low, 1.0)
    assert gap.interval.low > 0
