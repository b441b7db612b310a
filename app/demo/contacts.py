"""What was noted of contact: the moments of every relation, from its arc, week by week."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from uuid import UUID

from app.demo.arcs import Touch, touches
from app.demo.diary import Diary, Turn, noted_ago
from app.demo.ids import fixed_id
from app.demo.past import Past
from app.demo.relations import Pair, ties
from app.models.moment import MomentBody
from app.models.vocabulary import Side
from app.services import moments


def note_all(past: Past) -> None:
    """Write down the moments of every relation; a house notes them once a week."""
    noted: dict[int, dict[UUID, MomentBody]] = defaultdict(dict)
    told = set(_told(past))
    for pair, tie in ties(past):
        ends = (tie.ended_days_ago, *(past.gone.get(who) for who in pair))
        last = max((day for day in ends if day is not None), default=0)
        for place, touch in enumerate(touches(tie.arc, pair.side, tie.since_days_ago - last, past.chance(pair.key))):
            days_ago = last + touch.days
            if (pair.key, days_ago) in told:
                continue
            # A date that is not known exactly counts on the day it was recorded, if not before.
            recorded = days_ago if touch.month_only else noted_ago(days_ago)
            noted[recorded][fixed_id("moment", f"{pair.key}/{place}")] = _moment(past.diary, pair, touch, days_ago)
    for days_ago, bodies in noted.items():
        past.diary.write(days_ago, Turn.MOMENT, str(days_ago), partial(moments.note_all, bodies=bodies))


def _told(past: Past) -> Iterator[tuple[str, int]]:
    """Pairs and days of which a story tells already, so that one event is not noted twice."""
    for story in past.demo.stories:
        for party_a, party_b in (pair for moment in story.moments for pair in moment.between):
            side = Side.B if party_a == story.resident else Side.C
            yield Pair(side, story.resident, party_a, party_b).key, story.days_ago


def _moment(diary: Diary, pair: Pair, touch: Touch, days_ago: int) -> MomentBody:
    return MomentBody(
        relation_id=pair.id,
        happened_on=diary.month(days_ago) if touch.month_only else diary.on(days_ago),
        rung_a=touch.rung_a,
        rung_b=touch.rung_b,
        rung_a_by_id=fixed_id("person", pair.party_b) if touch.said_by_b and touch.rung_a else None,
        reciprocal=touch.reciprocal,
        initiator=touch.initiator,
        rupture=touch.rupture,
    )
