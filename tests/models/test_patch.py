"""The shape of a merge patch follows from the body: every field may be left out or null, nested parts too."""

import pytest
from pydantic import ValidationError

from app.models.base import Body
from app.models.coding import CodingBody
from app.models.organisation import OrganisationBody
from app.models.patch import patch_of
from app.models.relation import RelationBody
from app.models.resident import ResidentBody

BODIES: list[type[Body]] = [CodingBody, OrganisationBody, RelationBody, ResidentBody]


@pytest.mark.parametrize("body", BODIES)
def test_a_patch_has_the_fields_of_the_body_and_needs_none(body: type[Body]) -> None:
    patch = patch_of(body)
    assert patch.model_fields.keys() == body.model_fields.keys()
    empty = patch.model_validate({})
    assert empty.model_dump(exclude_unset=True) == {}
    assert patch.__name__ == body.__name__.replace("Body", "Patch")
    assert patch_of(body) is patch


@pytest.mark.parametrize("body", BODIES)
def test_every_field_of_a_patch_may_be_null(body: type[Body]) -> None:
    names = {info.alias for info in patch_of(body).model_fields.values()}
    nulls = dict.fromkeys(names)
    assert patch_of(body).model_validate(nulls).model_dump(by_alias=True) == nulls


def test_a_nested_part_is_a_patch_and_a_list_is_whole() -> None:
    patch = patch_of(ResidentBody)
    patch.model_validate({"name": {"ownName": "Bos"}, "deceased": {"deceasedOn": "2026"}})
    with pytest.raises(ValidationError) as refused:
        patch.model_validate({"stays": [{"room": "12"}]})
    assert {error["loc"] for error in refused.value.errors()} == {("stays", 0, "teamId"), ("stays", 0, "fromDate")}


@pytest.mark.parametrize(
    "wrong", [{"unknown": 1}, {"name": {"unknown": 1}}, {"name": 7}, {"bornOn": "2026-13"}, {"stays": {}}]
)
def test_a_patch_is_as_strict_as_the_body(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        patch_of(ResidentBody).model_validate(wrong)
