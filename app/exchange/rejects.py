"""Rejected rows as lines, to be corrected and sent again under the same source."""

from collections.abc import Iterator
from typing import Any

import orjson

from app.exchange.drafts import Key
from app.exchange.report import Report
from app.exchange.rows import Row


def rejected_lines(report: Report) -> Iterator[bytes]:
    """Every rejected row once, as the source sent it; text that is no JSON is given back as it came."""
    for outcome in report.rejected():
        row = outcome.row
        if row.content:
            yield orjson.dumps(_without_urls(row.content, row))
        elif row.text:
            yield row.text.encode()


def _without_urls(value: Any, row: Row) -> Any:  # noqa: ANN401  any JSON
    """References to addresses inside a bundle, said in a way that holds outside it."""
    if isinstance(value, list):
        return [_without_urls(one, row) for one in value]
    if not isinstance(value, dict):
        return value
    named = {name: _without_urls(one, row) for name, one in value.items()}
    reference = named.get("reference")
    if isinstance(reference, str) and reference in row.urls:
        named["reference"] = _outside(row.urls[reference])
    return named


def _outside(key: Key) -> str:
    """A key as a reference: the type and id, or the identifier that a server would look up."""
    kind = key.system.rpartition(":")[2]
    return f"{kind}/{key.value}" if kind[:1].isupper() else f"Any?identifier={key.system}|{key.value}"
