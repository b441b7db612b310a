"""Keys over HTTP: made, shown once, rotated so that nothing stops, revoked."""

from datetime import datetime, timedelta

import pytest

from app.models.vocabulary import KeyHolder, KeyScope
from tests.house import House, Said


def opens(house: House, key: str, path: str = "/teams") -> int:
    return int(house.client.get(f"/v1{path}", headers={"Authorization": f"Bearer {key}"}).status_code)


def made(house: House, **more: object) -> Said:
    return house.made("/keys", **{"name": "Import", "scopes": ["care", "unattended"], **more})


def test_a_key_is_told_once_and_opens_what_its_scopes_say(house: House) -> None:
    key = made(house)
    assert opens(house, key["key"], "/residents") == 200
    assert opens(house, key["key"], "/keys") == 403
    told = house.seen(f"/keys/{key['id']}")
    assert told == {name: value for name, value in key.items() if name != "key"} | {"lastUsedAt": told["lastUsedAt"]}
    assert key["key"] not in house.ask("GET", "/keys").text
    assert told["createdBy"] is not None


def test_a_key_for_who_acts_and_one_of_an_administrator(house: House) -> None:
    acting = made(house, scopes=["care"])["key"]
    administrator = made(house, holder="administrator", scopes=["administration"])["key"]
    assert [opens(house, acting, path) for path in ("/residents", "/teams", "/keys")] == [403, 200, 403]
    assert [opens(house, administrator, path) for path in ("/residents", "/teams", "/keys")] == [403, 200, 200]


@pytest.mark.parametrize(
    "said",
    [
        {"holder": "relative"},
        {"holder": "resident"},
        {"holder": "administrator", "scopes": ["care"]},
        {"scopes": ["care", "care"]},
        {"scopes": []},
        {"days": 366},
        {"days": 0},
        {"name": " "},
    ],
)
def test_a_key_that_cannot_be_is_not_made(house: House, said: Said) -> None:
    assert house.ask("POST", "/keys", {"name": "Import", "scopes": ["care"], **said}).status_code == 400
    assert len(house.seen("/keys")["items"]) == 1


def test_a_key_is_good_for_as_long_as_was_asked(house: House) -> None:
    key = made(house, days=30)
    lasts = datetime.fromisoformat(key["expiresAt"]) - datetime.fromisoformat(key["createdAt"])
    assert lasts == timedelta(days=30)


def test_a_key_gives_way_to_a_new_one_and_both_are_good_for_a_while(house: House) -> None:
    old = made(house)
    new = house.done(f"/keys/{old['id']}/rotations", overlapDays=3)
    assert [opens(house, one["key"]) for one in (old, new)] == [200, 200]
    assert {name: new[name] for name in ("name", "holder", "scopes")} == {
        name: old[name] for name in ("name", "holder", "scopes")
    }
    told = house.seen(f"/keys/{old['id']}")
    left = datetime.fromisoformat(told["expiresAt"]) - datetime.fromisoformat(new["createdAt"])
    assert left == timedelta(days=3)
    house.done(f"/keys/{old['id']}/rotations", overlapDays=0)
    assert opens(house, old["key"]) == 401
    assert house.refused("POST", f"/keys/{old['id']}/rotations", {})[:2] == (409, "illegal_state")


def test_a_revoked_key_opens_nothing_from_the_next_request_on(house: House) -> None:
    key = made(house)
    assert opens(house, key["key"]) == 200
    house.done(f"/keys/{key['id']}/revocations")
    assert opens(house, key["key"]) == 401
    assert house.ask("GET", f"/keys/{key['id']}").status_code == 404
    assert house.ask("POST", f"/keys/{key['id']}/revocations").status_code == 404


def test_what_was_shown_once_is_not_kept_for_a_request_that_comes_twice(house: House) -> None:
    headers = {"Idempotency-Key": "k1"}
    body = {"name": "Import", "scopes": ["care"]}
    first = house.client.post("/v1/keys", json=body, headers=headers)
    again = house.client.post("/v1/keys", json=body, headers=headers)
    assert first.status_code == 201
    assert (again.status_code, again.json()["code"]) == (409, "shown_once")
    assert len([one for one in house.seen("/keys")["items"] if one["name"] == "Import"]) == 1
    with house.peek() as connection:
        kept = connection.exec_driver_sql("SELECT body FROM kept_answer").scalars().all()
    assert [bytes(one) for one in kept] == [b""]


def test_it_is_seen_that_a_key_is_used(house: House) -> None:
    key = made(house)
    assert house.seen(f"/keys/{key['id']}")["lastUsedAt"] is None
    opens(house, key["key"])
    first = house.seen(f"/keys/{key['id']}")["lastUsedAt"]
    assert first is not None
    opens(house, key["key"])
    assert house.seen(f"/keys/{key['id']}")["lastUsedAt"] == first


def test_keys_are_for_administrators(house: House) -> None:
    for scopes in ((KeyScope.CARE, KeyScope.UNATTENDED), (KeyScope.CARE,)):
        key = house.key(KeyHolder.SYSTEM, *scopes)
        assert opens(house, key, "/keys") == 403
        assert opens(house, key, "/invitations") == 403


def test_another_house_does_not_see_them(house: House, other_house: House) -> None:
    key = made(house)
    assert other_house.ask("GET", f"/keys/{key['id']}").status_code == 404
    assert key["id"] not in other_house.ask("GET", "/keys").text


def test_the_list_turns_its_pages(house: House) -> None:
    ids = [made(house)["id"] for _ in range(3)]
    first = house.seen("/keys?limit=2")
    second = house.seen(f"/keys?limit=2&cursor={first['nextCursor']}")
    assert [one["id"] for one in (*first["items"], *second["items"])][-3:] == ids
