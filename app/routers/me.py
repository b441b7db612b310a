"""Who the caller is, over HTTP."""

from fastapi import APIRouter

from app.models.me import Me
from app.routers.route import Asking, CareRoute, Db
from app.services import me

router = APIRouter(route_class=CareRoute, tags=["me"])


@router.get("/me")
def get_me(db: Db, known: Asking) -> Me:
    """Who calls, as what, for which teams and residents, and what they may do."""
    return me.tell(db, known.caller, known.reach)
