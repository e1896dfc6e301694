"""The wire's httpx side: what an `httpx.AsyncClient(transport=wire)` gets to see."""

import asyncio
import re
import zlib
from collections.abc import AsyncIterator

import httpx

from bot.probing.dialing import LegFailed
from bot.probing.exchanging import receive
from bot.probing.http1 import CODINGS, ZLIB_OR_GZIP, Progress, ReplyReader
from bot.probing.line import Deadline, Line
from bot.probing.observation import Failure, Stage
from bot.probing.target import Target

_FRAMING = {"host", "connection", "accept-encoding", "content-length", "transfer-encoding"}
_LINE_BREAK = re.compile(rb"[\r\n\0]")


class WireError(httpx.TransportError):
    """A request the wire could not carry to its end."""

    def __init__(self, failed: LegFailed, request: httpx.Request) -> None:
        super().__init__(failed.failure.value, request=request)
        self.failure = failed.failure
        self.stage = failed.stage


class WireConnectError(WireError, httpx.ConnectError):
    """No connection: no address, nobody there, no handshake, or not allowed."""


class WireConnectTimeout(WireError, httpx.ConnectTimeout):
    """No connection in time."""


class WireReadError(WireError, httpx.ReadError):
    """The connection broke."""


class WireReadTimeout(WireError, httpx.ReadTimeout):
    """The reply did not come in time."""


class WireProtocolError(WireError, httpx.RemoteProtocolError):
    """The reply was not one, or larger than we read."""


_READ_ERRORS: dict[Failure, type[WireError]] = {
    Failure.REPLY_TIMEOUT: WireReadTimeout,
    Failure.HEADERS_STALLED: WireReadTimeout,
    Failure.BODY_STALLED: WireReadTimeout,
    Failure.REPLY_RESET: WireReadError,
}
_CONNECT_TIMEOUTS = {Failure.RESOLVE_TIMEOUT, Failure.CONNECT_TIMEOUT, Failure.TLS_TIMEOUT}


def wire_error(failed: LegFailed, request: httpx.Request) -> WireError:
    """Return the httpx error for a failed stage."""
    if failed.stage is Stage.EXCHANGE:
        return _READ_ERRORS.get(failed.failure, WireProtocolError)(failed, request)
    if failed.failure in _CONNECT_TIMEOUTS:
        return WireConnectTimeout(failed, request)
    return WireConnectError(failed, request)


async def read_request(request: httpx.Request, target: Target) -> bytes:
    """Return an httpx request as the bytes of one HTTP/1.1 request; its body must fit in memory."""
    body = await request.aread()
    lines = [
        f"{request.method} {target.path} HTTP/1.1",
        f"Host: {target.authority}",
        f"Accept-Encoding: {_coding(request)}",
        "Connection: close",
    ]
    if body or request.method not in {"GET", "HEAD"}:
        lines.append(f"Content-Length: {len(body)}")
    head = "\r\n".join(lines).encode("ascii") + b"\r\n"
    for name, value in request.headers.raw:
        if _LINE_BREAK.search(name + value):  # what one site said (an ETag) is told to it again
            raise httpx.LocalProtocolError("a header holds a line break", request=request)
        if name.decode("ascii").lower() not in _FRAMING:
            head += name + b": " + value + b"\r\n"
    return head + b"\r\n" + body


def _coding(request: httpx.Request) -> str:
    """Return the content coding to ask for: none, or gzip for whoever asks for nothing else."""
    return "gzip" if request.headers.get("accept-encoding") == "gzip" else "identity"


class PageStream(httpx.AsyncByteStream):
    """A reply's body as it comes, content coding removed under a cap. Owns its connection."""

    def __init__(
        self, line: Line, deadline: Deadline, reader: ReplyReader, request: httpx.Request, most: int
    ) -> None:
        self._line = line
        self._deadline = deadline
        self._reader = reader
        self._request = request
        self._left = most
        coded = reader.header("content-encoding").strip().lower() in CODINGS
        self._inflate = zlib.decompressobj(ZLIB_OR_GZIP) if coded else None

    def response(self) -> httpx.Response:
        """Return the response this stream is the body of."""
        # httpx would decode without a cap; what reaches it is plain, or left as it came.
        kept = [(k, v) for k, v in self._reader.headers if k != "content-encoding"]
        if self._inflate is not None:
            kept = [(k, v) for k, v in kept if k != "content-length"]
        return httpx.Response(
            self._reader.status,
            headers=[(k.encode("latin-1"), v.encode("latin-1")) for k, v in kept],
            stream=self,
            request=self._request,
            extensions={"http_version": b"HTTP/1.1"},
        )

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Yield the body in pieces. Raises `WireError`."""
        while True:
            piece = self._plain(self._reader.drain())
            if piece:
                yield piece
            if self._reader.progress is Progress.DONE:
                return
            try:
                await receive(self._line, self._reader)
            except LegFailed as failed:
                raise wire_error(failed, self._request) from None
            await asyncio.sleep(0)  # a fast peer must not keep the loop to itself

    async def aclose(self) -> None:
        """Close the connection, whatever is left on it."""
        self._line.close()
        self._deadline.close()
        self._reader.close()

    def _plain(self, piece: bytes) -> bytes:
        if self._inflate is not None and piece:
            try:
                piece = self._inflate.decompress(piece, self._left + 1)
            except zlib.error:
                self._refuse()
        self._left -= len(piece)
        if self._left < 0 or (self._reader.progress is Progress.DONE and self._reader.is_capped):
            self._refuse()
        return piece

    def _refuse(self) -> None:
        failed = LegFailed(Failure.GARBLED_REPLY, Stage.EXCHANGE)
        raise WireProtocolError(failed, self._request)
