"""Ids that are the same in every demo house: UUIDv7 in form, made from what a thing is called in the files."""

from collections.abc import Callable
from hashlib import sha256
from itertools import count
from typing import Final
from uuid import UUID

PAST_DAY_MS: Final = 946_684_800_000
"""The first moment of 2000 (UTC), before anybody came: a UUIDv7 begins with milliseconds, and may not lie ahead."""
VERSION: Final = 7 << 76
VARIANT: Final = 0b10 << 62
LOW_BITS: Final = (1 << 62) - 1


def fixed_id(noun: str, key: str) -> UUID:
    """The id of the thing of this noun with this key."""
    bits = int.from_bytes(sha256(f"{noun}/{key}".encode()).digest()[:10], "big")
    random_a = bits >> 68
    return UUID(int=PAST_DAY_MS << 80 | VERSION | random_a << 64 | VARIANT | (bits & LOW_BITS))


def numbered(scope: str) -> Callable[[], UUID]:
    """Ids for what has no key of its own, such as the parts of a thing: numbered within what they belong to."""
    number = count()
    return lambda: fixed_id(scope, str(next(number)))


ORGANISATION_ID: Final = fixed_id("organisation", "huis-samenspel")
