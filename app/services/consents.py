"""Consents: given or refused by the resident or who represents them, and withdrawn; they bite on the next request."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.database import Session, whoever_asks
from app.models.base import Laid, Page
from app.models.consent import Consent, ConsentBody, ConsentRow, ConsentWithdrawalBody
from app.models.filters import ConsentFilters
from app.models.patch import Patch
from app.models.person import PersonRow
from app.models.relation import Capacity, RelationRow
from app.models.vocabulary import CapacityCode, ConsentGround, RelationKind, Side
from app.policy.close import REPRESENTING
from app.problems import Conflict, Flaw, NotAllowed, Unprocessable
from app.services import lists, patches, records
from app.services.naming import with_names
from app.services.periods import Period, lasting_on, lasts_on
from app.services.records import Expected
from app.services.references import require

PARTNERS: Final = frozenset(
    {
        RelationKind.WIFE,
        RelationKind.HUSBAND,
        RelationKind.SPOUSE,
        RelationKind.PARTNER,
        RelationKind.REGISTERED_PARTNER,
    }
)
CLOSE_KIN: Final = frozenset(
    {
        RelationKind.DAUGHTER,
        RelationKind.SON,
        RelationKind.CHILD,
        RelationKind.MOTHER,
        RelationKind.FATHER,
        RelationKind.PARENT,
        RelationKind.ADOPTIVE_MOTHER,
        RelationKind.ADOPTIVE_FATHER,
        RelationKind.SISTER,
        RelationKind.BROTHER,
        RelationKind.SIBLING,
    }
)


def look_up(session: Session, consent_id: UUID) -> Consent:
    """One consent."""
    return _told(session, records.find(session, ConsentRow, consent_id))


def list_all(session: Session, filters: ConsentFilters) -> Page[Consent]:
    """A page of consents, those that were withdrawn included."""
    statement = records.living(ConsentRow)
    for name in ("resident_id", "to_person_id", "purpose", "category"):
        if (wanted := getattr(filters, name)) is not None:
            statement = statement.where(col(getattr(ConsentRow, name)) == wanted)
    rows, cursor = lists.turn(session, ConsentRow, statement, filters)
    told = with_names(session, [Consent.model_validate(row) for row in rows])
    return Page[Consent](items=list(told), next_cursor=cursor)


def decide(session: Session, body: ConsentBody, consent_id: UUID | None = None) -> Consent:
    """A new consent, given or refused.

    Raises Unprocessable when the receiver is no relative of the resident, when whoever decides has not that right, or
    when no reason is told where one is needed; Conflict when the resident has died.
    """
    require(session, body)
    _judge(session, body)
    body = body.model_copy(update={"from_date": body.from_date or session.today})
    return _told(session, records.lay_down(session, records.blank(ConsentRow), body, consent_id))


def put(session: Session, consent_id: UUID, body: ConsentBody, expected: Expected | None) -> Laid[Consent]:
    """The consent as the caller says it is: new, the same, or said anew."""
    row = records.claim_place(session, ConsentRow, consent_id)
    if row is None:
        records.expect_nothing(expected)
        return Laid(decide(session, body, consent_id), created=True)
    return Laid(_describe(session, row, body, expected), created=False)


def amend(session: Session, consent_id: UUID, patch: Patch, expected: Expected | None) -> Consent:
    """The consent with some of it said anew."""
    row = records.claim(session, ConsentRow, consent_id)
    records.expect(row, expected)
    return _describe(session, row, patches.apply(ConsentBody, records.said(ConsentBody, row), patch), expected)


def withdraw(session: Session, consent_id: UUID, body: ConsentWithdrawalBody | None) -> Consent:
    """The consent is taken back; Conflict when that was done before."""
    row = records.claim(session, ConsentRow, consent_id)
    body = body or ConsentWithdrawalBody()
    require(session, body)
    if row.withdrawn_at is not None:
        raise Conflict("illegal_state")
    row.withdrawn_at, row.withdrawn_by_id, row.withdrawal_reason = session.now, body.by_person_id, body.reason
    records.touch(session, row)
    return _told(session, row)


def lay_aside(session: Session, consent_id: UUID, expected: Expected | None) -> None:
    """Lay a consent aside that should not have been recorded; one that is over is withdrawn and stays."""
    row = records.claim(session, ConsentRow, consent_id)
    records.expect(row, expected)
    records.lay_aside(session, row)


def _told(session: Session, row: ConsentRow) -> Consent:
    return with_names(session, [Consent.model_validate(row)])[0]


def _describe(session: Session, row: ConsentRow, body: ConsentBody, expected: Expected | None) -> Consent:
    body = body.model_copy(update={"from_date": body.from_date or row.from_date})
    if records.said(ConsentBody, row) != body:
        records.expect(row, expected)
        if row.withdrawn_at is not None:
            raise Conflict("illegal_state")
        require(session, body)
        _judge(session, body)
        records.rewrite(session, row, body)
    return _told(session, row)


# --------------------------------------------------------------------------------------------------- who may decide it


def _judge(session: Session, body: ConsentBody) -> None:
    """Refuse a consent that nobody may receive, or that this giver may not give."""
    _refuse_borrowed_voice(session, body)
    if _died(session, body.resident_id):
        raise Conflict("resident_deceased")
    around = _around(session, body.resident_id, session.today)
    if body.to_person_id is not None and body.to_person_id not in around:
        raise Unprocessable("no_side_a_relation", Flaw("no_side_a_relation", pointer="/toPersonId"))
    if body.ground is ConsentGround.RESIDENT:
        if body.given_by_id not in {None, body.resident_id}:
            raise Unprocessable("ground_unfit", Flaw("ground_unfit", pointer="/ground"))
        return
    grounds = {person: _ground_of(kinds, codes) for person, (kinds, codes) in around.items()}
    order = list(ConsentGround)
    first = min((ground for ground in grounds.values() if ground), key=order.index, default=None)
    given_by = body.given_by_id
    if given_by is None or grounds.get(given_by) is not body.ground or body.ground is not first:
        raise Unprocessable("ground_unfit", Flaw("ground_unfit", pointer="/ground"))


def _refuse_borrowed_voice(session: Session, body: ConsentBody) -> None:
    """A person records their own decision, or somebody else's with the reason why they record it."""
    author, giver = session.author_id, body.given_by_id or body.resident_id
    if session.holding is None or author == giver:
        return
    if author in _around(session, body.resident_id, session.today):
        raise NotAllowed("other_voice", Flaw("other_voice", pointer="/givenById"))
    if body.reason is None:
        raise Unprocessable("consent_reason_missing", Flaw("consent_reason_missing", pointer="/reason"))


