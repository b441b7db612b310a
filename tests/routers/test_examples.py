"""Examples are believable: words of a real house, and no placeholders."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from app.routers import examples
from tests.exemplary import contract, operations


def texts(value: Any, field: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401  any JSON
    """Every text in an example with the name of its field."""
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from texts(inside, name)
    elif isinstance(value, list):
        for inside in value:
            yield from texts(inside, field)
    elif isinstance(value, str):
        yield field, value


def test_no_text_in_an_example_is_a_placeholder() -> None:
    alike = {"felt"}  # a code that is called as its field
    found = {
        (field, text)
        for operation in operations("post", "put", "patch")
        if operation.body
        for field, text in texts(operation.body["example"])
        if text == field or text.lower() in {"string", "voorbeeld", "example", "x"}
    }
    assert {field for field, _ in found} <= alike


def test_an_id_in_an_example_is_a_uuid7_and_the_same_every_time() -> None:
    assert examples.id_of("teamId") == examples.id_of("teamId") != examples.id_of("storyId")
    assert UUID(examples.id_of("teamId")).version == 7


def test_every_word_of_the_table_is_used() -> None:
    words = examples._words()
    fields = {name for schema in contract()["components"]["schemas"].values() for name in schema.get("properties", {})}
    parameters = {
        one["name"] for operation in operations() for place in ("path", "query") for one in operation.own(place)
    }
    assert words["fields"].keys() <= fields | parameters | {"item"}
    shapes = {name.removesuffix("Body").removesuffix("Patch") for name in contract()["components"]["schemas"]}
    assert words["shapes"].keys() <= shapes


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "string", "maxLength": 3}, "own"),
        ({"type": "integer", "minimum": 7, "maximum": 9}, 7),
        ({"type": "boolean"}, True),
        ({"type": "string", "format": "date"}, "2026-03-14"),
        ({"type": "array", "items": {"type": "boolean"}}, [True]),
        ({"enum": ["a", "b"]}, "a"),
        ({"const": "rung/1"}, "rung/1"),
        ({"anyOf": [{"type": "boolean"}, {"type": "null"}]}, True),
    ],
)
def test_a_field_without_a_word_gets_one_from_its_schema(schema: dict[str, Any], value: Any) -> None:  # noqa: ANN401  any JSON
    whole = {"Made": {"type": "object", "properties": {"own": schema}}}
    assert examples.example_of("Made", whole) == {"own": value}


def test_a_patch_says_one_thing_anew() -> None:
    for operation in operations("patch"):
        assert operation.body
        assert len(operation.body["example"]) == 1, json.dumps(operation.body["example"])
