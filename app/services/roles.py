"""Roles: found, tried, confirmed by their holder; never assigned."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import col

from app.database import Session, whoever_asks
from app.models.base import Laid, Page
from app.models.filters import RoleFilters
from app.models.patch import Patch
from app.models.relation import Capacity, RelationRow
from app.models.role import Role, RoleBody, RoleConfirmationBody, RoleRow, RoleStateBody, RoleStepPart
from app.models.vocabulary import CapacityCode, RoleState, Side
from app.problems import Conflict, Flaw, Unprocessable
from app.services import lists, patches, records
from app.services.naming import with_names
from app.services.periods import Period, lasting_on, lasts_on
from app.services.records import Expected
from app.services.references import require

NEXT: Final[Mapping[RoleState, frozenset[RoleState]]] = {
    RoleState.IDEA: frozenset({RoleState.BEING_TRIED, RoleState.ENDED}),
    RoleState.BEING_TRIED: frozenset({RoleState.FITS, RoleState.DOES_NOT_FIT, RoleState.RESTING, RoleState.ENDED}),
    RoleState.FITS: frozenset({RoleState.RESTING, RoleState.ENDED}),
    RoleState.RESTING: frozenset({RoleState.BEING_TRIED, RoleState.FITS, RoleState.ENDED}),
    RoleState.DOES_NOT_FIT: frozenset({RoleState.BEING_TRIED, RoleState.ENDED}),
    RoleState.ENDED: frozenset(),
}
REPRESENTING: Final = frozenset(
    {
        CapacityCode.LEGAL_REPRESENTATIVE,
        CapacityCode.GUARDIAN,
        CapacityCode.MENTOR,
        CapacityCode.AUTHORISED_PERSON,
    }
)
# What the holder confirms; when any of it changes, the holder has not confirmed it.
CONFIRMED_PARTS: Final = ("holder_id", "title", "meaning", "tense")


def look_up(session: Session, role_id: UUID) -> Role:
    """One role."""
    return _told(session, records.find(session, RoleRow, role_id))


def list_all(session: Session, filters: RoleFilters) -> Page[Role]:
    """A page of roles."""
    rows, cursor = lists.turn(session, RoleRow, _asked(filters), filters)
    told = with_names(session, [Role.model_validate(row) for row in rows])
    return Page[Role](items=list(told), next_cursor=cursor)


def voice(session: Session, body: RoleBody, role_id: UUID | None = None) -> Role:
    """A new idea for a role; its history begins here, with who voiced it."""
    by_id = body.voiced_by.person_id if body.voiced_by else None
    row = _with_voice(records.blank(RoleRow), body)
    _take_state(session, row, RoleStateBody(state=RoleState.IDEA, by_person_id=by_id))
    _refuse_unfit_root(session, body, role_id)
    return _told(session, records.lay_down(session, row, body, role_id))


def put(session: Session, role_id: UUID, body: RoleBody, expected: Expected | None) -> Laid[Role]:
    """The role as the caller says it is: new, the same, or described anew; its state stays."""
    row = records.claim_place(session, RoleRow, role_id)
    if row is None:
        records.expect_nothing(expected)
        return Laid(voice(session, body, role_id), created=True)
    return Laid(_describe(session, row, body, expected), created=False)


def amend(session: Session, role_id: UUID, patch: Patch, expected: Expected | None) -> Role:
    """The role with some of it said anew."""
    row = records.claim(session, RoleRow, role_id)
    records.expect(row, expected)
    return _describe(session, row, patches.apply(RoleBody, records.said(RoleBody, row), patch), expected)


def step(session: Session, role_id: UUID, body: RoleStateBody) -> Role:
    """A step in the search, added to the history; Conflict for a step that cannot follow, see `NEXT`."""
    row = records.claim(session, RoleRow, role_id)
    require(session, body)
    if body.state not in NEXT[row.state]:
        raise Conflict("illegal_state", Flaw("illegal_state", pointer="/state"))
    _take_state(session, row, body)
    records.touch(session, row)
    return _told(session, row)


def confirm(session: Session, role_id: UUID, body: RoleConfirmationBody) -> Role:
    """The holder says that the role is theirs; Unprocessable when somebody else says so who does not represent them."""
    row = records.claim(session, RoleRow, role_id)
    require(session, body)
    if body.by_person_id != row.holder_id and not _represents(session, body.by_person_id, row.holder_id):
        raise Unprocessable("not_the_holder", Flaw("not_the_holder", pointer="/byPersonId"))
    row.confirmed_at, row.confirmed_by_id = session.now, body.by_person_id
    records.touch(session, row)
    return _told(session, row)


def lay_aside(session: Session, role_id: UUID, expected: Expected | None) -> None:
    """Lay a role aside that should not have been recorded; Conflict while a coding or another role points at it."""
    row = records.claim(session, RoleRow, role_id)
    records.expect(row, expected)
    records.lay_aside(session, row)


def _told(session: Session, row: RoleRow) -> Role:
    return with_names(session, [Role.model_validate(row)])[0]


def _asked(filters: RoleFilters) -> Select[RoleRow]:
    statement = records.living(RoleRow)
    if filters.holder_id:
        statement = statement.where(col(RoleRow.holder_id) == filters.holder_id)
    if filters.state:
        statement = statement.where(col(RoleRow.state) == filters.state)
    return statement


def _describe(session: Session, row: RoleRow, body: RoleBody, expected: Expected | None) -> Role:
    now = records.said(RoleBody, row)
    if now != body:
        records.expect(row, expected)
        _refuse_unfit_root(session, body, row.id)
        if now.holder_id != body.holder_id:
            _keep_branches(session, row)
        if any(getattr(now, name) != getattr(body, name) for name in CONFIRMED_PARTS):
            row.confirmed_at = row.confirmed_by_id = None
        records.rewrite(session, _with_voice(row, body), body)
    return _told(session, row)


def _with_voice(row: RoleRow, body: RoleBody) -> RoleRow:
    row.voiced_by_person_id = body.voiced_by.person_id if body.voiced_by else None
    row.voiced_by_voice = body.voiced_by.voice if body.voiced_by else None
    return row


def _take_state(session: Session, row: RoleRow, body: RoleStateBody) -> None:
    row.state = body.state
    row.history.append(RoleStepPart(id=records.new_id(), position=len(row.history), since_at=session.now, **dict(body)))


def _refuse_unfit_root(session: Session, body: RoleBody, own_id: UUID | None) -> None:
    """Raise Unprocessable when the root is a role of somebody else, or grew from this very role."""
    if body.root_role_id is None:
        return
    found = session.execute(
        select(col(RoleRow.id), col(RoleRow.root_role_id)).where(
            col(RoleRow.holder_id) == body.holder_id, col(RoleRow.deleted_at).is_(None)
        )
    )
    roots = {role_id: root_id for role_id, root_id in found}  # noqa: C416  rows are no pairs to the type checker
    if body.root_role_id not in roots:
        require(session, body)  # a role that is not there is said first
        raise Unprocessable("root_of_another", Flaw("root_of_another", pointer="/rootRoleId"))
    place: UUID | None = body.root_role_id
    while place and place != own_id:
        place = roots.get(place)
    if place:
        raise Unprocessable("root_circle", Flaw("root_circle", pointer="/rootRoleId"))


@whoever_asks
def _keep_branches(session: Session, row: RoleRow) -> None:
    """Refuse to give a role to somebody else while other roles of its holder grew from it."""
    branch = select(col(RoleRow.id)).where(col(RoleRow.root_role_id) == row.id, col(RoleRow.deleted_at).is_(None))
    if session.scalar(branch.limit(1)) is not None:
        raise Unprocessable("root_of_another", Flaw("root_of_another", pointer="/holderId"))


@whoever_asks
def _represents(session: Session, person_id: UUID, holder_id: UUID) -> bool:
    """Whether this person may speak for the holder today, by a capacity in a relation on side A."""
    found = session.scalars(
        select(col(RelationRow.capacities)).where(
            col(RelationRow.deleted_at).is_(None),
            col(RelationRow.side) == Side.A,
            col(RelationRow.party_a_id) == holder_id,
            col(RelationRow.party_b_person_id) == person_id,
            lasting_on(RelationRow, session.today),
        )
    )
    capacities = [Capacity.model_validate(one) for listed in found for one in listed]
    return any(
        one.code in REPRESENTING and lasts_on(Period(one.from_date, one.until_date), session.today)
        for one in capacities
    )
