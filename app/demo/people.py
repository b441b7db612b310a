"""Who comes to the house, when: caregivers taken on, residents admitted, relatives welcomed, stays, life stories."""

from functools import partial
from typing import Final

from app.database import Session
from app.demo.diary import Diary, Turn
from app.demo.ids import fixed_id
from app.demo.past import Past
from app.demo.people_lines import CaregiverLines, PersonLines, ResidentLines, StayLines
from app.models.caregiver import CaregiverBody
from app.models.patch import patch_of
from app.models.relative import RelativeBody
from app.models.resident import ArrivalBody, DepartureBody, ResidentBody
from app.models.vocabulary import DepartureKind, Position, TeamCapacity
from app.services import caregivers, relatives, residents
from app.services.records import Expected

WHATEVER_VERSION: Final = Expected(anything=True)
CAPACITIES: Final = {Position.VOLUNTEER: TeamCapacity.VOLUNTEER, Position.STUDENT: TeamCapacity.STUDENT}


def come(past: Past) -> None:
    """Write down who came, in which hat."""
    diary, demo = past.diary, past.demo
    persons = demo.persons
    for team in demo.teams:
        for caregiver in team.caregivers:
            _take_on(diary, caregiver, team.team.key)
    for resident in demo.residents:
        _admit(diary, resident, past.since[resident.key])
        for kin in resident.relatives:
            body = RelativeBody.model_validate(_facts(persons[kin.who]))
            verb = partial(_welcome, body=body, key=kin.who)
            diary.write(past.since[kin.who], Turn.RELATIVE, kin.who, verb)


def _facts(lines: PersonLines) -> dict[str, object]:
    return lines.model_dump(include={"preferred_name", "name", "born_on", "gender", "languages"})


def _welcome(session: Session, body: RelativeBody, key: str) -> None:
    """The second resident of a relative brings nobody new."""
    relatives.put(session, fixed_id("person", key), body, None)


def _take_on(diary: Diary, lines: CaregiverLines, team: str) -> None:
    membership = {
        "team_id": fixed_id("team", team),
        "capacity": lines.capacity or CAPACITIES.get(lines.position, TeamCapacity.MEMBER),
        "from_date": diary.day(lines.from_days_ago),
    }
    hat = {"position": lines.position, "function": lines.function, "memberships": [membership]}
    body = CaregiverBody.model_validate(_facts(lines) | hat)
    person_id = fixed_id("person", lines.key)
    diary.write(
        lines.from_days_ago, Turn.CAREGIVER, lines.key, partial(caregivers.take_on, body=body, caregiver_id=person_id)
    )
    if lines.until_days_ago is not None:
        left = patch_of(CaregiverBody).model_validate(
            {"memberships": [membership | {"until_date": diary.day(lines.until_days_ago)}]}
        )
        verb = partial(caregivers.amend, caregiver_id=person_id, patch=left, expected=WHATEVER_VERSION)
        diary.write(lines.until_days_ago, Turn.ENDING, lines.key, verb)


def _admit(diary: Diary, lines: ResidentLines, known: int) -> None:
    first, *later = lines.stays
    stay = {
        "team_id": fixed_id("team", first.team),
        "room": first.room or lines.room,
        "from_date": diary.day(first.from_days_ago),
    }
    hat = {"stays": [stay], "no_role_asked_now": lines.no_role_asked_now, "do_not_score": lines.do_not_score}
    body = ResidentBody.model_validate(_facts(lines) | hat)
    resident_id = fixed_id("person", lines.key)
    diary.write(known, Turn.RESIDENT, lines.key, partial(residents.admit, body=body, resident_id=resident_id))
    _move(diary, lines, later)
    if lines.life_story:
        _tell_life(diary, lines)


def _move(diary: Diary, lines: ResidentLines, later: list[StayLines]) -> None:
    """Write down arrivals at other teams, and how the last stay ended."""
    resident_id = fixed_id("person", lines.key)
    for place, stay in enumerate(later):
        arrived_on = diary.day(stay.from_days_ago)
        arrival = ArrivalBody(team_id=fixed_id("team", stay.team), room=stay.room, arrived_on=arrived_on)
        verb = partial(residents.arrive, resident_id=resident_id, body=arrival)
        diary.write(stay.from_days_ago, Turn.STAY, f"{lines.key}/{place}", verb)
    died, left = lines.deceased_days_ago, lines.stays[-1].until_days_ago
    if died is not None:
        departure = DepartureBody(kind=DepartureKind.DECEASED, departed_on=diary.on(died))
        diary.write(died, Turn.ENDING, lines.key, partial(residents.depart, resident_id=resident_id, body=departure))
    elif left is not None:
        departure = DepartureBody(kind=DepartureKind.MOVED_OUT, departed_on=diary.on(left))
        diary.write(left, Turn.ENDING, lines.key, partial(residents.depart, resident_id=resident_id, body=departure))


def _tell_life(diary: Diary, lines: ResidentLines) -> None:
    """Write down that the life story was recorded, on the day of its newest passage."""
    told = sorted(lines.life_story, key=lambda one: -one.days_ago)
    passages = [
        {"text": one.text, "voiced_by_id": fixed_id("person", one.voiced_by), "said_on": diary.on(one.days_ago)}
        for one in told
    ]
    patch = patch_of(ResidentBody).model_validate({"life_story": passages})
    verb = partial(residents.amend, resident_id=fixed_id("person", lines.key), patch=patch, expected=WHATEVER_VERSION)
    diary.write(told[-1].days_ago, Turn.CHANGE, lines.key, verb)
