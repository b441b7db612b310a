"""Rule `sense-balance/1` for one person: six senses, four voices, and the voices beside each other."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from app.models.vocabulary import SENSES, VOICES, BalanceStatus, Corner, Sense, Voice
from app.services.scoring.balance_results import SILENT, SenseResult, SensesResult, VoiceResult
from app.services.scoring.evidence import SenseUnit, Subject
from app.services.scoring.parameters import DEFAULT_BALANCE, BalanceParameters
from app.services.scoring.triad import agreement_of, gaps_between
from app.services.scoring.voices import Asked, own_status, voice_result


def senses_of_person(
    subject: Subject,
    units: Iterable[SenseUnit],
    as_of: date,
    *,
    parameters: BalanceParameters = DEFAULT_BALANCE,
    frozen_on: date | None = None,
) -> SensesResult:
    """Reckon the senses of one person; units of others are passed over.

    For somebody who is a resident the triad is looked at as well.
    `frozen_on` (the day of death of a resident) makes it the day of reckoning when `as_of` is not earlier.
    """
    frozen_date = frozen_on if frozen_on is not None and frozen_on <= as_of else None
    cells: dict[Sense, dict[Voice, list[SenseUnit]]] = {sense: {voice: [] for voice in VOICES} for sense in SENSES}
    for unit in units:
        if unit.subject_id == subject.id:
            cells[unit.sense][unit.voice].append(unit)
    asked = Asked(frozen_date or as_of, parameters, subject.corners)
    return SensesResult(
        as_of=as_of,
        frozen_date=frozen_date,
        subject_id=subject.id,
        parameters=parameters,
        senses=tuple(_sense(sense, cells[sense], asked) for sense in SENSES),
    )


def senses_not_scored(subject_id: UUID, as_of: date, parameters: BalanceParameters = DEFAULT_BALANCE) -> SensesResult:
    """Answer for a resident who is not to be scored: every sense and voice, and no number."""
    senses = tuple(
        SenseResult(
            sense=sense,
            voices=tuple(VoiceResult(sense=sense, voice=voice, status=BalanceStatus.NOT_SCORED) for voice in VOICES),
        )
        for sense in SENSES
    )
    return SensesResult(as_of=as_of, subject_id=subject_id, parameters=parameters, senses=senses)


def _sense(sense: Sense, units: Mapping[Voice, Sequence[SenseUnit]], asked: Asked) -> SenseResult:
    voices = tuple(voice_result(sense, voice, units[voice], asked) for voice in VOICES)
    resident = Corner.RESIDENT in asked.corners
    return SenseResult(
        sense=sense,
        voices=voices,
        gaps=gaps_between(voices, asked.parameters),
        agreement=agreement_of(voices) if resident else None,
        proxy_only=resident and any(voice.sufficient for voice in voices) and _own_voice_missing(units, asked),
        missing_voices=tuple(voice.voice for voice in voices if voice.status in SILENT),
    )


def _own_voice_missing(units: Mapping[Voice, Sequence[SenseUnit]], asked: Asked) -> bool:
    return all(own_status(of_voice, asked) in SILENT for of_voice in units.values())
