"""Birthdays of a week: whole birth dates of the living, each on the day of the year on which it is kept."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from app.models.overview import Birthday
from app.models.vocabulary import Hat
from app.services.team_people import Somebody

DAYS: Final = 7
LEAP_DAY: Final = "02-29"
WHOLE_DATE: Final = len("1934-04-12")


def in_week_from(
    day: date, hats: Mapping[UUID, Hat], people: Mapping[UUID, Somebody], belong_to: Mapping[UUID, Sequence[UUID]]
) -> list[Birthday]:
    """The birthdays of this day and the six after it among persons with a hat, in their order.

    `belong_to` gives the residents to whom a person is a relative.
    """
    week = week_from(day)
    found = [
        Birthday(
            person_id=one,
            person=people[one].name,
            hat=hat,
            on_date=birthday[0],
            turns=birthday[1],
            resident_ids=list(belong_to.get(one, ())),
        )
        for one, hat in hats.items()
        if (birthday := kept_in(week, people[one].born_on, people[one].died_on))
    ]
    return sorted(found, key=lambda one: (one.on_date, people[one.person_id].place))


def week_from(day: date) -> dict[str, date]:
    """The days of the week that begins on this day, by what stands in a birth date after its year.

    Who was born on 29 February keeps it on the 28th when the year has no 29th.
    """
    week = {one.isoformat()[5:]: one for one in (day + timedelta(days=number) for number in range(DAYS))}
    last = week.get("02-28")
    if last is not None and (last + timedelta(days=1)).day == 1:
        week[LEAP_DAY] = last
    return week


def kept_in(week: Mapping[str, date], born_on: str | None, died_on: date | None) -> tuple[date, int] | None:
    """The day in a week on which a birthday is kept, and the age it brings.

    None when there is none in it, when the date of birth is not known to the day, or for who has died by then.
    """
    if born_on is None or len(born_on) < WHOLE_DATE:
        return None
    day, year = week.get(born_on[5:]), int(born_on[:4])
    if day is None or day.year <= year or (died_on is not None and died_on <= day):
        return None
    return day, day.year - year
