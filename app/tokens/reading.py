"""Reading what strangers wrote: a token in three parts, and JSON in which nothing can be understood in two ways.

What is wrong with a token is told to nobody; what is wrong with the keys of an issuer, the operator hears.
"""

import json
import math
import re
from typing import Any, Final, NamedTuple, NoReturn

from joserfc.util import urlsafe_b64decode

from app.tokens.algorithms import LONGEST

FORM: Final = re.compile(r"([\w-]+)\.([\w-]+)\.([\w-]+)", re.ASCII)
SURROGATE: Final = re.compile(r"[\ud800-\udfff]")


class Parts(NamedTuple):
    """What a token says, before anything of it is known to be true."""

    header: dict[str, Any]
    claims: dict[str, Any]


def parts_of(text: str) -> Parts:
    """The header and the claims of a signed token.

    ValueError when it is over 8,192 characters, or is not three parts in base64url without padding, or when one of the
    first two is not a JSON object. RecursionError when that is nested too deeply.
    """
    found = FORM.fullmatch(text) if len(text) <= LONGEST else None
    if found is None:
        raise ValueError
    header, claims, _ = (urlsafe_b64decode(part.encode()) for part in found.groups())
    return Parts(object_of(header), object_of(claims))


def object_of(raw: bytes) -> dict[str, Any]:
    """A JSON object in UTF-8.

    ValueError when a member is there twice, a number is not finite, or a text holds half a character: each is read in
    one way here and perhaps in another elsewhere. RecursionError when it is nested too deeply.
    """
    text = raw.decode("utf-8")
    value = json.loads(text, object_pairs_hook=_each_once, parse_constant=_refuse_constant, parse_float=_finite)
    if not isinstance(value, dict):
        raise ValueError("not an object")  # noqa: TRY004  what a stranger wrote is wrong, not a type in the code
    # Written out again, an escaped half of a character stands there as itself.
    if SURROGATE.search(json.dumps(value, ensure_ascii=False)):
        raise ValueError("half a character")
    return value


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a member twice")
    return found


def _refuse_constant(_name: str) -> NoReturn:
    raise ValueError("not a number")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError("not finite")
    return value
