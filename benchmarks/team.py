"""A team to measure: forty residents with three years of evidence, each with caregivers and relatives around them."""

from itertools import cycle, islice
from typing import Final, NamedTuple
from uuid import UUID

from app.models.caregiver import CaregiverRow
from app.models.person import MembershipPart, PersonRow
from app.models.relative import RelativeRow
from app.models.resident import ResidentRow, StayPart
from app.models.story import StoryPersonPart, StoryRow
from app.models.team import TeamRow
from app.models.vocabulary import Position, Side, StoryPart, StoryState, TeamCapacity, TeamKind
from benchmarks.maker import DAYS, Maker

RESIDENTS: Final = 40
COLLEAGUES: Final = 12
CAREGIVERS: Final = 3
RELATIVES: Final = 2
MOMENTS: Final = (CAREGIVERS + RELATIVES) * 36
"""Of one resident."""
STORIES: Final = 36


class Team(NamedTuple):
    """What was made: the team, its residents, its caregivers, and the relations of its first resident that count."""

    id: UUID
    residents: list[UUID]
    colleagues: list[UUID]
    counted: list[UUID]


def make_team(maker: Maker, name: str = "De Wilg", size: int = RESIDENTS, *, told_for_it: bool = False) -> Team:
    """Write a team: a moment a month in each of five relations of a resident, and a story a month with a relative."""
    team = maker.write(TeamRow, [{"name": name, "kind": TeamKind.WARD}])[0]
    residents = _people(maker, ResidentRow, "Resident", size)
    maker.write(StayPart, [{"resident_id": one, "team_id": team, "from_date": maker.ago(DAYS)} for one in residents])
    colleagues = _people(maker, CaregiverRow, "Colleague", COLLEAGUES, position=Position.EMPLOYEE)
    member = {"team_id": team, "capacity": TeamCapacity.MEMBER}
    maker.write(MembershipPart, [{"person_id": one, **member} for one in colleagues])
    counted, turn = [], cycle(colleagues)
    for resident in residents:
        near = list(islice(turn, CAREGIVERS))
        relatives = _people(maker, RelativeRow, "Relative", RELATIVES)
        counted += [maker.relation(Side.B, resident, one, resident) for one in near]
        counted += [maker.relation(Side.C, one, near[0], resident) for one in relatives]
        for one in relatives:
            maker.relation(Side.A, resident, one, resident)
        _tell(maker, resident, relatives, team if told_for_it else None)
    maker.moments(counted, size * MOMENTS)
    return Team(team, residents, colleagues, counted[: CAREGIVERS + RELATIVES])


def _people(maker: Maker, hat: type, name: str, count: int, **facts: object) -> list[UUID]:
    """People with a name and a day of birth."""
    born = [f"{maker.chance.randint(1930, 1990)}-{maker.ago(number * 9):%m-%d}" for number in range(count)]
    rows = [{"preferred_name": f"{name} {number}", "born_on": day} for number, day in enumerate(born)]
    return maker.write(hat, [{"id": one, **facts} for one in maker.write(PersonRow, rows)])


def _tell(maker: Maker, resident: UUID, relatives: list[UUID], team: UUID | None) -> None:
    """Stories with the resident and one of the relatives in them."""
    told = {"text": "Soup was cooked.", "state": StoryState.SHARED, "in_figures": True, "uses": ["figures"]}
    told["team_id"] = team
    stories = maker.write(StoryRow, [{**told, **maker.dated(), "teller_id": resident} for _ in range(STORIES)])
    there = [
        {"story_id": story, "person_id": one, "part": StoryPart.CENTRAL}
        for story, relative in zip(stories, cycle(relatives), strict=False)
        for one in (resident, relative)
    ]
    maker.write(StoryPersonPart, there)
