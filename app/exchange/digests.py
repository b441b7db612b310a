"""Digests of what a row says: by them the same row, field or item is known again."""

import hashlib
from typing import Any

import orjson


def digest(value: object) -> str:
    """The digest of a JSON value, whatever the order of its names."""
    return hashlib.sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)).hexdigest()[:32]


def item_digest(item: Any) -> str:  # noqa: ANN401  any JSON
    """The digest of a field or an item of a list; what is empty in it does not count."""
    return digest(_filled(item))


def _filled(value: Any) -> Any:  # noqa: ANN401  any JSON
    if isinstance(value, dict):
        return {name: _filled(one) for name, one in value.items() if one not in (None, [], {})}
    return value
