"""Evidence of the rung: who still works here, who confirmed what, and what is left out."""

import pytest

from tests.evidence import moments
from tests.house import LONG_AGO, House, Said, new_id


def rung(house: House, relation: str, asked: str = "") -> Said:
    return house.seen(f"/relations/{relation}/rung{asked}")


def founded(house: House) -> tuple[str, str]:
    """A relation with its foundation laid by a caregiver, and that caregiver."""
    caregiver = house.caregiver()
    relation = house.relation("B", house.resident(), caregiver, startDate=house.ago(400))
    moments(house, relation, "90:2 60:2 20:2")
    return relation, caregiver


def test_a_caregiver_who_left_every_team_carries_no_more(house: House) -> None:
    relation, caregiver = founded(house)
    team, other = (house.made("/teams", name=name)["id"] for name in ("Linde", "Wilg"))
    assert "foundation_carriers_left" not in rung(house, relation)["flags"]  # never in a team: nothing says they left
    left = {"teamId": team, "fromDate": LONG_AGO, "untilDate": house.ago(10)}
    house.changed(f"/caregivers/{caregiver}", memberships=[left])
    assert "foundation_carriers_left" in rung(house, relation)["flags"]
    assert "foundation_carriers_left" not in rung(house, relation, f"?asOf={house.ago(10)}")["flags"]
    house.changed(f"/caregivers/{caregiver}", memberships=[left, {"teamId": other, "fromDate": house.ago(9)}])
    assert "foundation_carriers_left" not in rung(house, relation)["flags"]


@pytest.mark.parametrize(("by", "confirmed"), [({}, True), ({"rungBById": "a"}, False), ({"rungBById": "b"}, True)])
def test_a_tag_confirms_its_party_unless_somebody_else_gave_it(
    house: House, by: dict[str, str], *, confirmed: bool
) -> None:
    resident, caregiver = house.resident(), house.caregiver()
    relation = house.relation("B", resident, caregiver, startDate=house.ago(400))
    people = {"a": resident, "b": caregiver}
    moments(house, relation, "60:2/2 20:2/2", **{name: people[who] for name, who in by.items()})
    assert ("unconfirmed" not in rung(house, relation)["flags"]) is confirmed


def test_wishes_are_those_of_now_also_for_a_day_that_was(house: House) -> None:
    relation, _ = founded(house)
    house.changed(f"/relations/{relation}", wishedRungA=4, wishedRungB=3)
    then = rung(house, relation, f"?asOf={house.ago(30)}")
    assert (then["agreedWish"], "wishes_differ" in then["flags"]) == (3, True)
    house.changed(f"/relations/{relation}", wishedRungA=1, wishedRungB=None)
    now = rung(house, relation)
    assert (now["agreedWish"], "above_wish" in now["flags"]) == (1, True)


def test_every_number_of_a_rung_names_its_moments(house: House) -> None:
    relation = house.relation_b(startDate=house.ago(500))
    moments(house, relation, "330:2 300:4 250:4 60:2 40:5 20:2")
    answer = rung(house, relation, "?explain=true")
    assert answer["standing"]
    assert answer["decidedBy"]
    assert (answer["reach"], answer["reachedBy"]["rung"]) == (5, 5)
    assert answer["previousStanding"]
    assert answer["previouslyDecidedBy"]
    days = [one["countsDate"] for one in answer["evidence"]]
    assert days == sorted(days) == [house.ago(60), house.ago(40), house.ago(20)]


def test_a_relation_of_nothing_has_no_rung(house: House) -> None:
    assert house.ask("GET", f"/relations/{new_id()}/rung").status_code == 404
    relation = house.relation_b()
    assert house.ask("DELETE", f"/relations/{relation}", version="*").status_code == 204
    assert house.ask("GET", f"/relations/{relation}/rung").status_code == 404
