"""Parts are held with their wholes: of what somebody may not see no part is seen, whatever they came to do."""

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from app.database import Session
from app.policy.caller import Action
from app.policy.holding import OWNERS, Holding
from tests.policy.cast import Cast
from tests.policy.test_rules import known

TABLES = SQLModel.metadata.tables


@pytest.mark.parametrize("action", [Action.READ, Action.WRITE])
@pytest.mark.parametrize("name", ["nurse", "student", "anna", "truus"])
def test_a_part_is_seen_with_its_whole_and_not_without_it(cast: Cast, name: str, action: Action) -> None:
    def look(session: Session) -> list[tuple[int, int]]:
        caller, reach = known(cast, session, name)
        return [compared(session, part, Holding(session, caller, reach, action, OWNERS[part][0])) for part in OWNERS]

    counts = cast.house.database.run(look, write=False)
    assert sum(shown for shown, _ in counts) > 0
    assert sum(hidden for _, hidden in counts) > 0


def compared(session: Session, part: str, holding: Holding) -> tuple[int, int]:
    """How many parts of a table are shown and how many hidden: those of wholes that are."""
    owner, key = OWNERS[part]
    parts, wholes = TABLES[part], TABLES[owner]
    of_part, of_whole = holding(part, parts, to_change=False), holding(owner, wholes, to_change=False)
    if of_whole is None:
        assert of_part is None, part
        return 0, 0
    assert of_part is not None, part
    seen = set(session.scalars(select(wholes.c.id).where(of_whole)))
    belongs = {row.id: row.whole for row in session.execute(select(parts.c.id, parts.c[key].label("whole")))}
    shown = set(session.scalars(select(parts.c.id).where(of_part)))
    assert shown == {one for one, whole in belongs.items() if whole in seen}, part
    return len(shown), len(belongs) - len(shown)
