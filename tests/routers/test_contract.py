"""How the contract is put together; what it must say as a whole stands in tests/test_contract.py."""

import json

import pytest

from app import __version__
from app.routers import contract
from tests import exemplary


@pytest.mark.parametrize(
    ("name", "operation"),
    [("list_teams", "listTeams"), ("get_resident_senses", "getResidentSenses"), ("put_coding", "putCoding")],
)
def test_an_operation_is_named_after_its_endpoint(name: str, operation: str) -> None:
    assert contract.operation_id(name) == operation


def test_a_document_is_written_down_to_be_read() -> None:
    text = contract.as_text({"b": "één", "a": [1]})
    assert text == '{\n  "b": "één",\n  "a": [\n    1\n  ]\n}\n'
    assert json.loads(text) == {"b": "één", "a": [1]}


def test_the_document_says_what_it_is_and_where_it_is_served() -> None:
    document = exemplary.contract()
    assert (document["openapi"], document["info"]["version"]) == ("3.1.0", __version__)
    assert document["info"]["license"]["identifier"] == "Apache-2.0"
    assert document["info"]["contact"].keys() == {"name", "url", "email"}
    assert [server["url"] for server in document["servers"]] == ["/v1"]


def test_every_tag_is_used_and_described() -> None:
    used = {operation.about["tags"][0] for operation in exemplary.operations()}
    assert used == set(contract.TAGS)
    assert all(contract.TAGS.values())


def test_a_body_that_may_be_left_out_is_no_body_that_may_be_null() -> None:
    operation = next(one for one in exemplary.operations() if one.name == "confirmStory")
    assert operation.about["requestBody"]["required"] is False
    assert operation.body is not None
    assert operation.body["schema"] == {"$ref": "#/components/schemas/StoryConfirmationBody"}


def test_a_story_brings_company_along_with_post_only() -> None:
    examples = {one.name: one.body["example"] for one in exemplary.operations("post", "put") if one.body}
    assert {"moments", "codings"} <= examples["createStory"].keys()
    assert not {"moments", "codings"} & examples["putStory"].keys()
