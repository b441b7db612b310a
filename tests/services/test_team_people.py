"""Who is in a team on a day: stays that follow each other, moving days, and members."""

from typing import Final
from uuid import UUID

import pytest

from app.database import Session
from app.services import team_people
from app.services.team_people import Staying
from tests.house import House
from tests.ward import Ward

# Stays as team, first and last day ago (None: it lasts) | room, and since how many days ago
STAYS: Final = [
    ([("here", 400, None)], 0, 400),
    ([("here", 400, 100), ("here", 100, None)], 1, 400),
    ([("here", 400, 101), ("here", 100, None)], 1, 400),
    ([("here", 400, 102), ("here", 100, None)], 1, 100),
    ([("away", 400, 100), ("here", 99, None)], 1, 400),
    ([("here", 400, 0), ("away", 0, None)], 0, 400),  # on a moving day somebody is in both
    ([("here", 400, 5), ("away", 5, None)], None, None),
    ([("here", 400, None), ("here", 50, 40)], 0, 400),
    ([("here", 400, 300), ("here", -1, None)], None, None),
    ([("here", 0, 0)], 0, 0),
    ([], None, None),
]


@pytest.mark.parametrize(("stays", "room", "since"), STAYS)
def test_a_stay_goes_on_through_moves_between_rooms_and_teams(
    house: House, stays: list[tuple[str, int, int | None]], room: int | None, since: int | None
) -> None:
    ward, away = Ward(house), str(house.made("/teams", name="De Wilg")["id"])
    told = [
        {
            "teamId": ward.team if team == "here" else away,
            "room": str(place),
            "fromDate": house.ago(first),
            "untilDate": last if last is None else house.ago(last),
        }
        for place, (team, first, last) in enumerate(stays)
    ]
    ward.resident(stays=told)
    found = [(one.room, one.moved_in.isoformat()) for one in staying(ward)]
    assert found == ([] if since is None else [(str(room), house.ago(since))])


def staying(ward: Ward) -> list[Staying]:
    def read(session: Session) -> list[Staying]:
        session.enter(UUID(ward.house.organisation_id))
        return team_people.residents_on(session, UUID(ward.team), session.today)

    return ward.house.database.run(read, write=False)


def members(ward: Ward) -> list[str]:
    def read(session: Session) -> list[str]:
        session.enter(UUID(ward.house.organisation_id))
        return [str(one) for one in team_people.caregivers_on(session, UUID(ward.team), session.today)]

    return ward.house.database.run(read, write=False)


def test_caregivers_belong_to_a_team_from_the_first_to_the_last_day(house: House) -> None:
    ward = Ward(house)
    today, before, after = house.ago(0), house.ago(1), house.ago(-1)
    periods = [(None, None), (today, today), (before, None), (None, after), (after, None), (None, before)]
    each = [
        ward.colleague(memberships=[{"teamId": ward.team, "fromDate": first, "untilDate": last}])
        for first, last in periods
    ]
    house.resident("Truus")
    assert sorted(members(ward)) == sorted(each[:4])


def test_a_caregiver_who_belongs_twice_is_there_once(house: House) -> None:
    ward = Ward(house)
    member = {"teamId": ward.team}
    coach = ward.colleague(memberships=[member, {**member, "capacity": "coach"}])
    assert members(ward) == [coach]


def test_a_member_who_is_no_caregiver_is_not_one(house: House) -> None:
    ward = Ward(house)
    ward.resident(memberships=[{"teamId": ward.team}])
    assert members(ward) == []
