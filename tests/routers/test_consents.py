"""Consents over HTTP: as every noun, and withdrawn."""

from tests.house import House, keeps


def test_a_consent_is_kept_as_every_noun(house: House) -> None:
    body = {"residentId": house.resident(), "purpose": "figures", "category": "stories", "fromDate": "2026-01-01"}
    keeps(house, "/consents", body, {"reason": "Zij zei het zelf."})


def test_a_consent_is_withdrawn_once(house: House) -> None:
    consent = house.made("/consents", residentId=house.resident(), purpose="figures", category="stories")
    assert consent["fromDate"] == house.today().isoformat()
    withdrawn = house.done(f"/consents/{consent['id']}/withdrawals", reason="Toch liever niet.")
    assert withdrawn["withdrawnAt"] is not None
    assert withdrawn["withdrawalReason"] == "Toch liever niet."
    assert house.refused("POST", f"/consents/{consent['id']}/withdrawals")[:2] == (409, "illegal_state")
    changed = house.refused("PATCH", f"/consents/{consent['id']}", {"untilDate": "2099-01-01"})
    assert changed[:2] == (409, "illegal_state")


def test_the_list_is_narrowed_by_whom_it_is_for(house: House) -> None:
    resident, relative = house.resident(), house.relative()
    house.relation("A", resident, relative)
    to_relative = house.made("/consents", residentId=resident, toPersonId=relative, category="stories")["id"]
    for_figures = house.made("/consents", residentId=resident, purpose="figures", category="stories")["id"]

    def listed(query: str) -> list[str]:
        return [one["id"] for one in house.seen(f"/consents?{query}")["items"]]

    assert listed(f"toPersonId={relative}") == [to_relative]
    assert listed("purpose=figures") == [for_figures]
    assert listed(f"residentId={resident}&category=stories") == [to_relative, for_figures]
    assert listed("category=journey") == []
