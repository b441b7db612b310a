"""The contract: committed, made and served alike, whole, and true of what the service answers."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from starlette.testclient import TestClient

from app.contract import PATH, text
from app.models import sentences
from app.models.vocabulary import Language
from app.routers.refusals import TYPE_PREFIX
from tests.bad_values import plain
from tests.exemplary import ExemplaryHouse, Operation, contract, opened_by_a_key, operations
from tests.house import House

Json = Any
VERBS = {
    "list",
    "get",
    "create",
    "put",
    "update",
    "delete",
    "step",
    "confirm",
    "withdraw",
    "search",
    "rotate",
    "revoke",
    "end",
    "review",
    "extend",
    "decide",
}
# What is said by the path and by who asks.
WITHOUT_BODY = {"revokeKey", "revokeInvitation", "createRedemption", "withdrawErasureRequest"}
LIST = Path(__file__).parent.parent / "openapi" / "README.md"


def schemas() -> dict[str, Json]:
    found: dict[str, Json] = contract()["components"]["schemas"]
    return found


def each() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("operation", operations(), ids=lambda one: one.name)


def faults(schema: Json, value: Json) -> list[str]:
    """What a schema of the contract has against a value."""
    whole = {"components": contract()["components"], **schema}
    found = Draft202012Validator(whole, format_checker=FormatChecker()).iter_errors(value)
    return [f"{list(one.absolute_path)}: {one.message}" for one in found]


def contents(operation: Operation) -> Iterator[tuple[str, Json]]:
    """Everything that an operation takes or answers."""
    for content in operation.about.get("requestBody", {}).get("content", {}).values():
        yield "request", content
    for status, answer in operation.about["responses"].items():
        found = answer
        if "$ref" in answer:
            found = contract()["components"]["responses"][answer["$ref"].rsplit("/", 1)[1]]
        for content in found.get("content", {}).values():
            yield status, content


def nodes(value: Json) -> Iterator[dict[str, Json]]:
    if isinstance(value, dict):
        yield value
    for inside in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(inside)


def test_the_committed_contract_is_the_one_made_and_the_one_served(client: TestClient) -> None:
    assert PATH.read_text(encoding="utf-8") == text(), "run: make contract"
    assert client.get("/v1/openapi.json", headers={"Authorization": ""}).text == text()
    assert json.loads(text()) == contract()


@each()
def test_an_operation_says_what_it_does(operation: Operation) -> None:
    verb = re.match("[a-z]+", operation.name)
    assert verb
    assert verb[0] in VERBS
    assert re.fullmatch(r"[a-z]+([A-Z][a-z0-9]*)+", operation.name)
    assert len(operation.about["tags"]) == 1
    assert operation.about["tags"][0] in {tag["name"] for tag in contract()["tags"]}
    assert 5 < len(operation.about["summary"]) < 150
    assert operation.about["summary"] in operation.about["description"]
    assert re.search(r"For: .+; each within their rights", operation.about["description"])
    assert operation.about["security"] == [{"bearer": []}]


@each()
def test_whatever_is_taken_or_answered_has_an_example_that_holds(operation: Operation) -> None:
    for place, content in contents(operation):
        assert faults(content["schema"], content["example"]) == [], place
    if operation.method in {"post", "put", "patch"} and operation.name not in WITHOUT_BODY:
        assert operation.body
        assert operation.body["example"]


@each()
def test_every_answer_has_its_headers_and_every_parameter_a_description(operation: Operation) -> None:
    for status, answer in operation.about["responses"].items():
        if "$ref" not in answer:
            assert {"API-Version", "X-Request-Id"} <= answer["headers"].keys(), status
    for one in operation.about["parameters"]:
        if "$ref" not in one:
            assert len(one["description"]) > 5
            assert "null" not in json.dumps(one["schema"])


@pytest.mark.parametrize("name", schemas())
def test_a_schema_describes_every_field(name: str) -> None:
    schema = schemas()[name]
    assert re.fullmatch(r"([A-Z][a-z0-9]+)+([A-D](?=[A-Z]))?([A-Z][a-z0-9]+)*", name)
    for field, about in schema.get("properties", {}).items():
        assert about.get("description") or plain(about).get("description"), field
        assert re.fullmatch(r"[a-z][A-Za-z0-9]*", field)
    assert all("title" not in node or not isinstance(node["title"], str) for node in nodes(schema))


def test_what_is_asked_is_closed_and_what_is_told_is_open_and_whole() -> None:
    for operation in operations():
        for place, content in contents(operation):
            for name in reached(content["schema"]):
                schema = schemas()[name]
                if schema.get("type") != "object":
                    continue
                if place == "request":
                    assert schema["additionalProperties"] is False, name
                else:
                    assert "additionalProperties" not in schema, name
                    assert set(schema["required"]) == set(schema["properties"]), name


def reached(schema: Json) -> set[str]:
    waiting, found = [schema], set()
    while waiting:
        for node in nodes(waiting.pop()):
            name = str(node.get("$ref", "")).rsplit("/", 1)[-1]
            if name and name not in found:
                found.add(name)
                waiting.append(schemas()[name])
    return found


def test_every_text_and_list_has_an_end_and_every_number_its_bounds() -> None:
    for name, schema in schemas().items():
        for node in nodes(schema):
            kinds = node.get("type", [])
            if "enum" in node or "const" in node:
                continue
            if "string" in kinds:
                assert "maxLength" in node, (name, node)
            if "array" in kinds:
                assert "maxItems" in node, (name, node)
            if "integer" in kinds:
                assert "minimum" in node, (name, node)
                assert node["format"] in {"int32", "int64"}


def test_nothing_of_the_framework_shows_through() -> None:
    assert not [name for name in schemas() if "Validation" in name or name.startswith(("Body_", "Page_"))]
    assert not [name for name in schemas() if name.endswith(("-Input", "-Output"))]
    assert "ge" not in {
        key for node in nodes(contract()["components"]["schemas"]) for key in node if key in {"ge", "le"}
    }
    pairs = [node["anyOf"] for node in nodes(contract()) if isinstance(node.get("anyOf"), list)]
    simple = [pair for pair in pairs if any(isinstance(one.get("type"), str) and one["type"] != "null" for one in pair)]
    assert simple == []


def test_names_are_unique_and_the_parts_are_used() -> None:
    names = [operation.name for operation in operations()]
    assert len(set(names)) == len(names)
    used = {str(node.get("$ref")) for node in nodes(contract())}
    for kind in ("schemas", "headers", "parameters", "responses"):
        for name in contract()["components"][kind]:
            assert f"#/components/{kind}/{name}" in used, name


def test_what_the_service_answers_is_what_the_contract_says(house: House) -> None:
    whole = ExemplaryHouse(house)
    for operation in opened_by_a_key("get"):
        path, _ = whole.fresh(operation)
        asked = f"{path}?explain=true" if any(one["name"] == "explain" for one in operation.own("query")) else path
        answer = house.ask("GET", asked)
        schema = operation.about["responses"]["200"]["content"]["application/json"]["schema"]
        assert faults(schema, answer.json()) == [], asked
        extra = answer.json().keys() - schemas()[schema["$ref"].rsplit("/", 1)[1]]["properties"].keys()
        assert extra == set()


def test_every_request_in_the_contract_is_one_that_the_service_takes(house: House) -> None:
    whole = ExemplaryHouse(house)
    for operation in opened_by_a_key("post", "put", "patch", "delete"):
        path, body = whole.fresh(operation)
        version = "*" if operation.method != "post" else None
        answer = house.ask(operation.method.upper(), path, body, version=version)
        said = operation.about["responses"][str(answer.status_code)]
        assert answer.status_code < 300, answer.text
        if answer.status_code != 204:
            assert faults(said["content"]["application/json"]["schema"], answer.json()) == []


def test_the_list_of_problems_is_closed_and_published() -> None:
    published = set(re.findall(rf"^\| `{TYPE_PREFIX}([a-z-]+)`", LIST.read_text(encoding="utf-8"), re.MULTILINE))
    assert published == {code.replace("_", "-") for code in sentences.titled()}
    for code in sentences.titled():
        assert sentences.title(code, Language.EN) in LIST.read_text(encoding="utf-8")
