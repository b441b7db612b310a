"""Organization and Location: teams and places."""

from typing import Any, Final

from app.exchange.drafts import Draft, Key
from app.exchange.fhir.codes import source_codes
from app.exchange.fhir.contacts import addresses, telecoms
from app.exchange.fhir.node import Node, fit
from app.exchange.fhir.people import places, stated
from app.exchange.fhir.references import link, own_keys
from app.models.location import LocationBody
from app.models.team import TeamBody
from app.models.vocabulary import TeamKind

# integration.md section 1: nursing home, residential home, either of the two.
HOUSES: Final = {"R5", "M1", "X3"}
DUTCH_TYPES: Final = ("http://nictiz.nl/fhir/NamingSystem/organization-type", "urn:oid:2.16.840.1.113883.2.4.15.1060")
FHIR_TYPES: Final = ("http://terminology.hl7.org/CodeSystem/organization-type", "http://hl7.org/fhir/organization-type")
FHIR_KINDS: Final = {"dept": TeamKind.DEPARTMENT, "team": TeamKind.WARD}


def organization(node: Node) -> list[Draft]:
    """An Organization as a team; one without a name is called by what it has."""
    keys = own_keys(node)
    if not keys:
        return []
    codes = source_codes(node.nodes("type"))
    fields: dict[str, Any] = stated(
        {
            "kind": _kind(codes).value,
            "source_codes": codes,
            "telecoms": telecoms(node.nodes("telecom")),
            "addresses": addresses(node.nodes("address")),
            "part_of_id": link(node.node("partOf"), "team", keys[0]),
        }
    )
    fields["name"] = _name(node, keys)
    _active(node)
    return [Draft("team", keys, fields, places=places(node, fields) | {"part_of_id": node.place("partOf")})]


def _kind(codes: list[dict[str, Any]]) -> TeamKind:
    """What kind of team the types say; an organisation that says nothing of the kind is a partner."""
    for code in codes:
        if code.get("system") in DUTCH_TYPES and code.get("code") in HOUSES:
            return TeamKind.HOUSE
        if code.get("system") in FHIR_TYPES and code.get("code") in FHIR_KINDS:
            return FHIR_KINDS[str(code["code"])]
    return TeamKind.PARTNER_ORGANISATION


def _name(node: Node, keys: list[Key]) -> str:
    name = node.text("name")
    if kept := fit(TeamBody, {"name": name}, node, place=node.place("name")) if name else None:
        return str(kept["name"])
    node.walk.note("name_missing", node.place("name"))
    aliases = [one for one, _ in node.texts("alias") if one] if not name else []
    return next(iter(aliases), keys[-1].value)[:200]


def _active(node: Node) -> None:
    if node.flag("active") is False:
        node.walk.note("not_active", node.place("active"))


def location(node: Node) -> list[Draft]:
    """A Location as a location; Dutch records often give it no name."""
    keys = own_keys(node)
    if not keys:
        return []
    said = {"name": node.text("name"), "description": node.text("description", lines=True)}
    fields: dict[str, Any] = stated(
        {
            **(fit(LocationBody, said, node) or {}),
            "telecoms": telecoms(node.nodes("telecom")),
            "addresses": addresses(node.nodes("address")),
            "source_codes": source_codes([*node.nodes("type"), *node.nodes("physicalType")]),
            "managed_by_id": link(node.node("managingOrganization"), "team", keys[0]),
            "part_of_id": link(node.node("partOf"), "location", keys[0]),
        }
    )
    if node.text("status") in {"suspended", "inactive"}:
        node.walk.note("not_active", node.place("status"))
    at = {"managed_by_id": node.place("managingOrganization"), "part_of_id": node.place("partOf")}
    return [Draft("location", keys, fields, places=places(node, fields) | at)]
