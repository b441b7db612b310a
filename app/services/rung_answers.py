"""Results of `rung/1` in the words of the wire."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar
from uuid import UUID

from app.ids import read_id
from app.models.rung_answer import (
    Cap,
    DecidingMoment,
    MomentEvidence,
    NextStep,
    RelationRung,
    RungAnswer,
    RungParametersRead,
)
from app.models.vocabulary import EvidenceFlag, Language
from app.services.relation_evidence import Known
from app.services.scoring.evidence import Moment
from app.services.scoring.parameters import RungParameters
from app.services.scoring.rung_results import RungResult
from app.services.scoring.rung_wording import next_step_text, rung_text

AnswerT = TypeVar("AnswerT", bound=RungAnswer)


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells a result: with which evidence at hand, in which language, with every unit or not."""

    gathered: Sequence[Known]
    language: Language
    explain: bool

    def pooled(self, result: RungResult, relations: Sequence[Known]) -> RungAnswer:
        """A result over several relations."""
        return self._tell(RungAnswer, result, [one.id for one in relations])

    def one(self, result: RungResult, relation: Known) -> RelationRung:
        """A result of one relation."""
        return self._tell(
            RelationRung,
            result,
            [relation.id],
            relation_id=relation.id,
            side=relation.side,
            party_a_id=relation.party_a_id,
            party_b_id=relation.party_b_id,
        )

    def _tell(self, shape: type[AnswerT], result: RungResult, of: Sequence[UUID], **more: Any) -> AnswerT:  # noqa: ANN401  further fields
        return shape(
            rule="rung/1",
            as_of=result.as_of,
            frozen_date=result.frozen_date,
            status=result.status,
            standing=result.standing,
            reach=result.reach,
            reached_by=self._deciding([result.reached_by])[0] if result.reached_by else None,
            trend=result.trend,
            previous_standing=result.previous_standing,
            previously_decided_by=self._deciding(result.previously_decided_by),
            flags=list(result.flags),
            cap=Cap(code=result.cap.code, would_be=result.cap.would_be) if result.cap else None,
            decided_by=self._deciding(result.decided_by),
            next_step=self._step(result),
            agreed_wish=result.agreed_wish,
            evidence=self._evidence(result, frozenset(of)) if self.explain else [],
            parameters=told_parameters(result.parameters),
            text=rung_text(result, self.language),
            **more,
        )

    def _deciding(self, moments: Sequence[Moment]) -> list[DecidingMoment]:
        return [
            DecidingMoment(moment_id=read_id(one.id), happened_on=one.happened_on, rung=one.effective_rung)
            for one in moments
        ]

    def _step(self, result: RungResult) -> NextStep:
        step = result.next_step
        return NextStep(
            code=step.code,
            rung=step.rung,
            becomes=step.becomes,
            earliest_date=step.earliest,
            text=next_step_text(step, self.language, result.parameters),
        )

    def _evidence(self, result: RungResult, of: frozenset[UUID]) -> list[MomentEvidence]:
        """Every moment of these relations in the window, oldest first."""
        if result.status.value == "not_scored":
            return []
        day = result.frozen_date or result.as_of
        found = [
            moment
            for relation in self.gathered
            if relation.id in of
            for moment in relation.evidence.moments
            if 0 <= (day - moment.day).days < result.parameters.window_days
        ]
        return [self._unit(moment) for moment in sorted(found)]

    def _unit(self, moment: Moment) -> MomentEvidence:
        return MomentEvidence(
            moment_id=read_id(moment.id),
            relation_id=read_id(moment.relation),
            story_id=read_id(moment.story) if moment.story else None,
            happened_on=moment.happened_on,
            counts_date=moment.day,
            rung=moment.effective_rung,
            reciprocal=moment.reciprocal,
            rupture=moment.rupture,
            flags=[EvidenceFlag.APPROXIMATE] if moment.approximate else [],
        )


def told_parameters(parameters: RungParameters) -> RungParametersRead:
    """The parameters as they travel with an answer."""
    return RungParametersRead(**asdict(parameters))
