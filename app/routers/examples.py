"""A believable example for every shape in the contract, made from its schema and `app/words/examples.json`.

That file has words by field name, and words that hold within one shape only; a word that the schema does not allow is
passed over for one made from the schema itself.
"""

import json
import re
import uuid
from functools import cache
from importlib.resources import files
from typing import Any, Final

Schema = dict[str, Any]

# Fields that go with another way of saying the same, so an example leaves them out.
LEFT_OUT: Final[dict[str, frozenset[str]]] = {
    "ResidentBody": frozenset({"teamId", "movedInDate", "deceased"}),
    "RelativeBody": frozenset({"deceased"}),
    "CaregiverBody": frozenset({"deceased"}),
    "MomentBody": frozenset({"relationIds", "rupture"}),
    "StoryMomentBody": frozenset({"relationIds", "rupture"}),
    "EmergencyAccessBody": frozenset({"residentName"}),
    "RelationBody": frozenset({"residentId", "barred"}),
    "ConsentBody": frozenset({"toPersonId", "untilDate"}),
    **dict.fromkeys(
        ("ResidentSearchBody", "RelativeSearchBody", "CaregiverSearchBody", "StorySearchBody"),
        frozenset({"cursor", "externalSystem", "externalValue"}),
    ),
}
INSTANT: Final = "2026-03-14T09:30:00Z"
DAY: Final = "2026-03-14"
# What a patch in an example says anew, the first of these that it can.
PATCHED: Final = ("title", "preferredName", "note", "name", "values", "answers")


@cache
def _words() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads(files("app.words").joinpath("examples.json").read_text("utf-8"))
    return found


def example_of(name: str, schemas: dict[str, Any]) -> Any:  # noqa: ANN401  any JSON
    """An example of a named schema that is valid for it; a patch says one thing anew."""
    schema = schemas[name]
    if schema.get("type") != "object":
        return _value(name, schema, schemas, {})
    own = _words()["shapes"].get(re.sub("(Body|Patch)$", "", name), {})
    fields = {key: one for key, one in schema.get("properties", {}).items() if key not in LEFT_OUT.get(name, ())}
    if name.endswith("Patch"):
        key = next((one for one in PATCHED if one in fields), next(iter(fields)))
        fields = {key: fields[key]}
    return {key: _value(key, one, schemas, own) for key, one in fields.items()}


def id_of(field: str) -> str:
    """The same UUIDv7 for the same field in every example."""
    noise = uuid.uuid5(uuid.NAMESPACE_URL, field).int
    number = (0x0197_5000_0000 << 80) | (noise & ((1 << 80) - 1))
    number = number & ~(0xF << 76) | (7 << 76)
    return str(uuid.UUID(int=number & ~(0x3 << 62) | (0x2 << 62)))


def _value(field: str, schema: Schema, schemas: dict[str, Any], own: dict[str, Any]) -> Any:  # noqa: ANN401  any JSON
    for words in (own, _words()["fields"]):
        if field in words and _fits(words[field], schema, schemas):
            return words[field]
    plain = _plain_schema(schema)
    if "$ref" in plain:
        return example_of(plain["$ref"].rsplit("/", 1)[1], schemas)
    if "const" in plain:
        return plain["const"]
    if "enum" in plain:
        return plain["enum"][0]
    kind = _kinds(plain)[0]
    if kind == "array":
        return [_value(field.removesuffix("s"), plain.get("items", {}), schemas, own)]
    return _scalar(field, kind, plain)


def _plain_schema(schema: Schema) -> Schema:
    """The schema itself, or the first thing it may be."""
    return next((schema[key][0] for key in ("anyOf", "oneOf", "allOf") if key in schema), schema)


def _kinds(schema: Schema) -> list[str]:
    """The JSON types a schema allows, null last."""
    kind = schema.get("type", "null" if schema == {"type": "null"} else "object")
    return sorted(kind, key=lambda one: one == "null") if isinstance(kind, list) else [kind]


def _fits(word: Any, schema: Schema, schemas: dict[str, Any]) -> bool:  # noqa: ANN401  any JSON
    """Whether a word of the table is one that this field may hold."""
    if word is None:
        return "null" in _kinds(schema) or {"type": "null"} in schema.get("anyOf", [])
    plain = _plain_schema(schema)
    if "$ref" in plain:
        plain = schemas[plain["$ref"].rsplit("/", 1)[1]]
    if "const" in plain or "enum" in plain:
        return word in plain.get("enum", [plain.get("const")])
    kind = _kinds(plain)[0]
    if isinstance(word, str):
        return kind == "string" and _fits_text(word, plain)
    if isinstance(word, list):
        return kind == "array" and len(word) >= plain.get("minItems", 0)
    if isinstance(word, bool | dict):
        return kind == ("boolean" if isinstance(word, bool) else "object")
    number = kind == "number" or (kind == "integer" and isinstance(word, int))
    return number and bool(plain.get("minimum", word) <= word <= plain.get("maximum", word))


def _fits_text(word: str, schema: Schema) -> bool:
    if schema.get("format") in {"uuid", "date-time"}:
        return False
    if schema.get("format") == "date":
        return re.fullmatch(r"\d{4}-\d{2}-\d{2}", word) is not None
    return len(word) <= schema.get("maxLength", len(word)) and re.search(schema.get("pattern", ""), word) is not None


def _scalar(field: str, kind: str, schema: Schema) -> Any:  # noqa: ANN401  any JSON
    if kind == "boolean":
        return schema.get("default", True)
    if kind in {"integer", "number"}:
        return schema.get("default", max(schema.get("minimum", 1), min(1, schema.get("maximum", 1))))
    forms = {"uuid": id_of(field), "date-time": INSTANT, "date": DAY}
    if schema.get("format") in forms:
        return forms[schema["format"]]
    return schema.get("default", field)
