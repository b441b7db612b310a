"""Whether an organisation keeps the citizen service numbers of its residents: off until a privacy officer decides."""

from sqlalchemy import func, select
from sqlmodel import col

from app.database import Session, whoever_asks
from app.models.bsn import BsnKeeping, BsnKeepingBody, BsnRow, KeepingDecision
from app.models.organisation import OrganisationRow
from app.services import organisations, records, secrecy
from app.services.naming import with_names


def is_on(session: Session) -> bool:
    """Whether numbers may be kept here."""
    return _decided(session).kept


def is_held_on(session: Session) -> bool:
    """As `is_on`, for who writes one down: until this transaction has ended nobody can decide otherwise."""
    return _decided(session, held=True).kept


def look_up(session: Session) -> BsnKeeping:
    """What was decided, and of how many residents a number is kept."""
    with session.unheld():
        count = session.scalars(select(func.count(col(BsnRow.id)))).one()
    return with_names(session, [records.said(BsnKeeping, _decided(session), count=count)])[0]


def put(session: Session, body: BsnKeepingBody) -> BsnKeeping:
    """Decide it anew; whoever decides against it removes every number, each resident of whom stands in the log.

    Raises Unavailable when they shall be kept and there is no secret key.
    """
    if body.kept:
        secrecy.require(session)
    row = records.claim(session, OrganisationRow, organisations.own(session).id)
    decision = KeepingDecision(
        kept=body.kept, reason=body.reason, decided_at=session.now, decided_by_id=session.author_id
    )
    row.bsn_keeping = records.as_json(decision)
    records.touch(session, row)
    if not body.kept:
        _remove_all(session)
    return look_up(session)


@whoever_asks
def _remove_all(session: Session) -> None:
    """One by one, so that every resident whose number goes stands in the access log."""
    for one in session.scalars(select(BsnRow)):
        session.delete(one)
    session.flush()


def _decided(session: Session, *, held: bool = False) -> KeepingDecision:
    statement = select(col(OrganisationRow.bsn_keeping))
    said = session.execute(statement.with_for_update(read=True) if held else statement).scalar_one()
    return KeepingDecision.model_validate(said or {})
