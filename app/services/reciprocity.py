"""Give and receive: whether the records of a resident show both, with every role, moment and story they rest on.

A reading and no score: nothing is weighed, and much of one says nothing about the other (docs/rules.md).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import or_, select
from sqlmodel import col

from app import clock
from app.database import Session
from app.ids import read_id
from app.models.coding import CodedRolePart, CodingRow
from app.models.role import RoleRow, RoleStepPart
from app.models.story import COUNTING, StoryRow
from app.models.triangle import GiveAndReceive, ReciprocityEvidence
from app.models.vocabulary import (
    Initiator,
    Language,
    ReciprocityKind,
    ReciprocityVerdict,
    RoleDirection,
    RoleState,
    RoleTense,
    Side,
)
from app.services.consented import stories_kept_out
from app.services.participation import Facts
from app.services.periods import lasting_on
from app.services.relation_evidence import Known
from app.services.scoring.evidence import Moment
from app.services.scoring.wording import Words, told_period

ALIVE: Final = frozenset({RoleState.BEING_TRIED, RoleState.FITS})
GIVES: Final = frozenset({RoleDirection.GIVES})
RECEIVES: Final = frozenset({RoleDirection.RECEIVES})
BOTH: Final = GIVES | RECEIVES
# Which way a role goes as its holder sees it, and as the one toward whom it goes.
HELD: Final[Mapping[RoleDirection, frozenset[RoleDirection]]] = {
    RoleDirection.GIVES: GIVES,
    RoleDirection.RECEIVES: RECEIVES,
    RoleDirection.MUTUAL: BOTH,
}
TOWARD: Final[Mapping[RoleDirection, frozenset[RoleDirection]]] = {
    RoleDirection.GIVES: RECEIVES,
    RoleDirection.RECEIVES: GIVES,
    RoleDirection.MUTUAL: BOTH,
}
TEXTS: Final = {
    ReciprocityVerdict.GIVES_AND_RECEIVES: Words(
        "Vastgelegd is geven (aantal: {gives}) en ontvangen (aantal: {receives}), in rollen van nu en in "
        "contactmomenten en verhalen van {period}.",
        "Giving is on record (number: {gives}) and so is receiving (number: {receives}), in roles of now and in "
        "moments and stories of {period}.",
    ),
    ReciprocityVerdict.ONLY_RECEIVES: Words(
        "In rollen van nu en in contactmomenten en verhalen van {period} is alleen ontvangen vastgelegd (aantal: "
        "{receives}). Misschien is het geven nog niet verteld.",
        "In roles of now and in moments and stories of {period} only receiving is on record (number: {receives}). "
        "Perhaps the giving has not been told yet.",
    ),
    ReciprocityVerdict.ONLY_GIVES: Words(
        "In rollen van nu en in contactmomenten en verhalen van {period} is alleen geven vastgelegd (aantal: "
        "{gives}). Misschien is het ontvangen nog niet verteld.",
        "In roles of now and in moments and stories of {period} only giving is on record (number: {gives}). "
        "Perhaps the receiving has not been told yet.",
    ),
    ReciprocityVerdict.NO_EVIDENCE: Words(
        "Over geven en ontvangen is nog niets vastgelegd, niet in rollen van nu en niet in contactmomenten en "
        "verhalen van {period}.",
        "Nothing is on record yet about giving and receiving, neither in roles of now nor in moments and stories of "
        "{period}.",
    ),
    ReciprocityVerdict.NOT_SCORED: Words(
        "Over geven en ontvangen wordt hier niets gezegd. Zo is het afgesproken.",
        "Nothing is said here about giving and receiving. That was agreed.",
    ),
}
NO_ROLE: Final = Words(
    "Er is ook vastgelegd dat nu geen rol wordt gevraagd. Dat is een goed antwoord.",
    "It is also on record that no role is asked for now. That is a good answer.",
)


@dataclass(frozen=True, slots=True)
class Window:
    """The days in which moments and stories count, up to and with `day`: those of `rung/1`."""

    day: date
    days: int

    @property
    def first(self) -> date:
        """The first day in it."""
        return self.day - timedelta(days=self.days - 1)

    def holds(self, other: date) -> bool:
        """Whether that day lies in it."""
        return self.first <= other <= self.day


@dataclass(frozen=True, slots=True)
class _Way:
    """A piece of evidence and which way it goes for the resident."""

    kind: ReciprocityKind
    id: UUID
    directions: frozenset[RoleDirection]


def read(session: Session, resident: Facts, own: Sequence[Known], window: Window, language: Language) -> GiveAndReceive:
    """Read giving and receiving from what is dated by the last day of the window; `own` are the relations around them.

    Two statements: the roles that live on that day, and the stories of the window whose codings show one of them.
    """
    if resident.do_not_score:
        text = TEXTS[ReciprocityVerdict.NOT_SCORED].told(language)
        return GiveAndReceive(verdict=ReciprocityVerdict.NOT_SCORED, gives=[], receives=[], text=text)
    roles = _roles(session, resident.id, window.day)
    ways = [
        *(_Way(ReciprocityKind.ROLE, role_id, directions) for role_id, directions in roles.items()),
        *_moments(resident.id, own, window),
        *_stories(session, roles, window),
    ]
    return _told(ways, resident, window, language)


def _roles(session: Session, resident_id: UUID, day: date) -> dict[UUID, frozenset[RoleDirection]]:
    """The roles of and toward the resident that are being tried or fit on that day, by their history."""
    rows = session.execute(
        select(
            col(RoleRow.id),
            col(RoleRow.holder_id),
            col(RoleRow.direction),
            col(RoleStepPart.state),
            col(RoleStepPart.since_at),
        )
        .join(RoleStepPart, col(RoleStepPart.role_id) == col(RoleRow.id))
        .where(
            or_(col(RoleRow.holder_id) == resident_id, col(RoleRow.toward_id) == resident_id),
            col(RoleRow.deleted_at).is_(None),
            col(RoleRow.tense) != RoleTense.WAS,
            lasting_on(RoleRow, day),
        )
        .order_by(col(RoleRow.id), col(RoleStepPart.position))
    )
    known = [row for row in rows if clock.day_of(row.since_at, session.time_zone) <= day]
    states = {row.id: row.state for row in known}  # the last step of each role stays
    return {
        row.id: (HELD if row.holder_id == resident_id else TOWARD)[row.direction]
        for row in known
        if states[row.id] in ALIVE
    }


def _moments(resident_id: UUID, own: Sequence[Known], window: Window) -> Iterator[_Way]:
    """The moments of the resident with caregivers and with the organisation, newest first; a rupture is neither."""
    found = [
        moment
        for one in own
        if one.side in {Side.B, Side.D} and one.party_a_id == resident_id
        for moment in one.evidence.moments
        if not moment.rupture and window.holds(moment.day)
    ]
    for moment in sorted(found, reverse=True):
        yield _Way(ReciprocityKind.MOMENT, read_id(moment.id), _direction(moment))


def _direction(moment: Moment) -> frozenset[RoleDirection]:
    """Contact that went one way was given by who began it; the resident is party a."""
    if moment.reciprocal:
        return BOTH
    return GIVES if moment.initiator is Initiator.A else RECEIVES


def _stories(session: Session, roles: Mapping[UUID, frozenset[RoleDirection]], window: Window) -> Iterator[_Way]:
    """The counting stories that show one of these roles, newest first."""
    rows = session.execute(
        select(col(StoryRow.id), col(CodedRolePart.role_id))
        .join(CodingRow, col(CodingRow.story_id) == col(StoryRow.id))
        .join(CodedRolePart, col(CodedRolePart.coding_id) == col(CodingRow.id))
        .where(
            col(CodedRolePart.role_id).in_(roles),
            col(CodingRow.deleted_at).is_(None),
            col(StoryRow.deleted_at).is_(None),
            col(StoryRow.state).in_(COUNTING),
            col(StoryRow.in_figures).is_(True),
            col(StoryRow.counts_on).between(window.first, window.day),
            col(StoryRow.id).not_in(stories_kept_out(session.today)),
        )
        .order_by(col(StoryRow.counts_on).desc(), col(StoryRow.id).desc()),
        execution_options={"shows": ("story", "coding", "coded_role")},
    )
    shown: dict[UUID, frozenset[RoleDirection]] = {}
    for row in rows:
        shown[row.id] = shown.get(row.id, frozenset()) | roles[row.role_id]
    for story_id, directions in shown.items():
        yield _Way(ReciprocityKind.STORY, story_id, directions)


def _told(ways: Sequence[_Way], resident: Facts, window: Window, language: Language) -> GiveAndReceive:
    told = [(ReciprocityEvidence(kind=one.kind, id=one.id), one.directions) for one in ways]
    gives, receives = (
        [evidence for evidence, directions in told if direction in directions]
        for direction in (RoleDirection.GIVES, RoleDirection.RECEIVES)
    )
    verdict = _verdict(gives, receives)
    period = told_period(window.days, language)
    text = TEXTS[verdict].told(language, gives=len(gives), receives=len(receives), period=period)
    if resident.no_role_asked_now and verdict is not ReciprocityVerdict.GIVES_AND_RECEIVES:
        text = f"{text} {NO_ROLE.told(language)}"
    return GiveAndReceive(verdict=verdict, gives=gives, receives=receives, text=text)


def _verdict(gives: Sequence[object], receives: Sequence[object]) -> ReciprocityVerdict:
    if gives and receives:
        return ReciprocityVerdict.GIVES_AND_RECEIVES
    if gives:
        return ReciprocityVerdict.ONLY_GIVES
    return ReciprocityVerdict.ONLY_RECEIVES if receives else ReciprocityVerdict.NO_EVIDENCE
