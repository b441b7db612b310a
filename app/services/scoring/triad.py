"""Rule `sense-balance/1`, steps 4 and 5: how the voices on one sense of one person lie beside each other."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

from app.models.vocabulary import AgreementLevel, GapVerdict, Voice
from app.services.scoring.balance_results import Agreement, Gap, VoiceResult
from app.services.scoring.intervals import Interval, newcombe
from app.services.scoring.parameters import BalanceParameters
from app.services.scoring.rounding import noiseless, whole_percentage

NEAR: Final = 25
TRIAD: Final = (Voice.RESIDENT, Voice.RELATIVE, Voice.CAREGIVER)
# The least favourable level first: on a tie the first with the largest gap decides.
LEVELS: Final = (
    (Voice.RESIDENT, Voice.CAREGIVER, AgreementLevel.VERY_LOW, 25),
    (Voice.RESIDENT, Voice.RELATIVE, AgreementLevel.QUITE_LOW, 50),
    (Voice.RELATIVE, Voice.CAREGIVER, AgreementLevel.QUITE_HIGH, 75),
)


def gaps_between(voices: Sequence[VoiceResult], parameters: BalanceParameters) -> tuple[Gap, ...]:
    """Give the gap of every pair of sufficient voices, in the order in which the voices come."""
    pairs = combinations((voice for voice in voices if voice.sufficient), 2)
    return tuple(_gap(first, second, parameters) for first, second in pairs)


def _gap(first: VoiceResult, second: VoiceResult, parameters: BalanceParameters) -> Gap:
    (one, of_one), (other, of_other) = _measured(first), _measured(second)
    difference = noiseless(one - other)
    interval = newcombe(one, of_one, other, of_other)
    verdict = _verdict(difference, interval, parameters)
    return Gap((first.voice, second.voice), difference, interval, verdict)


def _measured(voice: VoiceResult) -> tuple[float, Interval]:
    if voice.balance is None or voice.interval is None:
        raise ValueError("a gap lies between voices that have a balance")
    return voice.balance, voice.interval


def _verdict(difference: float, interval: Interval, parameters: BalanceParameters) -> GapVerdict:
    if interval.low > 0 or interval.high < 0:
        return GapVerdict.CLEAR_DIFFERENCE
    if noiseless(100 * abs(difference)) >= parameters.gap_points:
        return GapVerdict.POSSIBLE_DIFFERENCE
    return GapVerdict.NO_VISIBLE_DIFFERENCE


def agreement_of(voices: Sequence[VoiceResult]) -> Agreement | None:
    """Give the agreement of resident, relative and caregiver, or None unless all three have a balance."""
    balances = {voice.voice: voice.balance for voice in voices if voice.balance is not None}
    if any(voice not in balances for voice in TRIAD):
        return None
    return triad_agreement({voice: whole_percentage(balances[voice]) for voice in TRIAD})


def triad_agreement(percentages: Mapping[Voice, int]) -> Agreement:
    """Rebuild the published table on whole percentages of the three voices (after Sion et al. 2021)."""
    gaps = [(abs(percentages[first] - percentages[second]), level, ceiling) for first, second, level, ceiling in LEVELS]
    largest, smallest = max(gap for gap, _, _ in gaps), min(gap for gap, _, _ in gaps)
    if largest <= NEAR:
        return Agreement(AgreementLevel.VERY_HIGH, 100 - largest)
    level, ceiling = next((level, ceiling) for gap, level, ceiling in gaps if gap == largest)
    return Agreement(level, max(0, ceiling - smallest))
