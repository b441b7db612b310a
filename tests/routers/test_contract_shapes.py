"""Schemas made fit for clients."""

from typing import Any

import pytest

from app.routers.contract_shapes import shape, tidy


@pytest.mark.parametrize(
    ("made", "meant"),
    [
        ({"title": "A", "type": "string"}, {"type": "string"}),
        (
            {"anyOf": [{"type": "string", "format": "uuid"}, {"type": "null"}]},
            {"type": ["string", "null"], "format": "uuid", "maxLength": 36},
        ),
        ({"type": "string", "format": "date"}, {"type": "string", "format": "date", "maxLength": 10}),
        ({"type": "integer", "ge": 1, "le": 5}, {"type": "integer", "minimum": 1, "maximum": 5, "format": "int32"}),
        (
            {"anyOf": [{"type": "integer", "ge": 1, "le": 5}, {"type": "null"}]},
            {"type": ["integer", "null"], "minimum": 1, "maximum": 5, "format": "int32"},
        ),
        ({"type": "integer", "minimum": 0.0}, {"type": "integer", "minimum": 0, "format": "int32"}),
        ({"type": "number", "ge": 0.5}, {"type": "number", "minimum": 0.5}),
    ],
)
def test_a_schema_says_it_as_json_schema_does(made: dict[str, Any], meant: dict[str, Any]) -> None:
    tidy(made)
    assert made == meant


def test_a_property_called_title_stays() -> None:
    schema = {"type": "object", "properties": {"title": {"type": "string", "title": "Title"}}}
    tidy(schema)
    assert schema == {"type": "object", "properties": {"title": {"type": "string"}}}


def test_what_stands_in_requests_and_answers_becomes_two() -> None:
    ref = {"$ref": "#/components/schemas/Stay"}
    stay = {"type": "object", "properties": {"room": {"type": "string", "default": "1"}}, "additionalProperties": False}
    operation: dict[str, Any] = {"requestBody": {"content": ref}, "responses": {"200": {"content": ref}, "422": {}}}
    document = {
        "paths": {"/stays": {"post": operation}},
        "components": {"schemas": {"Stay": stay, "ValidationError": {}}},
    }
    shape(document)
    schemas = document["components"]["schemas"]
    assert operation["requestBody"]["content"] == {"$ref": "#/components/schemas/StayBody"}
    assert schemas["StayBody"]["additionalProperties"] is False
    assert schemas["Stay"] == {"type": "object", "properties": {"room": {"type": "string"}}, "required": ["room"]}
    assert "422" not in operation["responses"]
    assert "ValidationError" not in schemas
