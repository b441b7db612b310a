"""The organisation itself: its core values, and the conditions that are none."""

import pytest

from app.services import organisations
from tests.house import House


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("efficiency", "Wat dan ook"),
        ("anything", "Doelmatigheid"),
        ("anything", "  efficiency "),
        ("anything", "TRANSPARENCY"),
        ("transparency", "Openheid"),
    ],
)
def test_a_condition_is_no_core_value_in_either_language(house: House, code: str, label: str) -> None:
    values = [{"code": "attention", "label": "Aandacht"}, {"code": code, "label": label}]
    refused = house.refused("PATCH", "/organisation", {"coreValues": values})
    assert refused == (422, "condition_as_core_value", ["/coreValues/1"])


def test_a_condition_may_be_named_as_what_it_is(house: House) -> None:
    conditions = [{"code": "efficiency", "label": "Doelmatigheid"}]
    assert house.changed("/organisation", conditions=conditions)["conditions"] == conditions


@pytest.mark.parametrize(
    ("parameters", "pointer"),
    [
        ({"rung": {"quietDays": 6}}, "/ruleParameters/rung/quietDays"),
        ({"rung": {"oneSidedShare": 0.5}}, "/ruleParameters/rung/oneSidedShare"),
        ({"senseBalance": {"z": 4}}, "/ruleParameters/senseBalance/z"),
        ({"senseBalance": {"minimumPersonsGroup": 4}}, "/ruleParameters/senseBalance/minimumPersonsGroup"),
    ],
)
def test_a_parameter_outside_its_range_is_refused(house: House, parameters: object, pointer: str) -> None:
    status, _, places = house.refused("PATCH", "/organisation", {"ruleParameters": parameters})
    assert (status, places) == (400, [pointer])


def test_a_parameter_taken_away_is_the_default_again(house: House) -> None:
    house.changed("/organisation", ruleParameters={"rung": {"quietDays": 30}})
    changed = house.changed("/organisation", ruleParameters={"rung": {"quietDays": None}})
    assert changed["ruleParameters"]["rung"]["quietDays"] is None


def test_every_organisation_on_an_installation_is_known_to_the_command_line(house: House, other_house: House) -> None:
    known = {str(one) for one, _ in organisations.known(house.database)}
    assert {house.organisation_id, other_house.organisation_id} <= known
