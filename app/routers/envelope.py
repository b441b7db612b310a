"""What every answer carries and every request gets: request id, version, security headers, HEAD."""

from collections.abc import MutableMapping
from time import perf_counter
from typing import Any, Final
from uuid import UUID

import structlog
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uuid_utils.compat import uuid7

from app import logs

log = structlog.get_logger("samenspel.requests")

SECURITY: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def install(app: FastAPI, version: str) -> None:
    """Put an app in its envelope, outside even the layer that answers an accident; no middleware stands there."""
    inside = app.build_middleware_stack
    app.build_middleware_stack = lambda: Envelope(inside(), version)  # type: ignore[method-assign]  # FastAPI has no other place for it


class Envelope:
    """The outermost layer: nothing leaves without it, a refusal or an accident included."""

    def __init__(self, app: ASGIApp, version: str) -> None:
        self.app = app
        self.version = version

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, as GET when it is HEAD, and dress its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        method = scope["method"]
        headless = method == "HEAD"
        # A copy: the server goes by its own scope when it decides whether a body must follow.
        scope = {**scope, "request_id": _request_id(scope), "method": "GET" if headless else method}

        began, status = perf_counter(), [0]

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                status[0] = message["status"]
                self._dress(message, scope["request_id"])
            elif headless and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        try:
            await self.app(scope, receive, dressed)
        except Exception as error:
            if not status[0]:
                raise
            # It was answered already. Whoever is outside would write the text of the error, which may hold anything.
            failed = {"failure": type(error).__name__, "place": logs.place_of(error)}
            log.error("request_failed", request_id=scope["request_id"], **failed)  # noqa: TRY400  see above
        milliseconds = round(1000 * (perf_counter() - began))
        told = {"method": method, "operation": getattr(scope.get("route"), "name", ""), "status": status[0]}
        log.info("request", **told, milliseconds=milliseconds, request_id=scope["request_id"])

    def _dress(self, message: MutableMapping[str, Any], request_id: str) -> None:
        headers = MutableHeaders(scope=message)
        headers["API-Version"] = self.version
        headers["X-Request-Id"] = request_id
        for name, value in SECURITY.items():
            headers.setdefault(name, value)


def _request_id(scope: Scope) -> str:
    """The caller's own request id when it is a UUID, else a fresh one."""
    for name, value in scope["headers"]:
        if name == b"x-request-id":
            try:
                return str(UUID(value.decode("ascii")))
            except ValueError:
                break
    return str(uuid7())
