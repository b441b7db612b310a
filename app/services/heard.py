"""Who was heard: as the teller of a story, in their own voice, or as a party in a moment that went both ways.

Being mentioned is not being heard.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.database import Session
from app.ids import read_id
from app.models.story import COUNTING, THERE, StoryPersonPart, StoryRow
from app.models.vocabulary import Corner, Hat, HeardKind, Sense, Side
from app.services import sense_evidence
from app.services.asking import FIRST_DAY
from app.services.parties import wearers
from app.services.relation_evidence import Known
from app.services.scoring.voices import is_own


class Occasion(NamedTuple):
    """Where somebody was heard; the newest is the greatest, by the day on which it counts and then by id."""

    day: date
    id: UUID
    kind: HeardKind
    happened_on: str


@dataclass(frozen=True, slots=True)
class Ears:
    """The newest occasion on which each person was heard: at all, on each side, and about each sense."""

    at_all: dict[UUID, Occasion] = field(default_factory=dict)
    on_side: dict[tuple[UUID, Side], Occasion] = field(default_factory=dict)
    about: dict[tuple[UUID, Sense], Occasion] = field(default_factory=dict)


def listen(session: Session, persons: Collection[UUID], gathered: Sequence[Known], as_of: date) -> Ears:
    """When each of these persons was heard last by that day; `gathered` holds all relations they are a party in."""
    ears = Ears()
    spoken: dict[tuple[UUID, UUID], Occasion] = {}
    for person, sense, occasion in _in_own_voice(session, persons, as_of):
        _keep(ears.about, (person, sense), occasion)
        _keep(ears.at_all, person, occasion)
        spoken[person, occasion.id] = occasion
    for person, occasion in _told(session, persons, as_of):
        _keep(ears.at_all, person, occasion)
        spoken[person, occasion.id] = occasion
    for relation, occasion in _both_ways(gathered):
        for person in (relation.party_a_id, relation.party_b_id):
            _keep(ears.on_side, (person, relation.side), occasion)
            _keep(ears.at_all, person, occasion)
    for person, story in _together(session, gathered, as_of):
        if (person, story) in spoken:
            _keep(ears.on_side, (person, Side.A), spoken[person, story])
    return ears


def _keep(newest: dict[Any, Occasion], key: object, occasion: Occasion) -> None:
    if key not in newest or newest[key] < occasion:
        newest[key] = occasion


def _in_own_voice(session: Session, persons: Collection[UUID], as_of: date) -> Iterator[tuple[UUID, Sense, Occasion]]:
    """The units of the senses in which these persons speak for themselves."""
    corners = _corners(session, persons)
    found = sense_evidence.gather(session, sorted(persons), FIRST_DAY, as_of)
    for unit in found.units:
        if is_own(unit, corners[unit.subject_id]):
            occasion = Occasion(unit.day, unit.id, HeardKind(unit.kind.value), found.happened_on[unit.id])
            yield unit.subject_id, unit.sense, occasion


def _corners(session: Session, persons: Collection[UUID]) -> Mapping[UUID, frozenset[Corner]]:
    worn: dict[UUID, set[Corner]] = defaultdict(set)
    for hat, ids in wearers(session, Hat, set(persons)).items():
        for person in ids:
            worn[person].add(Corner(hat.value))
    return {person: frozenset(worn[person]) for person in persons}


def _told(session: Session, persons: Collection[UUID], as_of: date) -> Iterator[tuple[UUID, Occasion]]:
    """The stories that these persons tell."""
    shown = (col(StoryRow.teller_id), col(StoryRow.counts_on), col(StoryRow.id), col(StoryRow.happened_on))
    rows = session.execute(select(*shown).where(col(StoryRow.teller_id).in_(persons), *_counts(as_of)))
    for teller, day, story, happened_on in rows:
        yield teller, Occasion(day, story, HeardKind.STORY, happened_on)


def _counts(as_of: date) -> Sequence[Any]:
    """The conditions under which a story counts on that day."""
    return (
        col(StoryRow.deleted_at).is_(None),
        col(StoryRow.state).in_(COUNTING),
        col(StoryRow.in_figures).is_(True),
        col(StoryRow.counts_on) <= as_of,
    )


def _both_ways(gathered: Sequence[Known]) -> Iterator[tuple[Known, Occasion]]:
    """The newest moment of each relation that went both ways."""
    for relation in gathered:
        newest = next((one for one in reversed(relation.evidence.moments) if one.reciprocal), None)
        if newest:
            yield relation, Occasion(newest.day, read_id(newest.id), HeardKind.MOMENT, newest.happened_on)


def _together(session: Session, gathered: Sequence[Known], as_of: date) -> Iterator[tuple[UUID, UUID]]:
    """Either party of side A with each counting story in which both of them were there."""
    pairs = {(one.party_a_id, one.party_b_id) for one in gathered if one.side is Side.A}
    a, b = aliased(StoryPersonPart), aliased(StoryPersonPart)
    rows = session.execute(
        select(col(a.person_id), col(b.person_id), col(StoryRow.id))
        .join(a, col(a.story_id) == col(StoryRow.id))
        .join(b, col(b.story_id) == col(StoryRow.id))
        .where(
            col(a.person_id).in_({one for one, _ in pairs}),
            col(b.person_id).in_({other for _, other in pairs}),
            col(a.part).in_(THERE),
            col(b.part).in_(THERE),
            *_counts(as_of),
        )
    )
    for one, other, story in rows:
        if (one, other) in pairs:
            yield one, story
            yield other, story
