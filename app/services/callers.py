"""Who calls: a key, a token or an invitation, and for whom; looked up anew at every request."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from app.database import Session
from app.models.key import KeyRow
from app.models.vocabulary import AccessActor, CallerKind, Duty, Hat, KeyHolder, KeyScope, Language
from app.policy.caller import Caller
from app.policy.reach import Reach, reach_of
from app.problems import Flaw, NotAllowed
from app.services import invitations, keys, logins, secret_texts
from app.tokens.checking import Bearer

ACTING_PERSON: Final = "Samenspel-Acting-Person"
HAT_OF: Final = {KeyHolder.RELATIVE: Hat.RELATIVE, KeyHolder.RESIDENT: Hat.RESIDENT}
KIND_OF: Final = {Duty.ADMINISTRATOR: CallerKind.ADMINISTRATOR, Duty.PRIVACY_OFFICER: CallerKind.PRIVACY_OFFICER}


@dataclass(frozen=True, slots=True)
class Known:
    """A caller who was recognised: whom they have to do with, the language of their house, and the key they used."""

    caller: Caller
    reach: Reach | None
    locale: Language
    time_zone: str
    key: KeyRow | None = None

    @property
    def actor(self) -> AccessActor:
        """By what they came in."""
        if self.key is not None:
            return AccessActor.KEY
        return AccessActor.INVITATION if CallerKind.INVITED in self.caller.kinds else AccessActor.LOGIN


def recognise(session: Session, said: str | Bearer, acting_id: UUID | None) -> Known:
    """The caller with this key, code or token; from here the session stands in their organisation.

    Raises NotKnown for a key or a code that is none; NotAllowed for an acting person who is not here, or who cannot
    act this way.
    """
    if isinstance(said, Bearer):
        return _logged_in(session, said, acting_id)
    if said.startswith(f"{secret_texts.INVITATION}_"):
        return _invited(session, said, acting_id)
    key, locale = keys.recognise(session, said)
    scopes = frozenset(KeyScope(one) for one in key.scopes)
    if key.person_id is not None:
        _refuse_others(acting_id, key.person_id)
        return _through(session, key, locale, key.person_id, {HAT_OF[key.holder]})
    if acting_id is not None:
        if KeyScope.CARE not in scopes:
            raise _unfit()
        return _through(session, key, locale, acting_id, set(Hat))
    kinds = {CallerKind.ADMINISTRATOR} if KeyScope.ADMINISTRATION in scopes else set()
    if {KeyScope.CARE, KeyScope.UNATTENDED} <= scopes:
        kinds |= {CallerKind.SYSTEM}
    caller = Caller(key.id, key.organisation_id, frozenset(kinds), key.expires_at, scopes)
    return Known(caller, None, locale, session.time_zone, key)


def _through(session: Session, key: KeyRow, locale: Language, person_id: UUID, hats: Collection[Hat]) -> Known:
    """Somebody who acts through a key; their rights are those of their hats and no more than the key's."""
    reach = _reach(session, person_id, hats)
    scopes = frozenset(KeyScope(one) for one in key.scopes)
    caller = Caller(key.id, key.organisation_id, reach.kinds, key.expires_at, scopes, person_id)
    return Known(caller, reach, locale, session.time_zone, key)


def _logged_in(session: Session, bearer: Bearer, acting_id: UUID | None) -> Known:
    """Whose token it is, with the duties of that login."""
    login, locale = logins.recognise(session, bearer.organisation_id, bearer.issuer, bearer.subject)
    _refuse_others(acting_id, login.person_id)
    reach = _reach(session, login.person_id, set(Hat))
    kinds = reach.kinds | {KIND_OF[Duty(one)] for one in login.duties}
    caller = Caller(login.id, login.organisation_id, kinds, bearer.expires_at, person_id=login.person_id)
    return Known(caller, reach, locale, session.time_zone)


def _invited(session: Session, code: str, acting_id: UUID | None) -> Known:
    """Somebody with a code, who may turn it into a key and do nothing else."""
    invitation, locale = invitations.recognise(session, code)
    _refuse_others(acting_id, None)
    kinds = frozenset({CallerKind.INVITED})
    caller = Caller(invitation.id, invitation.organisation_id, kinds, invitation.expires_at)
    return Known(caller, None, locale, session.time_zone)


def _reach(session: Session, person_id: UUID, hats: Collection[Hat]) -> Reach:
    reach = reach_of(session, person_id, hats)
    if reach is None:
        raise NotAllowed("unknown_person")
    return reach


def _refuse_others(acting_id: UUID | None, own_id: UUID | None) -> None:
    if acting_id not in {None, own_id}:
        raise _unfit()


def _unfit() -> NotAllowed:
    return NotAllowed("acting_person_unfit", Flaw("acting_person_unfit", parameter=ACTING_PERSON))
