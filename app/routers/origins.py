"""Web pages that may call the service (CORS): the listed origins, and no other."""

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import Receive, Scope, Send


class Origins(CORSMiddleware):
    """CORS for the listed origins alone; to any other page the service answers as if it knew no CORS.

    A preflight that is not allowed then gets the problem that any OPTIONS gets, and the browser stops there.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request of an unlisted origin on as it is."""
        if scope["type"] == "http" and not self._welcomes(scope["method"], Headers(scope=scope)):
            await self.app(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)

    def _welcomes(self, method: str, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is None:
            return True
        if method == "OPTIONS" and "access-control-request-method" in headers:
            return self.preflight_response(request_headers=headers).status_code == 200  # noqa: PLR2004  all is allowed
        return self.is_allowed_origin(origin=origin)
