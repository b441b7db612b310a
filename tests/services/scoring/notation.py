"""The compact notation of the worked examples, and what builds evidence from it.

Ages are whole days before `TODAY`.
Units: `age:y`.
Moments: `age:rung`, where `4/2` are the tags of side a and side b, `x` is not reciprocal, `a`, `b` or `+` (both) the
initiator, `!` confirmed by both parties, `~` an approximate date, and `RUP` a rupture.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any, Final
from uuid import UUID

from app.models.vocabulary import Corner, EvidenceFlag, EvidenceKind, Initiator, Sense, Voice
from app.services.scoring.balance_results import VoiceResult
from app.services.scoring.evidence import Moment, RelationEvidence, SenseUnit, effective_rung
from app.services.scoring.parameters import DEFAULT_BALANCE, BalanceParameters
from app.services.scoring.voices import Asked, voice_result

TODAY: Final = date(2026, 11, 20)
RESIDENT: Final = UUID(int=1)
RELATIVE: Final = UUID(int=2)
CAREGIVER: Final = UUID(int=3)
_MOMENT: Final = re.compile(r"(?P<a>\d)(/(?P<b>\d))?(?P<marks>[xab+!~]*)")
_INITIATORS: Final = {"a": Initiator.A, "b": Initiator.B, "+": Initiator.BOTH}


def days_ago(age: int) -> date:
    """Give the day so many days before TODAY; a negative age lies in the future."""
    return TODAY - timedelta(days=age)


def _pairs(text: str) -> Iterator[tuple[int, str]]:
    for word in text.split():
        age, _, what = word.partition(":")
        yield int(age), what


def units(
    text: str,
    *,
    subject: UUID = RESIDENT,
    voice: Voice = Voice.RESIDENT,
    speaker: UUID | None = None,
    kind: EvidenceKind = EvidenceKind.STORY,
    flags: frozenset[EvidenceFlag] = frozenset(),
    first_id: int = 1000,
) -> list[SenseUnit]:
    """Build units of the sense of security from `age:y age:y`."""
    return [
        SenseUnit(
            kind=kind,
            id=UUID(int=first_id + place),
            subject_id=subject,
            speaker_id=speaker,
            sense=Sense.SECURITY,
            voice=voice,
            day=days_ago(age),
            y=float(what),
            flags=flags,
        )
        for place, (age, what) in enumerate(_pairs(text))
    ]


def reckon(text: str, parameters: BalanceParameters = DEFAULT_BALANCE) -> VoiceResult:
    """Reckon units in the resident's own voice today."""
    return reckon_units(units(text), parameters)


def reckon_units(given: list[SenseUnit], parameters: BalanceParameters = DEFAULT_BALANCE) -> VoiceResult:
    """Reckon units of a resident today, whoever spoke."""
    voice = given[0].voice if given else Voice.RESIDENT
    return voice_result(Sense.SECURITY, voice, given, Asked(TODAY, parameters, frozenset({Corner.RESIDENT})))


def moments(text: str, first_id: int = 1) -> tuple[Moment, ...]:
    """Build moments from `age:rung age:rung`; ids go up in the order given."""
    numbers = count(first_id)
    return tuple(_moment(next(numbers), days_ago(age), what) for age, what in _pairs(text))


def _moment(number: int, day: date, what: str) -> Moment:
    if what == "RUP":
        return moment(number, day, rupture=True)
    found = _MOMENT.fullmatch(what)
    assert found, f"{what} is no moment"
    marks = found["marks"]
    return moment(
        number,
        day,
        rung_a=int(found["a"]),
        rung_b=int(found["b"]) if found["b"] else None,
        reciprocal="x" not in marks,
        initiator=next((who for mark, who in _INITIATORS.items() if mark in marks), Initiator.UNKNOWN),
        confirmed_a="!" in marks,
        confirmed_b="!" in marks,
        happened_on=f"{day:%Y-%m}" if "~" in marks else day.isoformat(),
    )


def moment(
    number: int,
    day: date,
    rung_a: int | None = None,
    rung_b: int | None = None,
    **more: Any,  # noqa: ANN401  whatever else a moment holds
) -> Moment:
    """Build a moment with an id of that number."""
    rung = effective_rung(rung_a, rung_b, more.get("reciprocal"))
    told = {"happened_on": day.isoformat(), "effective_rung": rung, "rung_a": rung_a, "rung_b": rung_b, **more}
    return Moment(day, UUID(int=number).hex, **told)


def relation(
    text: str,
    started: int | None = 400,
    *,
    ended: int | None = None,
    wishes: tuple[int | None, int | None] = (None, None),
    unwanted: bool = False,
    carrier_left: bool = False,
    number: int = 1,
) -> RelationEvidence:
    """Build a relation that started so many days ago."""
    return RelationEvidence(
        id=UUID(int=number * 100_000),
        start=None if started is None else days_ago(started),
        end=None if ended is None else days_ago(ended),
        wish_a=wishes[0],
        wish_b=wishes[1],
        unwanted=unwanted,
        carrier_left=carrier_left,
        moments=moments(text, first_id=number * 100_000 + 1),
    )


def ages(days: list[date]) -> list[int]:
    """Give the ages of days."""
    return [(TODAY - day).days for day in days]
