"""Many callers at once, with real threads: nobody overwrites another, and what is sent twice is done once."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any, TypeVar

import pytest

from tests.house import House, new_id

Answer = Any
T = TypeVar("T")


def at_once(count: int, ask: Callable[[int], T]) -> list[T]:
    """What so many callers get who all ask at the same moment."""
    start = Barrier(count)

    def go(number: int) -> T:
        start.wait()
        return ask(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(go, range(count)))


def statuses(answers: list[Answer]) -> Counter[int]:
    return Counter(answer.status_code for answer in answers)


def renamed(house: House, where: str, tag: str, name: str, number: int) -> Answer:
    return house.ask("PATCH", where, {"name": f"{name}{number}"}, version=tag)


def renamed_or_deleted(house: House, where: str, tag: str, number: int) -> Answer:
    return renamed(house, where, tag, "Wilg", number) if number else house.ask("DELETE", where, version=tag)


def put(house: House, where: str, names: tuple[str, str], number: int) -> Answer:
    return house.ask("PUT", where, {"name": names[number]})


@pytest.mark.parametrize(("writers", "times"), [(2, 20), (16, 1)])
def test_of_writers_with_the_same_version_exactly_one_wins(house: House, writers: int, times: int) -> None:
    where = f"/teams/{house.made('/teams', name='Linde')['id']}"
    for time in range(times):
        tag = house.ask("GET", where).headers["etag"]
        answers = at_once(writers, partial(renamed, house, where, tag, f"{time}."))
        assert statuses(answers) == {200: 1, 412: writers - 1}
        won = next(answer.json() for answer in answers if answer.status_code == 200)
        assert house.seen(where) == won
        assert won["version"] == time + 2
        version = house.ask("GET", where).headers["etag"].rsplit(".", 1)[0] + '"'  # without what is told of it
        assert {a.headers["etag"] for a in answers if a.status_code == 412} == {version}


def test_a_change_and_a_deletion_of_the_same_version_do_not_both_happen(house: House) -> None:
    for _ in range(5):
        where = f"/teams/{house.made('/teams', name='Linde')['id']}"
        tag = house.ask("GET", where).headers["etag"]
        answers = at_once(2, partial(renamed_or_deleted, house, where, tag))
        assert statuses(answers) in ({200: 1, 412: 1}, {204: 1, 404: 1})


def test_fifty_equal_requests_with_one_idempotency_key_have_one_effect(house: House) -> None:
    def ask(_: int) -> Answer:
        headers = {"Idempotency-Key": "een keer"}
        return house.client.post("/v1/teams", json={"name": "Linde"}, headers=headers)

    answers = at_once(50, ask)
    assert statuses(answers) == {201: 50}
    assert len({answer.text for answer in answers}) == 1
    assert len({answer.headers["etag"] for answer in answers}) == 1
    assert Counter(answer.headers.get("idempotent-replayed") for answer in answers) == {None: 1, "true": 49}
    assert [team["name"] for team in house.seen("/teams")["items"]] == ["Linde"]


def test_of_equal_idempotency_keys_with_different_bodies_one_is_done(house: House) -> None:
    def ask(number: int) -> Answer:
        headers = {"Idempotency-Key": "een keer"}
        return house.client.post("/v1/teams", json={"name": f"Linde {number}"}, headers=headers)

    assert statuses(at_once(10, ask)) == {201: 1, 422: 9}
    assert len(house.seen("/teams")["items"]) == 1


def test_of_callers_who_make_the_same_id_one_makes_it(house: House) -> None:
    for _ in range(10):
        where = f"/teams/{new_id()}"
        same = at_once(2, partial(put, house, where, ("Linde", "Linde")))
        assert statuses(same) == {201: 1, 200: 1}
        assert same[0].json() == same[1].json()
        where = f"/teams/{new_id()}"
        other = at_once(2, partial(put, house, where, ("Linde", "Wilg")))
        assert statuses(other) == {201: 1, 428: 1}


def test_of_callers_who_give_the_same_external_id_one_gets_it(house: House) -> None:
    body = {"name": "Linde", "externalIds": [{"system": "ecd", "value": "7"}]}
    answers = at_once(8, lambda _: house.ask("POST", "/teams", body))
    assert statuses(answers) == {201: 1, 409: 7}
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"external_id_taken"}


def test_a_story_is_confirmed_once(house: House) -> None:
    teller = house.relative()
    story = house.story(house.resident(), tellerId=teller)
    answers = at_once(8, lambda _: house.ask("POST", f"/stories/{story}/confirmations", {"byPersonId": teller}))
    assert statuses(answers) == {200: 1, 409: 7}
    assert house.seen(f"/stories/{story}")["version"] == 2


def test_readers_are_not_held_up_and_see_whole_things(house: House) -> None:
    where = f"/teams/{house.made('/teams', name='0')['id']}"

    def ask(number: int) -> Answer:
        if number == 0:
            return [house.changed(where, name=str(time)) for time in range(1, 11)]
        return [house.seen(where) for _ in range(10)]

    _, *read = at_once(6, ask)
    assert all(one["version"] == int(one["name"]) + 1 for seen in read for one in seen)
