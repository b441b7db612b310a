"""Who I am: as what somebody calls, and what they may do."""

from app.models.vocabulary import KeyHolder, KeyScope
from tests.house import LONG_AGO, House, Said


def me(house: House, **headers: str) -> Said:
    found: Said = house.client.get("/v1/me", headers=headers).json()
    return found


def test_a_program_hears_its_scopes(house: House) -> None:
    key = house.key(KeyHolder.SYSTEM, KeyScope.CARE, KeyScope.UNATTENDED)
    told = me(house, Authorization=f"Bearer {key}")
    assert (told["kinds"], told["scopes"], told["personId"]) == (["system"], ["care", "unattended"], None)
    assert told["organisationId"] == house.organisation_id
    assert {"noun": "story", "may": ["read", "figures", "write", "remove"]} in told["rights"]


def test_a_caregiver_hears_the_teams_and_a_daughter_her_mother(house: House) -> None:
    team = house.made("/teams", name="De Linde")["id"]
    membership = {"teamId": team, "capacity": "coordinator", "fromDate": LONG_AGO}
    nurse = house.made("/caregivers", preferredName="Noor", memberships=[membership])["id"]
    house.ask("PUT", f"/relatives/{nurse}", {"preferredName": "Noor"})
    mother = house.resident("Dora")
    house.relation("A", mother, nurse)
    told = me(house, **{"Samenspel-Acting-Person": nurse})
    assert told["person"] == {"id": nurse, "preferredName": "Noor"}
    assert told["kinds"] == ["coordinator", "caregiver", "relative"]
    assert told["teams"] == [{"teamId": team, "kinds": ["coordinator"]}]
    assert told["residentIds"] == [mother]


def test_a_key_that_acts_for_nobody_may_read_the_house(house: House) -> None:
    key = house.key(KeyHolder.SYSTEM, KeyScope.CARE)
    told = me(house, Authorization=f"Bearer {key}")
    assert told["kinds"] == []
    assert {one["noun"] for one in told["rights"]} == {"organisation", "location", "team", "word", "me"}
    assert all(one["may"] == ["read"] for one in told["rights"])
