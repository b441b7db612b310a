"""Consents: who may receive one, and who may give it, in the order of the law."""

import pytest

from app.models.vocabulary import KeyHolder, KeyScope
from tests.house import House

ACTING = "Samenspel-Acting-Person"
REASON = {"reason": "Zij kan het zelf niet meer overzien."}
# What a relative is, and the ground on which such a relative decides when nobody stands before them.
GROUNDS = {
    "guardian": "curator_or_mentor",
    "mentor": "curator_or_mentor",
    "legal_representative": "curator_or_mentor",
    "authorised_person": "authorised_person",
    "husband": "partner",
    "daughter": "parent_child_sibling",
    "sister": "parent_child_sibling",
}
CAPACITIES = ("guardian", "mentor", "legal_representative", "authorised_person", "first_contact")


def relative(house: House, resident: str, what: str, **more: object) -> str:
    """A relative of a resident who is this to them, or has this capacity."""
    person = house.relative(what)
    said = {"capacities": [{"code": what}]} if what in CAPACITIES else {"kind": what}
    house.relation("A", resident, person, **said, **more)
    return person


def decided(house: House, resident: str, **more: object) -> tuple[int, str | None]:
    body = {"residentId": resident, "purpose": "figures", "category": "stories", **more}
    answer = house.ask("POST", "/consents", body)
    return answer.status_code, answer.json().get("code")


@pytest.mark.parametrize("what", GROUNDS)
def test_a_representative_decides_on_their_own_ground_and_no_other(house: House, what: str) -> None:
    resident = house.resident()
    giver = relative(house, resident, what)
    for ground in sorted({*GROUNDS.values()}):
        expected = (201, None) if ground == GROUNDS[what] else (422, "ground_unfit")
        assert decided(house, resident, ground=ground, givenById=giver, **REASON) == expected, ground


def test_who_comes_first_decides(house: House) -> None:
    resident = house.resident()
    ranked = ["daughter", "husband", "authorised_person", "mentor"]
    givers: list[tuple[str, str]] = []
    for what in ranked:
        givers.append((relative(house, resident, what), GROUNDS[what]))
        for giver, ground in givers[:-1]:
            assert decided(house, resident, ground=ground, givenById=giver, **REASON) == (422, "ground_unfit")
        last, ground = givers[-1]
        assert decided(house, resident, ground=ground, givenById=last, **REASON) == (201, None)


@pytest.mark.parametrize("what", ["first_contact", "neighbour", "grandson", "daughter_in_law"])
def test_others_decide_nothing(house: House, what: str) -> None:
    resident = house.resident()
    giver = relative(house, resident, what)
    for ground in sorted({*GROUNDS.values()}):
        assert decided(house, resident, ground=ground, givenById=giver, **REASON) == (422, "ground_unfit")


def test_a_capacity_that_is_over_or_a_relation_that_ended_gives_no_ground(house: House) -> None:
    resident, person = house.resident(), house.relative()
    over = [{"code": "mentor", "untilDate": house.ago(1)}]
    house.relation("A", resident, person, capacities=over)
    said = {"ground": "curator_or_mentor", "givenById": person, **REASON}
    assert decided(house, resident, **said) == (422, "ground_unfit")
    ended = relative(house, resident, "guardian", startDate="2020-01-01", endDate=house.ago(1))
    assert decided(house, resident, **{**said, "givenById": ended}) == (422, "ground_unfit")


def test_the_residents_own_ground_is_the_residents_own(house: House) -> None:
    resident = house.resident()
    assert decided(house, resident) == (201, None)
    assert decided(house, resident, givenById=resident) == (201, None)
    assert decided(house, resident, givenById=relative(house, resident, "mentor")) == (422, "ground_unfit")


@pytest.mark.parametrize("left_out", ["givenById", "reason"])
def test_a_representative_is_named_and_says_why(house: House, left_out: str) -> None:
    resident = house.resident()
    said = {"ground": "curator_or_mentor", "givenById": relative(house, resident, "mentor"), **REASON}
    said.pop(left_out)
    assert decided(house, resident, **said) == (400, "invalid_request")


def test_a_consent_is_to_a_relative_of_that_resident(house: House) -> None:
    resident, stranger = house.resident(), house.relative()
    to = {"purpose": None, "toPersonId": stranger}
    assert decided(house, resident, **to) == (422, "no_side_a_relation")
    house.relation("A", resident, stranger)
    assert decided(house, resident, **to) == (201, None)
    assert decided(house, resident, purpose="figures", toPersonId=stranger) == (400, "invalid_request")
    assert decided(house, resident, purpose=None) == (400, "invalid_request")


def test_the_dead_decide_nothing_more(house: House) -> None:
    resident = house.resident()
    house.done(f"/residents/{resident}/departures", kind="deceased", departedOn=house.ago(1))
    assert decided(house, resident) == (409, "resident_deceased")


def test_a_person_speaks_for_themselves_or_says_why_they_write_it_down(house: House) -> None:
    team = house.made("/teams", name="De Linde")["id"]
    stay = {"teamId": team, "fromDate": "2020-01-01"}
    resident = house.made("/residents", preferredName="Truus", stays=[stay])["id"]
    lead = house.made(
        "/caregivers",
        preferredName="Lies",
        memberships=[{"teamId": team, "capacity": "coordinator", "fromDate": "2020-01-01"}],
    )["id"]
    mentor, daughter = relative(house, resident, "mentor"), relative(house, resident, "daughter")
    body = {"residentId": resident, "toPersonId": daughter, "category": "stories"}

    def said(headers: dict[str, str], **more: object) -> tuple[int, str | None]:
        answer = house.client.post("/v1/consents", json={**body, **more}, headers=headers)
        return answer.status_code, answer.json().get("code")

    as_lead = {ACTING: lead}
    assert said(as_lead) == (422, "consent_reason_missing")
    assert said(as_lead, **REASON) == (201, None)
    as_mentor = {"Authorization": f"Bearer {house.key(KeyHolder.RELATIVE, KeyScope.CARE, person=mentor)}"}
    assert said(as_mentor, **REASON) == (403, "other_voice")  # it would be the resident's own word
    own = {"ground": "curator_or_mentor", "givenById": mentor, **REASON}
    assert said(as_mentor, **own) == (201, None)
    as_daughter = {"Authorization": f"Bearer {house.key(KeyHolder.RELATIVE, KeyScope.CARE, person=daughter)}"}
    assert said(as_daughter) == (403, "not_permitted")
    as_resident = {"Authorization": f"Bearer {house.key(KeyHolder.RESIDENT, KeyScope.CARE, person=resident)}"}
    assert said(as_resident) == (201, None)
