"""Who calls: a key or a token, and for whom; looked up anew at every request."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from app.database import Session
from app.models.key import KeyRow
from app.models.vocabulary import CallerKind, Hat, KeyHolder, KeyScope, Language
from app.policy.caller import Caller
from app.policy.reach import Reach, reach_of
from app.problems import Flaw, NotAllowed
from app.services import keys

ACTING_PERSON: Final = "Samenspel-Acting-Person"
HAT_OF: Final = {KeyHolder.RELATIVE: Hat.RELATIVE, KeyHolder.RESIDENT: Hat.RESIDENT}


@dataclass(frozen=True, slots=True)
class Known:
    """A caller who was recognised, whom they have to do with, the language of their house, and the key they used."""

    caller: Caller
    reach: Reach | None
    locale: Language
    key: KeyRow | None = None


def recognise(session: Session, text: str, acting_id: UUID | None) -> Known:
    """The caller with this key; from here the session stands in their organisation.

    Raises NotKnown for a key that is none; NotAllowed for an acting person who is not here, or who cannot act through
    this key.
    """
    key, locale = keys.recognise(session, text)
    scopes = frozenset(KeyScope(one) for one in key.scopes)
    if key.person_id is not None:
        if acting_id not in {None, key.person_id}:
            raise _unfit()
        return _personal(session, key, locale, key.person_id, {HAT_OF[key.holder]})
    if acting_id is not None:
        if KeyScope.CARE not in scopes:
            raise _unfit()
        return _personal(session, key, locale, acting_id, set(Hat))
    kinds = {CallerKind.ADMINISTRATOR} if KeyScope.ADMINISTRATION in scopes else set()
    if {KeyScope.CARE, KeyScope.UNATTENDED} <= scopes:
        kinds |= {CallerKind.SYSTEM}
    return Known(Caller(key.id, key.organisation_id, frozenset(kinds), scopes), None, locale, key)


def _personal(session: Session, key: KeyRow, locale: Language, person_id: UUID, hats: Collection[Hat]) -> Known:
    """Somebody who acts through a key; their rights are those of their hats and no more than the key's."""
    reach = reach_of(session, person_id, hats)
    if reach is None:
        raise NotAllowed("unknown_person")
    scopes = frozenset(KeyScope(one) for one in key.scopes)
    return Known(Caller(key.id, key.organisation_id, reach.kinds, scopes, person_id), reach, locale, key)


def _unfit() -> NotAllowed:
    return NotAllowed("acting_person_unfit", Flaw("acting_person_unfit", parameter=ACTING_PERSON))
