"""Conditional requests: 304 for what is known, 412 for what has changed, 428 for who does not say."""

import pytest

from app.routers import conditional
from tests.house import House, new_id


def tag_of(house: House, where: str, spoken: str = "nl") -> str:
    return str(house.ask("GET", where, spoken=spoken).headers["etag"])


@pytest.fixture
def where(house: House) -> str:
    return f"/teams/{house.made('/teams', name='Linde')['id']}"


@pytest.mark.parametrize("path", ["/senses", "/organisation", "/teams", "/instruments"])
def test_what_the_caller_holds_is_not_sent_again(house: House, path: str) -> None:
    first = house.client.get(f"/v1{path}")
    again = house.client.get(f"/v1{path}", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    for name in ("etag", "vary", "api-version", "cache-control"):
        assert again.headers[name] == first.headers[name]
    for other in (f'"x", W/{first.headers["etag"]}', "*"):
        assert house.client.get(f"/v1{path}", headers={"If-None-Match": other}).status_code == 304
    assert house.client.get(f"/v1{path}", headers={"If-None-Match": '"x"'}).status_code == 200


def test_a_changed_thing_is_sent_again(house: House, where: str) -> None:
    tag = tag_of(house, where)
    house.changed(where, name="Wilg")
    assert house.client.get(f"/v1{where}", headers={"If-None-Match": tag}).status_code == 200


def test_the_tag_differs_by_language_and_any_language_may_change(house: House, where: str) -> None:
    dutch, english = tag_of(house, where), tag_of(house, where, "en")
    assert dutch != english
    assert house.client.get(f"/v1{where}", headers={"If-None-Match": dutch, "Accept-Language": "en"}).status_code == 200
    assert house.ask("PATCH", where, {"name": "Wilg"}, version=english).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_change_says_which_version_it_changes(house: House, where: str, method: str) -> None:
    body = None if method == "DELETE" else {"name": "Wilg"}
    assert house.refused(method, where, body, version=None)[:2] == (428, "version_required")
    old = tag_of(house, where)
    house.changed(where, name="Es")
    now = tag_of(house, where)
    stale = house.ask(method, where, body, version=old)
    # A refusal tells the version, not what would be told of it.
    known = now.rsplit(".", 1)[0] + '"'
    assert (stale.status_code, stale.json()["code"], stale.headers["etag"]) == (412, "stale", known)
    assert house.ask("PATCH", where, {"name": "Es"}, version=known).status_code == 200
    for wrong in (f"W/{now}", f'"{new_id()}.2.nl"', '"x"', '""'):
        assert house.ask(method, where, body, version=wrong).status_code == 412, wrong
    assert house.ask(method, where, body, version=f'"x", {now}').status_code < 300


@pytest.mark.parametrize("said", ["x", '"x', '"x" "y"', "", ",", '"x",'])
def test_an_if_match_that_is_none_is_refused(house: House, where: str, said: str) -> None:
    answer = house.client.patch(f"/v1{where}", json={"name": "Wilg"}, headers={"If-Match": said})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == "If-Match"


def test_a_put_can_ask_to_make_and_never_to_change(house: House, where: str) -> None:
    def put(path: str, **headers: str) -> int:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return int(house.client.put(f"/v1{path}", json={"name": "Wilg"}, headers=sent).status_code)

    assert put(f"/teams/{new_id()}", If_None_Match="*") == 201
    assert put(where, If_None_Match="*") == 412
    assert put(where, If_None_Match='"x"') == 400
    assert put(where, If_None_Match="*", If_Match="*") == 400
    assert put(f"/teams/{new_id()}", If_Match="*") == 412


def test_an_equal_body_changes_nothing_and_needs_no_version(house: House, where: str) -> None:
    before = house.seen(where)
    again = house.ask("PUT", where, {"name": "Linde"})
    assert (again.status_code, again.json()) == (200, before)


@pytest.mark.parametrize(
    ("team_id", "code"),
    [
        ("9f0c1b8e-6f6e-4f27-9c75-2a9ac2ab6a44", "id_not_v7"),
        ("01975000-0000-1abc-8def-0123456789ab", "id_not_v7"),
        ("01975000-0000-7abc-cdef-0123456789ab", "id_not_v7"),
        ("00000000-0000-0000-0000-000000000000", "id_not_v7"),
        ("ffffffff-ffff-7fff-8fff-ffffffffffff", "id_from_the_future"),
    ],
)
def test_an_own_id_is_a_uuid7_of_about_now(house: House, team_id: str, code: str) -> None:
    answer = house.ask("PUT", f"/teams/{team_id}", {"name": "Linde"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, code)
    assert answer.json()["errors"][0]["parameter"]


def test_a_put_never_revives(house: House, where: str) -> None:
    house.ask("DELETE", where, version="*")
    for version in (None, "*"):
        assert house.refused("PUT", where, {"name": "Linde"}, version=version)[:2] == (409, "deleted")


def test_tags_are_compared_weakly_for_reading() -> None:
    assert conditional.matches('W/"a", "b"', '"b"')
    assert conditional.matches('W/"a"', '"a"')
    assert not conditional.matches('"ab"', '"a"')
    assert not conditional.matches(None, '"a"')
