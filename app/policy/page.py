"""The page of rights: the table of rules in words, for `docs/rights.md`, so that the page cannot say anything else."""

from typing import Final

from app.models.vocabulary import CallerKind
from app.policy.caller import Action
from app.policy.rules import RULES, When, conditions_of

BEGIN: Final = "<!-- made from app/policy/rules.py by: samenspel contract -->"
END: Final = "<!-- the end of what is made -->"

WORDS: Final = {
    When.ALWAYS: "always",
    When.IN_CARE: "of the residents of the own teams, without concerns, drafts and stories taken back",
    When.IN_LED_CARE: "of the residents of the teams they coordinate, concerns included",
    When.IN_STUDY: "of the residents of the team they learn in, without concerns, drafts and stories taken back",
    When.ACCOMPANIED: "the residents they accompany, and stories in which they were there themselves",
    When.OWN: "their own: what they tell, hold, code, answer or are a party in",
    When.OWN_SIDE: "their own side of what they are a party in",
    When.THEMSELVES: "about themselves, or about whom they represent; no senses of others",
    When.NAMED: "the names of whom they have to do with",
    When.BOUND: "the residents whose relative they are today, unless contact is barred",
    When.CONSENTED: "what the resident consented to, per category; with several residents, what each of them did",
    When.TOLD_BY_NO_COLLEAGUE: "about the residents of the own teams, unless a colleague tells it",
}


def table() -> str:
    """Every rule in a table for each kind of caller, in the order of the word list."""
    nouns = list(dict.fromkeys(noun for rule in RULES for noun in rule.nouns))
    parts = []
    for kind in CallerKind:
        rows: dict[tuple[str, str], list[str]] = {}
        for noun in nouns:
            for action in Action:
                for when in conditions_of(frozenset({kind}), action, noun):
                    rows.setdefault((noun, WORDS[when]), []).append(action.value)
        lines = [f"| {noun} | {', '.join(actions)} | {words} |" for (noun, words), actions in rows.items()]
        parts.append("\n".join([f"### `{kind.value}`", "", "| noun | may | when |", "| --- | --- | --- |", *lines]))
    return "\n\n".join(parts)


def with_table(page: str) -> str:
    """The page with the table as it is now; ValueError for a page without a place for it."""
    before, found, rest = page.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not (found and ended):
        message = "no place for the table of rights"
        raise ValueError(message)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"
