"""Who filled in a list: residents, relatives and caregivers, and those who spoke for a resident."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import Final, NamedTuple
from uuid import UUID

from app.database import Session
from app.demo.diary import Turn, noted_ago
from app.demo.ids import fixed_id
from app.demo.past import Past
from app.demo.people_lines import NewRelativeLines, PersonLines, ResidentLines, Senses
from app.demo.tendencies import Tendency, answers, lower
from app.models import labels
from app.models.sitting import SittingBody
from app.models.vocabulary import CapacityCode, Corner, Sense, Voice
from app.services import sittings

YEAR: Final = 350
SPOKEN_FOR: Final = 4
"""A resident who filled in so many lists, or none at all, is spoken for as well, so many times."""

REMEMBERED_BY_MONTH: Final = 2
"""Of the third sitting of relatives only the month is known."""

LONG_ENOUGH: Final = 100
"""Nobody speaks for a resident who came later than so many days ago."""

Lists = dict[str, UUID]
"""The lists that come with the program, by the corner they ask."""


class Asked(NamedTuple):
    """Somebody who says so many times, between two days, how a subject feels; no speaker is the subject."""

    corner: Corner
    subject: str
    voice: Voice
    speaker: str | None
    senses: Senses
    times: int
    first: int
    last: int

    @property
    def key(self) -> str:
        """What these sittings are called."""
        return f"{self.subject}/{self.voice}/{self.speaker or self.subject}"

    @property
    def length(self) -> int:
        """Over how many days these sittings are spread."""
        return min(YEAR, self.first - self.last)

    @property
    def said(self) -> dict[str, object]:
        """What a sitting says of who is asked."""
        return {
            "subject_id": fixed_id("person", self.subject),
            "voice": self.voice,
            "speaker_id": fixed_id("person", self.speaker) if self.speaker else None,
        }


def sit_all(past: Past) -> None:
    """Write down every sitting, spread evenly over the past year; a house takes them in together, see `FORTNIGHT`."""
    items = {one.corner: [(item.id, item.sense) for item in one.items] for one in labels.instruments()}
    noted: dict[int, dict[UUID, tuple[Corner, dict[str, object]]]] = defaultdict(dict)
    for asked in _asked(past):
        chance = past.chance(asked.key)
        for place in range(asked.times):
            days = round(asked.length * (place + 0.5) / asked.times)
            days_ago, month_only = asked.last + days, asked.voice is Voice.RELATIVE and place == REMEMBERED_BY_MONTH
            said = asked.said | {"happened_on": past.diary.month(days_ago) if month_only else past.diary.on(days_ago)}
            said |= {"answers": answers(items[asked.corner], asked.senses, days, chance)}
            # A date that is not known exactly counts on the day it was recorded, if not before.
            recorded = days_ago if month_only else noted_ago(days_ago)
            noted[recorded][fixed_id("sitting", f"{asked.key}/{place}")] = asked.corner, said
    for days_ago, bodies in noted.items():
        past.diary.write(days_ago, Turn.SITTING, str(days_ago), partial(_sit, lists=past.lists, told=bodies))


def _sit(session: Session, lists: Lists, told: dict[UUID, tuple[Corner, dict[str, object]]]) -> None:
    bodies = {
        sitting_id: SittingBody.model_validate(said | {"instrument_id": lists[corner]})
        for sitting_id, (corner, said) in told.items()
    }
    sittings.sit_all(session, bodies)


def _asked(past: Past) -> Iterator[Asked]:
    for caregiver in past.demo.caregivers:
        yield _of_oneself(caregiver, Corner.CAREGIVER, caregiver.from_days_ago, past)
    for resident in past.demo.residents:
        here = min(past.since[resident.key], resident.stays[0].from_days_ago)
        if here <= 0:
            continue
        yield _of_oneself(resident, Corner.RESIDENT, here, past)
        for kin in resident.relatives:
            if isinstance(kin, NewRelativeLines):
                yield _of_oneself(kin, Corner.RELATIVE, past.since[kin.key], past)
        yield from _spoken_for(resident, here, past)


def _of_oneself(lines: PersonLines, corner: Corner, first: int, past: Past) -> Asked:
    voice, last = Voice(corner.value), past.gone.get(lines.key, 0)
    return Asked(corner, lines.key, voice, None, lines.senses, lines.sittings, first, last)


def _spoken_for(resident: ResidentLines, here: int, past: Past) -> Iterator[Asked]:
    """The first contact and the first caregiver of a resident; the first contact sees one sense less fed."""
    tells = any(tendency is not Tendency.NONE for tendency in resident.senses.values())
    if not tells or 0 < resident.sittings < SPOKEN_FOR or here < LONG_ENOUGH:
        return
    about = (Corner.RESIDENT, resident.key)
    last = past.gone.get(resident.key, 0)
    contacts = [kin for kin in resident.relatives if CapacityCode.FIRST_CONTACT in kin.capacities]
    for kin in contacts[:1]:
        senses = resident.senses | {sense: lower(resident.senses[sense]) for sense in _doubted(resident)}
        yield Asked(*about, Voice.RELATIVE, kin.who, senses, SPOKEN_FOR, min(here, past.since[kin.who]), last)
    for tie in resident.caregivers[:1]:
        first, until = min(here, tie.since_days_ago), max(last, past.gone.get(tie.caregiver, 0))
        yield Asked(*about, Voice.CAREGIVER, tie.caregiver, resident.senses, SPOKEN_FOR, first, until)


def _doubted(resident: ResidentLines) -> list[Sense]:
    """The first sense that the resident tells to be felt."""
    return [sense for sense, tendency in resident.senses.items() if tendency is Tendency.HIGH][:1]
