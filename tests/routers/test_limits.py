"""How much may be asked: the limits hold, the headers tell the truth, and nobody takes what is another's."""

import asyncio
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from starlette.types import Message

from app.main import create_app
from app.routers.limits import Familiar, Limits
from app.settings import Settings
from tests.hands import Hands
from tests.house import House, open_house
from tests.limited import ask, small, told, wait_of
from tests.shelf import Shelf


def statuses(times: int, call: Callable[[], Response]) -> list[int]:
    return [call().status_code for _ in range(times)]


# ------------------------------------------------------------------------------------------------- who, and who else


def test_a_caller_has_a_limit_and_another_keeps_theirs() -> None:
    app = small(Hands(), rate_per_actor="5/minute", rate_per_organisation="20/minute")
    assert statuses(30, lambda: ask(app)) == [200] * 5 + [429] * 25
    assert statuses(6, lambda: ask(app, "bilal@linde")) == [200] * 5 + [429]


def test_an_organisation_has_a_limit_and_another_keeps_its_whole_allowance() -> None:
    app = small(Hands(), rate_per_actor="5/minute", rate_per_organisation="12/minute")
    assert sum(ask(app, f"caller{number % 6}@linde").status_code == 200 for number in range(30)) == 12
    assert told(ask(app, "anna@wilg"))[::2] == (4, 5)
    assert sum(ask(app, f"caller{number}@wilg").status_code == 200 for number in range(20)) == 11


def test_what_a_runaway_asks_in_vain_costs_their_organisation_nothing() -> None:
    app = small(Hands(), rate_per_actor="5/minute", rate_per_organisation="10/minute")
    statuses(100, lambda: ask(app))
    assert statuses(6, lambda: ask(app, "bilal@linde")) == [200] * 5 + [429]


def test_an_address_has_a_limit_and_another_keeps_its_own() -> None:
    app = small(Hands(), rate_per_address="5/minute")
    assert [ask(app, f"caller{number}@linde").status_code for number in range(7)] == [200] * 5 + [429] * 2
    assert ask(app, address="192.0.2.8").status_code == 200
    assert ask(app, None).status_code == 429
    live = [TestClient(app, client=("192.0.2.7", 1)).get("/health/live") for _ in range(20)]
    assert {answer.status_code for answer in live} == {200}
    assert "ratelimit" not in live[0].headers


def test_without_limits_nothing_is_counted_and_nothing_told() -> None:
    app = small(Hands())
    answers = [ask(app) for _ in range(50)] + [ask(app, None) for _ in range(50)]
    assert {answer.status_code for answer in answers} == {200, 401}
    assert not any("ratelimit" in name for answer in answers for name in answer.headers)


def test_a_transaction_that_runs_again_is_one_request() -> None:
    app = small(Hands(), rate_per_actor="5/minute")
    assert told(ask(app, query="again=true"))[0] == 4


# ------------------------------------------------------------------------------------------------------- forged words


def test_200_forged_forwarding_headers_change_nothing() -> None:
    app = small(Hands(), rate_per_address="50/minute")
    names = ["X-Forwarded-For", "Forwarded", "X-Real-IP", "True-Client-IP", "X-Client-IP"]
    found = []
    for number in range(200):
        word = f"203.0.113.{number}"
        name = names[number % len(names)]
        found.append(ask(app, **{name: f"for={word}" if name == "Forwarded" else word}).status_code)
    assert found == [200] * 50 + [429] * 150


def test_behind_a_trusted_proxy_every_caller_has_their_own_address_and_still_none_of_their_making() -> None:
    app = small(Hands(), rate_per_address="5/minute", trusted_proxies="10.0.0.1, 10.1.0.0/16")

    def come(forwarded: str) -> int:
        status: int = ask(app, address="10.0.0.1", **{"X-Forwarded-For": forwarded}).status_code
        return status

    assert [come(f"203.0.113.{number}, 192.0.2.7, 10.1.2.3") for number in range(7)] == [200] * 5 + [429] * 2
    assert come("192.0.2.8, 10.1.2.3") == 200
    assert ask(app, address="10.0.0.2", **{"X-Forwarded-For": "192.0.2.7"}).status_code == 200  # no proxy of ours


