"""A small service that knows its callers by name, to try limits on, and what its headers say."""

import re
from typing import Any, Final
from uuid import UUID, uuid5

from fastapi import FastAPI, Request
from httpx2 import Response
from starlette.testclient import TestClient

from app import __version__
from app.problems import Invalid, NotKnown
from app.routers import envelope, limits, refusals
from app.routers.limits import Limiting, Limits
from app.settings import Settings
from tests.hands import Hands

RATE: Final = re.compile(r'"default";r=(\d+);t=(\d+)')
POLICY: Final = re.compile(r'"default";q=(\d+);w=(\d+)')
NOWHERE: Final = UUID(int=0)


def small(hands: Hands, **chosen: Any) -> FastAPI:  # noqa: ANN401  whatever a setting is
    """A service that knows every caller whose key says `name@organisation`, and shows the people it is asked for."""
    app = FastAPI(openapi_url=None)
    app.state.limits = Limits(Settings(**chosen), hands)
    refusals.install(app)
    app.add_middleware(Limiting)
    envelope.install(app, __version__)

    @app.get("/health/live")
    def live() -> None:
        """Nothing to tell."""

    @app.get("/v1/people")
    def show(request: Request, first: int = 1, last: int = 0, *, again: bool = False, fails: bool = False) -> None:
        who = request.headers.get("authorization", "").removeprefix("Bearer ")
        if "@" not in who:
            raise NotKnown("key_unknown")
        for _ in range(5 if again else 1):  # a transaction that runs again
            limits.admit_caller(request, who, uuid5(NOWHERE, who.partition("@")[2]))
        limits.count_seen(request, who, {UUID(int=number) for number in range(first, last + 1)}, 10)
        if fails:
            raise Invalid("invalid_request")

    return app


def ask(app: FastAPI, who: str | None = "anna@linde", address: str = "192.0.2.7", query: str = "", **more: str) -> Any:  # noqa: ANN401  the client's own response
    headers = ({"Authorization": f"Bearer {who}"} if who else {}) | {"Accept-Language": "en"} | more
    return TestClient(app, client=(address, 1)).get(f"/v1/people?{query}", headers=headers)


def told(answer: Response) -> tuple[int, int, int, int]:
    """What is left, until when, of how much, in how long."""
    rate, policy = (RATE.fullmatch(answer.headers["ratelimit"]), POLICY.fullmatch(answer.headers["ratelimit-policy"]))
    assert rate
    assert policy
    return int(rate[1]), int(rate[2]), int(policy[1]), int(policy[2])


def wait_of(answer: Response, code: str = "rate_limited") -> int:
    """The seconds to wait that a whole and proper 429 tells."""
    said = answer.json()
    assert (answer.status_code, said["status"], said["code"]) == (429, 429, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert said["instance"] == f"urn:uuid:{answer.headers['x-request-id']}"
    assert answer.headers["retry-after"].isdigit()
    return int(answer.headers["retry-after"])
