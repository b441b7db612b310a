"""What a request leaves in the access log: who asked, what for, and everybody whom its answer is about."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from fastapi import Request
from fastapi.routing import APIRoute

from app.database import Database, Session
from app.models.emergency_access import EmergencyAccessRow
from app.models.vocabulary import AccessAction
from app.models.wire import UUID_FORM
from app.policy.caller import Action
from app.policy.grounds import grounds_of
from app.policy.holding import Holding
from app.policy.reach import Reach
from app.policy.rules import HOUSE
from app.problems import NotAllowed, NotFound, Refusal, TooMany
from app.services import access_log
from app.services.access_log import By, Deed
from app.services.callers import Known
from app.services.persons_shown import Shown, about

ACTIONS: Final = {
    Action.READ: AccessAction.READ,
    Action.FIGURES: AccessAction.READ,
    Action.WRITE: AccessAction.UPDATE,
    Action.REMOVE: AccessAction.DELETE,
}
# What says that somebody asked for what they may not have; everything else that is refused tells of nobody.
DENIALS: Final = (NotAllowed, NotFound, TooMany)
OF_ID: Final = re.compile(r"\{(\w+)Id\}")


@dataclass(slots=True)
class Noting:
    """One request on its way into the log; `known` is filled once it is known who asks."""

    request: Request
    route: APIRoute
    action: Action
    noun: str
    known: Known | None = None
    path: Sequence[tuple[str, UUID]] = field(init=False)

    def __post_init__(self) -> None:
        nouns = OF_ID.findall(self.route.path)
        said = (self.request.path_params.get(f"{noun}Id", "") for noun in nouns)
        self.path = [
            (noun, UUID(text)) for noun, text in zip(nouns, said, strict=True) if re.fullmatch(UUID_FORM, text)
        ]

    def done(
        self, session: Session, shown: Shown | None, made_id: UUID | None = None, before: UUID | None = None
    ) -> UUID | None:
        """Write down what was done, whom it showed and what it changed; the id of the entry.

        The words of the house tell of nobody, so that nothing is written when they are read. `before` is the entry of
        the same request the first time, when the answer is that of then.
        """
        assert self.known is not None  # noqa: S101  nothing is done for who is not known
        persons = about(session, shown, self.path)
        if before is not None:
            persons |= access_log.persons_of(session, before)
        action = ACTIONS[self.action]
        if action is AccessAction.READ and self.noun in HOUSE and not persons:
            return None
        reach = self._reach(session)
        emergencies = [] if reach is None else [one for who, one in reach.emergencies.items() if who in persons]
        deed = Deed(
            self.route.name,
            access_log.action_of(session, action),
            self.noun,
            self._request_id,
            thing_id=self.path[-1][1] if self.path else made_id,
            changes=access_log.changes_of(session) or None,
            emergency_id=next(iter(emergencies), None),
        )
        return self._note(session, deed, persons, reach)

    def denied(self, database: Database, refusal: Refusal) -> None:
        """Write down that a known caller asked for what they may not have, or for what is not there for them.

        What of the house is not there is not there for anybody, and tells of nobody; the figures of a team do.
        """
        known = self.known
        missing = isinstance(refusal, NotFound) and self.noun in HOUSE and self.action is not Action.FIGURES
        if known is None or missing or not isinstance(refusal, DENIALS):
            return

        def write(session: Session) -> None:
            session.enter(known.caller.organisation_id)
            session.time_zone = known.time_zone
            persons = access_log.known_here(session, {one for _, one in self.path})
            thing_id = self.path[-1][1] if self.path else None
            deed = Deed(self.route.name, ACTIONS[self.action], self.noun, self._request_id, thing_id, refusal.code)
            self._note(session, deed, persons, known.reach)

        database.run(write, write=True)

    @property
    def _request_id(self) -> UUID:
        return UUID(self.request.scope["request_id"])

    def _reach(self, session: Session) -> Reach | None:
        """Whom the caller had to do with; after an emergency access began, with whom they have to do since."""
        assert self.known is not None  # noqa: S101  as above
        holding = session.holding
        if isinstance(holding, Holding) and EmergencyAccessRow.noun in session.written:
            return holding.reach
        return self.known.reach

    def _note(self, session: Session, deed: Deed, persons: Collection[UUID], reach: Reach | None) -> UUID:
        assert self.known is not None  # noqa: S101  as above
        caller = self.known.caller
        by = By(self.known.actor, caller.actor, caller.person_id, caller.kinds)
        return access_log.note(session, by, deed, grounds_of(caller, reach, persons))
