"""A believable example for every shape in the contract, made from its schema and the table of words below."""

import re
import uuid
from typing import Any, Final

# What a field of this name would hold in a real house; other fields get an example from their own schema.
WORDS: Final[dict[str, Any]] = {
    "preferredName": "Jo",
    "title": "De planten op de gang",
    "text": "Mevrouw geeft elke ochtend de planten water en vertelt welke het goed doen.",
    "name": "Team Linde",
    "family": "van Putten-van der Giessen",
    "given": ["Johanna"],
    "initials": ["J."],
    "ownPrefix": "van",
    "ownName": "Putten",
    "partnerPrefix": "van der",
    "partnerName": "Giessen",
    "prefix": "dr.",
    "suffix": "BSc",
    "bornOn": "1934-04",
    "deceasedOn": "2026-02-11",
    "fromDate": "2026-01-05",
    "untilDate": "2026-09-30",
    "movedInDate": "2026-01-05",
    "startDate": "2026-01-05",
    "endDate": "2026-09-30",
    "happenedOn": "2026-03-14",
    "saidOn": "2026-03",
    "arrivedOn": "2026-01-05",
    "departedOn": "2026-09-30",
    "asOf": "2026-06-01",
    "frozenDate": "2026-05-12",
    "newestOn": "2026-05-20",
    "oldestOn": "2025-11-02",
    "value": "0612345678",
    "system": "https://ecd.example/clients",
    "street": "Kerkstraat",
    "houseNumber": "15",
    "houseNumberAddition": "A",
    "locator": "to",
    "postalCode": "1234 AB",
    "city": "Hoogmade",
    "district": "Kaag en Braassem",
    "country": "Nederland",
    "room": "12",
    "function": "verzorgende",
    "placeText": "de gang bij de tuindeur",
    "note": "Belt graag na het avondeten.",
    "reason": "Op verzoek van de bewoner.",
    "label": "aandacht",
    "timeZone": "Europe/Amsterdam",
    "coreValue": "attention",
    "nextCursor": None,
    "deletedAt": None,
    "version": 3,
    "balance": 0.82,
    "mass": 2.781,
    "low": 0.51,
    "high": 0.97,
    "weight": 0.8911,
    "y": 1.0,
    "units": 4,
    "dates": 3,
    "points": 12,
    "rung": 4,
    "status": "current",
    "score": 88,
}
# Fields that go with another way of saying the same, so an example leaves them out.
LEFT_OUT: Final[dict[str, frozenset[str]]] = {
    "ResidentBody": frozenset({"teamId", "movedInDate", "deceased"}),
    "RelativeBody": frozenset({"deceased"}),
    "CaregiverBody": frozenset({"deceased"}),
    "MomentBody": frozenset({"relationIds", "rupture"}),
    "StoryMomentBody": frozenset({"relationIds", "rupture"}),
    "RelationBody": frozenset({"residentId", "barred"}),
}
INSTANT: Final = "2026-03-14T09:30:00Z"


def example_of(name: str, schemas: dict[str, Any]) -> Any:  # noqa: ANN401  any JSON
    """An example of a named schema that is valid for it; a patch says one thing anew."""
    schema = schemas[name]
    if "enum" in schema or "const" in schema or schema.get("type") != "object":
        return _value(name, schema, schemas)
    omitted = LEFT_OUT.get(name, frozenset())
    fields = {key: one for key, one in schema.get("properties", {}).items() if key not in omitted}
    if name.endswith("Patch"):
        key = next((one for one in ("title", "preferredName", "note", "name") if one in fields), next(iter(fields)))
        fields = {key: fields[key]}
    return {key: _value(key, one, schemas) for key, one in fields.items()}


def id_of(field: str) -> str:
    """The same UUIDv7 for the same field in every example."""
    noise = uuid.uuid5(uuid.NAMESPACE_URL, field).int
    number = (0x0197_5000_0000 << 80) | (noise & ((1 << 80) - 1))
    number = number & ~(0xF << 76) | (7 << 76)
    return str(uuid.UUID(int=number & ~(0x3 << 62) | (0x2 << 62)))


def _value(field: str, schema: dict[str, Any], schemas: dict[str, Any]) -> Any:  # noqa: ANN401  any JSON
    if "examples" in schema:
        return schema["examples"][0]
    if "$ref" in schema:
        return example_of(schema["$ref"].rsplit("/", 1)[1], schemas)
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return _value(field, schema[key][0], schemas)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    return _plain(field, schema, schemas)


def _plain(field: str, schema: dict[str, Any], schemas: dict[str, Any]) -> Any:  # noqa: ANN401  any JSON
    kind = schema.get("type")
    kind = next(one for one in kind if one != "null") if isinstance(kind, list) else kind
    if field in WORDS and _fits(WORDS[field], kind, schema):
        return WORDS[field]
    if kind == "array":
        return [_value(field.removesuffix("s"), schema.get("items", {}), schemas)]
    if kind == "object":
        return {key: _value(key, one, schemas) for key, one in schema.get("properties", {}).items()}
    return _scalar(field, kind, schema)


def _fits(word: Any, kind: str | None, schema: dict[str, Any]) -> bool:  # noqa: ANN401  any JSON
    """Whether a word of the table is one that this field may hold."""
    if word is None:
        return isinstance(schema.get("type"), list)
    if isinstance(word, str):
        form = schema.get("pattern")
        long_enough = kind == "string" and "format" not in schema and len(word) <= schema.get("maxLength", len(word))
        return (long_enough and (form is None or re.search(form, word) is not None)) or schema.get("format") == "date"
    if isinstance(word, list):
        return kind == "array"
    return kind in {"integer", "number"} and bool(schema.get("minimum", word) <= word <= schema.get("maximum", word))


def _scalar(field: str, kind: str | None, schema: dict[str, Any]) -> Any:  # noqa: ANN401  any JSON
    if kind == "boolean":
        return schema.get("default", True)
    if kind in {"integer", "number"}:
        return schema.get("default", max(schema.get("minimum", 1), min(1, schema.get("maximum", 1))))
    forms = {"uuid": id_of(field), "date-time": INSTANT, "date": "2026-03-14"}
    if schema.get("format") in forms:
        return forms[schema["format"]]
    if schema.get("pattern", "").startswith("^[0-9]{4}"):
        return "2026-03"
    if schema.get("pattern", "").startswith("^[a-z]"):
        return "attention"
    return schema.get("default", "Voorbeeld")
