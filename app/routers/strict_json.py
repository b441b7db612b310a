"""Reading a JSON body as RFC 8259 means it: UTF-8, no duplicate keys, no NaN, no lone surrogates, no deep nesting."""

import json
import re
from typing import Any, Final

from app.problems import Flaw, Invalid

DEEPEST: Final = 32
LONGEST_NUMBER: Final = 40
MOST_VALUES: Final = 20_000
"""The fullest body that makes sense has a few thousand; each may be wrong, and an error takes a kilobyte."""

_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")


def load(raw: bytes) -> Any:  # noqa: ANN401  any JSON
    """The value of a JSON text; Invalid `json_invalid` with the kind of fault and never any of the text."""
    try:
        text = raw.decode("utf-8")
        if "\x00" in text:
            raise _refuse("json_nul")
        value = json.loads(
            text,
            object_pairs_hook=_no_duplicates,
            parse_constant=_no_constant,
            parse_float=_float,
            parse_int=_int,
        )
        if _checked(value, 0) > MOST_VALUES:
            raise _refuse("json_too_many_values")
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise _refuse("json_malformed") from error
    return value


def load_body(raw: bytes) -> Any:  # noqa: ANN401  any JSON
    """The value of a request body; null is refused, which FastAPI would take for no body at all."""
    value = load(raw)
    if value is None:
        raise _refuse("object_form")
    return value


def _refuse(code: str) -> Invalid:
    return Invalid("invalid_request", Flaw(code, pointer=""))


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _refuse("json_duplicate_key")
    return found


def _no_constant(_name: str) -> None:
    raise _refuse("json_not_a_number")


def _float(text: str) -> float:
    value = float(text)
    if value in {float("inf"), float("-inf")}:
        raise _refuse("json_not_a_number")
    return value


def _int(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise _refuse("json_number_too_long")
    return int(text)


def _checked(value: object, depth: int) -> int:
    """How many values and names stand in it, each of which was looked at."""
    count = 1
    if depth > DEEPEST:
        raise _refuse("json_too_deep")
    if isinstance(value, str):
        _check_text(value)
    if isinstance(value, dict):
        for key, inside in value.items():
            _check_text(key)
            count += 1 + _checked(inside, depth + 1)
    elif isinstance(value, list):
        for inside in value:
            count += _checked(inside, depth + 1)
    return count


def _check_text(text: str) -> None:
    if "\x00" in text:
        raise _refuse("json_nul")
    if _SURROGATE.search(text):
        raise _refuse("json_lone_surrogate")
