"""What stands before every request of the service: hosts, origins, sizes, times, headers, errors.

Nothing of a request is logged, and no error repeats its body.
"""

import asyncio
import sys
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: The largest body, and how long it may take to come.
_LARGEST = 10_000_000
_SECONDS = 10.0

#: What this machine is called from this machine.
_LOCAL = ("127.0.0.1", "localhost", "[::1]")

_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "interest-cohort=()",
}


class RequestRefusedError(Exception):
    """A request that is not answered: its status, and why."""

    def __init__(self, status: int, says: str) -> None:
        super().__init__(says)
        self.status = status


class Guard:
    """Lets a request through, or refuses it before anything is read of it."""

    def __init__(self, app: ASGIApp, hosts: Sequence[str], origins: Sequence[str]) -> None:
        self.app = app
        self.hosts = frozenset((*_LOCAL, *hosts))
        self.origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                self.dress(MutableHeaders(scope=message), origin)
            await send(message)

        try:
            refused = self.refusal(scope, headers, origin)
            if refused is not None:
                await problem(*refused)(scope, receive, sent)
            elif scope["method"] == "OPTIONS" and origin in self.origins:
                await Response(None, 204, _preflight())(scope, receive, sent)
            else:
                await self.app(scope, receive, sent)
        except Exception as error:  # noqa: BLE001 - no traceback leaves, for it may quote a list
            sys.stderr.write(f"ldnref: internal error: {type(error).__name__}\n")
            if not begun:
                await problem(500, "internal error: nothing was answered")(scope, receive, sent)

    def refusal(self, scope: Scope, headers: Headers, origin: str | None) -> tuple[int, str] | None:
        """Why a request is refused: another host, another site's page, or too large a body."""
        host = headers.get("host", "")
        name = host if host.endswith("]") else host.rpartition(":")[0] or host
        if name not in self.hosts:
            return 421, "this host is not served here"
        own = origin is None or urlsplit(origin).netloc == host
        if not own and origin not in self.origins:
            return 403, "this origin is not on the list"
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length) > _LARGEST:
            return 413, "the body is too large"
        if scope["method"] not in ("GET", "HEAD", "POST", "OPTIONS"):
            return 405, "this method is not allowed"
        return None

    def dress(self, headers: MutableHeaders, origin: str | None) -> None:
        """Give a response its headers."""
        for key, value in _HEADERS.items():
            headers[key] = value
        if origin is not None and origin in self.origins:
            headers["access-control-allow-origin"] = origin
            headers["vary"] = "Origin"


def _preflight() -> dict[str, str]:
    return {
        "access-control-allow-methods": "GET, POST",
        "access-control-allow-headers": "Content-Type, Authorization",
        "access-control-max-age": "600",
    }


async def body(request: Request) -> bytes:
    """The whole body of a request; raises RequestRefusedError if it is too large, or too slow."""
    found = bytearray()
    try:
        async with asyncio.timeout(_SECONDS):
            async for chunk in request.stream():
                found += chunk
                if len(found) > _LARGEST:
                    raise RequestRefusedError(413, "the body is too large")
    except TimeoutError:
        raise RequestRefusedError(408, "the body did not come in time") from None
    return bytes(found)


def problem(status: int, says: str) -> JSONResponse:
    """What went wrong, as RFC 9457 says it."""
    value = {"type": "about:blank", "title": says, "status": status}
    return JSONResponse(value, status, media_type="application/problem+json")
