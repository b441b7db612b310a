"""The service as it is measured: called inside this process, and behind a real server."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple
from uuid import UUID

import httpx
import uvloop
from fastapi import FastAPI

from app.services.callers import ACTING_PERSON

Headers = list[tuple[bytes, bytes]]

OK: Final = 200
PATIENCE: Final = 60
UNKNOWN: Final = 401
# Requests are counted, as they are at work, and none is refused; whoever is not known is not counted at all.
WIDE: Final = {f"SAMENSPEL_RATE_PER_{name}": "999999999/day" for name in ("ACTOR", "ORGANISATION", "ADDRESS")} | {
    "SAMENSPEL_RATE_UNRECOGNISED": "0",
    "SAMENSPEL_PERSONS_SEEN_PER_HOUR": "999999999",
    "SAMENSPEL_PERSONS_SEEN_PER_HOUR_SYSTEM": "999999999",
}


class Running(NamedTuple):
    """A server that runs: its process, and a client with an open connection."""

    process: int
    client: httpx.Client


class Inside:
    """Asks the ASGI app itself, without a server."""

    def __init__(self, app: FastAPI, key: str) -> None:
        self.app = app
        self.loop = uvloop.new_event_loop()
        self.loop.run_until_complete(app.router.lifespan_context(app).__aenter__())  # as a server begins
        self.headers = _headers(key)

    def ask(self, path: str) -> bytes:
        """Give the body of the answer to a GET; anything but 200 is an error."""
        return self._answer(path, self.headers, OK)

    def ask_as(self, path: str, key: str, person: UUID) -> bytes:
        """Give the body of the answer to somebody who asks through a key that acts for persons."""
        return self._answer(path, [*_headers(key), (ACTING_PERSON.lower().encode(), str(person).encode())], OK)

    def refuse(self, path: str, key: str) -> bytes:
        """Give the refusal of a key that is none; anything but 401 is an error."""
        return self._answer(path, _headers(key), UNKNOWN)

    def _answer(self, path: str, headers: Headers, expected: int) -> bytes:
        status, body = self.loop.run_until_complete(self._ask(path, headers))
        if status != expected:
            raise RuntimeError(f"{path.partition('?')[0]} answered {status}")
        return body

    async def _ask(self, path: str, headers: Headers) -> tuple[int, bytes]:
        where, _, query = path.partition("?")
        status, body = [0], [b""]
        scope: dict[str, Any] = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
            "path": where, "raw_path": where.encode(), "query_string": query.encode(), "root_path": "",
            "headers": headers, "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 2),
        }  # fmt: skip

        async def receive() -> dict[str, Any]:
            await asyncio.sleep(0)
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:  # noqa: ANN401  as ASGI has it
            await asyncio.sleep(0)
            status[0] = message.get("status", status[0])
            body[0] += message.get("body", b"")

        await self.app(scope, receive, send)
        return status[0], body[0]

    def call(self, path: str) -> Callable[[], bytes]:
        """Give the call of this path as something to measure."""
        return lambda: self.ask(path)


def _headers(key: str) -> Headers:
    return [(b"authorization", f"Bearer {key}".encode()), (b"accept", b"application/json")]


@contextmanager
def serving(target: str, key: str, *options: str, **surroundings: str) -> Iterator[Running]:
    """Run uvicorn on a free port, as `samenspel serve` does, for as long as it is measured."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", target, *options, "--port", str(port), "--no-access-log"]
    process = subprocess.Popen([*command, "--log-level", "warning"], env=os.environ | surroundings)  # noqa: S603  our own command
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}", headers={"Authorization": f"Bearer {key}"}, timeout=60)
    try:
        _wait(client)
        yield Running(process.pid, client)
    finally:
        client.close()
        process.terminate()
        process.wait()


def _wait(client: httpx.Client) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            client.get("/health/live").raise_for_status()
        except httpx.TransportError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


def over_http(running: Running, path: str) -> Callable[[], bytes]:
    """Give a GET of this path as something to measure."""

    def call() -> bytes:
        answer = running.client.get(path)
        answer.raise_for_status()
        return answer.content

    return call
