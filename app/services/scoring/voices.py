"""Rule `sense-balance/1` for one sense of one person in one voice: steps 1 to 3, 8, 9 and 10."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.models.vocabulary import BalanceStatus, Corner, EvidenceFlag, Sense, Voice
from app.services.scoring.balance import (
    Sums,
    Weighed,
    flags_of,
    in_window,
    interval_of,
    missing_from,
    status_of,
    sums_of,
    tally_of,
)
from app.services.scoring.balance_results import WITHOUT_BALANCE, Evidence, VoiceResult
from app.services.scoring.balance_trend import trend_of
from app.services.scoring.evidence import SenseUnit
from app.services.scoring.parameters import BalanceParameters

CORNER_OF: Final = {
    Voice.RESIDENT: Corner.RESIDENT,
    Voice.RELATIVE: Corner.RELATIVE,
    Voice.CAREGIVER: Corner.CAREGIVER,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The day of reckoning, the parameters, and the corners to which the subject belongs."""

    day: date
    parameters: BalanceParameters
    corners: frozenset[Corner]


def is_own(unit: SenseUnit, corners: frozenset[Corner]) -> bool:
    """Whether the unit is in its subject's own voice, given the corners the subject belongs to."""
    return CORNER_OF.get(unit.voice) in corners and unit.speaker_id in {None, unit.subject_id}


def voice_result(sense: Sense, voice: Voice, units: Sequence[SenseUnit], asked: Asked) -> VoiceResult:
    """Reckon the units, which must all be of one subject, of this sense and of this voice.

    The result is `own` when the voice names a corner of the subject and nobody else spoke in the window.
    """
    parameters = asked.parameters
    weighed = in_window(units, asked.day, parameters)
    sums = sums_of(weighed)
    status = status_of(sums, parameters.minimum_units_person, parameters)
    result = VoiceResult(
        sense=sense,
        voice=voice,
        own=CORNER_OF.get(voice) in asked.corners and all(is_own(each.unit, asked.corners) for each in weighed),
        status=status,
        units=sums.units,
        dates=sums.dates,
        mass=sums.mass,
        newest=weighed[-1].unit.day if weighed else None,
        oldest=weighed[0].unit.day if weighed else None,
        fragile=_fragile(weighed, sums, status, parameters),
        flags=flags_of(weighed),
        tally=tally_of(weighed),
        evidence=tuple(_evidence(each) for each in weighed),
    )
    if status is BalanceStatus.INSUFFICIENT:
        return replace(result, missing=missing_from(sums, parameters.minimum_units_person, parameters))
    if status in WITHOUT_BALANCE:
        return result
    interval = interval_of(sums, parameters)
    return replace(result, balance=sums.balance, interval=interval, trend=trend_of(weighed, parameters))


def own_status(units: Sequence[SenseUnit], asked: Asked) -> BalanceStatus:
    """Give the status of the subject's own units alone, leaving out what others said in the same voice."""
    own = [unit for unit in units if is_own(unit, asked.corners)]
    sums = sums_of(in_window(own, asked.day, asked.parameters))
    return status_of(sums, asked.parameters.minimum_units_person, asked.parameters)


def _evidence(weighed: Weighed) -> Evidence:
    unit = weighed.unit
    flags = tuple(flag for flag in EvidenceFlag if flag in unit.flags) if unit.flags else ()
    return Evidence(unit.kind, unit.id, unit.day, weighed.weight, unit.y, flags)


def _fragile(weighed: Sequence[Weighed], sums: Sums, status: BalanceStatus, parameters: BalanceParameters) -> bool:
    """Whether leaving out any one unit changes the status.

    Units of the same age that say the same make the same difference, so each such pair is tried once: the work grows
    with the length of the window, not with the square of the units.
    """
    per_day = Counter(each.age for each in weighed)
    for age, y, weight in {(each.age, each.unit.y, each.weight) for each in weighed}:
        without = Sums(
            units=sums.units - 1,
            dates=sums.dates - (per_day[age] == 1),
            mass=sums.mass - weight,
            felt_mass=sums.felt_mass - weight * y,
        )
        if status_of(without, parameters.minimum_units_person, parameters) is not status:
            return True
    return False
