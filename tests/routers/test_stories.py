"""Stories over HTTP."""

from tests.house import LONG_AGO, House, keeps


def test_a_story_can_be_told_changed_and_laid_aside(house: House) -> None:
    body = {"text": "Samen gezongen.", "happenedOn": LONG_AGO, "people": [{"personId": house.resident()}]}
    keeps(house, "/stories", body, {"title": "Zingen"})


def test_a_story_is_confirmed_and_withdrawn_at_addresses_of_their_own(house: House) -> None:
    resident = house.resident()
    story = house.story(resident, tellerId=resident)
    assert house.done(f"/stories/{story}/confirmations")["state"] == "confirmed"
    assert house.done(f"/stories/{story}/withdrawals", reason="Toch niet.")["state"] == "withdrawn"


def test_the_teller_confirms_and_withdraws_without_saying_more(house: House) -> None:
    resident = house.resident()
    where = f"/stories/{house.story(resident, tellerId=resident)}"
    assert house.ask("POST", f"{where}/confirmations").json()["confirmedById"] == resident
    assert house.ask("POST", f"{where}/withdrawals").json()["state"] == "withdrawn"
