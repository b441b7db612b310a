"""The table of rules: which caller may do what, on which noun, under which condition. Default deny.

A noun is the singular of the tag of a route, or of a table; each line is one sentence of the page `docs/rights.md`,
which is made from this table. What a condition lets through stands in `conditions.py`.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from app.models.vocabulary import CallerKind
from app.policy.caller import Action, Caller

READ, FIGURES, WRITE, REMOVE = Action
CHANGE: Final = (WRITE, REMOVE)
ALL: Final = tuple(Action)

HOUSE: Final = ("organisation", "location", "team", "instrument", "word")
PEOPLE: Final = ("person", "resident", "relative", "caregiver")
"""The nouns whose ids are those of persons: a hat has the id of who wears it."""
AROUND: Final = ("relation", "role", "moment", "sitting")
TOLD: Final = ("story", "coding")


class When(StrEnum):
    """Under which condition a rule lets a row through; the SQL of each stands in `conditions.py`."""

    ALWAYS = "always"
    IN_CARE = "in_care"
    IN_LED_CARE = "in_led_care"
    IN_STUDY = "in_study"
    ACCOMPANIED = "accompanied"
    OWN = "own"
    OWN_SIDE = "own_side"
    THEMSELVES = "themselves"
    NAMED = "named"
    BOUND = "bound"
    CONSENTED = "consented"
    TOLD_BY_NO_COLLEAGUE = "told_by_no_colleague"


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: these callers may do this, on these nouns, when the condition holds."""

    kinds: tuple[CallerKind, ...]
    actions: tuple[Action, ...]
    nouns: tuple[str, ...]
    when: When


ANYBODY: Final = tuple(kind for kind in CallerKind if kind is not CallerKind.INVITED)
ADMINISTRATOR, COORDINATOR, CAREGIVER = CallerKind.ADMINISTRATOR, CallerKind.COORDINATOR, CallerKind.CAREGIVER
VOLUNTEER, STUDENT, RELATIVE = CallerKind.VOLUNTEER, CallerKind.STUDENT, CallerKind.RELATIVE
RESIDENT, OFFICER, SYSTEM = CallerKind.RESIDENT, CallerKind.PRIVACY_OFFICER, CallerKind.SYSTEM
PERSONS: Final = (COORDINATOR, CAREGIVER, STUDENT, VOLUNTEER, RELATIVE, RESIDENT)

