"""A resident with a long life in records is reckoned at once."""

from random import Random
from time import process_time
from uuid import UUID

from app.models.vocabulary import SENSES, VOICES, Corner, EvidenceKind, Initiator
from app.services.scoring.evidence import RelationEvidence, SenseUnit, Subject
from app.services.scoring.groups import senses_of_group
from app.services.scoring.participation import RelativeEvidence, ResidentEvidence, rungs_of_resident
from app.services.scoring.senses import senses_of_person
from tests.services.scoring.notation import RESIDENT, TODAY, days_ago, moment

MOST_SECONDS = 2.0
"""Far above what is needed; work that grew with the square of 5,000 would take minutes."""


def a_long_relation(number: int, size: int, chance: Random) -> RelationEvidence:
    moments = tuple(
        moment(
            chance.getrandbits(100),
            days_ago(chance.randrange(0, 800)),
            rung_a=chance.randint(1, 5),
            reciprocal=chance.random() < 0.8,
            initiator=chance.choice(list(Initiator)),
        )
        for _ in range(size)
    )
    return RelationEvidence(id=UUID(int=number), start=days_ago(900), moments=moments)


def test_five_thousand_moments_are_reckoned_at_once() -> None:
    chance = Random(1)
    side_b = tuple(a_long_relation(number, 400, chance) for number in range(10))
    side_c = (RelativeEvidence(person_id=RESIDENT, relations=(a_long_relation(99, 1000, chance),)),)
    before = process_time()
    rungs_of_resident(ResidentEvidence(side_b=side_b, relatives=side_c), TODAY)
    assert process_time() - before < MOST_SECONDS


def test_five_thousand_units_are_reckoned_at_once() -> None:
    chance = Random(1)
    units = [
        SenseUnit(
            kind=EvidenceKind.STORY,
            id=UUID(int=chance.getrandbits(100)),
            subject_id=UUID(int=chance.randint(1, 20)),
            sense=chance.choice(SENSES[:1]),
            voice=VOICES[0],
            day=days_ago(chance.randrange(0, 365)),
            y=chance.choice([0, 0.5, 1]),
        )
        for _ in range(5000)
    ]
    before = process_time()
    senses_of_group(Corner.RESIDENT, units, TODAY)
    senses_of_person(Subject(UUID(int=1), frozenset({Corner.RESIDENT})), units, TODAY)
    assert process_time() - before < MOST_SECONDS
