"""Refusals of parts that came along with a whole."""

import pytest

from app.problems import Flaw, Unprocessable
from app.services.pointers import under


def test_a_refusal_inside_a_part_tells_the_place_in_the_whole() -> None:
    with pytest.raises(Unprocessable) as refused, under("/codings/2"):
        raise Unprocessable("reference_not_found", Flaw("reference_not_found", pointer="/coderId"))
    assert [flaw.pointer for flaw in refused.value.flaws] == ["/codings/2/coderId"]
