"""One request, one transaction: who asks comes first, nothing half done stays, and what comes twice is done once."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from starlette.testclient import TestClient

from app.database import Session
from app.main import create_app
from app.models.team import TeamBody, TeamRow
from app.models.vocabulary import KeyHolder, KeyScope
from app.problems import Conflict
from app.services import records
from app.settings import Settings
from tests.exemplary import ExemplaryHouse, Operation, operations
from tests.house import House, new_id, open_house

CODING = {"coderId": "01975000-0000-7abc-8def-0123456789ab", "as": "caregiver"}
PUBLIC = {"Authorization": ""}


@pytest.mark.parametrize("operation", operations(), ids=lambda one: one.name)
def test_who_does_not_say_who_they_are_hears_that_before_anything_else(house: House, operation: Operation) -> None:
    path = operation.path.format(**{one["name"]: "x" for one in operation.own("path")})
    answer = house.client.request(
        operation.method.upper(),
        f"/v1{path}?unknown=1",
        content=b"{not json",
        headers={**PUBLIC, "Accept": "text/html", "Content-Type": "text/plain"},
    )
    assert (answer.status_code, answer.json()["code"]) == (401, "key_missing")
    assert answer.headers["www-authenticate"].startswith('Bearer realm="samenspel"')


@pytest.mark.parametrize(
    "said",
    ["Bearer x", "Bearer samenspel_x_y", "Bearer " + "x" * 600, "Bearer samenspel_" + "A" * 43 + "_" + "A" * 43],
)
@pytest.mark.parametrize("content", [b"{}", b"{not json", b"x" * 1_000_001])
def test_an_unknown_key_is_refused_whatever_else_is_wrong(house: House, said: str, content: bytes) -> None:
    headers = {"Authorization": said, "Content-Type": "application/json"}
    answer = house.client.post("/v1/teams", content=content, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "key_unknown")
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


@pytest.mark.parametrize("said", ["Basic x", "Bearer", "Bearer ", "", "x"])
def test_another_way_of_saying_who_one_is_is_not_understood(house: House, said: str) -> None:
    answer = house.client.get("/v1/teams", headers={"Authorization": said})
    assert (answer.status_code, answer.json()["code"]) == (401, "key_missing")


HOUSE_WORK = {"organisation", "locations", "teams", "words", "me", "keys", "invitations", "logins"}


def test_a_key_of_an_administrator_opens_the_house_and_never_care(house: House) -> None:
    whole = ExemplaryHouse(house)
    key = house.key(KeyHolder.ADMINISTRATOR, KeyScope.ADMINISTRATION)
    for operation in operations("get"):
        path, _ = whole.fresh(operation)
        answer = house.client.get(f"/v1{path}", headers={"Authorization": f"Bearer {key}"})
        opens = operation.about["tags"][0] in HOUSE_WORK
        assert answer.status_code == (200 if opens else 403), path
        if not opens:
            assert answer.json()["code"] == "scope_too_narrow"


def test_what_fails_after_it_wrote_leaves_nothing(house: House) -> None:
    def write_and_fail(session: Session) -> None:
        session.enter(UUID(house.organisation_id))
        records.lay_down(session, records.blank(TeamRow), TeamBody(name="Linde"), None)
        raise Conflict("conflict")

    with pytest.raises(Conflict):
        house.database.run(write_and_fail, write=True)
    half = {"text": "Soep.", "happenedOn": "2026", "people": [{"personId": house.resident()}], "codings": [CODING]}
    assert house.ask("POST", "/stories", half).status_code == 422
    assert house.seen("/teams")["items"] == house.seen("/stories")["items"] == []


# ----------------------------------------------------------------------------------------------------- idempotency keys


def post(house: House, path: str, body: Any, key: str = "k1", **headers: str) -> Any:  # noqa: ANN401  any JSON
    return house.client.post(f"/v1{path}", json=body, headers={"Idempotency-Key": key, **headers})


def test_the_same_request_again_gets_the_same_answer_and_says_so(house: House) -> None:
    first, again = post(house, "/teams", {"name": "Linde"}), post(house, "/teams", {"name": "Linde"})
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.text == first.text
    assert again.headers["idempotent-replayed"] == "true"
    assert "idempotent-replayed" not in first.headers
    for name in ("etag", "location", "content-language", "content-type"):
        assert again.headers[name] == first.headers[name]
    assert again.headers["x-request-id"] != first.headers["x-request-id"]
    assert len(house.seen("/teams")["items"]) == 1


def test_another_body_or_language_under_the_same_key_is_refused(house: House) -> None:
    post(house, "/teams", {"name": "Linde"})
    for answer in (
        post(house, "/teams", {"name": "Wilg"}),
        post(house, "/teams", {"name": "Linde"}, **{"Accept-Language": "en"}),
    ):
        assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")


def test_another_operation_caller_or_key_is_another_request(house: House, other_house: House) -> None:
    post(house, "/teams", {"name": "Linde"})
    assert post(house, "/locations", {"name": "Linde"}).headers.get("idempotent-replayed") is None
    assert post(house, "/teams", {"name": "Linde"}, "k2").headers.get("idempotent-replayed") is None
    assert post(other_house, "/teams", {"name": "Linde"}).headers.get("idempotent-replayed") is None
    second = {"Authorization": f"Bearer {house.key()}"}
    assert post(house, "/teams", {"name": "Linde"}, **second).headers.get("idempotent-replayed") is None


def test_a_refusal_is_not_kept_so_that_the_same_key_can_be_used_once_more(house: House) -> None:
    assert post(house, "/teams", {"name": "Linde", "locationId": new_id()}).status_code == 422
    assert post(house, "/teams", {"name": "Linde"}).status_code == 201


def test_the_kept_answer_goes_with_the_thing_it_made(house: House) -> None:
    first = post(house, "/teams", {"name": "Linde"})
    house.ask("DELETE", f"/teams/{first.json()['id']}", version="*")
    again = post(house, "/teams", {"name": "Linde"})
    assert again.status_code == 201
    assert again.headers.get("idempotent-replayed") is None
    assert again.json()["id"] != first.json()["id"]


def test_a_change_of_state_is_repeatable_too(house: House) -> None:
    story = house.story(house.resident(), tellerId=house.relative())
    first, again = (post(house, f"/stories/{story}/withdrawals", {}) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    assert house.seen(f"/stories/{story}")["version"] == 2


@pytest.mark.parametrize("key", ["", "x" * 256, "\x07", "é"])
def test_a_key_that_is_none_is_refused(house: House, key: str) -> None:
    answer = house.client.post("/v1/teams", json={"name": "Linde"}, headers={b"Idempotency-Key": key.encode()})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "idempotency_key_form")
    assert answer.json()["errors"][0]["parameter"] == "Idempotency-Key"


def test_a_get_takes_no_notice_of_an_idempotency_key(house: House) -> None:
    assert house.client.get("/v1/teams", headers={"Idempotency-Key": "k1"}).status_code == 200


# --------------------------------------------------------------------------------------------------------- what is said


def test_what_is_made_says_where_it_stands(house: House) -> None:
    made = house.ask("POST", "/teams", {"name": "Linde"})
    assert made.headers["location"] == f"/v1/teams/{made.json()['id']}"
    assert house.client.get(made.headers["location"]).json() == made.json()
    put = house.ask("PUT", f"/teams/{new_id()}", {"name": "Wilg"})
    assert house.client.get(put.headers["location"]).json() == put.json()
    assert "location" not in house.ask("PUT", f"/teams/{put.json()['id']}", {"name": "Wilg"}).headers


def test_a_page_names_the_next_one_in_body_and_link(house: House) -> None:
    for name in "abc":
        house.made("/teams", name=name)
    page = house.client.get("/v1/teams?limit=2")
    cursor = page.json()["nextCursor"]
    assert page.headers["link"] == f'</v1/teams?limit=2&cursor={cursor}>; rel="next"'
    last = house.client.get(page.links["next"]["url"])
    assert [one["name"] for one in last.json()["items"]] == ["c"]
    assert "link" not in last.headers
    assert last.json()["nextCursor"] is None


def test_an_answer_is_what_its_bytes_say(client: TestClient) -> None:
    answer = client.get("/v1/senses")
    assert json.loads(answer.content) == answer.json()
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["vary"].startswith("Accept, Accept-Language")


# ------------------------------------------------------------------------------------------------------ what counts


@contextmanager
def narrow(url: str, **limits: Any) -> Iterator[House]:  # noqa: ANN401  whatever a setting is
    """A house on a service with these limits and no others."""
    app = create_app(Settings(database_url=url, **limits))
    with open_house(app) as opened:
        yield opened
    opened.database.close()


def test_a_known_caller_is_counted_by_their_key_and_another_key_is_not(migrated_database: str) -> None:
    with narrow(migrated_database, rate_per_actor="2/hour") as house:
        answers = [house.ask("GET", "/teams"), house.ask("POST", "/teams", {}), house.ask("GET", "/teams")]
        other = house.client.get("/v1/teams", headers={"Authorization": f"Bearer {house.key()}"})
    assert [one.status_code for one in answers] == [200, 400, 429]
    assert answers[2].json()["code"] == "rate_limited"
    assert other.status_code == 200


def test_the_keys_of_an_organisation_are_counted_together(migrated_database: str) -> None:
    with narrow(migrated_database, rate_per_organisation="2/hour") as house:
        keys = [house.key() for _ in range(3)]
        answers = [house.client.get("/v1/teams", headers={"Authorization": f"Bearer {key}"}) for key in keys]
    assert [one.status_code for one in answers] == [200, 200, 429]


def test_an_answer_that_shows_too_many_people_is_not_given(migrated_database: str) -> None:
    with narrow(migrated_database, persons_seen_per_hour_system=2) as house:
        first, second = house.resident("Truus"), house.resident("Jan")
        third = house.ask("POST", "/residents", {"preferredName": "Mies"})
        again = house.ask("GET", "/residents")
        alone = house.ask("GET", "/residents?limit=1")
    assert (third.status_code, third.json()["code"]) == (429, "persons_seen_quota")
    assert int(third.headers["retry-after"]) > 0
    assert [one["id"] for one in again.json()["items"]] == [first, second]  # the third was not made
    assert alone.status_code == 200
