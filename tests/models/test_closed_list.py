"""The codes of the closed lists: each does what any StrEnum does."""

import copy
import json
import pickle
from enum import StrEnum

import pytest

from app.models.vocabulary import ContactWanted
from app.models.vocabulary.closed_list import ClosedList


class Plain(StrEnum):
    YES = "yes"
    NO = "no"


class Coded(ClosedList):
    YES = "yes"
    NO = "no"


@pytest.mark.parametrize("kind", [Plain, Coded])
def test_a_code_is_what_any_member_is(kind: type[StrEnum]) -> None:
    no = kind("no")
    assert (no.value, no.name, str(no), f"{no}", json.dumps(no)) == ("no", "NO", "no", "no", '"no"')
    assert [one.value for one in kind] == ["yes", "no"]
    assert pickle.loads(pickle.dumps(no)) is copy.deepcopy(no) is kind["NO"] is no  # noqa: S301  our own
    with pytest.raises(AttributeError):
        vars(kind)["NO"].value = "yes"
    with pytest.raises(ValueError, match="maybe"):
        kind("maybe")


def test_a_code_is_found_by_its_text() -> None:
    said: dict[str, int] = {ContactWanted.NO: 1}
    assert said["no"] == said[ContactWanted.NO] == 1
