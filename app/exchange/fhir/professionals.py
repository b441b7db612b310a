"""Practitioner and PractitionerRole: caregivers, with what they do and for whom."""

from typing import Any

from app.exchange.drafts import Draft, Key
from app.exchange.fhir.codes import once, source_codes
from app.exchange.fhir.contacts import days, telecoms
from app.exchange.fhir.node import Node
from app.exchange.fhir.people import languages, person_fields, places, stated
from app.exchange.fhir.references import keys_in, link, own_keys
from app.models.vocabulary import TeamCapacity


def practitioner(node: Node) -> list[Draft]:
    """A Practitioner as a caregiver; what they are qualified for is kept as source codes."""
    keys = own_keys(node)
    if not keys:
        return []
    qualified = [one for each in node.nodes("qualification") for one in each.nodes("code")]
    fields = stated({**person_fields(node), "languages": languages(node), "source_codes": source_codes(qualified)})
    if node.flag("active") is False:
        node.walk.note("not_active", node.place("active"))
    return [Draft("caregiver", keys, fields, places=places(node, fields))]


def practitioner_role(node: Node) -> list[Draft]:
    """A PractitionerRole: more about the caregiver it names, or a caregiver of its own when it names none.

    When the practitioner is not here, the caregiver carries that key too, so that the practitioner is known when it
    comes.
    """
    keys = own_keys(node)
    if not keys:
        return []
    reference = node.node("practitioner")
    named = keys_in(reference, keys[0]) if reference else []
    concepts = [*node.nodes("code"), *node.nodes("specialty")]
    fields = stated(
        {
            "telecoms": telecoms(node.nodes("telecom")),
            "source_codes": once([code for one in concepts for code in source_codes([one])]),
            "memberships": _memberships(node, keys[0]),
        }
    )
    draft = Draft("caregiver", [*keys, *named], fields, same_as=named, adds=True, places=_places(node, fields))
    draft.defaults = _defaults(reference, fields)
    return [draft]


def _places(node: Node, fields: dict[str, Any]) -> dict[str, str]:
    return places(node, fields) | {
        "memberships": node.place("organization"),
        "source_codes": node.place("code"),
        "function": node.place("code"),
    }


def _defaults(reference: Node | None, fields: dict[str, Any]) -> dict[str, Any]:
    """The function in words, and for somebody who is not here yet the name that the reference gives."""
    words = [one["display"] for one in fields.get("source_codes", []) if one.get("display")]
    display = reference.text("display") if reference else None
    return stated({"function": words[0] if words else None, "name": {"text": display[:200]} if display else None})


def _memberships(node: Node, owner: Key) -> list[dict[str, Any]]:
    """Membership of the organisation for which the role is held; one that has ended without a date is noted."""
    held = days(node, "from_date", "until_date")
    if node.flag("active") is False and "until_date" not in held:
        node.walk.note("not_active", node.place("active"))
    organisation = node.node("organization")
    if organisation is None:
        return []
    found = link(organisation, "team", owner)
    return [{"team_id": found, "capacity": TeamCapacity.MEMBER.value, **held}] if found else []
