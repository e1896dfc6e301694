"""The exchange stage's bytes: one request out, one reply in, HTTP/1.1 by httptools, capped."""

import zlib
from enum import Enum, auto

import httptools

from bot.probing.limits import Limits
from bot.probing.mending import is_http, mend_head
from bot.probing.observation import Failure, Reply
from bot.probing.target import Target

# RFC 9110, section 15.2.2: after 101 the connection speaks something else. We never ask for that;
# to us it is the final reply, and what follows is a body that ends with the connection.
SWITCHING_PROTOCOLS = 101
_FIRST_STATUS = 100
_FIRST_FINAL_STATUS = 200
_REASON_LENGTH = 256
CODINGS = frozenset({"gzip", "x-gzip", "deflate"})  # content codings we can take off
ZLIB_OR_GZIP = 47  # zlib finds out which, largest window
_RAW_DEFLATE = -15


class Progress(Enum):
    """How far a reply has come."""

    NOTHING = auto()  # not one byte
    HEADERS = auto()  # some bytes; the final header section is not whole
    BODY = auto()
    DONE = auto()  # as its framing said, or at our own cap


class Ending(Enum):
    """Why no more bytes will come."""

    CLOSED = auto()
    RESET = auto()
    TIMEOUT = auto()


_FAILURES = {
    (Ending.CLOSED, Progress.NOTHING): Failure.EMPTY_REPLY,
    (Ending.CLOSED, Progress.HEADERS): Failure.HEADERS_TRUNCATED,
    (Ending.CLOSED, Progress.BODY): Failure.REPLY_TRUNCATED,
    (Ending.RESET, Progress.NOTHING): Failure.REPLY_RESET,
    (Ending.RESET, Progress.HEADERS): Failure.REPLY_RESET,
    (Ending.RESET, Progress.BODY): Failure.REPLY_TRUNCATED,
    (Ending.TIMEOUT, Progress.NOTHING): Failure.REPLY_TIMEOUT,
    (Ending.TIMEOUT, Progress.HEADERS): Failure.HEADERS_STALLED,
    (Ending.TIMEOUT, Progress.BODY): Failure.BODY_STALLED,
}


def request_bytes(target: Target, user_agent: str) -> bytes:
    """Return the one request a probe ever sends."""
    return (
        f"GET {target.path} HTTP/1.1\r\nHost: {target.authority}\r\nUser-Agent: {user_agent}\r\n"
        "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\nAccept-Encoding: identity\r\n"
        "Connection: close\r\n\r\n"
    ).encode("ascii")


