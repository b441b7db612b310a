"""What an organisation may set itself: the parameters of the two rules, within the bounds of the rules."""

import pytest
from pydantic import BaseModel, ValidationError

from app.models.organisation import BalanceOverrides, RungOverrides
from app.services.scoring.parameters import BALANCE_BOUNDS, RUNG_BOUNDS, Bound

BOUNDS = [
    (shape, name, bound)
    for shape, bounds in ((BalanceOverrides, BALANCE_BOUNDS), (RungOverrides, RUNG_BOUNDS))
    for name, bound in bounds.items()
]


@pytest.mark.parametrize(("shape", "name", "bound"), BOUNDS, ids=str)
def test_the_bounds_on_the_wire_are_those_of_the_rule(shape: type[BaseModel], name: str, bound: Bound) -> None:
    step = 1 if bound.whole else 0.001

    def fits(value: float) -> bool:
        try:
            shape.model_validate({name: int(value) if bound.whole else value})
        except ValidationError:
            return False
        return True

    tried = [bound.lowest - step, bound.lowest, bound.highest, bound.highest + step]
    assert [fits(value) for value in tried] == [False, True, True, False]


def test_every_parameter_of_the_rules_can_be_set() -> None:
    assert set(BalanceOverrides.model_fields) == set(BALANCE_BOUNDS)
    assert set(RungOverrides.model_fields) == set(RUNG_BOUNDS)
