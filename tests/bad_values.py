"""Everything that can be wrong with a request, worked out from the contract: one wrong thing at a time.

A canary stands in what is wrong, so that an answer that echoes it is caught.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from app.routers.examples import example_of
from tests.exemplary import contract, schema_of

Json = Any
CANARY: Final = "kanarie7q"
UNKNOWN_ID: Final = "01975000-0000-7abc-8def-0123456789ab"
WRONG_OF_TYPE: Final[dict[str, Json]] = {
    "null": None,
    "integer": 717_171,
    "number": 1.5,
    "string": CANARY,
    "boolean": True,
    "array": [CANARY],
    "object": {CANARY: CANARY},
}
WRONG_IDS: Final = (
    CANARY,
    UNKNOWN_ID.replace("-", ""),
    f"{{{UNKNOWN_ID}}}",
    f"urn:uuid:{UNKNOWN_ID}",
    f" {UNKNOWN_ID}",
    f"{UNKNOWN_ID}\n",
)
WRONG_DATES: Final = (
    "2026-02-30",
    "2026-13-01",
    "0000-01-01",
    "1849-12-31",
    "2200-01-01",
    "2026-03-14T00:00:00Z",
    "2026-3-14",
    "20260314",
    "14-03-2026",
    "\uff12\uff10\uff12\uff16-03-14",  # full-width digits
    "2026-03-14 ",
    "2026-W11-6",
    "0",
)
WRONG_PARTIAL_DATES: Final = ("2026-13", "0000", "26", "2026-00", "2026-3", "2026-", "2026-03-32", "2026-03-14T00:00Z")
UNSPEAKABLE: Final = ("\u0000", "\ud800", "\u0007", "\x7f", "\udfff\ud800")


@dataclass(frozen=True)
class Spot:
    """One place in a body: where, its schema, whether it must be there, and the body with something else there.

    `shape` names the shape of the contract that the place belongs to.
    """

    pointer: str
    shape: str
    schema: dict[str, Json]
    value: Json
    needed: bool
    replaced: Callable[[Json], Json]
    left_out: Callable[[], Json] | None = None


def spots(schema: dict[str, Json], value: Json) -> list[Spot]:
    """Every place in a body, nested parts and lists included, the deepest first."""
    whole = Spot("", name_of(schema), schema, value, needed=True, replaced=lambda new: new)
    return [*_below(whole), whole]


def _below(spot: Spot) -> Iterator[Spot]:
    schema = plain(spot.schema)
    if "properties" in schema:
        inside = spot.value if isinstance(spot.value, dict) else {}
        for name in schema["properties"]:
            one = _field(spot, schema, inside, name)
            yield from _below(one)
            yield one
    elif "items" in schema and isinstance(spot.value, list) and spot.value:
        one = Spot(
            f"{spot.pointer}/0",
            name_of(schema["items"]) or spot.shape,
            schema["items"],
            spot.value[0],
            needed=True,
            replaced=lambda new: spot.replaced([new, *spot.value[1:]]),
        )
        yield from _below(one)
        yield one


def _field(whole: Spot, schema: dict[str, Json], inside: dict[str, Json], name: str) -> Spot:
    sub = schema["properties"][name]
    value = inside.get(name) or _composite(name, sub) or inside.get(name)
    needed = name in schema.get("required", [])
    return Spot(
        f"{whole.pointer}/{name}",
        name_of(whole.schema) or whole.shape,
        sub,
        value,
        needed=needed,
        replaced=lambda new: whole.replaced({**inside, name: new}),
        left_out=lambda: whole.replaced({key: one for key, one in inside.items() if key != name}),
    )


def _composite(name: str, schema: dict[str, Json]) -> Json:
    """What could stand in a field that holds parts or a list, when the example left it out."""
    kind = plain(schema)
    if "properties" not in kind and "items" not in kind:
        return None
    shape = {"type": "object", "properties": {name: schema}}
    return example_of("whole", {**contract()["components"]["schemas"], "whole": shape})[name]


def name_of(schema: dict[str, Json]) -> str:
    """The name of the shape that a schema points at, if it points at one; a patch shares its parts with the body."""
    options = [one for one in schema.get("anyOf", [schema]) if one != {"type": "null"}]
    return str(options[0].get("$ref", "")).rsplit("/", 1)[-1]


def plain(schema: dict[str, Json]) -> dict[str, Json]:
    """A schema with its reference followed, and null left aside."""
    options = [one for one in schema.get("anyOf", [schema]) if one != {"type": "null"}]
    return schema_of(options[0]["$ref"]) if "$ref" in options[0] else options[0]


def types(schema: dict[str, Json]) -> set[str]:
    """The JSON types that a schema allows."""
    found: Json = schema.get("type", plain(schema).get("type", "string"))
    kinds = set(found) if isinstance(found, list) else {found}
    return kinds | ({"null"} if {"type": "null"} in schema.get("anyOf", []) else set())


def wrong_values(spot: Spot) -> list[Json]:
    """Everything wrong that can stand in a place."""
    kinds, schema = types(spot.schema), plain(spot.schema)
    alike = {"number"} & kinds and {"integer", "number"}
    found = [value for kind, value in WRONG_OF_TYPE.items() if kind not in kinds and kind not in (alike or ())]
    if "string" in kinds:
        found += _wrong_texts(schema)
    if kinds & {"integer", "number"}:
        found += _wrong_numbers(schema, whole="integer" in kinds)
    if "boolean" in kinds:
        found += [0, 1, "true", "yes", "1"]
    if "array" in kinds and "items" in schema:
        found += _wrong_lists(schema, spot.value)
    if "object" in kinds and isinstance(spot.value, dict):
        found.append({**spot.value, CANARY: CANARY})
    return found


def _wrong_texts(schema: dict[str, Json]) -> list[Json]:
    if "enum" in schema:
        return [CANARY, "", f"{schema['enum'][0]} ", schema["enum"][0].swapcase()]
    if schema.get("format") == "uuid":
        return list(WRONG_IDS)
    if schema.get("format") == "date":
        return [CANARY, *WRONG_DATES, "2026"]
    if schema.get("pattern", "").startswith("^[0-9]{4}"):
        return [CANARY, *WRONG_DATES, *WRONG_PARTIAL_DATES]
    found = [CANARY + sign for sign in UNSPEAKABLE]
    found.append((CANARY * (schema["maxLength"] // len(CANARY) + 1))[: schema["maxLength"] + 1])
    if schema.get("pattern", "").startswith("^[a-z]"):
        found += ["Kanarie7q", "7q", "kanarie 7q", "kanarie7q\n"]
    return [*found, ""] if schema.get("minLength") else found


def _wrong_numbers(schema: dict[str, Json], *, whole: bool) -> list[Json]:
    found: list[Json] = ["1", "", True, float("nan"), float("inf"), 10**50, 10**30]
    step = 1 if whole else 0.01
    found += [schema[name] + sign * step for name, sign in (("minimum", -1), ("maximum", 1)) if name in schema]
    return [*found, 1.0, 3.5] if whole else found


def _wrong_lists(schema: dict[str, Json], value: Json) -> list[Json]:
    found: list[Json] = []
    if isinstance(value, list) and value and "maxItems" in schema:
        found.append((value * (schema["maxItems"] + 1))[: schema["maxItems"] + 1])
    return [*found, []] if schema.get("minItems") else found


def wrong_query_values(schema: dict[str, Json]) -> list[str]:
    """Everything wrong that a query key can be given."""
    schema = plain(schema)
    if schema["type"] == "integer":
        beyond = str(schema["maximum"] + 1)
        return ["0", beyond, "-1", "1.0", "1e1", "", "true", CANARY, "٣", "+5", " 5", "99999999999"]
    if schema["type"] == "boolean":
        return ["1", "yes", "True", "", CANARY]
    if "enum" in schema:
        return [CANARY, ""]
    if schema.get("format") == "uuid":
        return [*WRONG_IDS, ""]
    if schema.get("format") == "date":
        return [*WRONG_DATES, CANARY, ""]
    return ["x" * 600, "\u0000", "", *([CANARY, "AA", "/../"] if "cursor" in schema.get("description", "") else [])]


def wrong_raw_bodies(valid: str) -> list[bytes]:
    """Bodies that are no JSON as RFC 8259 means it, or hold what no body may hold."""
    start = valid[:-1] + ("," if len(valid) > 2 else "")
    deep = "[" * 60 + "]" * 60
    return [
        b"",
        b"null",
        b"[]",
        b'"kanarie7q"',
        b"7",
        valid[:-1].encode(),
        f"{valid}{valid}".encode(),
        f"{valid},".encode(),
        b"\xef\xbb\xbf" + valid.encode(),
        valid.encode("utf-16"),
        f'{start}"{CANARY}":1}}'.encode("latin-1") + b"\xff",
        f'{start}"{CANARY}":NaN}}'.encode(),
        f'{start}"{CANARY}":-Infinity}}'.encode(),
        f'{start}"{CANARY}":1e999}}'.encode(),
        f'{start}"{CANARY}":{"9" * 5000}}}'.encode(),
        f'{start}"{CANARY}":"\\ud800"}}'.encode(),
        f'{start}"{CANARY}":"\\u0000"}}'.encode(),
        f'{start}"{CANARY}":1,"{CANARY}":1}}'.encode(),
        f'{start}"{CANARY}":{deep}}}'.encode(),
        b"[" * 100_000,
        b'{"a":' * 50_000,
        f'{start}"__proto__":{{}}}}'.encode(),
        f"{{{CANARY}: 1}}".encode(),
    ]