RULES: Final[tuple[Rule, ...]] = (
    # Everybody who is known here: what the house is called and what its words mean.
    Rule(ANYBODY, (READ,), ("organisation", "location", "team", "word", "me"), When.ALWAYS),
    # The administrator runs the house and sees no care.
    Rule((ADMINISTRATOR,), CHANGE, ("organisation", "location", "team"), When.ALWAYS),
    Rule((ADMINISTRATOR,), (READ, WRITE), ("key", "invitation", "login"), When.ALWAYS),
    # Somebody with an invitation turns it into a key.
    Rule((CallerKind.INVITED,), (WRITE,), ("redemption",), When.ALWAYS),
    # A program that nobody uses in person, such as an import: the house and all care.
    Rule((SYSTEM,), CHANGE, ("organisation", "location", "team"), When.ALWAYS),
    Rule((SYSTEM,), ALL, ("instrument", *PEOPLE, *AROUND, *TOLD, "consent"), When.ALWAYS),
    Rule((SYSTEM,), (FIGURES,), ("team",), When.ALWAYS),
    Rule((SYSTEM,), (READ, *CHANGE), ("bsn",), When.ALWAYS),
    # The coordinator: everything of the teams they coordinate.
    Rule((COORDINATOR,), (READ, WRITE), ("resident", "relative", "caregiver"), When.IN_LED_CARE),
    Rule((COORDINATOR,), (READ, *CHANGE), (*AROUND, *TOLD, "consent"), When.IN_LED_CARE),
    Rule((COORDINATOR,), (READ, *CHANGE), ("bsn",), When.IN_LED_CARE),
    Rule((COORDINATOR,), (FIGURES,), ("resident", "relation", "person", "team"), When.IN_LED_CARE),
    # The caregiver: the residents of the own teams and who is around them, but no concern.
    Rule((CAREGIVER,), (READ,), ("resident", "relative", "caregiver", "consent", *AROUND, *TOLD), When.IN_CARE),
    Rule((CAREGIVER,), (WRITE,), ("relative", *AROUND), When.IN_CARE),
    Rule((CAREGIVER,), (REMOVE,), ("role", "moment", "sitting"), When.IN_CARE),
    Rule((CAREGIVER,), CHANGE, ("story",), When.TOLD_BY_NO_COLLEAGUE),
    Rule((CAREGIVER,), CHANGE, ("coding",), When.OWN),
    Rule((CAREGIVER,), (FIGURES,), ("resident", "relation", "person", "team"), When.IN_CARE),
    # The student learns in a team: its residents and stories, own moments, no senses and no figures of others.
    Rule((STUDENT,), (READ,), ("resident", "relation", "role", "story"), When.IN_STUDY),
    # The volunteer knows whom they accompany.
    Rule((VOLUNTEER,), (READ,), ("resident", "story"), When.ACCOMPANIED),
    # The relative: what the resident consented to.
    Rule((RELATIVE,), (READ,), ("resident",), When.BOUND),
    Rule((RELATIVE,), (READ,), (*AROUND, *TOLD), When.CONSENTED),
    Rule((RELATIVE,), (FIGURES,), ("resident", "relation", "person"), When.CONSENTED),
    # The resident, and who represents them: everything about themselves.
    Rule((RESIDENT,), (READ,), ("resident", *AROUND, *TOLD), When.THEMSELVES),
    Rule((RESIDENT,), (FIGURES,), ("resident", "relation", "person"), When.THEMSELVES),
    Rule((RESIDENT,), (READ,), ("bsn",), When.THEMSELVES),
    Rule((RESIDENT,), (READ, WRITE), ("consent",), When.THEMSELVES),
    # Everybody of flesh and blood: what is their own, in their own voice.
    Rule(PERSONS, (READ,), ("person",), When.NAMED),
    Rule(PERSONS, (READ,), ("instrument",), When.ALWAYS),
    Rule(PERSONS, (READ,), ("relative", "caregiver", "consent", "story", *AROUND), When.OWN),
    Rule(PERSONS, (FIGURES,), ("relation", "person"), When.OWN),
    Rule(PERSONS, (READ, WRITE), ("masking",), When.OWN),
    Rule(PERSONS, (WRITE,), ("story", "sitting", "role"), When.OWN),
    Rule(PERSONS, (WRITE,), ("relation", "moment"), When.OWN_SIDE),
    # Who is masked in a story: asked for oneself or whom one represents, or by the coordinator; the officer decides.
    Rule((RESIDENT,), (READ, WRITE), ("masking",), When.THEMSELVES),
    Rule((COORDINATOR,), (READ, WRITE), ("masking",), When.IN_LED_CARE),
    Rule((SYSTEM,), (READ, WRITE), ("masking",), When.ALWAYS),
    Rule((OFFICER,), (READ, WRITE), ("masking", "masking_decision"), When.ALWAYS),
    # The privacy officer reads who consented to what and who looked at whom, and no story.
    Rule((OFFICER,), (READ,), ("person", "consent", "access_entry"), When.ALWAYS),
    # The resident, and who represents them: who looked.
    Rule((RESIDENT,), (READ,), ("look", "emergency_access"), When.THEMSELVES),
    # What is recorded about somebody, to take away or to have erased; the officer looks after others, and decides.
    Rule(PERSONS, (READ, WRITE), ("export", "erasure_request"), When.OWN),
    Rule((RESIDENT,), (READ, WRITE), ("export", "erasure_request"), When.THEMSELVES),
    Rule((OFFICER,), (READ, WRITE), ("export", "erasure_request", "export_review", "erasure_decision"), When.ALWAYS),
    Rule((OFFICER,), (READ, WRITE), ("retention", "research_export", "bsn_keeping"), When.ALWAYS),
    # In an emergency a caregiver sees a resident of another team; the officer reviews it.
    Rule((COORDINATOR, CAREGIVER), (READ, WRITE), ("emergency_access",), When.OWN),
    Rule((OFFICER,), (READ, WRITE), ("emergency_access", "emergency_review"), When.ALWAYS),
)


@cache
def conditions_of(kinds: frozenset[CallerKind], action: Action, noun: str) -> tuple[When, ...]:
    """The conditions under which callers of these kinds may do this on a noun, any one of them; none is never."""
    fitting = (
        rule.when
        for rule in RULES
        if action in rule.actions
        and noun in rule.nouns
        and (kinds & {*rule.kinds} or (not kinds and rule.kinds is ANYBODY))
    )
    return tuple(dict.fromkeys(fitting))


def kinds_of(action: Action, noun: str) -> list[CallerKind]:
    """Every kind of caller who may do this on some row of a noun, in the order of the word list."""
    return [kind for kind in CallerKind if conditions_of(frozenset({kind}), action, noun)]


def may_ever(caller: Caller, action: Action, noun: str) -> bool:
    """Whether there is any row of this noun on which the caller might do this."""
    return bool(conditions_of(caller.kinds, action, noun))
