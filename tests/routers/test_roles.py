"""Roles over HTTP."""

from tests.house import House, keeps


def test_a_role_can_be_voiced_changed_and_laid_aside(house: House) -> None:
    keeps(house, "/roles", {"holderId": house.resident(), "title": "Tuinman", "tense": "is"}, {"tense": "was"})


def test_a_role_is_tried_and_confirmed_at_addresses_of_their_own(house: House) -> None:
    holder = house.resident()
    role = house.made("/roles", holderId=holder, title="Tuinman", tense="is")["id"]
    assert house.done(f"/roles/{role}/states", state="being_tried")["state"] == "being_tried"
    assert house.done(f"/roles/{role}/confirmations", byPersonId=holder)["confirmedById"] == holder
