"""The worked examples that came with the text of the rules; without that text nearby there is nothing to try."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from app.models.vocabulary import RungFlag, Voice
from app.services.scoring.rung import rung_of_relation
from app.services.scoring.triad import triad_agreement
from app.services.scoring.units import sitting_unit
from tests.services.scoring.notation import TODAY, reckon, relation

EXAMPLES_FILE: Final = Path(__file__).resolve().parents[3].parent / "shared/design/scoring-examples.json"
EXAMPLES: Final[dict[str, Any]] = json.loads(EXAMPLES_FILE.read_text()) if EXAMPLES_FILE.exists() else {}
pytestmark = pytest.mark.skipif(not EXAMPLES, reason="the shared examples of the design are not beside this repository")


def examples(section: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("example", EXAMPLES.get(section, []), ids=lambda each: each.get("id", ""))


@examples("sense_balance")
def test_the_balance_is_as_in_the_example(example: dict[str, Any]) -> None:
    result, expected = reckon(example["units"]), example["expect"]
    told = {
        "status": result.status,
        "units": result.units,
        "mass": None if result.mass is None else round(result.mass, 3),
        "p": None if result.balance is None else round(result.balance, 4),
        "low": None if result.interval is None else round(100 * result.interval.low, 1),
        "high": None if result.interval is None else round(100 * result.interval.high, 1),
    }
    wanted = {name: value for name, value in expected.items() if name != "missing"}
    assert {name: told[name] for name in wanted} == wanted
    wording = {"1 more unit": ("units", 1), "another day": ("dates", 1)}
    if "missing" in expected:
        assert [(each.code, each.need - each.have) for each in result.missing] == [wording[expected["missing"]]]


@examples("questionnaire_units")
def test_a_sitting_is_as_in_the_example(example: dict[str, Any]) -> None:
    assert sitting_unit(example["answers"], example["lowest"], example["top"]) == example["y"]


@examples("triad_agreement_published")
def test_the_agreement_is_as_published(example: dict[str, Any]) -> None:
    agreement = triad_agreement({voice: example[voice] for voice in (Voice.RESIDENT, Voice.RELATIVE, Voice.CAREGIVER)})
    assert (agreement.level, agreement.score) == (example["level"], example["score"])


@examples("rung")
def test_the_rung_is_as_in_the_example(example: dict[str, Any]) -> None:
    result, expected = rung_of_relation(relation(example["moments"], example["started"]), TODAY), example["expect"]
    told = {
        "status": result.status,
        "standing": result.standing,
        "reach": result.reach,
        "would_be": result.cap.would_be if result.cap else None,
        "previous": result.previous_standing,
        "trend": result.trend,
        "decided_by": [(TODAY - deciding.day).days for deciding in result.decided_by],
    }
    wanted = {name: value for name, value in expected.items() if name != "flags"}
    assert {name: told[name] for name in wanted} == wanted
    assert {RungFlag(flag) for flag in expected.get("flags", [])} <= set(result.flags)
