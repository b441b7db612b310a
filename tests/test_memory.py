"""T13: no request makes the service grow by 64 MB, however large, deep or wrong it is, and none is a server error.

The service runs in a process of its own. Linux tells the most memory that it held since it was asked to forget what
that was; how much of it is more than at rest is an upper bound for each request.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple
from zlib import crc32

import httpx
import pytest
from fastapi import FastAPI

from tests.demo.running import free_port
from tests.engine import tried_in_full, variables_of
from tests.exemplary import ExemplaryHouse, Operation, opened_by_a_key
from tests.house import open_house

MOST_MB: Final = 64
ROOT: Final = Path(__file__).parent.parent
BYTES: Final = 990_000  # a little under the limit for a body
VERSION: Final = {"Content-Type": "application/json", "If-Match": "*"}
PIECES: Final = {"objects": b"{}", "lists": b"[]", "numbers": b"1", "texts": b'""'}
Json = Any

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone tells the most memory of a while")


class Service(NamedTuple):
    """A service that runs, and what it held when it had answered once."""

    process: int
    client: httpx.Client
    house: ExemplaryHouse

    def at_most(self) -> float:
        """The most memory since the last time that this was forgotten, in MB."""
        text = Path(f"/proc/{self.process}/status").read_text(encoding="utf-8")
        (line,) = (one for one in text.splitlines() if one.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024

    def forget(self) -> None:
        Path(f"/proc/{self.process}/clear_refs").write_text("5", encoding="utf-8")


@pytest.fixture(scope="module")
def running(service: FastAPI, migrated_database: str) -> Iterator[Service]:
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "app.main:create_app", "--factory", "--port", str(port)]
    around, quiet = os.environ | variables_of(migrated_database), subprocess.DEVNULL
    with (
        open_house(service) as house,
        subprocess.Popen(command, cwd=ROOT, env=around, stdout=quiet, stderr=quiet) as process,  # noqa: S603  our own program
        httpx.Client(base_url=f"http://127.0.0.1:{port}/v1", headers=house.client.headers, timeout=60) as client,
    ):
        try:
            _wait(client)
            yield Service(process.pid, client, ExemplaryHouse(house))
        finally:
            process.terminate()


def _wait(client: httpx.Client) -> None:
    for _ in range(150):
        try:
            assert client.get("/organisation").status_code == 200
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the service did not start")


# ------------------------------------------------------------------------------------------------------ what is abusive


def body(way: str, example: Json) -> bytes:
    """A body of nearly a megabyte: deep, broad, full of errors, or a good one with a field as full as it goes."""
    if way == "deep":
        return b"[" * (BYTES // 2) + b"]" * (BYTES // 2)
    if way in PIECES:
        return b"[" + b",".join([PIECES[way]] * (BYTES // (len(PIECES[way]) + 1))) + b"]"
    if way == "names":
        return written({f"a{place}": 0 for place in range(BYTES // 11)})
    if way == "errors":
        return written({f"{'a' * 80}{place}": [] for place in range(9_900)})
    if way == "text":
        return written("a" * BYTES)
    field = way.removeprefix("full ")
    full: Json = "a" * (BYTES - 20_000)
    if isinstance(example[field], list):
        full = [{"a": []}] * 6_000
    elif isinstance(example[field], dict):
        full = {f"{'a' * 80}{place}": 0 for place in range(9_000)}
    return written(example | {field: full})


def written(value: Json) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def endless() -> Iterator[bytes]:
    """A body that nobody announced the length of, eight times what is taken."""
    for _ in range(128):
        yield b"a" * 65_536


def ways(operation: Operation) -> list[str]:
    """Every abusive request to an operation, by what is wrong with it."""
    found = ["long address", "many keys", "long value"]
    if operation.body:
        example = operation.body["example"]
        fields = [f"full {field}" for field in example] if isinstance(example, dict) else []
        found += ["deep", *PIECES, "names", "errors", "text", *fields, "endless"]
    return found


def send(running: Service, operation: Operation, way: str) -> int:
    """The status of the answer to a request that is wrong in this way; who hangs up early took too much as well."""
    path, example = running.house.fresh(operation)
    address = {
        "long address": f"{path}/{'a' * 50_000}",
        "many keys": f"{path}?{'&'.join(f'a{place}=1' for place in range(5_000))}",
        "long value": f"{path}?cursor={'a' * 50_000}",
    }.get(way)
    content = None if address else endless() if way == "endless" else body(way, example)
    try:
        answer = running.client.request(
            operation.method.upper(), address or path, content=content, headers=VERSION if content else {}
        )
    except (httpx.WriteError, httpx.ReadError, httpx.RemoteProtocolError):
        return 413
    return answer.status_code


def is_tried(operation: Operation, way: str) -> bool:
    """A part of them on each change, the same ones every time; all of them before a release."""
    return tried_in_full() or crc32(f"{operation.name} {way}".encode()) % 32 == 0


def test_no_request_takes_much_memory_or_breaks_the_service(
    running: Service, record_property: Callable[[str, object], None]
) -> None:
    running.forget()
    at_rest = running.at_most()
    asked = [(one, way) for one in opened_by_a_key() for way in ways(one) if is_tried(one, way)]
    complaints, more = [], 0.0
    for operation, way in asked:
        running.forget()
        status = send(running, operation, way)
        took = running.at_most() - at_rest
        more = max(more, took)
        if took > MOST_MB or not 400 <= status < 500:
            complaints.append((operation.name, way, status, round(took)))
    assert complaints == []
    assert len(asked) > (300 if tried_in_full() else 20)
    record_property("memory", (len(asked), round(more)))
