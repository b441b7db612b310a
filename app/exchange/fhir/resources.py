"""One FHIR resource as drafts: which of the six types it is, and what is wrong when it cannot be used."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from app.exchange.drafts import Draft, Key, Note, Understood
from app.exchange.fhir.node import Node, Walk
from app.exchange.fhir.places import location, organization
from app.exchange.fhir.professionals import practitioner, practitioner_role
from app.exchange.fhir.residents import patient, related_person
from app.exchange.soundness import sound

READERS: Final[dict[str, Callable[[Node], list[Draft]]]] = {
    "Organization": organization,
    "Location": location,
    "Practitioner": practitioner,
    "PractitionerRole": practitioner_role,
    "Patient": patient,
    "RelatedPerson": related_person,
}


def understand(resource: dict[str, Any], source: str, today: date, urls: dict[str, Key] | None = None) -> Understood:
    """What a resource of FHIR R4 says; `urls` are the addresses that its bundle gave to the resources in it.

    Never raises: what cannot be kept is noted, what cannot be used at all is refused.
    """
    kind = resource.get("resourceType")
    if not isinstance(kind, str) or not kind:
        return Understood(refusals=[Note("resource_type_missing", "/resourceType")])
    if kind not in READERS:
        return Understood(kind=kind, not_imported=True)
    walk = Walk(source, today, urls or {})
    node = Node(walk, resource, "")
    drafts = [sound(draft, walk.notes) for draft in READERS[kind](node)]
    for draft in drafts:
        draft.places.setdefault("external_ids", f"{draft.pointer}/identifier")
    walk.leftovers()
    if not drafts:
        return Understood(kind=kind, notes=walk.notes, refusals=[Note("row_without_key")])
    return Understood(drafts, walk.notes, kind=kind)
