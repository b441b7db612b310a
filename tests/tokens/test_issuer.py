"""The issuer for trying out: a process that signs what it is asked to, and whose tokens the service accepts."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from threading import Event, Thread

import httpx
import pytest

from app.demo.issuer import Server, main
from app.demo.issuing import RunningIssuer, running_issuer
from app.problems import NotKnown
from app.tokens.checking import Tokens
from tests.hands import Hands
from tests.tokens.issuing import ALGORITHMS, LINDE


@pytest.fixture(scope="module")
def running() -> Iterator[RunningIssuer]:
    """The issuer in this process: what it answers does not depend on where it runs."""
    with Server(0, "huis", "EdDSA") as server, httpx.Client(trust_env=False) as client:
        Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        yield RunningIssuer(server.issuer, f"{server.issuer}/jwks", client)
        server.shutdown()


def test_it_tells_what_it_is_and_publishes_no_secret(running: RunningIssuer) -> None:
    about = running.client.get(f"{running.url}/.well-known/openid-configuration").json()
    assert (about["issuer"], about["jwks_uri"]) == (running.url, running.jwks_url)
    assert about["token_endpoint"] == f"{running.url}/token"
    first = running.client.get(running.jwks_url).json()["keys"]
    new = running.rotate(algorithm="RS256")
    keys = running.client.get(running.jwks_url).json()["keys"]
    assert [key["kid"] for key in keys] == [new, first[0]["kid"]]
    assert not {"d", "p", "q", "dp", "dq", "qi", "k"} & {name for key in keys for name in key}


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_its_tokens_are_good_in_every_way_of_signing(running: RunningIssuer, algorithm: str) -> None:
    running.rotate(algorithm=algorithm)
    tokens = Tokens([running.issuer(LINDE, "huis")])
    bearer = tokens.check(running.token("anna"))
    assert (bearer.subject, bearer.issuer, bearer.organisation_id) == ("anna", running.url, LINDE)
    form = running.client.post(f"{running.url}/token", data={"subject": "bilal", "lifetime": "60"}).json()
    assert (form["token_type"], form["expires_in"]) == ("Bearer", 60)
    assert tokens.check(form["access_token"]).subject == "bilal"
    for wrong in ({"audience": "elsewhere"}, {"lifetime": -1}):
        with pytest.raises(NotKnown):
            tokens.check(running.token("anna", **wrong))


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/token", b"{}", 400),
        ("/token", b"[]", 400),
        ("/token", b"{", 400),
        ("/token", b'{"subject": 1}', 400),
        ("/token", b'{"subject": "anna", "lifetime": "long"}', 400),
        ("/token", b'{"subject": "anna", "lifetime": 1e999}', 400),
        ("/token", b'{"subject": "anna", "lifetime": 86401}', 400),
        ("/token", b'{"subject": "' + b"a" * 10_000 + b'"}', 400),
        ("/rotate", b'{"algorithm": "HS256"}', 400),
        ("/jwks", b"{}", 404),
    ],
)
def test_it_says_no_to_what_it_cannot_do(running: RunningIssuer, path: str, body: bytes, status: int) -> None:
    answer = running.client.post(f"{running.url}{path}", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    assert running.client.get(f"{running.url}/nothing").status_code == 404


def test_it_listens_on_this_machine_alone() -> None:
    with Server(0, "huis", "EdDSA") as server:
        assert server.socket.getsockname() == ("127.0.0.1", server.server_port)


@pytest.mark.parametrize("how", ["input", signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_its_input_closes_or_it_is_told_to(how: str | signal.Signals) -> None:
    with running_issuer() as started:
        assert started.process
        assert started.process.stdin
        if isinstance(how, str):
            started.process.stdin.close()
        else:
            started.process.send_signal(how)
        assert started.process.wait(10) == 0


def test_it_tells_its_address_in_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    reading, writing = os.pipe()
    os.close(writing)  # so its input is closed from the start
    before = {told: signal.getsignal(told) for told in (signal.SIGTERM, signal.SIGINT)}
    with open(reading, encoding="utf-8") as closed:  # noqa: PTH123  a pipe has no path
        monkeypatch.setattr(sys, "stdin", closed)
        main(["--algorithm", "RS256"])
    for told, handler in before.items():
        signal.signal(told, handler)
    line = json.loads(capsys.readouterr().out)
    assert line["issuer"].startswith("http://127.0.0.1:")
    assert line["jwks_url"] == f"{line['issuer']}/jwks"


def test_it_is_no_help_to_whoever_asks_for_another_way_of_signing() -> None:
    command = [sys.executable, "-m", "app.demo.issuer", "--algorithm", "none"]
    asked = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own program
    assert (asked.returncode, asked.stdout) == (2, "")


# ----------------------------------------------------------------------------------------------------------- rotation


@pytest.fixture
def started() -> Iterator[RunningIssuer]:
    with running_issuer() as one:
        yield one


class Caller(Thread):
    """Asks for tokens and has them checked, one after the other, until it is told to stop or one is refused."""

    def __init__(self, running: RunningIssuer, tokens: Tokens, stop: Event) -> None:
        super().__init__(daemon=True)
        self.running, self.tokens, self.stop = running, tokens, stop
        self.good, self.failure = 0, ""

    def run(self) -> None:
        while not self.stop.is_set():
            try:
                self.tokens.check(self.running.token(f"caller-{self.good}"))
            except Exception as error:  # noqa: BLE001  whatever goes wrong is a request that failed
                self.failure = repr(error)
                return
            self.good += 1


def wait_for_more(callers: list[Caller], more: int) -> None:
    """Until every caller had some more tokens checked."""
    wanted = [caller.good + more for caller in callers]
    pause = Event()
    for waited in count():
        assert waited < 6_000, "the callers stand still"
        assert [caller.failure for caller in callers if caller.failure] == []
        if all(caller.good >= least for caller, least in zip(callers, wanted, strict=True)):
            return
        pause.wait(0.01)


def test_while_keys_rotate_no_request_fails(started: RunningIssuer) -> None:
    hands, stop = Hands(), Event()

    def ticks() -> float:
        return hands.instant.timestamp()

    tokens = Tokens([started.issuer(LINDE)], ticks=ticks)
    callers = [Caller(started, tokens, stop) for _ in range(6)]
    for caller in callers:
        caller.start()
    for algorithm in ALGORITHMS * 4:
        wait_for_more(callers, 10)  # so that no token is older than two keys
        hands.move(31)
        started.rotate(algorithm=algorithm)
    wait_for_more(callers, 10)
    stop.set()
    for caller in callers:
        caller.join(30)
    assert [caller.failure for caller in callers] == [""] * 6
    assert sum(caller.good for caller in callers) >= 6 * 13 * 10
