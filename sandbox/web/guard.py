"""Who may use the page: a browser of this machine that was given the link."""

import hmac
import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
# The bot's own paths: they have a token of their own, or serve what only it knows the address of.
OPEN = ("/api/", "/gateway/", "/cdn/")
READING = frozenset({"GET", "HEAD"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
# A file that somebody sent is shown, but never runs as a part of the page.
FILE_POLICY = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; sandbox"
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
CLOSED = "Open the link that `make run` printed: it carries the key to this page."

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Guard:
    """Let in whoever has the key, from this machine's own names, from this page only."""

    def __init__(self) -> None:
        self.key = secrets.token_urlsafe(24)

    def mount(self, app: web.Application) -> None:
        """Stand before every path of an application."""
        app.middlewares.append(self.stand)
        app.on_response_prepare.append(_dress)

    def link(self, origin: str) -> str:
        """Return the address to open."""
        return f"{origin}/?key={self.key}"

    @web.middleware
    async def stand(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer 403 to everyone else."""
        if not _is_loopback(request.host):
            # A name of somebody else's that leads here: DNS rebinding.
            raise web.HTTPForbidden(text="This page answers only to the names of this machine.")
        if not request.path.startswith(OPEN):
            self._check(request)
        return await handler(request)

    def hand_over(self, request: web.Request, response: web.StreamResponse) -> None:
        """Let the browser that came with the key come back without it."""
        name = _cookie_name(request)
        response.set_cookie(name, self.key, httponly=True, samesite="Strict", path="/")

    def _check(self, request: web.Request) -> None:
        is_opening = request.path == "/" and request.method in READING
        given = request.cookies.get(_cookie_name(request), "")
        if is_opening:
            given = request.query.get("key", given)
        if not hmac.compare_digest(given.encode(), self.key.encode()):
            raise web.HTTPForbidden(text=CLOSED)
        if not _is_reading(request) and request.headers.get("Origin") != f"http://{request.host}":
            raise web.HTTPForbidden(text="Only the page itself may do this.")


def _is_reading(request: web.Request) -> bool:
    return request.method in READING and "Upgrade" not in request.headers


def _is_loopback(host: str) -> bool:
    try:
        return urlsplit(f"//{host}").hostname in LOOPBACK
    except ValueError:
        return False


def _cookie_name(request: web.Request) -> str:
    """Return a name of this port's own: a browser keeps cookies by host alone."""
    return f"gatewise_{request.url.port}"


async def _dress(request: web.Request, response: web.StreamResponse) -> None:
    if request.path.startswith("/cdn/"):
        response.headers.update({**HEADERS, "Content-Security-Policy": FILE_POLICY})
    elif not request.path.startswith(OPEN):
        policy = POLICY.format(host=request.host)
        response.headers.update({**HEADERS, "Content-Security-Policy": policy})
