"""API keys over HTTP, for administrators."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.models.base import Page
from app.models.filters import Turning
from app.models.key import Key, KeyBody, NewKey, RotationBody
from app.models.wire import Id
from app.routers.route import CareRoute, Db
from app.services import keys

KeyPath = Annotated[Id, Path(alias="keyId", description="Id of the key.")]

router = APIRouter(route_class=CareRoute, tags=["keys"])


@router.get("/keys")
def list_keys(db: Db, turning: Annotated[Turning, Query()]) -> Page[Key]:
    """The keys that were not revoked, a page at a time; their texts are told nowhere."""
    return keys.list_all(db, turning)


@router.post("/keys", status_code=201)
def create_key(db: Db, body: KeyBody) -> NewKey:
    """A new key for a program or an administrator; its text is told this once."""
    return keys.create(db, body)


@router.get("/keys/{keyId}")
def get_key(db: Db, key_id: KeyPath) -> Key:
    """One key, without its text."""
    return keys.look_up(db, key_id)


@router.post("/keys/{keyId}/rotations")
def rotate_key(db: Db, key_id: KeyPath, body: RotationBody) -> NewKey:
    """A new key in place of one that stays valid for a while, so that nothing stops."""
    return keys.rotate(db, key_id, body)


@router.post("/keys/{keyId}/revocations")
def revoke_key(db: Db, key_id: KeyPath) -> Key:
    """A key opens nothing from the next request on."""
    return keys.revoke(db, key_id)
