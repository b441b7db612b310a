"""Who can read a story today, told with the story itself: the kinds of callers, and the relatives by name of id."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.database import Session, whoever_asks
from app.models.resident import ResidentRow
from app.models.story import COUNTING, THERE, StoryReaders, StoryRow
from app.models.vocabulary import CallerKind, ConsentCategory
from app.policy.close import NOBODY, relatives_of

ALWAYS: Final = (CallerKind.SYSTEM,)
OF_CONCERN: Final = (CallerKind.COORDINATOR, CallerKind.SYSTEM)
OF_SHARED: Final = (
    CallerKind.COORDINATOR,
    CallerKind.CAREGIVER,
    CallerKind.VOLUNTEER,
    CallerKind.STUDENT,
    CallerKind.SYSTEM,
)


@whoever_asks
def readers_of(session: Session, stories: Sequence[StoryRow]) -> dict[UUID, StoryReaders]:
    """Who can read each of these stories beside its teller; three statements at most, whatever their number."""
    open_ = [one for one in stories if one.state in COUNTING and not one.concern]
    there = {one.id: {person.person_id for person in one.people if person.part in THERE} for one in open_}
    residents = _residents(session, set().union(*there.values()) if there else set())
    consenting = _consenting(session, residents)
    found = {}
    for one in stories:
        if one.id not in there:
            kinds = OF_CONCERN if one.state in COUNTING else ALWAYS
            found[one.id] = StoryReaders(kinds=list(kinds), relative_ids=[])
            continue
        among = there[one.id] & residents
        relatives = sorted(set.intersection(*(consenting[resident] for resident in among))) if among else []
        more = [CallerKind.RESIDENT] * bool(among) + [CallerKind.RELATIVE] * bool(relatives)
        kinds_in_order = [kind for kind in CallerKind if kind in {*OF_SHARED, *more}]
        found[one.id] = StoryReaders(kinds=kinds_in_order, relative_ids=relatives)
    return found


def _residents(session: Session, persons: Collection[UUID]) -> set[UUID]:
    """Which of these persons are residents."""
    if not persons:
        return set()
    these = col(ResidentRow.id).in_(persons), col(ResidentRow.deleted_at).is_(None)
    return set(session.scalars(select(col(ResidentRow.id)).where(*these)))


def _consenting(session: Session, residents: Collection[UUID]) -> Mapping[UUID, set[UUID]]:
    """Of each resident the relatives whom they let read stories."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for relative, close in relatives_of(session, residents).items() if residents else ():
        for resident in close.consented.get(ConsentCategory.STORIES, NOBODY):
            found[resident].add(relative)
    return found
