"""The citizen service number of a resident: kept sealed, found by it, and told to nobody who does not need it."""

import json
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import SQLModel
from starlette.testclient import TestClient

from app.models.vocabulary import KeyHolder, KeyScope
from tests.house import LONG_AGO, House
from tests.logged import Logged, lines_caught
from tests.services.test_bsn_keeping import decided
from tests.taken import bearer, erased

NUMBER, OTHER = "999990019", "999990020"


@pytest.fixture
def truus(house: House, officer: TestClient) -> str:
    """A resident of a house that keeps numbers."""
    decided(officer, kept=True)
    return house.resident("Truus")


def put(house: House, resident: str, number: str = NUMBER) -> Any:  # noqa: ANN401  the client's own response
    return house.ask("PUT", f"/residents/{resident}/bsn", {"bsn": number})


def found(house: House, number: str = NUMBER) -> list[str]:
    return [one["id"] for one in house.done("/bsns/_search", bsn=number)["items"]]


def test_it_is_told_where_it_was_asked_for_and_nowhere_else(house: House, truus: str, officer: TestClient) -> None:
    assert (put(house, truus).status_code, put(house, truus).text) == (204, "")
    told = house.seen(f"/residents/{truus}/bsn")
    assert (told["residentId"], told["bsn"]) == (truus, NUMBER)
    assert found(house) == [truus]
    assert found(house, OTHER) == []
    for path in (f"/residents/{truus}", "/residents", f"/people/{truus}", f"/residents/{truus}/timeline"):
        assert NUMBER not in house.ask("GET", path).text
    for more, held in (({}, None), ({"withBsn": True}, NUMBER), ({"withBsn": True, "kind": "supplied"}, None)):
        export = officer.post("/v1/exports", json={"personId": truus, **more}).json()
        content, booklet = (officer.get(f"/v1/exports/{export['id']}/{one}") for one in ("content", "booklet"))
        assert content.json()["bsn"] == held
        assert (NUMBER in content.text, NUMBER in booklet.text) == (held is not None,) * 2


def test_nothing_that_is_kept_or_logged_holds_it(house: House, truus: str) -> None:
    with lines_caught() as told:
        put(house, truus)
        house.seen(f"/residents/{truus}/bsn")
        found(house)
        assert NUMBER not in str(told())
    with house.peek() as connection:
        for table in SQLModel.metadata.sorted_tables:
            mine = table.select().where(table.c.organisation_id == UUID(house.organisation_id))
            assert NUMBER not in str([tuple(row) for row in connection.execute(mine)]), table.name
    log = Logged(house)
    assert [(one.action.value, one.noun) for one in log.entries[-3:]] == [
        ("create", "bsn"),
        ("read", "bsn"),
        ("read", "bsn"),
    ]
    assert all(set(log.persons[one.id]) == {truus} for one in log.entries[-3:])


@pytest.mark.parametrize(
    "number", ["99999001", "999990018", "9999900190", " 999990019", "٩٩٩٩٩٠٠١٩", "", 999990019, None]
)
def test_what_is_no_number_is_refused_and_not_repeated(house: House, truus: str, number: object) -> None:
    for method, path in (("PUT", f"/residents/{truus}/bsn"), ("POST", "/bsns/_search")):
        answer = house.ask(method, path, {"bsn": number})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "bsn_form")
        assert not number or json.dumps(number) not in answer.text


def test_a_number_is_that_of_one_resident(house: House, truus: str) -> None:
    piet = house.resident("Piet")
    put(house, truus)
    taken = put(house, piet)
    assert (taken.status_code, taken.json()["code"]) == (409, "bsn_taken")
    assert truus not in taken.text
    assert put(house, truus, OTHER).status_code == 204
    assert (found(house), found(house, OTHER)) == ([], [truus])
    assert put(house, piet).status_code == 204


def test_it_goes_when_asked_and_with_the_hat_of_resident(house: House, truus: str) -> None:
    for gone in (f"/residents/{truus}/bsn", f"/residents/{truus}"):
        assert put(house, truus).status_code == 204
        assert house.ask("DELETE", gone, version="*").status_code == 204
        assert found(house) == []
    assert put(house, truus).status_code == 404
    assert house.ask("DELETE", f"/residents/{truus}/bsn").status_code == 404
    assert put(house, house.relative("Anna")).status_code == 404


def test_of_who_was_erased_the_number_comes_back_with_nobody(house: House, truus: str, officer: TestClient) -> None:
    put(house, truus)
    erased(officer, truus)
    again = put(house, house.resident("Truus"))
    assert (again.status_code, again.json()["code"]) == (422, "erased_before")


def test_who_coordinates_and_the_resident_see_it_and_a_nurse_and_a_daughter_do_not(house: House, truus: str) -> None:
    put(house, truus)
    team = house.made("/teams", name="De Linde")["id"]
    house.done(f"/residents/{truus}/arrivals", teamId=team, arrivedOn=LONG_AGO)
    app = house.key(KeyHolder.SYSTEM, KeyScope.CARE)
    callers = {"truus": bearer(house.key(KeyHolder.RESIDENT, KeyScope.CARE, person=truus))}
    anna = house.relative("Anna")
    house.relation("A", truus, anna, kind="daughter")
    callers["anna"] = bearer(house.key(KeyHolder.RELATIVE, KeyScope.CARE, person=anna))
    for name, capacity in (("lead", "coordinator"), ("nurse", "member")):
        membership = {"teamId": team, "capacity": capacity, "fromDate": LONG_AGO}
        who = house.made("/caregivers", preferredName=name, memberships=[membership])["id"]
        callers[name] = bearer(app) | {"Samenspel-Acting-Person": who}

    def statuses(method: str, path: str, body: object = None) -> dict[str, int]:
        return {
            name: house.client.request(method, f"/v1{path}", json=body, headers=headers).status_code
            for name, headers in callers.items()
        }

    where = f"/residents/{truus}/bsn"
    assert statuses("GET", where) == {"truus": 200, "anna": 403, "lead": 200, "nurse": 403}
    assert statuses("PUT", where, {"bsn": OTHER}) == {"truus": 403, "anna": 403, "lead": 204, "nurse": 403}
    asked = {"bsn": OTHER}
    assert statuses("POST", "/bsns/_search", asked) == {"truus": 200, "anna": 403, "lead": 200, "nurse": 403}
    piet = house.resident("Piet")
    put(house, piet)
    found_by_lead = house.client.post("/v1/bsns/_search", json={"bsn": NUMBER}, headers=callers["lead"]).json()
    assert found_by_lead["items"] == []
    assert statuses("GET", f"/residents/{piet}/bsn")["lead"] == 404
    assert statuses("PUT", f"/residents/{piet}/bsn", {"bsn": "999990032"})["lead"] == 404
    assert statuses("DELETE", where) == {"truus": 403, "anna": 403, "lead": 204, "nurse": 403}
    assert found(house, OTHER) == []
