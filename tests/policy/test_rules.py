"""The table of rules against what people were promised, noun by noun, and every line of it taken away once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlmodel import SQLModel

from app.database import Session
from app.models.vocabulary import CallerKind
from app.policy import rules
from app.policy.asked import NOUN_OF_TAG
from app.policy.caller import Action, Caller
from app.policy.holding import ASKED_OF, HELD, Holding
from app.policy.reach import Reach
from app.policy.rules import RULES, Rule, When
from app.services import callers
from tests.engine import on_postgresql, tried_in_full
from tests.policy.cast import ACTING, Cast
from tests.policy.expected import BSN_CHANGES, BSN_READS, FIGURES, NAMED, READS, REMOVES, SIDE_A, WRITES

EXPECTED: Final = {
    Action.READ: {**READS, "bsn of truus": BSN_READS},
    Action.WRITE: {**WRITES, "bsn of truus": BSN_CHANGES},
    Action.REMOVE: {**REMOVES, "bsn of truus": BSN_CHANGES},
    Action.FIGURES: FIGURES,
}
# What everybody who is known may do in the house itself, whatever the row, and what some may do there besides.
PERSONS: Final = frozenset(rules.PERSONS)
KNOWN: Final = frozenset(CallerKind) - {CallerKind.INVITED}
IN_EMERGENCY: Final = frozenset({CallerKind.COORDINATOR, CallerKind.CAREGIVER})
HOUSE_WORK: Final = {
    **{(Action.READ, noun): KNOWN for noun in ("organisation", "location", "team", "word", "me")},
    **{
        (action, noun): frozenset({CallerKind.ADMINISTRATOR, CallerKind.SYSTEM})
        for action in (Action.WRITE, Action.REMOVE)
        for noun in ("organisation", "location", "team")
    },
    (Action.READ, "instrument"): PERSONS | {CallerKind.SYSTEM},
    **{
        (action, noun): frozenset({CallerKind.ADMINISTRATOR})
        for action in (Action.READ, Action.WRITE)
        for noun in ("key", "invitation", "login")
    },
    (Action.WRITE, "redemption"): frozenset({CallerKind.INVITED}),
    (Action.READ, "masking_decision"): frozenset({CallerKind.PRIVACY_OFFICER}),
    (Action.READ, "access_entry"): frozenset({CallerKind.PRIVACY_OFFICER}),
    (Action.READ, "look"): frozenset({CallerKind.RESIDENT}),
    (Action.READ, "emergency_access"): IN_EMERGENCY | {CallerKind.RESIDENT, CallerKind.PRIVACY_OFFICER},
    (Action.WRITE, "emergency_access"): IN_EMERGENCY | {CallerKind.PRIVACY_OFFICER},
    (Action.WRITE, "emergency_review"): frozenset({CallerKind.PRIVACY_OFFICER}),
    **{
        (action, noun): PERSONS | {CallerKind.PRIVACY_OFFICER}
        for action in (Action.READ, Action.WRITE)
        for noun in ("export", "erasure_request")
    },
    **{
        (action, noun): frozenset({CallerKind.PRIVACY_OFFICER})
        for action in (Action.READ, Action.WRITE)
        for noun in ("retention", "research_export", "bsn_keeping")
    },
    (Action.WRITE, "erasure_decision"): frozenset({CallerKind.PRIVACY_OFFICER}),
    (Action.WRITE, "export_review"): frozenset({CallerKind.PRIVACY_OFFICER}),
    (Action.WRITE, "masking_decision"): frozenset({CallerKind.PRIVACY_OFFICER}),
}
MASKING: Final = (Action.READ, Action.WRITE)
RESIDENTS: Final = frozenset({CallerKind.RESIDENT})
# Kinds for whom the rows do not tell it, as the house has nobody of them.
OTHERS: Final = {
    (CallerKind.SYSTEM, action, noun)
    for action in Action
    for noun in ("instrument", *rules.PEOPLE, *rules.AROUND, *rules.TOLD, "consent")
} | {
    (CallerKind.SYSTEM, Action.FIGURES, "team"),
    *((kind, action, "masking") for kind in (CallerKind.SYSTEM, CallerKind.PRIVACY_OFFICER) for action in MASKING),
    *((CallerKind.SYSTEM, action, "bsn") for action in (Action.READ, Action.WRITE, Action.REMOVE)),
    (CallerKind.PRIVACY_OFFICER, Action.READ, "person"),
    (CallerKind.PRIVACY_OFFICER, Action.READ, "consent"),
}
# Senses of a person are asked of a resident, or of oneself in the service; so these lines have no rows.
OF_PERSONS: Final = frozenset(
    {CallerKind.COORDINATOR, CallerKind.CAREGIVER, CallerKind.RELATIVE, CallerKind.RESIDENT, *rules.PERSONS}
)


def known(cast: Cast, session: Session, name: str) -> tuple[Caller, Reach]:
    """Somebody of the house, as the service recognises them."""
    headers = cast.headers[name]
    acting = UUID(headers[ACTING]) if ACTING in headers else None
    found = callers.recognise(session, headers["Authorization"].removeprefix("Bearer "), acting)
    return found.caller, found.reach or Reach(found.caller.author, found.caller.kinds)


def lets_through(cast: Cast, session: Session, name: str) -> Iterator[tuple[Action, str]]:
    """Everything by its name that the rules let somebody do."""
    caller, reach = known(cast, session, name)
    names: Mapping[str, set[str]] = defaultdict(set)
    for what, row_id in cast.ids.items():
        names[row_id].add(what)
    for action in Action:
        nouns = set(ASKED_OF.values()) if action is Action.FIGURES else HELD - {"person"}
        for noun in sorted(nouns):
            holding = Holding(session, caller, reach, action, noun)
            table = SQLModel.metadata.tables[noun]
            may = holding(noun, table, to_change=True)
            ids = session.scalars(select(table.c.id).where(may if may is not None else table.c.id.is_not(None)))
            for what in (what for row_id in ids for what in names[str(row_id)] if cast.nouns[what] == noun):
                if action is not Action.FIGURES or what not in SIDE_A:  # which has no rungs
                    yield action, what


def everything(cast: Cast) -> dict[str, set[tuple[Action, str]]]:
    """What each caller may do, by their name."""

    def look(session: Session) -> dict[str, set[tuple[Action, str]]]:
        return {name: set(lets_through(cast, session, name)) for name in cast.headers if name != "system"}

    return cast.house.database.run(look, write=False)


def promised(name: str) -> set[tuple[Action, str]]:
    """What somebody was promised."""
    return {(action, what) for action, table in EXPECTED.items() for what, who in table.items() if name in who}


def ever() -> dict[tuple[Action, str], frozenset[CallerKind]]:
    """Who may do something on some row, for what no row of the house tells."""
    nouns = {*NOUN_OF_TAG.values(), "team"}
    return {(action, noun): frozenset(rules.kinds_of(action, noun)) for action in Action for noun in nouns}


def house_work_is_right() -> bool:
    """Whether the lines about the house itself, programs and persons say what was promised."""
    found = ever()
    system = {(kind, action, noun) for (action, noun), kinds in found.items() for kind in kinds}
    return (
        all(found[place] == kinds for place, kinds in HOUSE_WORK.items())
        and system >= OTHERS
        and all(When.THEMSELVES in rules.conditions_of(RESIDENTS, action, "export") for action in MASKING)
        and found[Action.FIGURES, "person"] == OF_PERSONS | {CallerKind.SYSTEM}
    )


def test_everybody_may_do_what_was_promised_and_nothing_else(cast: Cast) -> None:
    found = everything(cast)
    assert {name: may ^ promised(name) for name, may in found.items() if may != promised(name)} == {}
    assert house_work_is_right()


def names_known(cast: Cast) -> dict[str, set[str]]:
    """Whom each caller may know by name."""

    def look(session: Session) -> dict[str, set[str]]:
        found = {}
        people = {row_id: name for name, row_id in cast.ids.items() if cast.nouns[name] in rules.PEOPLE}
        table = SQLModel.metadata.tables["person"]
        for name in NAMED:
            caller, reach = known(cast, session, name)
            may = Holding(session, caller, reach, Action.READ, "story")("person", table, to_change=False)
            assert may is not None
            found[name] = {people[str(one)] for one in session.scalars(select(table.c.id).where(may))}
        return found

    return cast.house.database.run(look, write=False)


def test_everybody_knows_by_name_whom_they_have_to_do_with(cast: Cast) -> None:
    assert names_known(cast) == NAMED


def less_than_promised(cast: Cast) -> set[str]:
    """Who may do less than they were promised."""
    return {name for name, may in everything(cast).items() if promised(name) - may}


# The lines mean the same on both engines: on the second one some do.
LINES: Final = range(0, len(RULES), 6 if on_postgresql() and not tried_in_full() else 1)


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"line{line}")
def test_without_any_one_line_somebody_cannot_do_what_was_promised(
    cast: Cast, line: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "RULES", RULES[:line] + RULES[line + 1 :])
    rules.conditions_of.cache_clear()
    try:
        assert not house_work_is_right() or less_than_promised(cast) or names_known(cast) != NAMED, RULES[line]
    finally:
        rules.conditions_of.cache_clear()


def test_a_line_too_many_lets_somebody_do_what_was_not_promised(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    wider = Rule((CallerKind.STUDENT,), (Action.READ,), ("sitting",), When.IN_STUDY)
    monkeypatch.setattr(rules, "RULES", (*RULES, wider))
    rules.conditions_of.cache_clear()
    try:
        assert everything(cast)["student"] - promised("student") == {
            (Action.READ, "sitting of truus"),
            (Action.READ, "sitting of piet"),
        }
    finally:
        rules.conditions_of.cache_clear()