class ReplyReader:
    """Takes the bytes of one connection as they come and keeps what a `Reply` needs.

    `keep` bounds the body bytes held at a time (`drain` makes room), `most` the body bytes read.
    """

    def __init__(self, limits: Limits, *, keep: int | None = None, most: int | None = None) -> None:
        self.progress = Progress.NOTHING
        self.status = 0
        self.headers: list[tuple[str, str]] = []
        self.body_length = 0
        self.is_capped = False  # we stopped, not the peer
        self._limits = limits
        self._keep = limits.kept_bytes if keep is None else keep
        self._most = limits.body_bytes if most is None else most
        self._reason = b""
        self._version = ""
        self._is_framed = False
        self._interim_replies = 0
        self._wire_bytes = 0
        self._broken: Failure | None = None
        self._chunks: list[bytes] = []
        self._held = 0
        self._head = b""  # as received, until the final header section is whole
        self._is_mending = False
        self._parser: httptools.HttpResponseParser | None = self._new_parser()

    def feed(self, data: bytes) -> Failure | None:
        """Read some bytes and say what is wrong with them, if anything."""
        if self.progress is Progress.NOTHING:
            self.progress = Progress.HEADERS
        if self.progress is Progress.HEADERS:
            room = self._limits.header_bytes - self._wire_bytes
            self._read(data[:room] if len(data) > room else data)
            if len(data) >= room and not self.has_head:
                self._spoil(Failure.HEADERS_TOO_LARGE)
            data = data[room:]
        if data:
            self._read(data)
        if self._is_full():
            self.stop()
        return self._broken

    def end(self, ending: Ending) -> Failure | None:
        """Say what it means that no more bytes come."""
        if ending is Ending.CLOSED and self.progress is Progress.BODY and not self._is_framed:
            self.progress = Progress.DONE  # RFC 9112, section 6.3: the close is the end
        return _FAILURES.get((ending, self.progress))

    def stop(self) -> None:
        """Read no more: what is known is enough."""
        self.progress = Progress.DONE
        self.is_capped = True

    def drain(self) -> bytes:
        """Return the body bytes held and hold none."""
        body, self._chunks, self._held = b"".join(self._chunks), [], 0
        return body

    def reply(self) -> Reply | None:
        """Return what was read so far, or None without a whole header section."""
        self.close()
        if not self.has_head:
            return None
        return Reply(
            status=self.status,
            reason=self._reason.decode("latin-1"),
            http_version=self._version,
            headers=tuple(self.headers),
            body=plain_body(self.drain(), self.header("content-encoding"), self._keep),
            body_length=self.body_length,
            complete=self.progress is Progress.DONE,
        )

    @property
    def has_head(self) -> bool:
        """Say whether the final header section is whole."""
        return self.progress in (Progress.BODY, Progress.DONE)

    def header(self, name: str) -> str:
        """Return the first value of a header, or an empty text."""
        return next((value for key, value in self.headers if key == name), "")

    def close(self) -> None:
        """Let go of the parser, which holds us in a circle."""
        self._parser = None

    def _read(self, data: bytes) -> None:
        self._wire_bytes += len(data)
        if self._parser is None or self._broken is not None:
            return
        if self.status == SWITCHING_PROTOCOLS:
            self.on_body(data)
            return
        if not self.has_head:
            fresh = len(self._head)
            self._head += data
            if self._is_mending:
                self._mend(fresh)
                return
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._take_error()

    def _take_error(self) -> None:
        # Bytes after the end of a whole reply, or of HTTP itself, are none of our business.
        if self.progress is Progress.DONE or self.status == SWITCHING_PROTOCOLS:
            return
        if self.has_head or self._is_mending or not is_http(self._head):
            self._spoil(Failure.GARBLED_REPLY)
        elif self._broken is None:
            self._is_mending = True
            self._mend(fresh=0)

    def _mend(self, fresh: int) -> None:
        """Read once more what browsers would read, as soon as the header section is whole."""
        interims = self._limits.interim_replies
        mended = mend_head(self._head, interims=interims, fresh=fresh)
        if mended is None:
            return
        self.headers.clear()
        self._reason = b""
        self._parser = self._new_parser()
        try:
            self._parser.feed_data(mended)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._take_error()

    def _new_parser(self) -> httptools.HttpResponseParser:
        parser = httptools.HttpResponseParser(self)
        # What browsers forgive: bare line feeds, odd bytes in values, blanks after chunk sizes.
        parser.set_dangerous_leniencies(
            lenient_headers=True,
            lenient_optional_cr_before_lf=True,
            lenient_spaces_after_chunk_size=True,
        )
        return parser

    def _spoil(self, failure: Failure) -> None:
        self._broken = self._broken or failure

    def _is_full(self) -> bool:
        # Chunk sizes, extensions and trailers count too: the wire is capped, not only the body.
        return (self.progress is Progress.BODY and self._broken is None) and (
            self.body_length >= self._most
            or self._wire_bytes >= self._limits.header_bytes + 2 * self._most
        )

    # What httptools calls. Nothing may be raised here: it would come out as a parser error.

    def on_status(self, status: bytes) -> None:
        """Keep the beginning of the reason phrase; it may come in pieces."""
        if self.progress is Progress.HEADERS and len(self._reason) < _REASON_LENGTH:
            self._reason = (self._reason + status)[:_REASON_LENGTH]

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep one header; trailers are ignored."""
        if self.progress is not Progress.HEADERS:
            return
        if len(self.headers) >= self._limits.header_count:
            self._broken = Failure.HEADERS_TOO_LARGE
            return
        self.headers.append((name.decode("latin-1").lower(), value.decode("latin-1").strip()))

    def on_headers_complete(self) -> None:
        """Take the reply for the final one, or forget an interim one."""
        if self.progress is not Progress.HEADERS or self._broken or self._parser is None:
            return
        self.status = self._parser.get_status_code()
        self._version = self._parser.get_http_version()
        if self.status < _FIRST_STATUS:
            self._broken = Failure.GARBLED_REPLY
        elif self.status == SWITCHING_PROTOCOLS:
            self.progress = Progress.BODY
        elif self.status < _FIRST_FINAL_STATUS:
            self._forget_interim()
        else:
            codings = [value for name, value in self.headers if name == "transfer-encoding"]
            is_chunked = bool(codings) and codings[-1].lower().endswith("chunked")
            self._is_framed = is_chunked or bool(self.header("content-length"))
            self.progress = Progress.BODY

    def _forget_interim(self) -> None:
        self._interim_replies += 1
        self._reason = b""
        self.headers.clear()
        if self._interim_replies > self._limits.interim_replies:
            self._broken = Failure.GARBLED_REPLY

    def on_body(self, body: bytes) -> None:
        """Count body bytes and keep the first of them."""
        if self.progress is not Progress.BODY:
            return
        self.body_length += len(body)
        room = self._keep - self._held
        if room > 0:
            self._chunks.append(body[:room])
            self._held += min(room, len(body))

    def on_message_complete(self) -> None:
        """Note that the framing was kept to the end."""
        if self.progress is Progress.BODY and self.status != SWITCHING_PROTOCOLS:
            self.progress = Progress.DONE


def plain_body(body: bytes, coding: str, most: int) -> bytes:
    """Return a body without gzip or deflate, at most `most` bytes; other codings stay."""
    if coding.strip().lower() not in CODINGS:
        return body
    for window in (ZLIB_OR_GZIP, _RAW_DEFLATE):
        try:
            return zlib.decompressobj(window).decompress(body, most)
        except zlib.error:
            continue
    return body
