"""Silence around a team: residents and relatives whom nobody has heard for a while, per side and per sense."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.database import Session
from app.ids import Among
from app.models.filters import SilenceQuery
from app.models.relation import RelationRow
from app.models.silence import Heard, PersonHearing, SenseHearing, SideHearing, Silence
from app.models.vocabulary import Language, Sense, Side
from app.services import team_people
from app.services.asking import day_asked
from app.services.heard import Ears, Occasion, listen
from app.services.relation_evidence import Known, gather
from app.services.relation_statements import IDS, relations_where
from app.services.scoring.wording import Words
from app.services.team_people import Somebody

TEXT: Final = Words(
    "Stil is wie al {period} of langer niet is gehoord, of nog nooit. Genoemd worden is niet gehoord worden.",
    "Silent is who was not heard for {period} or longer, or never yet. Being mentioned is not being heard.",
)
ONE_DAY: Final = Words("een dag", "a day")
DAYS: Final = Words("{days} dagen", "{days} days")


@dataclass(frozen=True, slots=True)
class _Subject:
    """A resident or a relative: since when they could be heard (None: not known), and whose relative they are."""

    id: UUID
    since: date | None
    resident_ids: Sequence[UUID] = ()


def of_team(session: Session, team_id: UUID, query: SilenceQuery, language: Language) -> Silence:
    """Every resident of a team and every relative who is wanted, with when they were heard last; never ranked.

    Silence is no score: residents who are not to be scored are here like everybody else.
    """
    as_of = day_asked(session, query.as_of)
    team_people.name_of(session, team_id)  # there must be one
    residents = [_Subject(one.id, one.moved_in) for one in team_people.residents_on(session, team_id, as_of)]
    gathered = gather(session, AROUND, [one.id for one in residents], as_of)
    relatives = _relatives(gathered, {one.id for one in residents})
    ids = {one.id for one in (*residents, *relatives)}
    people = team_people.people(session, ids | {one.resident_id for one in gathered if one.resident_id})
    alive = {one for one, person in people.items() if person.died_on is None or person.died_on > as_of}
    ears = listen(session, ids, gathered, as_of)
    teller = _Teller(ears, people, alive, _sides(gathered, alive), query, as_of)
    return Silence(
        as_of=as_of,
        team_id=team_id,
        days=query.days,
        residents=teller.all(residents),
        relatives=teller.all(relatives),
        text=_told(query.days, language),
    )


def _told(days: int, language: Language) -> str:
    period = (ONE_DAY if days == 1 else DAYS).told(language, days=days)
    return TEXT.told(language, period=period)


def _around() -> ColumnElement[bool]:
    """All relations in which these residents, or whoever stands with them on side A, are a party."""
    close = aliased(RelationRow)
    near = select(col(close.party_b_person_id)).where(
        col(close.side) == Side.A, Among(close.party_a_id, IDS), col(close.deleted_at).is_(None)
    )
    a, b = col(RelationRow.party_a_id), col(RelationRow.party_b_person_id)
    return or_(Among(a, IDS), Among(b, IDS), a.in_(near), b.in_(near))


AROUND: Final = relations_where(_around())


def _relatives(relations: Sequence[Known], residents: Collection[UUID]) -> list[_Subject]:
    """The relatives with whom contact goes on and is wanted, each once, since the earliest of those relations."""
    close: dict[UUID, list[Known]] = defaultdict(list)
    for one in relations:
        if one.side is Side.A and one.with_relative and one.party_a_id in residents and _goes_on(one):
            close[one.party_b_id].append(one)
    return [
        _Subject(person, _earliest([one.evidence.start for one in own]), sorted({one.party_a_id for one in own}))
        for person, own in close.items()
    ]


def _goes_on(relation: Known) -> bool:
    return relation.current and not relation.evidence.unwanted


def _earliest(starts: Sequence[date | None]) -> date | None:
    """The earliest of these days, None as soon as one of them is not known."""
    known = [start for start in starts if start is not None]
    return min(known) if len(known) == len(starts) else None


def _sides(relations: Sequence[Known], alive: Collection[UUID]) -> Mapping[UUID, set[Side]]:
    """The sides on which each party has a relation that goes on and is wanted, and is not about who has died."""
    sides: dict[UUID, set[Side]] = defaultdict(set)
    for one in relations:
        if _goes_on(one) and (one.resident_id is None or one.resident_id in alive):
            sides[one.party_a_id].add(one.side)
            sides[one.party_b_id].add(one.side)
    return sides


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells of persons when they were heard, and whether that is too long ago."""

    ears: Ears
    people: Mapping[UUID, Somebody]
    alive: Collection[UUID]
    sides: Mapping[UUID, Collection[Side]]
    query: SilenceQuery
    as_of: date

    def all(self, subjects: Sequence[_Subject]) -> list[PersonHearing]:
        """Those who live, by name; only the silent ones when that was asked."""
        living = [one for one in subjects if one.id in self.alive]
        told = [self._person(one) for one in sorted(living, key=lambda one: self.people[one.id].place)]
        return [one for one in told if one.silent or self.query.only is None]

    def _person(self, one: _Subject) -> PersonHearing:
        ears, since = self.ears, one.since
        sides = [side for side in Side if side in self.sides.get(one.id, ())]
        return PersonHearing(
            person_id=one.id,
            person=self.people[one.id].name,
            resident_ids=list(one.resident_ids),
            since_date=since,
            **self._hearing(ears.at_all.get(one.id), since),
            sides=[SideHearing(side=side, **self._hearing(ears.on_side.get((one.id, side)), since)) for side in sides],
            senses=[
                SenseHearing(sense=sense, **self._hearing(ears.about.get((one.id, sense)), since)) for sense in Sense
            ],
        )

    def _hearing(self, last: Occasion | None, since: date | None) -> dict[str, Any]:
        """Silent: never heard since that day, or so long ago."""
        if last is None or (since is not None and last.day < since):
            return {"silent": True, "last_heard": None}
        heard = Heard(kind=last.kind, id=last.id, happened_on=last.happened_on)
        return {"silent": (self.as_of - last.day).days >= self.query.days, "last_heard": heard}
