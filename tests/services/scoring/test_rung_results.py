"""What an answer about a rung says of itself."""

from app.models.vocabulary import NextStepCode, RungStatus
from app.services.scoring.parameters import DEFAULT_RUNG
from app.services.scoring.rung_results import RungResult
from tests.services.scoring.notation import TODAY, moments


def test_an_answer_names_its_rule_and_asks_nothing_by_itself() -> None:
    result = RungResult(as_of=TODAY, status=RungStatus.NO_EVIDENCE, parameters=DEFAULT_RUNG)
    assert (result.rule, result.next_step.code, result.occasions) == ("rung/1", NextStepCode.NONE, 0)


def test_two_moments_on_one_day_are_one_occasion() -> None:
    deciding = moments("9:2 9:2 1:2")
    result = RungResult(as_of=TODAY, status=RungStatus.CURRENT, parameters=DEFAULT_RUNG, decided_by=deciding)
    assert result.occasions == 2
