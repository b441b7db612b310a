"""The conditions of one request, as the wall puts them on every statement."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Select, and_, false, or_, select
from sqlmodel import SQLModel

from app.database import Session
from app.models.base import Part
from app.models.bsn import BsnRow
from app.models.masking import MaskingRow
from app.models.nouns import NOUNS
from app.policy.caller import Action, Caller
from app.policy.conditions import Conditions
from app.policy.reach import Reach, reach_of
from app.policy.rules import conditions_of

Condition = ColumnElement[bool]

# The nouns whose rows a policy holds; the house itself is open to everybody who is known here, a team but for figures.
HELD: Final = frozenset({*NOUNS, MaskingRow.noun, BsnRow.noun} - {"organisation", "location", "team", "instrument"})
# What changes whom somebody has to do with.
RESHAPING: Final = ("resident", "relation", "consent", "emergency_access")
# Figures are asked of one of these; of a person they are those of a resident, or somebody's own.
ASKED_OF: Final[Mapping[str, str]] = {
    "resident": "resident",
    "relation": "relation",
    "team": "team",
    "person": "resident",
}


class Holding:
    """What a caller may see and change in one request: the condition for a table of a noun or of its parts."""

    def __init__(self, session: Session, caller: Caller, reach: Reach, action: Action, noun: str) -> None:
        self.session = session
        self.caller = caller
        self.action = action
        self.noun = noun
        self._reach = reach
        self._conditions = Conditions(caller.organisation_id, reach, self._readable_stories)
        self._seen_written = 0

    @property
    def reach(self) -> Reach:
        """Whom the caller has to do with, looked up again when the request itself changed that: somebody moved in."""
        changed = sum(len(self.session.written.get(noun, ())) for noun in RESHAPING)
        if changed > self._seen_written and self._reach.hats:
            self._seen_written = changed
            with self.session.unheld():
                self._reach = reach_of(self.session, self._reach.person_id, self._reach.hats) or self._reach
        return self._reach

    @property
    def conditions(self) -> Conditions:
        """What the rules mean for that reach."""
        reach = self.reach
        if self._conditions.reach is not reach:
            self._conditions = Conditions(self.caller.organisation_id, reach, self._readable_stories)
        return self._conditions

    def __call__(self, table: str, row: FromClause, *, to_change: bool) -> Condition | None:
        """The condition for the rows of a table, None when the policy does not hold it."""
        if table in OWNERS:
            return self._part(row, *OWNERS[table])
        if table in HELD or (self.action is Action.FIGURES and table == "team" == self.noun):
            return self._noun(table, row, to_change=to_change)
        return None

    def may(self, action: Action, noun: str, row: FromClause) -> Condition:
        """The rows of a noun on which the caller may do this."""
        whens = conditions_of(self.caller.kinds, action, noun)
        return or_(false(), *(self.conditions.sql(when, noun, row) for when in whens))

    def _noun(self, noun: str, row: FromClause, *, to_change: bool) -> Condition:
        if self.action is Action.FIGURES and noun == ASKED_OF[self.noun]:
            return self.may(Action.FIGURES, noun, row)
        seen = self.may(Action.READ, noun, row)
        if to_change and noun == self.noun and self.action in {Action.WRITE, Action.REMOVE}:
            return and_(seen, self.may(self.action, noun, row))
        return seen

    def _part(self, row: FromClause, owner: str, key: str) -> Condition | None:
        """A part is seen with its whole."""
        whole = SQLModel.metadata.tables[owner]
        condition = self(owner, whole, to_change=False)
        return None if condition is None else row.c[key].in_(self._ids_of(owner).where(condition))

    def _readable_stories(self) -> Select[Any]:
        story = SQLModel.metadata.tables["story"]
        return self._ids_of("story").where(self.may(Action.READ, "story", story))

    def _ids_of(self, noun: str) -> Select[Any]:
        table = SQLModel.metadata.tables[noun]
        here: UUID = self.caller.organisation_id
        # It reads its table anew, also within a statement that has the same one.
        return select(table.c.id).where(table.c.organisation_id == here).correlate(None)


def _owners() -> dict[str, tuple[str, str]]:
    """Of each table of parts the noun that its rows belong to, and the column that says so."""
    found = {}
    for mapper in SQLModel._sa_registry.mappers:  # noqa: SLF001  no public way to the registry
        kind: Any = mapper.class_
        if issubclass(kind, Part):
            key = next(name for name in kind.model_fields if name.endswith("_id") and name != "organisation_id")
            found[str(kind.__tablename__)] = (key.removesuffix("_id"), key)
    return found


OWNERS: Final = _owners()
