"""The senses in the words of the wire: every number with the stories behind it."""

from typing import Any

import pytest

from tests.evidence import stories
from tests.house import House


def bare(answer: Any) -> list[Any]:  # noqa: ANN401  any JSON
    """Every balance without the ids of its evidence."""
    if isinstance(answer, list):
        return [found for one in answer for found in bare(one)]
    if not isinstance(answer, dict):
        return []
    own = [answer] if answer.get("balance") is not None and not answer["evidence"] else []
    return own + [found for value in answer.values() for found in bare(value)]


def test_no_balance_stands_without_its_evidence(house: House) -> None:
    resident = house.resident()
    told = stories(house, resident, "10:1 20:1 30:0.5", coder=house.caregiver())
    answer = house.seen(f"/residents/{resident}/senses")
    voice = answer["senses"][0]["voices"][0]
    assert voice["balance"] is not None
    assert bare(answer) == []
    assert sorted(one["id"] for one in voice["evidence"]) == sorted(told)
    assert (voice["newestOn"], voice["oldestOn"], voice["dates"]) == (house.ago(10), house.ago(30), 3)


@pytest.mark.parametrize("text", ["", "10:1", "10:1 20:1 30:1", "10:0 20:0 30:0 40:0", "10:0.5 20:0.5 30:0.5"])
def test_every_status_is_told_in_both_languages(house: House, text: str) -> None:
    resident = house.resident()
    stories(house, resident, text, coder=house.caregiver())
    path = f"/residents/{resident}/senses"
    told = [house.ask("GET", path, spoken=one).json()["senses"][0]["voices"][0]["text"] for one in ("nl", "en")]
    assert told[0] != told[1]
    assert all(told)
