"""The keys of an issuer: fetched seldom, kept for an hour at most, and only those that may sign."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from itertools import count
from threading import Event
from typing import Any

import httpx
import pytest

from app.problems import NotKnown, Unavailable
from app.tokens import keys
from tests.tokens.issuing import ALGORITHMS, Desk, key, serving


def opens(desk: Desk, token: str) -> str:
    """The subject of a good token, or the code of a refusal."""
    try:
        return desk.tokens.check(token).subject
    except (NotKnown, Unavailable) as refusal:
        return refusal.code


def unknown(desk: Desk, number: int = 0) -> str:
    return desk.token(head={"kid": f"made-up-{number}"})


# ---------------------------------------------------------------------------------------------------- how often


def test_keys_are_fetched_once_in_five_minutes(desk: Desk) -> None:
    for seconds, asked in ((0, 1), (1, 1), (298.9, 1), (0.1, 2), (299.9, 2), (0.1, 3)):
        desk.hands.move(seconds)
        assert [opens(desk, desk.token(key(algorithm))) for algorithm in ALGORITHMS] == ["anna"] * 3
        assert desk.server.asked == asked


def test_a_flood_of_unknown_keys_fetches_once_in_half_a_minute(desk: Desk) -> None:
    flood = [unknown(desk, number) for number in range(1000)]
    with ThreadPoolExecutor(16) as threads:
        for seconds, asked in ((0, 1), (10, 1), (19.9, 1), (0.1, 2), (29.9, 2), (0.1, 3)):
            desk.hands.move(seconds)
            assert set(threads.map(lambda token: opens(desk, token), flood)) == {"token_unknown"}
            assert opens(desk, desk.token()) == "anna"
            assert desk.server.asked == asked


def test_a_flood_that_finds_keys_old_fetches_once_too(desk: Desk) -> None:
    opens(desk, desk.token())
    desk.hands.move(301)
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda number: opens(desk, unknown(desk, number)), range(200)))
    assert desk.server.asked == 2


def test_a_new_key_is_there_at_once_and_one_that_was_withdrawn_is_gone_in_five_minutes(desk: Desk) -> None:
    new = key("ES256", "second")
    assert opens(desk, desk.token()) == "anna"
    desk.hands.move(30)
    desk.server.publish(key("EdDSA").jwk(), new.jwk())
    assert opens(desk, desk.token()) == "anna"
    desk.hands.move(270)
    assert opens(desk, desk.token()) == "token_unknown"
    assert opens(desk, desk.token(new)) == "anna"


def test_a_new_key_is_there_at_once(desk: Desk) -> None:
    new = key("ES256", "second")
    opens(desk, desk.token())
    desk.server.publish(key("ES256").jwk(), new.jwk())
    desk.hands.move(30)
    assert [opens(desk, desk.token(new)), opens(desk, desk.token())] == ["anna", "anna"]
    assert desk.server.asked == 2


def test_a_fetch_that_was_due_does_not_stand_in_the_way_of_a_new_key(desk: Desk) -> None:
    new = key("ES256", "second")
    opens(desk, desk.token())
    desk.hands.move(300)
    opens(desk, desk.token())
    desk.server.publish(key("ES256").jwk(), new.jwk())
    assert opens(desk, desk.token(new)) == "anna"
    assert desk.server.asked == 3


# ------------------------------------------------------------------------------------------------- who waits


def hold_up(desk: Desk) -> tuple[Event, Event]:
    """Let the issuer hold its answer up: the first event tells that it was asked, the second lets it go on."""
    entered, go = Event(), Event()
    answer = desk.server.parts

    def held_up() -> Iterator[bytes]:
        entered.set()
        assert go.wait(20)
        yield from answer()

    desk.server.parts = held_up
    return entered, go


def test_one_caller_waits_for_a_fetch_and_who_has_a_known_key_does_not(desk: Desk) -> None:
    opens(desk, desk.token())
    desk.hands.move(301)
    entered, go = hold_up(desk)
    with ThreadPoolExecutor(3) as threads:
        first = threads.submit(opens, desk, desk.token())
        assert entered.wait(20)
        assert [opens(desk, desk.token(key(algorithm))) for algorithm in ALGORITHMS * 20] == ["anna"] * 60
        seekers = [threads.submit(opens, desk, unknown(desk, number)) for number in range(2)]
        assert not any(one.done() for one in (first, *seekers))
        go.set()
        assert [first.result(20), *(one.result(20) for one in seekers)] == ["anna", "token_unknown", "token_unknown"]
    assert desk.server.asked == 3


def test_after_a_long_silence_everybody_waits_and_nobody_is_refused(desk: Desk) -> None:
    opens(desk, desk.token())
    desk.hands.move(7_200)
    entered, go = hold_up(desk)
    with ThreadPoolExecutor(8) as threads:
        first = threads.submit(opens, desk, desk.token())
        assert entered.wait(20)
        others = [threads.submit(opens, desk, desk.token()) for _ in range(7)]
        wait([first, *others], timeout=0.2)
        assert not any(one.done() for one in (first, *others))
        go.set()
        assert [one.result(20) for one in (first, *others)] == ["anna"] * 8
    assert desk.server.asked == 2


def test_who_waits_for_a_key_that_a_fetch_brings_asks_no_more(desk: Desk) -> None:
    new = key("ES256", "second")
    opens(desk, desk.token())
    desk.hands.move(301)
    desk.server.publish(key("ES256").jwk(), new.jwk())
    entered, go = hold_up(desk)
    with ThreadPoolExecutor(9) as threads:
        first = threads.submit(opens, desk, desk.token())
        assert entered.wait(20)
        seekers = [threads.submit(opens, desk, desk.token(new)) for _ in range(8)]
        go.set()
        assert [one.result(20) for one in (first, *seekers)] == ["anna"] * 9
    assert desk.server.asked == 2


def test_who_waits_for_a_fetch_that_does_not_end_hears_that_the_issuer_is_away(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered, go = hold_up(desk)
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(opens, desk, desk.token())
        assert entered.wait(20)
        monkeypatch.setattr(keys, "PATIENCE", 0.05)
        assert opens(desk, desk.token()) == "issuer_away"
        assert not first.done()
        go.set()
        first.result(20)


# ------------------------------------------------------------------------------------------------------- away


def test_keys_serve_for_an_hour_while_the_issuer_is_away(desk: Desk) -> None:
    opens(desk, desk.token())
    desk.server.say(status=500)
    for at, asked in ((299, 1), (300, 2), (329, 2), (330, 3), (3570, 4), (3600, 5)):
        desk.move_to(at)
        assert (opens(desk, desk.token()), desk.server.asked) == ("anna", asked)
    desk.move_to(3600.1)
    with pytest.raises(Unavailable) as caught:
        desk.tokens.check(desk.token())
    assert (caught.value.code, caught.value.status) == ("issuer_away", 503)
    assert caught.value.headers == {"Retry-After": "30"}


def test_an_issuer_that_comes_back_is_heard_in_half_a_minute(desk: Desk) -> None:
    published = desk.server.parts
    desk.server.say(status=500)
    assert opens(desk, desk.token()) == "issuer_away"
    desk.server.say(*published())
    desk.move_to(29.9)
    assert opens(desk, desk.token()) == "issuer_away"
    desk.move_to(30)
    assert [opens(desk, desk.token()), opens(desk, unknown(desk))] == ["anna", "token_unknown"]
    assert desk.server.asked == 3  # the one that found its key does not count


def test_an_issuer_may_sign_with_new_keys_one_after_the_other(desk: Desk) -> None:
    for asked in range(1, 6):
        new = key("ES256", f"new{asked}")
        desk.server.publish(new.jwk())
        assert [opens(desk, desk.token(new)) for _ in range(3)] == ["anna"] * 3
        assert desk.server.asked == asked
    assert [opens(desk, unknown(desk)) for _ in range(5)] == ["token_unknown"] * 5
    assert desk.server.asked == asked + 1


def test_while_the_issuer_is_away_a_key_that_is_not_here_may_be_a_new_one(desk: Desk) -> None:
    opens(desk, desk.token())
    assert opens(desk, unknown(desk)) == "token_unknown"
    desk.server.say(status=500)
    assert opens(desk, unknown(desk)) == "token_unknown"  # it was there just now
    desk.move_to(30)
    assert [opens(desk, unknown(desk)), opens(desk, desk.token())] == ["issuer_away", "anna"]


def test_an_issuer_that_was_never_there_is_away_and_asked_once_in_half_a_minute(desk: Desk) -> None:
    desk.server.say(status=503)
    with ThreadPoolExecutor(8) as threads:
        for asked in (1, 2, 3):
            found = list(threads.map(lambda _: opens(desk, desk.token()), range(50)))
            assert (set(found), desk.server.asked) == ({"issuer_away"}, asked)
            desk.hands.move(30)


def test_where_nobody_listens_the_issuer_is_away(desk: Desk) -> None:
    with serving() as gone:
        issuer = desk.issuer(jwks_url=f"{gone.url}/jwks")
    tokens = desk.service(issuer)
    with pytest.raises(Unavailable):
        tokens.check(desk.token())


GOOD = b'{"keys": [], "x": "%s"}'


@pytest.mark.parametrize(
    ("parts", "more"),
    [
        ([b""], {}),
        ([b"not json"], {}),
        ([b"[]"], {}),
        ([b"{}"], {}),
        ([b'{"keys": {}}'], {}),
        ([b'{"keys": null}'], {}),
        ([b'{"keys": [], "keys": []}'], {}),
        ([b'{"keys": ' + b"[" * 5000 + b"]" * 5000 + b"}"], {}),
        ([b"\xff\xfe"], {}),
        ([GOOD % (b"a" * 65_536)], {}),
        ([GOOD % b""], {"status": 404}),
        ([GOOD % b""], {"status": 203}),
        ([GOOD % b""], {"status": 302, "Location": "/jwks"}),
        ([GOOD % b""], {"Content_Encoding": "gzip", "Content_Length": "900"}),
    ],
)
def test_an_answer_that_is_no_set_of_keys_is_none(desk: Desk, parts: list[bytes], more: dict[str, Any]) -> None:
    desk.server.say(*parts, **more)
    assert opens(desk, desk.token()) == "issuer_away"
    assert desk.server.asked == 1


def test_an_answer_of_64_kilobytes_is_read(desk: Desk) -> None:
    desk.server.say(GOOD % (b"a" * (65_536 - len(GOOD % b""))))
    assert opens(desk, desk.token()) == "token_unknown"


def test_no_more_is_read_of_an_answer_without_end(desk: Desk) -> None:
    sent = count()
    desk.server.parts = lambda: (b" " * 16_384 for _ in range(100_000) if next(sent) >= 0)
    assert opens(desk, desk.token()) == "issuer_away"
    assert next(sent) < 5_000


def test_an_answer_in_drops_is_not_waited_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "PATIENCE", 0.3)
    pause, sent = Event(), count()
    desk.server.parts = lambda: (b" " for _ in range(100) if not pause.wait(0.1) and next(sent) >= 0)
    assert opens(desk, desk.token()) == "issuer_away"
    assert next(sent) < 50


def test_what_the_environment_says_of_proxies_and_passwords_is_left_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with pytest.raises(httpx.ConnectError):
        httpx.get(desk.server.url)
    assert opens(desk, desk.token()) == "anna"
