"""Bundles and contained resources, taken apart into rows of their own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

from app.exchange.drafts import Key, Note
from app.exchange.fhir.node import Node, Walk
from app.exchange.fhir.references import NOUNS, identifiers, key_of
from app.exchange.rows import Place, Row

DEEPEST: Final = 4  # bundles inside bundles
URN: Final = ("urn:uuid:", "urn:oid:")


def taken_apart(content: dict[str, Any], place: Place, source: str, depth: int = 0) -> Iterator[Row]:
    """The rows in a piece of JSON: a Bundle gives its entries, anything else itself, each with what it contains."""
    if content.get("resourceType") != "Bundle":
        yield from _with_contained(Row(place, content), source)
    elif depth == DEEPEST:
        yield Row(place, content, refusal=Note("bundle_too_deep"))
    else:
        yield from _entries(content, place, source, depth)


def _entries(bundle: dict[str, Any], place: Place, source: str, depth: int) -> Iterator[Row]:
    entries = bundle.get("entry")
    entries = entries if isinstance(entries, list) else []
    found = [(at, entry) for at, entry in enumerate(entries) if isinstance(entry, dict)]
    urls: dict[str, Key] = {}
    named = []
    for at, entry in found:
        resource, spot = entry.get("resource"), replace(place, entry=at, pointer=f"{place.pointer}/entry/{at}/resource")
        if isinstance(resource, dict):
            named.append((spot, _named(resource, entry.get("fullUrl"), source, urls)))
    for spot, resource in named:
        for row in taken_apart(resource, spot, source, depth + 1):
            row.urls = row.urls | urls
            yield row


def _named(resource: dict[str, Any], url: object, source: str, urls: dict[str, Key]) -> dict[str, Any]:
    """A resource of a bundle that has a key: its id, else an identifier, else the last part of its address."""
    kind = resource.get("resourceType")
    if not isinstance(url, str) or kind not in NOUNS:
        return resource
    key = main_key(resource, source)
    if key is None:
        last = url.replace(":", "/").rpartition("/")[2]
        resource, key = {**resource, "id": last}, key_of(_quiet(source), str(kind), last)
    urls[url] = key
    return resource


def main_key(resource: dict[str, Any], source: str) -> Key | None:
    """The key of a resource: its id in the source, else its first identifier."""
    if isinstance(resource.get("id"), str) and resource["id"]:
        return key_of(_quiet(source), str(resource["resourceType"]), resource["id"])
    return next(iter(identifiers(Node(_quiet(source), resource, ""))), None)


def _quiet(source: str) -> Walk:
    """A walk whose notes nobody reads: the row is read again later."""
    return Walk(source, date.min)


def _with_contained(row: Row, source: str) -> Iterator[Row]:
    """A row, and before it the resources it contains; their keys are that of the row with their own id behind it."""
    contained = row.content.get("contained")
    if isinstance(contained, list) and row.content.get("resourceType") in NOUNS:
        holder = main_key(row.content, source)
        for at, inside in enumerate(contained):
            if holder and isinstance(inside, dict) and inside.get("resourceType") in NOUNS and inside.get("id"):
                spot = replace(row.place, pointer=f"{row.place.pointer}/contained/{at}")
                yield Row(spot, {**inside, "id": f"{holder.value}#{inside['id']}"})
    yield row
