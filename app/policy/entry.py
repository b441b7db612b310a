"""Where a request meets the policy: may this caller ask for this at all, and if so, what holds its statements."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from pydantic import BaseModel

from app.database import Session
from app.models.role import VoicedByBody
from app.models.vocabulary import CallerKind, KeyScope
from app.policy.caller import Action, Caller
from app.policy.holding import Holding
from app.policy.reach import Reach
from app.policy.rules import may_ever
from app.problems import Flaw, NotAllowed

# The fields that say who said or saw something, beside those that end in `ById`.
VOICES: Final = frozenset({"by_person_id", "teller_id", "observer_id", "speaker_id", "coder_id"})
# Who writes down what others say, and who speaks for themselves alone.
FOR_OTHERS: Final = frozenset({CallerKind.SYSTEM, CallerKind.COORDINATOR, CallerKind.CAREGIVER})


def enter(session: Session, caller: Caller, reach: Reach | None, action: Action, noun: str) -> None:
    """Let a caller in to do this on a noun; from here every statement shows what they may see alone.

    Raises NotAllowed when no rule lets a caller of these kinds do that, whatever the row.
    """
    if not may_ever(caller, action, noun):
        raise _refusal(caller)
    session.actor_id, session.author_id = caller.actor, caller.author
    session.notes_writes = True
    if not caller.is_system:
        nobody = Reach(caller.author, caller.kinds)
        session.holding = Holding(session, caller, reach or nobody, action, noun)


def _refusal(caller: Caller) -> NotAllowed:
    if caller.kinds or caller.person_id:
        administers = caller.kinds == {CallerKind.ADMINISTRATOR} and caller.person_id is None
        return NotAllowed("scope_too_narrow", scope=KeyScope.CARE.value) if administers else NotAllowed("not_permitted")
    if KeyScope.CARE in caller.scopes:
        return NotAllowed("acting_person_required", Flaw("acting_person_required", parameter="Samenspel-Acting-Person"))
    return NotAllowed("scope_too_narrow", scope=KeyScope.CARE.value)


def refuse_other_voices(caller: Caller, body: BaseModel, pointer: str = "") -> None:
    """Raise NotAllowed when somebody who speaks for themselves alone says that somebody else said something."""
    if caller.kinds & FOR_OTHERS or caller.person_id is None:
        return
    others = [place for place, said in _voices(body, pointer) if said != caller.person_id]
    flaws = [Flaw("other_voice", pointer=place) for place in others]
    if flaws:
        raise NotAllowed("other_voice", *flaws)


def _voices(body: BaseModel, pointer: str) -> Iterator[tuple[str, UUID]]:
    """Every place in a body that says who said something, with the person that it names."""
    for name, info in type(body).model_fields.items():
        value, place = getattr(body, name), f"{pointer}/{info.alias or name}"
        if isinstance(value, UUID) and (name.endswith("_by_id") or name in VOICES):
            yield place, value
        if isinstance(value, VoicedByBody) and value.person_id is not None:
            yield f"{place}/personId", value.person_id
        for at, one in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(one, BaseModel):
                yield from _voices(one, f"{place}/{at}" if isinstance(value, list) else place)
