"""References of FHIR as keys: relative, absolute, inside a bundle, contained, conditional, or by identifier."""

import re
from typing import Any, Final
from urllib.parse import parse_qs, unquote

from app.exchange.drafts import FoundBsn, Key, Link
from app.exchange.fhir.node import Node, Walk, fit
from app.models.base import ExternalId
from app.services.external_ids import is_bsn

NOUNS: Final = {
    "Patient": "resident",
    "RelatedPerson": "relation",
    "Practitioner": "caregiver",
    "PractitionerRole": "caregiver",
    "Organization": "team",
    "Location": "location",
}
_TYPED: Final = re.compile(r"(?:^|/)([A-Z][A-Za-z]+)/([A-Za-z0-9\-.#]{1,128})(?:/_history/[A-Za-z0-9\-.]+)?$")
_CONDITIONAL: Final = re.compile(r"(?:^|/)([A-Z][A-Za-z]+)\?(.+)$")


def key_of(walk: Walk, kind: str, resource_id: str) -> Key:
    """The key of a resource in its source."""
    return Key(f"{walk.source}:{kind}", resource_id)


def link(node: Node | None, noun: str, owner: Key, *, required: bool = False) -> Link | None:
    """A Reference as a link to a noun; `owner` is the resource it stands in, for what that resource contains."""
    if node is None:
        return None
    keys = keys_in(node, owner)
    return Link((noun,), tuple(keys), node.pointer, required=required) if keys else None


def keys_in(node: Node, owner: Key) -> list[Key]:
    """Every key that a Reference gives; its words are not kept, because the thing itself has its name."""
    reference, kind = node.text("reference"), node.text("type")
    node.text("display")
    keys = _read(node.walk, reference, owner) if reference else []
    identifier = node.node("identifier")
    found = pair(identifier) if identifier else None
    if found and not is_bsn(found.system):
        keys.append(found)
    if not keys and (reference or kind):
        node.walk.note("reference_unreadable", node.pointer)
    return keys


def _read(walk: Walk, reference: str, owner: Key) -> list[Key]:
    if reference in walk.urls:
        return [walk.urls[reference]]
    if reference.startswith("#"):
        holder = owner.value.partition("#")[0]
        return [key_of(walk, kind, f"{holder}{reference}") for kind in NOUNS]
    if typed := _TYPED.search(reference):
        return [key_of(walk, typed[1], typed[2])]
    if asked := _CONDITIONAL.search(reference):
        return [
            Key(unquote(system), unquote(value))
            for one in parse_qs(asked[2]).get("identifier", [])
            for system, bar, value in [one.partition("|")]
            if bar and system and value
        ]
    return []


def pair(node: Node) -> Key | None:
    """An Identifier as a key; None when system or value is missing."""
    system, value = node.text("system"), node.text("value")
    if value is None:
        return None
    return Key(system or f"{node.walk.source}:identifier", value)


def identifiers(node: Node) -> list[Key]:
    """The identifiers of a resource that are kept: nothing that does not fit, and no BSN, which has its own place.

    That of a Patient is remembered by the walk; others have none here.
    """
    kept: list[Key] = []
    for one in node.nodes("identifier"):
        key = pair(one)
        if key is None:
            node.walk.note("identifier_incomplete", one.pointer)
        elif is_bsn(key.system) or _typed_bsn(one):
            if node.value.get("resourceType") == "Patient" and node.walk.bsn is None:
                node.walk.bsn = FoundBsn(key.value, one.pointer)
            else:
                node.walk.note("bsn-not-kept", one.pointer)
            one.read |= set(one.value)
        elif fit(ExternalId, key._asdict(), one) and key not in kept:
            kept.append(key)
    return kept


def _typed_bsn(node: Node) -> bool:
    """Whether the type of an Identifier says that it is the Dutch citizen service number."""
    kind = node.value.get("type")
    codes = kind.get("coding") if isinstance(kind, dict) else None
    return isinstance(codes, list) and any(isinstance(one, dict) and one.get("code") == "NNNLD" for one in codes)


def own_keys(node: Node) -> list[Key]:
    """The keys of a resource: its id in the source first, then its identifiers; empty when it has neither."""
    kind, resource_id = str(node.value["resourceType"]), node.value.get("id")
    found = identifiers(node)
    if isinstance(resource_id, str) and fit(ExternalId, _named(node.walk, kind, resource_id), node):
        return [key_of(node.walk, kind, resource_id), *found]
    return found


def _named(walk: Walk, kind: str, resource_id: str) -> dict[str, Any]:
    return key_of(walk, kind, resource_id)._asdict()
