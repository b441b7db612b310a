"""Results of `sense-balance/1` in the words of the wire, rounded as the rule says."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from app.models import sense_answer
from app.models.vocabulary import Language
from app.services.scoring.balance_results import (
    Evidence,
    Gap,
    GroupSenseResult,
    Reckoning,
    SenseResult,
    SensesResult,
    VoiceResult,
)
from app.services.scoring.parameters import BalanceParameters
from app.services.scoring.rounding import wire_fraction, wire_mass, wire_points
from app.services.scoring.sense_wording import group_text, voice_text


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells a result: with the dates as recorded, in which language, with every unit's weight or not."""

    happened_on: dict[UUID, str]
    language: Language
    explain: bool

    def senses(self, result: SensesResult) -> sense_answer.Senses:
        """The six senses of a person."""
        return sense_answer.Senses(
            rule="sense-balance/1",
            as_of=result.as_of,
            frozen_date=result.frozen_date,
            subject_id=result.subject_id,
            senses=[self._sense(one, result.parameters) for one in result.senses],
            parameters=told_parameters(result.parameters),
        )

    def _sense(self, result: SenseResult, parameters: BalanceParameters) -> sense_answer.SenseBalance:
        agreement = result.agreement
        return sense_answer.SenseBalance(
            sense=result.sense,
            voices=[self._voice(one, parameters) for one in result.voices],
            gaps=[_gap(one) for one in result.gaps],
            agreement=sense_answer.Agreement(level=agreement.level, score=agreement.score) if agreement else None,
            proxy_only=result.proxy_only,
            missing_voices=list(result.missing_voices),
        )

    def _voice(self, result: VoiceResult, parameters: BalanceParameters) -> sense_answer.VoiceBalance:
        return sense_answer.VoiceBalance(
            voice=result.voice,
            own=result.own,
            evidence=[self._unit(one) for one in result.evidence],
            text=voice_text(result, self.language, parameters),
            **_numbers(result),
        )

    def _unit(self, unit: Evidence) -> sense_answer.SenseEvidence:
        return sense_answer.SenseEvidence(
            kind=unit.kind,
            id=unit.id,
            happened_on=self.happened_on[unit.id],
            weight=wire_fraction(unit.weight) if self.explain else None,
            y=wire_fraction(unit.y) if self.explain else None,
            flags=list(unit.flags),
        )

    def group(self, result: GroupSenseResult, parameters: BalanceParameters) -> sense_answer.GroupBalance:
        """One sense of one corner of a team; the ids of stories only, never of sittings."""
        return sense_answer.GroupBalance(
            sense=result.sense,
            story_ids=list(result.story_ids),
            text=group_text(result, self.language, parameters),
            **_numbers(result),
        )


def _numbers(result: Reckoning) -> dict[str, Any]:
    interval = result.interval
    return {
        "status": result.status,
        "balance": None if result.balance is None else wire_fraction(result.balance),
        "interval": sense_answer.Interval(low=wire_fraction(interval.low), high=wire_fraction(interval.high))
        if interval
        else None,
        "units": result.units,
        "dates": result.dates,
        "mass": None if result.mass is None else wire_mass(result.mass),
        "newest_on": result.newest,
        "oldest_on": result.oldest,
        "missing": [
            sense_answer.Missing(code=one.code, need=one.need, have=wire_mass(one.have)) for one in result.missing
        ],
        "trend": result.trend,
        "fragile": result.fragile,
        "flags": list(result.flags),
    }


def _gap(gap: Gap) -> sense_answer.Gap:
    return sense_answer.Gap(
        between=list(gap.between),
        points=wire_points(gap.difference),
        low=wire_points(gap.interval.low),
        high=wire_points(gap.interval.high),
        verdict=gap.verdict,
    )


def told_parameters(parameters: BalanceParameters) -> sense_answer.BalanceParametersRead:
    """The parameters as they travel with an answer."""
    return sense_answer.BalanceParametersRead(**asdict(parameters))
