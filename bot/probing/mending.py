"""Header sections that browsers read and a strict parser does not: the bad lines are left out.

A line without a colon, a blank in or after a name, a length beside chunks or twice or no number:
every browser shows such a page, so the site is up. What contradicts itself (two different lengths)
stays broken.
"""

import re

_STATUS_LINE = re.compile(rb"\s{0,8}HTTP/(1\.[01]) +(\d{3})(?=\s|$)", re.IGNORECASE)
_INTERIM = re.compile(rb"HTTP/1\.[01] +1(?!01)\d\d", re.IGNORECASE)
_SECTION_END = re.compile(rb"\r?\n\r?\n")
_END_LENGTH = 4
_HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:(.*)", re.DOTALL)
_LENGTH = re.compile(rb"[0-9]{1,18}")

Headers = list[tuple[bytes, bytes]]


def is_http(head: bytes) -> bool:
    """Say whether these bytes begin with a whole HTTP/1 status line."""
    return _STATUS_LINE.match(head) is not None


def mend_head(received: bytes, *, interims: int, fresh: int = 0) -> bytes | None:
    """Return everything received with its final header section mended; None while it is not whole.

    At most so many interim replies in front of it are dropped; one more is taken for the final one.
    Bytes behind it are left alone. The bytes before `fresh` were here before and held no section's
    end: they are not searched again, or a peer that sends byte by byte would cost us seconds.
    """
    if _SECTION_END.search(received, max(0, fresh - _END_LENGTH + 1)) is None:
        return None
    start = len(received) - len(received.lstrip(b"\r\n"))
    while (end := _SECTION_END.search(received, start)) is not None:
        if interims == 0 or _INTERIM.match(received, start) is None:
            first, *others = re.split(rb"\r?\n", received[start : end.start()])
            lines = [_STATUS_LINE.sub(rb"HTTP/\1 \2", first, count=1), *_mend_lines(others)]
            return b"\r\n".join(lines) + b"\r\n\r\n" + received[end.end() :]
        interims -= 1
        start = end.end()
    return None


def _mend_lines(lines: list[bytes]) -> list[bytes]:
    headers: Headers = []
    framing: Headers = []
    for match in filter(None, map(_HEADER.fullmatch, lines)):
        name, value = match[1], match[2].strip()
        is_framing = name.lower() in {b"content-length", b"transfer-encoding"}
        (framing if is_framing else headers).append((name, value))
    return [name + b": " + value for name, value in headers + _mend_framing(framing)]


def _mend_framing(framing: Headers) -> Headers:
    """Let chunks overrule a length (RFC 9112, section 6.3); forget a length that is no number."""
    codings = [(name, value) for name, value in framing if name.lower() == b"transfer-encoding"]
    if codings and codings[-1][1].lower().endswith(b"chunked"):
        return codings
    values = b",".join(value for name, value in framing if name.lower() == b"content-length")
    lengths = filter(_LENGTH.fullmatch, map(bytes.strip, values.split(b",")))
    return [(b"Content-Length", length) for length in dict.fromkeys(lengths)]
