"""One reply, prepared once for all rules: lower-cased, cut to a window, title found."""

import zlib
from dataclasses import dataclass

from bot.probing.observation import Reply

# The pages gateways write themselves are short, and longer ones (a CDN's branded page) carry their
# signs in the head: 4 KiB see them all and keep a look's cost flat whatever the page's length.
WINDOW = 4096
SHORT = 256  # a plain-text answer in full: "no healthy upstream"
_TITLE_LENGTH = 160
_INVISIBLE = b" \t\r\n\f\v\0\xef\xbb\xbf"
_GZIP = b"\x1f\x8b"
_GZIP_FRAME = 12  # how much longer gzip's head and tail are than zlib's
_PACKERS_DIFFER = 4
_GZIP_NAMES = frozenset({"gzip", "x-gzip"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What fingerprints and rules read. Bytes and texts are lower case and hostile."""

    status: int
    reason: str
    headers: dict[str, str]  # first value of each
    vias: tuple[str, ...]  # every Via member, the one next to us last
    text: bytes  # the first 4 KiB
    short: bytes  # the whole body without surrounding blanks when it is tiny, else empty
    title: bytes  # of an HTML page: its title, else its first heading; else empty
    length: int  # bytes of body kept
    is_blank: bool  # nothing in it a person could see
    is_decodable: bool  # the content coding it claims holds


def read_page(reply: Reply) -> Page:
    """Prepare a reply. Never raises, whatever the bytes."""
    headers: dict[str, str] = {}
    vias: list[str] = []
    for name, value in reply.headers:
        if name not in headers:
            headers[name] = value
        if name == "via":
            vias += value.lower().split(",")
    body = _plain_body(reply.body, headers)
    text = body[:WINDOW].lower()
    short = text.strip(_INVISIBLE) if len(body) <= SHORT else b""
    return Page(
        status=reply.status,
        reason=reply.reason.strip().lower(),
        headers=headers,
        vias=tuple(via.strip() for via in vias),
        text=text,
        short=short,
        title=_title(text),
        length=len(body),
        is_blank=not short and not body.strip(_INVISIBLE),
        is_decodable=_is_decodable(reply, headers),
    )


def _title(text: bytes) -> bytes:
    """Return the page's title, or its first heading, without surrounding blanks."""
    for opening, closing in ((b"<title", b"</title"), (b"<h1", b"</h1")):
        start = text.find(opening)
        start = text.find(b">", start) + 1 if start >= 0 else 0
        end = text.find(closing, start) if start else -1
        if 0 < end - start <= _TITLE_LENGTH:
            return text[start:end].strip()
    return b""


def _plain_body(body: bytes, headers: dict[str, str]) -> bytes:
    """Take gzip off a body that still wears it: some servers send it unasked. Bounded."""
    if not body.startswith(_GZIP) or headers.get("content-encoding", "").lower() not in _GZIP_NAMES:
        return body
    try:
        return zlib.decompressobj(31).decompress(body, 4 * WINDOW)
    except zlib.error:
        return body


def _is_decodable(reply: Reply, headers: dict[str, str]) -> bool:
    """Say whether the body is what its content coding promises.

    A body that says gzip, came through with not one byte taken off and lacks gzip's first two bytes
    (RFC 1952, section 2.3.1) cannot be shown by any browser. A small page can be as long packed as
    it is plain: then we can't tell, and it counts as good.
    """
    if headers.get("content-encoding", "").lower() not in _GZIP_NAMES or not reply.body:
        return True
    if len(reply.body) != reply.body_length or reply.body.startswith(_GZIP):
        return True
    packed = len(zlib.compress(reply.body)) + _GZIP_FRAME
    return abs(packed - len(reply.body)) <= _PACKERS_DIFFER
