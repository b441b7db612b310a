"""By what right a caller sees somebody: what the access log says beside each person."""

from collections.abc import Callable, Collection, Mapping
from typing import Final
from uuid import UUID

from app.models.vocabulary import AccessGround, CallerKind
from app.policy.caller import Caller
from app.policy.close import NOBODY
from app.policy.reach import Reach

ON_DUTY: Final = frozenset({CallerKind.PRIVACY_OFFICER, CallerKind.ADMINISTRATOR})
IN_CARE: Final = (CallerKind.COORDINATOR, CallerKind.CAREGIVER, CallerKind.STUDENT, CallerKind.VOLUNTEER)

# In this order: the first that holds is the ground.
_GROUNDS: Final[tuple[tuple[AccessGround, Callable[[Reach], Collection[UUID]]], ...]] = (
    (AccessGround.OWN, lambda reach: {reach.person_id}),
    (AccessGround.REPRESENTS, lambda reach: reach.themselves),
    (AccessGround.EMERGENCY, lambda reach: reach.emergencies),
    (AccessGround.CARE, lambda reach: NOBODY.union(*(reach.residents.get(kind, NOBODY) for kind in IN_CARE))),
    (AccessGround.CONSENT, lambda reach: NOBODY.union(*reach.consented.values())),
    (AccessGround.KIN, lambda reach: reach.bound),
)


def grounds_of(caller: Caller, reach: Reach | None, persons: Collection[UUID]) -> Mapping[UUID, AccessGround]:
    """Of each person the ground on which this caller sees them; who only stands around somebody else is `around`."""
    if reach is None:
        rest = AccessGround.PROGRAM if caller.is_system else AccessGround.DUTY
        return dict.fromkeys(persons, rest)
    rest = AccessGround.DUTY if caller.kinds & ON_DUTY else AccessGround.AROUND
    circles = [(ground, circle(reach)) for ground, circle in _GROUNDS]
    return {one: next((ground for ground, circle in circles if one in circle), rest) for one in persons}
