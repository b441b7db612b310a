"""Invitations: a code for a relative or a resident, turned into a key of their own once."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col, select

from app import clock
from app.database import Session
from app.models.base import Page
from app.models.filters import Turning
from app.models.invitation import Invitation, InvitationBody, InvitationRow, NewInvitation
from app.models.key import KeyRow, NewKey
from app.models.organisation import OrganisationRow
from app.models.vocabulary import Hat, InvitationState, KeyHolder, Language
from app.problems import Conflict, Flaw, Unprocessable
from app.services import keys, lists, records, secret_texts
from app.services.naming import with_names
from app.services.parties import wearers
from app.services.references import require

LIFETIME: Final = timedelta(weeks=6)
HOLDER_OF: Final = {Hat.RELATIVE: KeyHolder.RELATIVE, Hat.RESIDENT: KeyHolder.RESIDENT}
TEXTS: Final = {
    Language.NL: "{organisation} nodigt u uit om mee te kijken en mee te vertellen in Samenspel.\n\n"
    "Uw code is:\n{code}\n\n"
    "Vul de code in de app in. Dat kan één keer, tot en met {until}. Geef de code aan niemand anders: wie hem heeft, "
    "ziet wat u mag zien. Lukt het niet, vraag dan een nieuwe code.",
    Language.EN: "{organisation} invites you to look along and to tell along in Samenspel.\n\n"
    "Your code is:\n{code}\n\n"
    "Enter the code in the app. You can do so once, until and including {until}. Give the code to nobody else: whoever "
    "has it sees what you may see. If it does not work, ask for a new code.",
}


def invite(session: Session, body: InvitationBody) -> NewInvitation:
    """A new invitation with its code and a text to send.

    Raises Unprocessable for a person who is not here, or who does not wear that hat.
    """
    require(session, body)
    if body.person_id not in wearers(session, {body.hat}, {body.person_id})[body.hat]:
        raise Unprocessable("wrong_hat", Flaw("wrong_hat", pointer="/hat"))
    secret = secret_texts.new_secret()
    row = records.begin(session, records.blank(InvitationRow), body)
    row.code_hash, row.expires_at = secret_texts.digest_of(secret), session.now + LIFETIME
    session.add(row)
    session.flush()
    code = secret_texts.written(secret_texts.INVITATION, row.organisation_id, row.id, secret)
    text = _text(session, body.language, code, row.expires_at)
    return with_names(session, [NewInvitation(**dict(_told(session, row)), code=code, text=text)])[0]


def look_up(session: Session, invitation_id: UUID) -> Invitation:
    """One invitation, without its code."""
    return with_names(session, [_told(session, records.find(session, InvitationRow, invitation_id))])[0]


def list_all(session: Session, turning: Turning) -> Page[Invitation]:
    """A page of invitations, whatever their state."""
    rows, cursor = lists.turn(session, InvitationRow, records.living(InvitationRow), turning)
    told = with_names(session, [_told(session, row) for row in rows])
    return Page[Invitation](items=list(told), next_cursor=cursor)


def revoke(session: Session, invitation_id: UUID) -> Invitation:
    """The code opens nothing from now on; a key that was made with it is revoked as well. Conflict when done before."""
    row = records.claim(session, InvitationRow, invitation_id)
    if row.revoked_at is not None:
        raise Conflict("illegal_state")
    row.revoked_at = session.now
    records.touch(session, row)
    if row.key_id is not None:
        gone = {"deleted_at": session.now, "updated_at": session.now, "version": col(KeyRow.version) + 1}
        mine = (col(KeyRow.id) == row.key_id, col(KeyRow.deleted_at).is_(None))
        session.execute(update(KeyRow).where(*mine).values(gone))
    return look_up(session, invitation_id)


def recognise(session: Session, text: str) -> tuple[InvitationRow, Language]:
    """The open invitation with this code; from here the session stands in its organisation.

    Raises NotKnown for a code that does not exist, was used or revoked, or has expired, in the words for a key.
    """
    said = secret_texts.read(secret_texts.INVITATION, text)
    session.enter(said.organisation_id)
    found = session.exec(
        select(InvitationRow, col(OrganisationRow.time_zone), col(OrganisationRow.locale))
        .join(OrganisationRow, col(OrganisationRow.organisation_id) == col(InvitationRow.organisation_id))
        .where(InvitationRow.id == said.id, col(InvitationRow.deleted_at).is_(None))
    ).first()
    same = said.fits(found[0].code_hash if found else "")
    if found is None or not same or state_of(session, found[0]) is not InvitationState.OPEN:
        raise secret_texts.not_known()
    invitation, session.time_zone, locale = found
    return invitation, locale


def redeem(session: Session, invitation_id: UUID) -> NewKey:
    """The key of whoever was invited; of two who redeem a code at once, one gets a key and the other NotKnown."""
    mine = (col(InvitationRow.id) == invitation_id, col(InvitationRow.used_at).is_(None))
    still_open = (*mine, col(InvitationRow.revoked_at).is_(None))
    taken = session.execute(
        update(InvitationRow)
        .where(*still_open)
        .values(used_at=session.now, updated_at=session.now, version=col(InvitationRow.version) + 1)
        .returning(col(InvitationRow.person_id), col(InvitationRow.hat))
    ).first()
    if taken is None:
        raise secret_texts.not_known()
    key = keys.make_personal(session, HOLDER_OF[taken.hat], taken.person_id)
    session.execute(update(InvitationRow).where(col(InvitationRow.id) == invitation_id).values(key_id=key.id))
    return key


def _told(session: Session, row: InvitationRow) -> Invitation:
    return records.said(Invitation, row, state=state_of(session, row))


def state_of(session: Session, row: InvitationRow) -> InvitationState:
    """How far an invitation has come today."""
    if row.revoked_at is not None:
        return InvitationState.REVOKED
    if row.used_at is not None:
        return InvitationState.USED
    return InvitationState.EXPIRED if row.expires_at <= session.now else InvitationState.OPEN


def _text(session: Session, language: Language, code: str, expires_at: datetime) -> str:
    """What to send; the last whole day on which the code can be used is named."""
    organisation = session.scalars(select(col(OrganisationRow.name))).one()
    until = clock.day_of(expires_at, session.time_zone) - timedelta(days=1)
    day = f"{until.day}-{until.month}-{until.year}" if language is Language.NL else until.isoformat()
    return TEXTS[language].format(organisation=organisation, code=code, until=day)
