"""Invitations as they are remembered: a hash of the code, six weeks, and who made it."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import select

from app.database import Session
from app.models.invitation import InvitationRow
from app.services import secret_texts
from tests.house import House


def test_the_code_is_kept_as_a_hash_and_lasts_six_weeks(house: House) -> None:
    made = house.made("/invitations", personId=house.relative(), hat="relative")

    def look(session: Session) -> InvitationRow:
        session.enter(UUID(house.organisation_id))
        return session.exec(select(InvitationRow)).one()

    row = house.database.run(look, write=False)
    assert row.code_hash == secret_texts.read(secret_texts.INVITATION, made["code"]).digest
    assert made["code"][-43:] not in str(row.model_dump())
    lasts = datetime.fromisoformat(made["expiresAt"]) - datetime.fromisoformat(made["createdAt"])
    assert lasts == timedelta(weeks=6)
    assert row.created_by is not None
