"""Birthdays of a week: which day is kept, which age it brings, and whose it is."""

from datetime import date, timedelta

import pytest

from app.services.birthdays import kept_in, week_from
from tests.house import House, Said
from tests.ward import Ward

KEPT = [
    # the week begins on | born | died | kept on, and turning
    ("2026-06-01", "1934-06-01", None, ("2026-06-01", 92)),
    ("2026-06-01", "1934-06-07", None, ("2026-06-07", 92)),
    ("2026-06-01", "1934-06-08", None, None),
    ("2026-06-01", "1934-05-31", None, None),
    ("2026-12-28", "1934-01-02", None, ("2027-01-02", 93)),
    ("2026-02-23", "1932-02-29", None, ("2026-02-28", 94)),
    ("2026-02-28", "1932-02-29", None, ("2026-02-28", 94)),
    ("2026-03-01", "1932-02-29", None, None),
    ("2028-02-25", "1932-02-29", None, ("2028-02-29", 96)),
    ("2028-02-22", "1932-02-29", None, None),
    ("2028-02-25", "1932-02-28", None, ("2028-02-28", 96)),
    ("2026-06-01", "1934-06", None, None),
    ("2026-06-01", "1934", None, None),
    ("2026-06-01", None, None, None),
    ("2026-06-01", "2026-06-03", None, None),
    ("2026-06-01", "2025-06-03", None, ("2026-06-03", 1)),
    ("2026-06-01", "1934-06-03", "2026-05-31", None),
    ("2026-06-01", "1934-06-03", "2026-06-04", ("2026-06-03", 92)),
]


@pytest.mark.parametrize(("begins", "born_on", "died_on", "expected"), KEPT)
def test_a_birthday_is_kept_on_its_day(
    begins: str, born_on: str | None, died_on: str | None, expected: tuple[str, int] | None
) -> None:
    died = date.fromisoformat(died_on) if died_on else None
    found = kept_in(week_from(date.fromisoformat(begins)), born_on, died)
    assert (found and (found[0].isoformat(), found[1])) == expected


@pytest.fixture
def ward(house: House) -> Ward:
    return Ward(house)


def born(house: House, ahead: int) -> Said:
    """Born so many days after today, 70 years ago or a bit more on 28 February."""
    day = house.today() + timedelta(days=ahead)
    return {"bornOn": f"{day.year - 70}-{day:%m-%d}" if (day.month, day.day) != (2, 29) else "1956-02-29"}


def birthdays(ward: Ward) -> list[Said]:
    return list(ward.house.seen(f"/teams/{ward.team}/overview")["birthdays"])


def test_residents_their_relatives_and_caregivers_of_the_team_have_birthdays(ward: Ward) -> None:
    house = ward.house
    resident = ward.resident(**born(house, 6))
    relative = str(house.made("/relatives", preferredName="Anna", **born(house, 2))["id"])
    house.relation("A", resident, relative)
    caregiver = ward.colleague(**born(house, 2))
    ward.resident("Niemand", **born(house, 7))
    house.made("/caregivers", preferredName="Elders", **born(house, 1))
    house.made("/relatives", preferredName="Van niemand", **born(house, 1))
    told = [(one["personId"], one["hat"], one["residentIds"]) for one in birthdays(ward)]
    assert told == [(relative, "relative", [resident]), (caregiver, "caregiver", []), (resident, "resident", [])]
    assert {one["turns"] for one in birthdays(ward)} == {70}
    assert [one["onDate"] for one in birthdays(ward)] == [house.ago(-2), house.ago(-2), house.ago(-6)]
    assert birthdays(ward)[0]["person"] == {"id": relative, "preferredName": "Anna"}


def test_who_wears_several_hats_has_one_birthday(ward: Ward) -> None:
    house = ward.house
    mother, father = ward.resident("Mien"), ward.resident("Jan")
    daughter = ward.colleague("Els", **born(house, 0))
    assert house.ask("PUT", f"/relatives/{daughter}", born(house, 0) | {"preferredName": "Els"}).status_code in {
        200,
        201,
    }
    for parent in (mother, father):
        house.relation("A", parent, daughter)
    (one,) = birthdays(ward)
    assert (one["personId"], one["hat"]) == (daughter, "relative")
    assert sorted(one["residentIds"]) == sorted([mother, father])


def test_a_relation_that_ended_and_a_death_bring_no_birthday(ward: Ward) -> None:
    house, resident = ward.house, ward.resident()
    for more in ({"endDate": house.ago(1)}, {"startDate": house.ago(-1)}):
        relative = house.made("/relatives", preferredName="Anna", **born(house, 0))["id"]
        house.relation("A", resident, relative, **more)
    dead = house.made("/relatives", preferredName="Koos", **born(house, 0))["id"]
    house.relation("A", resident, dead)
    house.changed(f"/relatives/{dead}", deceased={"known": True})
    assert birthdays(ward) == []
