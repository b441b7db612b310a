"""Figures over HTTP: who may ask for them; what they say is tried in `tests/test_figures.py`."""

import pytest

from app.models.vocabulary import KeyHolder, KeyScope
from tests.house import House


@pytest.mark.parametrize(
    "path",
    [
        "/relations/{id}/rung",
        "/residents/{id}/participation",
        "/residents/{id}/triangle",
        "/residents/{id}/senses",
        "/people/{id}/senses",
        "/teams/{id}/participation",
        "/teams/{id}/senses",
        "/teams/{id}/overview",
        "/teams/{id}/silence",
    ],
)
def test_an_administrators_key_opens_no_figure_at_all(house: House, path: str) -> None:
    team = house.made("/teams", name="Linde")["id"]
    key = house.key(KeyHolder.ADMINISTRATOR, KeyScope.ADMINISTRATION)
    headers = {"Authorization": f"Bearer {key}"}
    assert house.client.get(f"/v1/teams/{team}", headers=headers).status_code == 200
    answer = house.client.get("/v1" + path.format(id=team), headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "scope_too_narrow")
