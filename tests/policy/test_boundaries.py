"""The edges of what somebody may see: the last day, the first day, and who stands alone."""

from uuid import UUID

import pytest

from app.database import Session
from app.models.vocabulary import CallerKind, KeyHolder, KeyScope
from app.policy.reach import Reach, reach_of
from tests.house import LONG_AGO, House
from tests.policy.cast import ACTING
from tests.policy.test_survivors import seen_by


@pytest.fixture
def team(house: House) -> str:
    return str(house.made("/teams", name="De Linde")["id"])


def caregiver_of(house: House, team: str, **more: object) -> str:
    membership = {"teamId": team, "fromDate": LONG_AGO, **({"capacity": more["position"]} if more else {})}
    return str(house.made("/caregivers", preferredName="Noor", memberships=[membership], **more)["id"])


def resident_of(house: House, team: str) -> str:
    return str(house.made("/residents", preferredName="Truus", teamId=team, movedInDate=LONG_AGO)["id"])


def consented(house: House, resident: str, relative: str, **more: object) -> None:
    said = {"residentId": resident, "toPersonId": relative, "category": "stories", "decision": "given"}
    house.made("/consents", **{**said, "fromDate": house.ago(30), **more})


@pytest.mark.parametrize(("over", "status"), [(-1, 200), (0, 200), (1, 404)])
def test_a_consent_lasts_to_the_end_of_its_last_day(house: House, over: int, status: int) -> None:
    resident, relative = house.resident(), house.relative()
    house.relation("A", resident, relative)
    consented(house, resident, relative, untilDate=house.ago(over))
    assert seen_by(house, relative, f"/stories/{house.story(resident)}") == status


@pytest.mark.parametrize(("field", "ago", "status"), [("endDate", 0, 200), ("endDate", 1, 404), ("startDate", 0, 200)])
def test_somebody_is_a_relative_from_the_first_day_to_the_last(house: House, field: str, ago: int, status: int) -> None:
    resident, relative = house.resident(), house.relative()
    relation = house.relation("A", resident, relative, startDate=LONG_AGO)
    consented(house, resident, relative)
    house.changed(f"/relations/{relation}", **{field: house.ago(ago)})
    assert seen_by(house, relative, f"/stories/{house.story(resident)}") == status


def test_somebody_is_no_relative_when_their_relation_is_laid_aside(house: House) -> None:
    resident, relative = house.resident(), house.relative()
    relation = house.relation("A", resident, relative)
    consented(house, resident, relative)
    story = house.story(resident)
    assert seen_by(house, relative, f"/stories/{story}") == 200
    assert house.ask("DELETE", f"/relations/{relation}", version="*").status_code < 300
    assert seen_by(house, relative, f"/stories/{story}") == 404


def test_a_caregiver_is_no_relative_of_whom_they_have_a_relation_with(house: House, team: str) -> None:
    other = str(house.made("/teams", name="De Els")["id"])
    resident, nurse, mother = resident_of(house, team), caregiver_of(house, other), resident_of(house, team)
    assert house.ask("PUT", f"/relatives/{nurse}", {"preferredName": "Noor"}).status_code == 201
    house.relation("B", resident, nurse)
    house.relation("A", mother, nurse)
    assert [seen_by(house, nurse, f"/residents/{one}") for one in (mother, resident)] == [200, 404]


def test_a_hat_that_was_laid_aside_opens_nothing(house: House, team: str) -> None:
    nurse, resident = caregiver_of(house, team), resident_of(house, team)
    assert house.ask("PUT", f"/relatives/{nurse}", {"preferredName": "Noor"}).status_code == 201
    assert seen_by(house, nurse, f"/residents/{resident}") == 200
    assert house.ask("DELETE", f"/caregivers/{nurse}", version="*").status_code < 300
    assert seen_by(house, nurse, f"/residents/{resident}") == 404


