"""Logins: which tokens are whose, all of a person's at once."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlmodel import col

from app.database import Session
from app.models.login import Login, LoginRow, Logins, LoginsBody
from app.models.organisation import OrganisationRow
from app.models.person import PersonRow
from app.models.vocabulary import Language
from app.problems import Conflict, Flaw, NotAllowed
from app.services import records
from app.services.naming import with_names


def look_up(session: Session, person_id: UUID) -> Logins:
    """The logins of a person."""
    with session.unheld():
        records.find(session, PersonRow, person_id)
    return _told(session, person_id, _of(session, person_id))


def put(session: Session, person_id: UUID, body: LoginsBody) -> Logins:
    """Make these the logins of a person; Conflict when one of them is somebody else's."""
    with session.unheld():
        records.claim(session, PersonRow, person_id)
    wanted = {(one.issuer, one.subject): place for place, one in enumerate(body.logins)}
    taken = session.execute(
        select(col(LoginRow.issuer), col(LoginRow.subject)).where(
            col(LoginRow.person_id) != person_id, col(LoginRow.subject).in_([subject for _, subject in wanted])
        )
    )
    flaws = [Flaw("login_taken", pointer=f"/logins/{wanted[pair]}") for pair in map(tuple, taken) if pair in wanted]
    if flaws:
        raise Conflict("login_taken", *flaws)
    session.execute(delete(LoginRow).where(col(LoginRow.person_id) == person_id))
    rows = [records.begin(session, records.blank(LoginRow), one) for one in body.logins]
    for row in rows:
        row.person_id = person_id
    session.add_all(rows)
    session.flush()
    return _told(session, person_id, rows)


def recognise(session: Session, organisation_id: UUID, issuer: str, subject: str) -> tuple[LoginRow, Language]:
    """The login of a token that was found good; NotAllowed `unknown_person` when it is nobody's here."""
    session.enter(organisation_id)
    found = session.execute(
        select(LoginRow, col(OrganisationRow.time_zone), col(OrganisationRow.locale))
        .join(OrganisationRow, col(OrganisationRow.organisation_id) == col(LoginRow.organisation_id))
        .where(col(LoginRow.issuer) == issuer, col(LoginRow.subject) == subject, col(LoginRow.deleted_at).is_(None))
    ).first()
    if found is None:
        raise NotAllowed("unknown_person")
    login, session.time_zone, locale = found
    return login, locale


def _of(session: Session, person_id: UUID) -> Sequence[LoginRow]:
    statement = select(LoginRow).where(col(LoginRow.person_id) == person_id).order_by(col(LoginRow.id))
    return session.scalars(statement).all()


def _told(session: Session, person_id: UUID, rows: Sequence[LoginRow]) -> Logins:
    told = Logins(person_id=person_id, logins=[records.said(Login, row) for row in rows])
    return with_names(session, [told])[0]