# ---------------------------------------------------------------------------------------------------------- strangers


def test_who_guesses_keys_has_to_wait_and_a_caller_we_know_has_not() -> None:
    hands = Hands()
    app = small(hands, rate_unrecognised="5/minute")
    assert ask(app).status_code == 200
    guesses = [ask(app, f"guess{number}") for number in range(8)]
    assert [answer.status_code for answer in guesses] == [401] * 5 + [429] * 3
    assert [told(answer)[0] for answer in guesses] == [4, 3, 2, 1, 0, 0, 0, 0]
    assert ask(app).status_code == 200
    wait = wait_of(ask(app, "bilal@linde"))  # right, but that would tell a guesser
    assert ask(app, "bilal@linde", address="192.0.2.8").status_code == 200
    hands.move(wait)
    assert ask(app, "bilal@linde").status_code == 200


def test_of_the_callers_we_know_the_latest_are_remembered() -> None:
    familiar = Familiar(most=2)
    for name in (b"anna", b"bilal", b"anna", b"chris"):
        familiar.add(name)
    assert [name in familiar for name in (b"anna", b"bilal", b"chris")] == [True, False, True]
    familiar.discard(b"anna")
    familiar.discard(b"nobody")
    assert b"anna" not in familiar


# ----------------------------------------------------------------------------------------------------- headers, truth


def test_the_headers_count_down_and_a_new_span_begins_when_they_said() -> None:
    hands = Hands()
    app = small(hands, rate_per_actor="4/minute")
    hands.move(told(ask(app))[1])
    for left in (3, 2, 1, 0):
        assert told(ask(app)) == (left, 60 - 10 * (3 - left), 4, 60)
        hands.move(10)
    answer = ask(app)
    assert (told(answer), wait_of(answer)) == ((0, 20, 4, 60), 20)
    assert answer.json()["detail"].startswith("Too many requests came in a short time")
    assert ask(app, **{"Accept-Language": "nl"}).json()["title"] == "Te veel verzoeken"
    hands.move(19)
    assert wait_of(ask(app)) == 1
    hands.move(1)
    assert told(ask(app)) == (3, 60, 4, 60)


def test_of_several_limits_the_scarcest_is_told() -> None:
    app = small(Hands(), rate_per_actor="5/minute", rate_per_organisation="6/hour", rate_per_address="100/minute")
    assert told(ask(app))[::2] == (4, 5)
    assert told(ask(app, "bilal@linde"))[::2] == (4, 6)  # as scarce, and for longer
    assert told(ask(app, "chris@linde"))[::2] == (3, 6)
    assert [told(ask(app, "dewi@wilg"))[::2] for _ in range(2)] == [(4, 5), (3, 5)]
    assert told(ask(app, None))[::2] == (94, 100)


def test_a_refusal_of_another_kind_counts_and_tells_too() -> None:
    app = small(Hands(), rate_per_actor="5/minute", rate_per_address="10/minute")
    assert (ask(app, query="fails=true").status_code, told(ask(app, query="fails=true"))[0]) == (400, 3)
    nothing = TestClient(app, client=("192.0.2.7", 1)).get("/v1/nothing")
    assert (nothing.status_code, told(nothing)[::2]) == (404, (7, 10))


def test_a_refused_request_is_not_read() -> None:
    app = small(Hands(), rate_per_address="1/minute")
    ask(app)
    sent: list[Message] = []
    headers = [(b"content-length", b"1000000")]
    scope = {"type": "http", "method": "POST", "path": "/v1/people", "client": ("192.0.2.7", 1), "headers": headers}

    async def never() -> Message:
        await asyncio.sleep(0)
        raise AssertionError

    async def keep(message: Message) -> None:
        await asyncio.sleep(0)
        sent.append(message)

    asyncio.run(app({**scope, "query_string": b""}, never, keep))
    assert sent[0]["status"] == 429


# ------------------------------------------------------------------------------------------------------------- people


