"""Invitations over HTTP: for administrators, and for whoever was invited."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.models.base import Page
from app.models.filters import Turning
from app.models.invitation import Invitation, InvitationBody, NewInvitation
from app.models.key import NewKey
from app.models.wire import Id
from app.routers.route import Asking, CareRoute, Db
from app.services import invitations

InvitationPath = Annotated[Id, Path(alias="invitationId", description="Id of the invitation.")]

router = APIRouter(route_class=CareRoute, tags=["invitations"])
redeeming = APIRouter(route_class=CareRoute, tags=["redemptions"])


@router.get("/invitations")
def list_invitations(db: Db, turning: Annotated[Turning, Query()]) -> Page[Invitation]:
    """The invitations, a page at a time, with how far each has come."""
    return invitations.list_all(db, turning)


@router.post("/invitations", status_code=201)
def create_invitation(db: Db, body: InvitationBody) -> NewInvitation:
    """A code for a relative or a resident, and a text to send with it; both are told this once."""
    return invitations.invite(db, body)


@router.get("/invitations/{invitationId}")
def get_invitation(db: Db, invitation_id: InvitationPath) -> Invitation:
    """One invitation, without its code."""
    return invitations.look_up(db, invitation_id)


@router.post("/invitations/{invitationId}/revocations")
def revoke_invitation(db: Db, invitation_id: InvitationPath) -> Invitation:
    """The code opens nothing any more, and neither does a key that was made with it."""
    return invitations.revoke(db, invitation_id)


@redeeming.post("/redemptions")
def create_redemption(db: Db, known: Asking) -> NewKey:
    """Turn a code into a key of one's own, once; the code stands where a key would (`Authorization: Bearer`)."""
    return invitations.redeem(db, known.caller.actor)
