"""Leaving out what would tell who somebody is: combinations of facts that too few people share.

Pure: values in, values out.
"""

import hmac
from collections import Counter
from collections.abc import Hashable, Mapping
from hashlib import sha256
from typing import Final, TypeVar

LEAST: Final = 5
"""So many people share every combination of facts that is told (`docs/rights-of-people.md`)."""

KeyT = TypeVar("KeyT", bound=Hashable)
FactsT = TypeVar("FactsT", bound=Hashable)


def coded(key: bytes, said: str) -> str:
    """A code for an id that cannot be led back without the key: 80 bits of an HMAC-SHA-256, in hexadecimal."""
    return hmac.new(key, said.encode(), sha256).hexdigest()[:20]


def told_facts(facts: Mapping[KeyT, FactsT], least: int = LEAST) -> dict[KeyT, FactsT | None]:
    """Of each one their facts, or None where too few share them.

    Those without facts are a group as well: while they are too few, the smallest group that is told joins them, so that
    nobody is found by taking all others away.
    """
    sizes = Counter(facts.values())
    hidden = {one for one, size in sizes.items() if size < least}
    while 0 < sum(sizes[one] for one in hidden) < least and len(hidden) < len(sizes):
        hidden.add(min((one for one in sizes if one not in hidden), key=lambda one: (sizes[one], repr(one))))
    return {key: None if value in hidden else value for key, value in facts.items()}
