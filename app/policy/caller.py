"""Who calls: as what, for whom, and with which key or login."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.models.vocabulary import CallerKind, KeyScope


class Action(StrEnum):
    """What a rule is about: reading, working out figures, writing, and laying aside."""

    READ = "read"
    FIGURES = "figures"
    WRITE = "write"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Caller:
    """A caller who was recognised: `actor` is the key or the login, `person_id` who acts, if anybody does."""

    actor: UUID
    organisation_id: UUID
    kinds: frozenset[CallerKind]
    expires_at: datetime
    scopes: frozenset[KeyScope] = frozenset()
    person_id: UUID | None = None

    @property
    def author(self) -> UUID:
        """Who wrote what this caller writes: the person who acts, or else the key."""
        return self.person_id or self.actor

    @property
    def is_system(self) -> bool:
        """Whether a program calls for nobody in particular."""
        return CallerKind.SYSTEM in self.kinds
