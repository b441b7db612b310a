"""What was written, judged at the end of the request: the row as it is now must be one that the caller may write."""

from collections.abc import Collection, Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import false, or_, select
from sqlmodel import SQLModel

from app.database import Session, Written
from app.models.vocabulary import CallerKind
from app.policy.close import NOBODY
from app.policy.holding import HELD, Holding
from app.policy.rules import When, conditions_of
from app.problems import NotAllowed

# A person is written through a hat, which is judged.
JUDGED: Final = HELD - {"person"}
# What changes with every change.
ALWAYS_CHANGED: Final = frozenset({"version", "updated_at", "contributions"})
SIDES: Final = ("a", "b")


def judge(session: Session) -> None:
    """Raise NotAllowed when a row was written that this caller may not write, or a side of it that is not theirs.

    One statement for each noun that was written, and none for a program.
    """
    holding = session.holding
    if not isinstance(holding, Holding):
        return
    session.flush()
    with session.unheld():
        for noun, written in session.written.items():
            asked = {row_id: one for row_id, one in written.items() if one.asked is not None}
            if noun in JUDGED and asked:
                _judge(session, holding, noun, asked)


def refuse_foreign_teams(session: Session, teams: Collection[UUID]) -> None:
    """Raise NotAllowed when somebody writes a membership of a team that they do not coordinate, their own included."""
    holding = session.holding
    if isinstance(holding, Holding) and not holding.reach.teams.get(CallerKind.COORDINATOR, NOBODY).issuperset(teams):
        raise NotAllowed("not_yours_to_write")


def _judge(session: Session, holding: Holding, noun: str, written: Mapping[UUID, Written]) -> None:
    table = SQLModel.metadata.tables[noun]
    whens = conditions_of(holding.caller.kinds, holding.action, noun)
    whole, own_side = (
        or_(false(), *(holding.conditions.sql(when, noun, table) for when in which))
        for which in ([one for one in whens if one is not When.OWN_SIDE], {When.OWN_SIDE}.intersection(whens))
    )
    mine = table.c.id.in_(list(written))
    rows = session.execute(select(table.c.id, whole.label("whole")).where(mine, or_(whole, own_side))).all()
    if len(rows) < len(written):
        raise NotAllowed("not_yours_to_write")
    for row in rows:
        if not row.whole and _touches_other_side(session, holding, written[row.id]):
            raise NotAllowed("own_side_only")


def _touches_other_side(session: Session, holding: Holding, written: Written) -> bool:
    """Whether more of a relation or moment was written than the caller's own side of it."""
    row, me, changed = written.row, holding.reach.person_id, written.asked or set()
    party_a = row.party_a_id if row.noun == "relation" else _party_a(session, row.relation_id)
    own, other = SIDES if party_a == me else reversed(SIDES)
    if row.noun == "relation":
        fields = {f"wished_rung_{own}", f"wished_rung_{own}_by_id", f"contact_wanted_{own}"}
        return written.is_new or not changed <= fields | ALWAYS_CHANGED
    if row.created_by == me:
        return bool(changed & {f"rung_{other}", f"rung_{other}_by_id"} and _says(row, other))
    return not changed <= {f"rung_{own}", f"rung_{own}_by_id"} | ALWAYS_CHANGED


def _says(moment: Any, side: str) -> bool:  # noqa: ANN401  a row of a moment
    return getattr(moment, f"rung_{side}") is not None or getattr(moment, f"rung_{side}_by_id") is not None


def _party_a(session: Session, relation_id: UUID) -> UUID | None:
    relation = SQLModel.metadata.tables["relation"]
    return session.execute(select(relation.c.party_a_id).where(relation.c.id == relation_id)).scalar()
