"""Consents over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.models.base import Laid, Page
from app.models.consent import Consent, ConsentBody, ConsentWithdrawalBody
from app.models.filters import ConsentFilters
from app.models.patch import Patch, Patching
from app.models.wire import Id
from app.routers.conditional import IfMatch
from app.routers.route import CareRoute, Db
from app.services import consents

ConsentPath = Annotated[Id, Path(alias="consentId", description="Id of the consent.")]

router = APIRouter(route_class=CareRoute, tags=["consents"])


@router.get("/consents")
def list_consents(db: Db, filters: Annotated[ConsentFilters, Query()]) -> Page[Consent]:
    """The consents, a page at a time, those that were withdrawn included."""
    return consents.list_all(db, filters)


@router.post("/consents", status_code=201)
def create_consent(db: Db, body: ConsentBody) -> Consent:
    """A new consent, given or refused, by the resident or by who represents them."""
    return consents.decide(db, body)


@router.get("/consents/{consentId}")
def get_consent(db: Db, consent_id: ConsentPath) -> Consent:
    """One consent."""
    return consents.look_up(db, consent_id)


@router.put("/consents/{consentId}", response_model=Consent)
def put_consent(db: Db, consent_id: ConsentPath, body: ConsentBody, expected: IfMatch) -> Laid[Consent]:
    """A consent under an id of your own, or all of it said anew."""
    return consents.put(db, consent_id, body, expected)


@router.patch("/consents/{consentId}")
def update_consent(
    db: Db, consent_id: ConsentPath, patch: Annotated[Patch, Patching(ConsentBody)], expected: IfMatch
) -> Consent:
    """Some of a consent said anew (merge patch)."""
    return consents.amend(db, consent_id, patch, expected)


@router.post("/consents/{consentId}/withdrawals")
def withdraw_consent(db: Db, consent_id: ConsentPath, body: ConsentWithdrawalBody | None = None) -> Consent:
    """A consent is taken back; what it opened is closed from the next request on."""
    return consents.withdraw(db, consent_id, body)


@router.delete("/consents/{consentId}", status_code=204)
def delete_consent(db: Db, consent_id: ConsentPath, expected: IfMatch) -> None:
    """Lay a consent aside that should not have been recorded; one that is over is withdrawn and stays."""
    consents.lay_aside(db, consent_id, expected)
