"""People over HTTP."""

from tests.house import House


def test_a_person_is_told_of_without_a_hat_s_own_facts(house: House) -> None:
    person = house.seen(f"/people/{house.resident('Truus')}")
    assert (person["preferredName"], person["hats"]) == ("Truus", ["resident"])
    assert "stays" not in person
    assert house.ask("PATCH", f"/people/{person['id']}", {}).status_code == 405


def test_the_senses_of_a_resident_have_two_addresses_and_one_answer(house: House) -> None:
    resident = house.resident()
    assert house.seen(f"/people/{resident}/senses") == house.seen(f"/residents/{resident}/senses")
