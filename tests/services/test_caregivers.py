"""Caregivers: who works, volunteers or learns here."""

import pytest

from tests.house import House, takes_a_fixed_number_of_statements


@pytest.mark.parametrize("position", ["employee", "volunteer", "student", "external"])
def test_a_caregiver_works_volunteers_or_learns(house: House, position: str) -> None:
    made = house.made("/caregivers", position=position, function="verzorgende")
    assert (made["position"], made["function"]) == (position, "verzorgende")


def test_who_says_no_position_is_employed(house: House) -> None:
    assert house.made("/caregivers")["position"] == "employee"
    assert house.refused("POST", "/caregivers", {"position": "boss"}) == (400, "code_unknown", ["/position"])


def test_codes_of_the_source_stay_as_they_were(house: House) -> None:
    codes = [{"system": "urn:oid:1.2", "version": None, "code": "30.076", "display": "Verpleegkundige"}]
    assert house.made("/caregivers", sourceCodes=codes)["sourceCodes"] == codes


def test_a_list_takes_a_fixed_number_of_statements(house: House) -> None:
    team = house.made("/teams", name="Linde")["id"]
    takes_a_fixed_number_of_statements(
        house, "/caregivers", lambda: house.made("/caregivers", memberships=[{"teamId": team}])
    )
