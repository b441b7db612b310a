"""The parameters of both rules: their defaults and what an organisation may set."""

from dataclasses import fields

import pytest

from app.services.scoring.parameters import (
    BALANCE_BOUNDS,
    BOUNDS,
    DEFAULT_BALANCE,
    DEFAULT_RUNG,
    RUNG_BOUNDS,
    BalanceParameters,
    RungParameters,
    as_mapping,
    rule_parameters,
)


def test_the_defaults_are_those_of_the_text() -> None:
    assert as_mapping(DEFAULT_BALANCE) == {
        "half_life_days": 182,
        "window_days": 365,
        "z": 1.645,
        "minimum_units_person": 3,
        "minimum_units_group": 5,
        "minimum_dates": 2,
        "minimum_mass": 1.0,
        "gap_points": 25.0,
        "minimum_persons_group": 5,
        "units_per_person_group": 3,
    }
    assert as_mapping(DEFAULT_RUNG) == {
        "window_days": 182,
        "foundation_days": 365,
        "occasions": 2,
        "spread_days": 7,
        "acquainted_days": 42,
        "quiet_days": 91,
        "one_sided_from": 4,
        "one_sided_share": 0.8,
    }


def test_every_parameter_has_bounds_and_its_default_lies_within() -> None:
    assert [field.name for field in fields(BalanceParameters)] == list(BALANCE_BOUNDS)
    assert [field.name for field in fields(RungParameters)] == list(RUNG_BOUNDS)
    defaults = {f"sense_balance_{name}": value for name, value in as_mapping(DEFAULT_BALANCE).items()}
    defaults |= {f"rung_{name}": value for name, value in as_mapping(DEFAULT_RUNG).items()}
    assert rule_parameters(defaults) == (DEFAULT_BALANCE, DEFAULT_RUNG)


def test_what_an_organisation_leaves_out_keeps_its_default() -> None:
    balance, rung = rule_parameters({"sense_balance_half_life_days": 120.0, "rung_one_sided_share": 0.9})
    assert (balance.half_life_days, balance.window_days) == (120, 365)
    assert isinstance(balance.half_life_days, int)
    assert (rung.one_sided_share, rung.window_days) == (0.9, 182)


@pytest.mark.parametrize("name", BOUNDS)
def test_both_ends_of_the_range_are_allowed_and_what_lies_beyond_is_refused(name: str) -> None:
    bound = BOUNDS[name]
    step = 1 if bound.whole else 0.001
    rule_parameters({name: bound.lowest})
    rule_parameters({name: bound.highest})
    for value in (bound.lowest - step, bound.highest + step):
        with pytest.raises(ValueError, match=name):
            rule_parameters({name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("half_life_days", 100),
        ("sense_balance_window", 100),
        ("rung_z", 2),
        ("rung_occasions", 2.5),
        ("rung_occasions", True),
        ("sense_balance_z", float("nan")),
        ("sense_balance_z", float("inf")),
    ],
)
def test_an_unknown_name_or_no_number_is_refused_by_name(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=name):
        rule_parameters({name: value})


def test_no_organisation_may_make_a_group_smaller_than_five_persons() -> None:
    assert BALANCE_BOUNDS["minimum_persons_group"].lowest == 5
