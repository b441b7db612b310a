"""The schemas of the contract made fit for clients: names, nulls, limits, and open answers beside strict requests."""

import copy
import re
from collections.abc import Iterator
from typing import Any, Final

Document = dict[str, Any]

FASTAPI_ERRORS: Final = ("HTTPValidationError", "ValidationError")
LIMITS_BY_FORMAT: Final = {"uuid": 36, "date": 10, "date-time": 35}
BOUNDS: Final = {"ge": "minimum", "le": "maximum"}
PREFIX: Final = "#/components/schemas/"


def shape(document: Document) -> None:
    """Rework every schema of a document in place."""
    schemas = document["components"]["schemas"]
    for name in FASTAPI_ERRORS:
        schemas.pop(name, None)
    for item in document["paths"].values():
        for operation in item.values():
            operation["responses"].pop("422", None)
    _rename(document, {name: _page_name(name) for name in schemas if name.startswith("Page_")})
    tidy(document["components"]["schemas"])
    _split(document)


def tidy(schema: Document) -> None:
    """Rework a schema, or several, in place: no generated titles, nulls as type lists, bounds in its own words."""
    for node in list(_nodes(schema)):
        _simplify(node)


def _page_name(name: str) -> str:
    return name.removeprefix("Page_").strip("_") + "Page"


def _nodes(value: Any) -> Iterator[Document]:  # noqa: ANN401  any JSON
    """Every object within a document, the innermost first."""
    if isinstance(value, dict):
        for inside in value.values():
            yield from _nodes(inside)
        yield value
    elif isinstance(value, list):
        for inside in value:
            yield from _nodes(inside)


def _simplify(node: Document) -> None:
    """Drop generated titles, write `X or null` as a type list, give every string and integer its limit."""
    if isinstance(node.get("title"), str) and ("type" in node or "anyOf" in node or "$ref" in node or "enum" in node):
        node.pop("title")
    options = node.get("anyOf")
    if isinstance(options, list) and len(options) == 2 and {"type": "null"} in options:  # noqa: PLR2004  one and null
        other = next(one for one in options if one != {"type": "null"})
        if isinstance(other.get("type"), str) and "enum" not in other:
            node.pop("anyOf")
            for key, value in other.items():
                node.setdefault(key, value)
            node["type"] = [other["type"], "null"]
    kind = node.get("type")
    kinds = kind if isinstance(kind, list) else [kind]
    if "string" in kinds and node.get("format") in LIMITS_BY_FORMAT:
        node.setdefault("maxLength", LIMITS_BY_FORMAT[node["format"]])
    if "integer" in kinds:
        node.setdefault("format", "int32")
    if "integer" in kinds or "number" in kinds:
        _bound(node, whole="integer" in kinds)


def _bound(node: Document, *, whole: bool) -> None:
    """Say the bounds of a number as JSON Schema does; around an own validator pydantic says them in its own words."""
    for said, meant in BOUNDS.items():
        if said in node:
            node[meant] = node.pop(said)
        if whole and meant in node:
            node[meant] = int(node[meant])


def _rename(document: Document, names: dict[str, str]) -> None:
    schemas = document["components"]["schemas"]
    for old, new in names.items():
        schemas[new] = schemas.pop(old)
    for node in _nodes(document):
        target = node.get("$ref", "")
        if isinstance(target, str) and target.removeprefix(PREFIX) in names:
            node["$ref"] = PREFIX + names[target.removeprefix(PREFIX)]
    document["components"]["schemas"] = dict(sorted(schemas.items()))


def _split(document: Document) -> None:
    """Parts that stand in requests and in answers become two schemas: strict in requests, open and whole in answers."""
    schemas = document["components"]["schemas"]
    asked = _reached(document, schemas, "requestBody")
    told = _reached(document, schemas, "responses")
    both = {name for name in asked & told if schemas[name].get("type") == "object"}
    for name in sorted(both):
        schemas[f"{name}Body"] = copy.deepcopy(schemas[name])
    for name in asked - told | {f"{one}Body" for one in both}:
        _point_at_bodies(schemas[name], both)
    for item in document["paths"].values():
        for operation in item.values():
            _point_at_bodies(operation.get("requestBody", {}), both)
    for name in told:
        schemas[name].pop("additionalProperties", None)
        if "properties" in schemas[name]:
            schemas[name]["required"] = list(schemas[name]["properties"])
            for field in schemas[name]["properties"].values():
                field.pop("default", None)
    document["components"]["schemas"] = dict(sorted(schemas.items()))


def _point_at_bodies(value: Document, both: set[str]) -> None:
    for node in _nodes(value):
        target = node.get("$ref", "")
        if isinstance(target, str) and target.removeprefix(PREFIX) in both:
            node["$ref"] = f"{target}Body"


def _reached(document: Document, schemas: Document, where: str) -> set[str]:
    """The names of the schemas that requests, or answers, lead to."""
    waiting = [
        name
        for item in document["paths"].values()
        for operation in item.values()
        for name in _targets(operation.get(where, {}))
    ]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _targets(schemas[name])
    return found


def _targets(value: Any) -> list[str]:  # noqa: ANN401  any JSON
    return [
        re.sub(f"^{re.escape(PREFIX)}", "", node["$ref"])
        for node in _nodes(value)
        if isinstance(node.get("$ref"), str) and node["$ref"].startswith(PREFIX)
    ]
