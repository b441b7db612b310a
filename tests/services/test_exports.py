"""Exports: everything about a person, for that person and who speaks for them; never a secret."""

import pytest
from starlette.testclient import TestClient

from app.models.vocabulary import KeyHolder, KeyScope
from tests.house import House
from tests.logged import Logged
from tests.taken import Taken, bearer


@pytest.fixture
def taken(house: House) -> Taken:
    return Taken(house)


def test_a_resident_takes_away_everything_about_them_with_others_masked(taken: Taken) -> None:
    export = taken.export(taken.truus, taken.own)
    assert (export.status_code, export.json()["reviewedAt"]) == (201, None)
    held = taken.content(export.json()["id"], taken.own)
    assert held["resident"]["telecoms"][0]["value"] == "071-1234567"
    assert held["resident"]["lifeStory"][0]["text"] == "Werkte in een bakkerij."
    assert {one["id"] for one in held["relations"]} == {taken.side_a, taken.side_b}
    assert [one["id"] for one in held["moments"]] == [taken.moment]
    assert [one["id"] for one in held["roles"]] == [taken.role]
    assert [one["id"] for one in held["stories"]] == [taken.story]
    assert held["stories"][0]["text"] == "Truus en [naam] bakten met Piet."
    assert held["moments"][0]["note"] == "Met [naam]."
    names = {one["partyB"]["preferredName"] for one in held["relations"]}
    assert names == {None}
    assert {one["partyA"]["preferredName"] for one in held["relations"]} == {"Truus"}
    assert held["relative"] is held["caregiver"] is None


def test_an_export_holds_no_secret(taken: Taken) -> None:
    export = taken.export(taken.truus, taken.own).json()["id"]
    held = taken.content(export, taken.own)
    (key,) = held["keys"]
    assert set(key) & {"key", "secretHash"} == set()
    assert taken.own["Authorization"].removeprefix("Bearer ") not in str(held)


def test_it_is_for_the_person_who_represents_them_and_the_officer(taken: Taken, officer: TestClient) -> None:
    mentor = taken.house.relative("Dirk")
    taken.house.relation("A", taken.truus, mentor, capacities=[{"code": "mentor"}])
    as_mentor = bearer(taken.house.key(KeyHolder.SYSTEM, KeyScope.CARE)) | {"Samenspel-Acting-Person": mentor}
    assert taken.export(taken.truus, as_mentor).status_code == 201
    asked = {"personId": taken.truus}
    assert officer.post("/v1/exports", json=asked).status_code == 201
    refused = [taken.export(taken.truus, taken.daughter), taken.export(taken.piet, as_mentor)]
    assert [one.status_code for one in refused] == [403, 422]  # whom the mentor does not know is nobody
    export = taken.export(taken.truus, taken.own).json()["id"]
    for path in ("", "/content", "/booklet"):
        answer = taken.house.client.get(f"/v1/exports/{export}{path}", headers=taken.daughter)
        assert answer.status_code == 404, path
        assert taken.house.ask("GET", f"/exports/{export}{path}").status_code == 403, path


def test_fetching_an_export_is_in_the_log_with_everybody_in_it(taken: Taken) -> None:
    export = taken.export(taken.truus, taken.own).json()["id"]
    answer = taken.house.client.get(f"/v1/exports/{export}/content", headers=taken.own)
    log = Logged(taken.house)
    assert log.of(answer).operation == "get_export_content"
    assert {taken.truus, taken.anna, taken.nurse} <= set(log.seen(answer))


def test_what_a_resident_refused_a_relative_is_told_once_the_resident_may_be(taken: Taken, officer: TestClient) -> None:
    about = {"residentId": taken.truus, "toPersonId": taken.anna}
    given = taken.house.made("/consents", **about, category="stories")["id"]
    refusal = {"decision": "refused", "reason": "Wij hebben ruzie."}
    refused = taken.house.made("/consents", **about, category="ladder_and_senses", **refusal)["id"]
    export = taken.export(taken.anna, taken.daughter).json()["id"]
    held = taken.content(export, taken.daughter)
    assert [one["id"] for one in held["consents"]] == [given]
    assert "ruzie" not in str(held)
    reviewed = officer.post(f"/v1/exports/{export}/reviews", json={"shownPersonIds": [taken.truus]})
    assert reviewed.status_code == 200
    assert [one["id"] for one in taken.content(export, taken.daughter)["consents"]] == [given, refused]
    own = taken.export(taken.truus, taken.own).json()["id"]
    assert [one["id"] for one in taken.content(own, taken.own)["consents"]] == [given, refused]


def test_exports_of_before_are_in_a_list(taken: Taken, officer: TestClient) -> None:
    ids = [taken.export(taken.truus, taken.own).json()["id"], taken.export(taken.anna, taken.daughter).json()["id"]]
    mine = taken.house.client.get("/v1/exports", headers=taken.own).json()["items"]
    assert [one["id"] for one in mine] == ids[:1]
    assert [one["id"] for one in officer.get("/v1/exports").json()["items"]] == ids
    found = officer.get(f"/v1/exports?personId={taken.anna}").json()["items"]
    assert [one["id"] for one in found] == ids[1:]