@whoever_asks
def _died(session: Session, resident_id: UUID) -> bool:
    """Whether the resident is known to have died."""
    return bool(session.scalar(select(col(PersonRow.died_on).is_not(None)).where(col(PersonRow.id) == resident_id)))


@whoever_asks
def _around(
    session: Session, resident_id: UUID, day: date
) -> Mapping[UUID, tuple[set[RelationKind], set[CapacityCode]]]:
    """Who is a relative of a resident on that day: what they are, and the capacities they have."""
    rows = session.execute(
        select(col(RelationRow.party_b_person_id), col(RelationRow.kind), col(RelationRow.capacities)).where(
            col(RelationRow.side) == Side.A,
            col(RelationRow.party_a_id) == resident_id,
            col(RelationRow.deleted_at).is_(None),
            lasting_on(RelationRow, day),
        )
    )
    found: dict[Any, tuple[set[RelationKind], set[CapacityCode]]] = {}
    for person, kind, listed in rows:
        kinds, codes = found.setdefault(person, (set(), set()))
        kinds.add(kind)
        capacities = map(Capacity.model_validate, listed)
        codes.update(one.code for one in capacities if lasts_on(Period(one.from_date, one.until_date), day))
    return found


def _ground_of(kinds: set[RelationKind], codes: set[CapacityCode]) -> ConsentGround | None:
    """The strongest ground on which somebody may decide for a resident, if any."""
    if codes & (REPRESENTING - {CapacityCode.AUTHORISED_PERSON}):
        return ConsentGround.CURATOR_OR_MENTOR
    if CapacityCode.AUTHORISED_PERSON in codes:
        return ConsentGround.AUTHORISED_PERSON
    if kinds & PARTNERS:
        return ConsentGround.PARTNER
    return ConsentGround.PARENT_CHILD_SIBLING if kinds & CLOSE_KIN else None