@pytest.mark.parametrize(("began", "status"), [(3, 200), (2, 200), (1, 404)])
def test_what_goes_on_after_death_was_agreed_in_life(house: House, team: str, began: int, status: int) -> None:
    resident, relative = resident_of(house, team), house.relative()
    house.relation("A", resident, relative)
    story = house.story(resident)
    consented(house, resident, relative, fromDate=house.ago(began), alsoAfterDeath=True)
    house.done(f"/residents/{resident}/departures", kind="deceased", departedOn=house.ago(2))
    assert seen_by(house, relative, f"/stories/{story}") == status


@pytest.mark.parametrize(("state", "status"), [("shared", 200), ("draft", 404)])
def test_a_volunteer_reads_what_was_shared(house: House, team: str, state: str, status: int) -> None:
    volunteer, resident = caregiver_of(house, team, position="volunteer"), resident_of(house, team)
    house.relation("B", resident, volunteer)
    teller = house.caregiver()
    story = house.story(resident, volunteer, state=state, tellerId=teller)
    assert seen_by(house, volunteer, f"/stories/{story}") == status


def test_a_resident_of_the_team_is_known_by_name_though_nobody_stands_around_them(house: House, team: str) -> None:
    assert seen_by(house, caregiver_of(house, team), f"/people/{resident_of(house, team)}") == 200


@pytest.mark.parametrize("side", ["A", "D"])
def test_a_relative_of_nobody_yet_is_known_to_who_works_here(house: House, team: str, side: str) -> None:
    """Until they are tied to a resident elsewhere, as the other party of side A, or to the house, as the one of D."""
    nurse, relative = caregiver_of(house, team), house.relative("Anna")
    stranger, other = house.relative("Bram"), house.resident("Otto")
    assert seen_by(house, nurse, f"/people/{relative}") == 200
    assert seen_by(house, stranger, f"/people/{relative}") == 404
    if side == "A":
        house.relation("A", other, relative)
    else:
        house.relation("D", relative, house.organisation_id)
    assert seen_by(house, nurse, f"/people/{relative}") == 404


def test_a_relative_whose_relation_was_laid_aside_is_of_nobody_again(house: House, team: str) -> None:
    nurse, relative = caregiver_of(house, team), house.relative("Anna")
    relation = house.relation("A", house.resident("Otto"), relative)
    assert seen_by(house, nurse, f"/people/{relative}") == 404
    assert house.ask("DELETE", f"/relations/{relation}", version="*").status_code < 300
    assert seen_by(house, nurse, f"/people/{relative}") == 200


def test_a_volunteer_sees_nobody_who_is_not_in_their_team(house: House, team: str) -> None:
    """Not by a relation alone, which may be older than a move."""
    volunteer, resident = caregiver_of(house, team, position="volunteer"), resident_of(house, team)
    house.relation("B", resident, volunteer)
    assert seen_by(house, volunteer, f"/residents/{resident}") == 200
    other = house.made("/teams", name="De Els")["id"]
    house.changed(f"/residents/{resident}", stays=[{"teamId": other, "fromDate": LONG_AGO}])
    assert seen_by(house, volunteer, f"/residents/{resident}") == 404


@pytest.mark.parametrize("moved", [False, True])
def test_who_came_into_the_team_is_no_emergency_any_more(house: House, team: str, *, moved: bool) -> None:
    other = str(house.made("/teams", name="De Els")["id"])
    nurse, resident = caregiver_of(house, team), resident_of(house, other)
    headers = {"Authorization": f"Bearer {house.key(KeyHolder.SYSTEM, KeyScope.CARE)}", ACTING: nurse}
    begun = house.client.post(
        "/v1/emergency-accesses",
        json={"residentId": resident, "reason": "Zij is gevallen op de gang."},
        headers=headers,
    )
    if moved:
        house.changed(f"/residents/{resident}", stays=[{"teamId": team, "fromDate": LONG_AGO}])

    def look(session: Session) -> Reach | None:
        session.enter(UUID(house.organisation_id))
        return reach_of(session, UUID(nurse))

    reach = house.database.run(look, write=False)
    assert reach is not None
    assert reach.emergencies == ({} if moved else {UUID(resident): UUID(begun.json()["id"])})
    assert reach.residents[CallerKind.CAREGIVER] == {UUID(resident)}