def test_who_saw_too_many_people_waits_and_may_see_the_same_ones_again() -> None:
    hands = Hands()
    app = small(hands, rate_per_actor="100/minute")
    assert ask(app, query="first=1&last=8").status_code == 200
    wait = wait_of(ask(app, query="first=7&last=12"), "persons_seen_quota")
    assert told(ask(app, query="first=1&last=8"))[0] == 97
    assert ask(app, "bilal@linde", query="first=11&last=20").status_code == 200
    hands.move(wait)
    assert ask(app, query="first=7&last=12").status_code == 200


def test_without_a_quota_everybody_may_be_seen() -> None:
    Limits(Settings(), Hands()).count_seen("anna", {UUID(int=number) for number in range(99)}, 0)


# ---------------------------------------------------------------------------------------------------- a store, shared


def test_several_processes_hold_one_limit_together_and_each_its_own_without_the_store() -> None:
    apps = [small(Hands(), rate_per_actor="5/minute", limits_storage_url="shelf://") for _ in range(2)]
    try:
        assert [ask(apps[number % 2]).status_code for number in range(7)] == [200] * 5 + [429] * 2
        Shelf.away = True
        assert [ask(apps[0]).status_code for _ in range(6)] == [200] * 5 + [429]
        assert ask(apps[1]).status_code == 200
    finally:
        Shelf("shelf://").reset()


# -------------------------------------------------------------------------------------------------- the whole service


@pytest.fixture
def guarded(migrated_database: str) -> Iterator[House]:
    """A house on a service where an address may ask ten times a minute, five times unrecognised."""
    chosen = Settings(database_url=migrated_database, rate_per_address="10/minute", rate_unrecognised="5/minute")
    app = create_app(chosen.model_copy(update={"allowed_origins": ["https://huis.example"]}))
    app.state.limits = Limits(chosen, Hands())
    with open_house(app) as opened:
        yield opened
    opened.database.close()


def test_the_whole_service_tells_on_every_answer_and_refuses_in_time(guarded: House) -> None:
    first = guarded.client.get("/v1/teams")
    again = guarded.client.get("/v1/teams", headers={"If-None-Match": first.headers["etag"]})
    others = [guarded.ask("GET", "/nothing"), guarded.ask("POST", "/teams", {}), guarded.ask("PUT", "/teams")]
    made = guarded.ask("POST", "/locations", {"name": "Linde"})
    answers = [first, again, *others, made]
    assert [answer.status_code for answer in answers] == [200, 304, 404, 400, 405, 201]
    assert [told(answer)[0] for answer in answers] == [9, 8, 7, 6, 5, 4]
    strange = [guarded.client.get("/v1/teams", headers={"Authorization": "Bearer x"}) for _ in range(4)]
    assert [told(answer)[0] for answer in strange] == [3, 2, 1, 0]
    refused = guarded.client.get("/v1/teams", headers={"Origin": "https://huis.example"})
    assert wait_of(refused) == told(refused)[1]
    assert refused.headers["access-control-allow-origin"] == "https://huis.example"
    assert {"RateLimit", "RateLimit-Policy"} <= set(refused.headers["access-control-expose-headers"].split(", "))
    assert guarded.client.get("/health/ready").status_code == 200


def test_the_whole_service_lets_a_guesser_wait(guarded: House) -> None:
    guesses = [guarded.client.get("/v1/teams", headers={"Authorization": "Bearer x"}) for _ in range(6)]
    assert [answer.status_code for answer in guesses] == [401] * 5 + [429]
    assert [told(answer)[0] for answer in guesses] == [4, 3, 2, 1, 0, 0]


def test_who_sends_no_key_guesses_none_and_reads_the_contract_whatever_others_guess(guarded: House) -> None:
    nobody = [guarded.client.get("/v1/teams", headers={"Authorization": ""}) for _ in range(2)]
    for _ in range(5):
        guarded.client.get("/v1/teams", headers={"Authorization": "Bearer x"})
    waits = guarded.client.get("/v1/teams", headers={"Authorization": "Bearer y"})
    contract = guarded.client.get("/v1/openapi.json", headers={"Authorization": ""})
    assert [one.status_code for one in (*nobody, waits, contract)] == [401, 401, 429, 200]
