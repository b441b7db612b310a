"""Merge patches: null takes away, what is absent stays, a list is replaced as a whole (RFC 7396)."""

from typing import Any

import pytest

from app.models.organisation import OrganisationBody
from app.models.patch import patch_of
from app.models.resident import ResidentBody
from app.problems import Invalid
from app.services import patches
from tests.house import House

NOW: dict[str, Any] = {
    "preferredName": "Jo",
    "bornOn": "1934-04",
    "name": {"given": ["Johanna"], "ownName": "Bos", "ownPrefix": "van"},
    "telecoms": [{"kind": "phone", "value": "1"}, {"kind": "email", "value": "2"}],
    "doNotScore": True,
}


@pytest.mark.parametrize(
    ("patch", "differs"),
    [
        ({}, {}),
        ({"preferredName": "Truus"}, {"preferredName": "Truus"}),
        ({"bornOn": None}, {"bornOn": None}),
        ({"name": None}, {"name": None}),
        ({"name": {"ownPrefix": None}}, {"name": {"given": ["Johanna"], "ownName": "Bos"}}),
        ({"name": {"given": ["An"]}}, {"name": {"given": ["An"], "ownName": "Bos", "ownPrefix": "van"}}),
        ({"telecoms": [{"kind": "fax", "value": "3"}]}, {"telecoms": [{"kind": "fax", "value": "3"}]}),
        ({"telecoms": []}, {"telecoms": []}),
        ({"telecoms": None}, {"telecoms": []}),
        ({"doNotScore": None}, {"doNotScore": False}),
        ({"deceased": {"known": True}}, {"deceased": {"known": True}}),
    ],
)
def test_a_patch_changes_what_it_names(patch: dict[str, Any], differs: dict[str, Any]) -> None:
    now = ResidentBody.model_validate(NOW)
    found = patches.apply(ResidentBody, now, patch_of(ResidentBody).model_validate(patch))
    assert found == ResidentBody.model_validate({**NOW, **differs})


def test_a_patch_over_http_keeps_the_rest(house: House) -> None:
    made = house.made("/residents", **NOW)
    changed = house.changed(f"/residents/{made['id']}", name={"ownPrefix": None})
    assert changed == made | {
        "name": made["name"] | {"ownPrefix": None},
        "version": 2,
        "updatedAt": changed["updatedAt"],
    }


def test_a_patch_that_takes_away_what_is_needed_is_refused_with_its_place(house: House) -> None:
    team = house.made("/teams", name="Linde")["id"]
    assert house.refused("PATCH", f"/teams/{team}", {"name": None}) == (400, "field_missing", ["/name"])
    resident = house.made("/residents", **NOW)["id"]
    refused = house.refused("PATCH", f"/residents/{resident}", {"deceased": {"deceasedOn": "2026"}})
    assert refused == (400, "field_missing", ["/deceased/known"])


def test_what_the_patch_makes_is_judged_as_a_whole() -> None:
    nothing = patch_of(OrganisationBody).model_validate({"name": None})
    with pytest.raises(Invalid) as refused:
        patches.apply(OrganisationBody, OrganisationBody(name="Linde"), nothing)
    assert [(flaw.code, flaw.pointer) for flaw in refused.value.flaws] == [("field_missing", "/name")]
