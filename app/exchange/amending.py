"""What of a stored thing a row changes.

The source owns the fields it states, as long as it says something new of them: a field that the source still says the
same of keeps what somebody here made of it. A row that adds to the thing of another row takes nothing away.
"""

from dataclasses import dataclass, field
from typing import Any, Final

from app.exchange.digests import item_digest
from app.exchange.drafts import Draft, Key
from app.models.base import Body

ADDED: Final = "external_ids"
# What a noun has when nobody said anything.
EMPTY: Final[tuple[Any, ...]] = (None, [], {}, "unknown")
ONLY_WHEN_NEW: Final = {"moments", "codings"}


@dataclass(slots=True)
class Earlier:
    """What earlier imports said of the thing: this row field by field and item by item, and the items of other rows."""

    stated: dict[str, str] = field(default_factory=dict)
    items: dict[str, list[str]] = field(default_factory=dict)
    of_others: dict[str, set[str]] = field(default_factory=dict)


def stated_of(fields: dict[str, Any]) -> dict[str, str]:
    """The digest of each field."""
    return {name: item_digest(value) for name, value in fields.items()}


def items_of(draft: Draft, fields: dict[str, Any], keys: list[Key]) -> dict[str, list[str]]:
    """The digests of the items that the row answers for: of every list when it adds, else of its external ids."""
    lists = {name: value for name, value in fields.items() if isinstance(value, list)} if draft.adds else {}
    lists[ADDED] = [key._asdict() for key in keys]
    return {name: [item_digest(one) for one in value] for name, value in lists.items()}


def changes(draft: Draft, fields: dict[str, Any], keys: list[Key], now: Body, earlier: Earlier) -> dict[str, Any]:
    """The fields to say anew, with what to say; a field that says nothing any more is None."""
    stored = now.model_dump(mode="json", by_alias=False)
    patch: dict[str, Any] = {}
    for name, value in fields.items():
        if earlier.stated.get(name) == item_digest(value) or name in ONLY_WHEN_NEW:
            continue
        if isinstance(value, list):
            patch[name] = _list(name, value, stored[name], draft, earlier)
        elif not draft.adds or stored[name] in EMPTY or item_digest(stored[name]) == earlier.stated.get(name):
            patch[name] = _whole(value, stored[name])
    patch |= _gone(draft, fields, stored, earlier)
    patch |= {name: value for name, value in draft.defaults.items() if stored.get(name) in EMPTY and name not in patch}
    patch[ADDED] = _together(ADDED, [key._asdict() for key in keys], stored[ADDED], earlier)
    return {name: value for name, value in patch.items() if value != stored.get(name)}


def _list(name: str, value: list[Any], stored: list[Any], draft: Draft, earlier: Earlier) -> list[Any]:
    """A list as the source has it: with what other rows added, or added to what is there."""
    if draft.adds:
        return _together(name, value, stored, earlier)
    others = earlier.of_others.get(name, set())
    said = {item_digest(one) for one in value}
    return value + [one for one in stored if item_digest(one) in others - said]


def _together(name: str, value: list[Any], stored: list[Any], earlier: Earlier) -> list[Any]:
    """What is stored, without what this row said before and says no more, with what it says now."""
    before, now = set(earlier.items.get(name, [])), {item_digest(one) for one in value}
    gone = before - now - earlier.of_others.get(name, set())
    kept = [one for one in stored if item_digest(one) not in gone]
    here = {item_digest(one) for one in kept}
    return kept + [one for one in value if item_digest(one) not in here]


def _gone(draft: Draft, fields: dict[str, Any], stored: dict[str, Any], earlier: Earlier) -> dict[str, Any]:
    """What the source said before and says no more."""
    gone = [name for name in earlier.stated if name not in fields and name in stored and name != ADDED]
    return {
        name: _list(name, [], stored[name], draft, earlier) if isinstance(stored[name], list) else None
        for name in gone
        if not draft.adds or isinstance(stored[name], list) or item_digest(stored[name]) == earlier.stated[name]
    }


def _whole(value: Any, stored: Any) -> Any:  # noqa: ANN401  any JSON
    """A value that takes the place of the stored one as a whole, also where a merge patch would keep parts of it."""
    if isinstance(value, dict) and isinstance(stored, dict):
        return {**dict.fromkeys(stored), **value}
    return value
