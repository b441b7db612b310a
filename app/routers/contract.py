"""The contract: what FastAPI knows of the routes, made into the document that clients are built from."""

import json
from functools import cache
from typing import Any, Final

from fastapi import FastAPI, Response
from fastapi.openapi.utils import get_openapi

from app import __version__
from app.routers import contract_parts as parts
from app.routers.contract_shapes import shape
from app.routers.examples import example_of

Document = dict[str, Any]

# What a story may bring along when it is new, and only then.
ONLY_WITH_POST: Final = frozenset({"moments", "codings"})
TITLE: Final = "Samenspel API"
DESCRIPTION: Final = (
    "Relationship-centred care of older people: residents, relatives and caregivers, the relations between them, "
    "stories and moments, and the figures worked out from them with the evidence behind every one."
)
TAGS: Final = {
    "words": "Word lists: the engagement ladder, the six senses and every closed list of codes.",
    "organisation": "The organisation of the key.",
    "locations": "Places.",
    "teams": "Wards, community teams, learning units and other units.",
    "people": "What is common to all hats of a person.",
    "residents": "People who live here or receive care.",
    "bsns": "Citizen service numbers (BSN) of residents, where the organisation keeps them.",
    "relatives": "Kin, friends and neighbours.",
    "caregivers": "People who work, volunteer or learn here.",
    "relations": "Two parties on one side of the triangle.",
    "roles": "Roles that mean something; found, never assigned.",
    "moments": "Dated occasions between two parties.",
    "stories": "Moments as they were seen and heard.",
    "codings": "How a coder reads a story.",
    "instruments": "Questionnaires of positive events.",
    "sittings": "Filled-in questionnaires.",
    "consents": "What residents let others see, or let be done with what is recorded.",
    "maskings": "People who are taken out of a story that names them.",
    "masking-decisions": "What stood there and what is decided, for the privacy officer.",
    "me": "Who the caller is, and what they may do.",
    "keys": "API keys, for administrators.",
    "invitations": "Codes with which relatives and residents get a key of their own, for administrators.",
    "redemptions": "A code turned into a key.",
    "logins": "Under which names identity providers know a person, for administrators.",
    "looks": "Who looked at a resident, in plain words, for the resident and who represents them.",
    "access-log": "Who did what with whose data (NEN 7513), for the privacy officer.",
    "exports": "What is recorded about a person, for them to see and take away (AVG 15 and 20).",
    "export-reviews": "Which others in an export may be told, for the privacy officer.",
    "erasure-requests": "Somebody asks to be erased (AVG 17).",
    "erasure-decisions": "What is decided about that, for the privacy officer.",
    "research-exports": "What was recorded of who consented to research, so that nobody is recognised in it.",
    "retention": "How long what is recorded is kept, for the privacy officer.",
    "bsn-keeping": "Whether citizen service numbers are kept and by which law, for the privacy officer.",
    "emergency-accesses": "A resident of another team seen for at most an hour, because it cannot wait.",
    "emergency-reviews": "Whether that was justified, for the privacy officer.",
    "figures": "What is worked out: rungs, participation and senses, each number with the evidence behind it.",
}


def install(app: FastAPI) -> None:
    """Let an app serve this contract to anybody, byte for byte as it stands in the repository; it is made once."""

    @cache
    def made() -> bytes:
        return as_text(build(app)).encode()

    @app.get("/openapi.json", include_in_schema=False)
    def show_contract() -> Response:
        return Response(made(), media_type="application/json", headers={"Access-Control-Allow-Origin": "*"})


def as_text(document: Document) -> str:
    """The document as it is written down."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def operation_id(name: str) -> str:
    """The operationId from the name of the endpoint: verb and noun in camelCase."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def build(app: FastAPI) -> Document:
    """The whole document."""
    document = get_openapi(
        title=TITLE,
        version=__version__,
        openapi_version="3.1.0",
        summary="Relations, roles, stories and the six senses in care for older people",
        description=DESCRIPTION,
        routes=app.routes,
        servers=parts.SERVERS,
        tags=[{"name": name, "description": text} for name, text in TAGS.items()],
        separate_input_output_schemas=False,
    )
    document["info"] |= {"contact": parts.CONTACT, "license": parts.LICENCE}
    shape(document)
    _add_components(document)
    for path, item in document["paths"].items():
        for method, operation in item.items():
            _finish(document, path, parts.kind_of(path, method), operation)
    return document


def _add_components(document: Document) -> None:
    components = document["components"]
    components["headers"] = parts.HEADERS
    components["parameters"] = parts.PARAMETERS
    components["securitySchemes"] = parts.SECURITY
    components["responses"] = {
        f"Problem{status}": parts.problem_response(status, components["schemas"]) for status in parts.PROBLEMS
    }
    document["security"] = [{"bearer": []}]


def _finish(document: Document, path: str, method: str, operation: Document) -> None:
    schemas = document["components"]["schemas"]
    operation["operationId"] = operation_id(operation["operationId"])
    operation["summary"] = operation.pop("description", operation.get("summary", "")).split("\n")[0]
    operation["description"] = parts.description(operation["summary"], path, method, operation["tags"][0])
    operation["security"] = [{"bearer": []}]
    _parameters(operation, path, method)
    if "requestBody" in operation:
        _request(operation["requestBody"], method, schemas)
    _responses(operation, path, method, schemas)


def _parameters(operation: Document, path: str, method: str) -> None:
    own = [one for one in operation.get("parameters", []) if one["in"] != "header"]
    for one in own:
        one["schema"].pop("title", None)
        one["schema"] = parts.without_null(one["schema"])
        if one["in"] == "path":
            one["example"] = example_of("x", {"x": {"type": "object", "properties": {one["name"]: one["schema"]}}})[
                one["name"]
            ]
    shared = parts.shared_parameters(path, method)
    operation["parameters"] = own + [{"$ref": f"#/components/parameters/{name}"} for name in shared]


def _request(body: Document, method: str, schemas: Document) -> None:
    content = body["content"]["application/json"]
    # A body that may be left out is no body that may be null.
    options = content["schema"].get("anyOf")
    body["required"] = options is None
    content["schema"] = options[0] if options else content["schema"]
    example = example_of(content["schema"]["$ref"].rsplit("/", 1)[1], schemas)
    content["example"] = {key: one for key, one in example.items() if method == "post" or key not in ONLY_WITH_POST}
    if method == "patch":
        body["content"] = {"application/merge-patch+json": content, "application/json": content}


def _responses(operation: Document, path: str, method: str, schemas: Document) -> None:
    answers = {status: one for status, one in operation["responses"].items() if status.startswith("2")}
    if method == "put" and path != "/organisation":
        answers["201"] = {**answers["200"], "description": "Made"}
    for status, answer in answers.items():
        _answer(answer, status, method, schemas)
    if method == "get":
        answers["304"] = {"description": "Not changed", "headers": parts.headers("304", method)}
    for status in parts.problems_of(path, method, has_body="requestBody" in operation):
        answers[str(status)] = {"$ref": f"#/components/responses/Problem{status}"}
    operation["responses"] = dict(sorted(answers.items()))


def _answer(answer: Document, status: str, method: str, schemas: Document) -> None:
    answer["headers"] = parts.headers(status, method)
    answer["description"] = {"200": "Done", "201": "Made", "204": "Done, nothing to tell"}[status]
    for content in answer.get("content", {}).values():
        if "$ref" in content.get("schema", {}):
            content["example"] = example_of(content["schema"]["$ref"].rsplit("/", 1)[1], schemas)
