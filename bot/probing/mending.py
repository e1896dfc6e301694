"""Header sections that browsers read and a strict parser does not: the bad lines are left out.

A line without a colon, a blank in or after a name, the same Content-Length twice: every browser
shows such a page, so the site is up. What contradicts itself (two different lengths) stays broken.
"""

import re

_STATUS_LINE = re.compile(rb"\s{0,8}HTTP/1\.[01] +\d{3}(?=[ \r\n])")
_INTERIM = re.compile(rb"\s{0,8}HTTP/1\.[01] +1(?!01)\d\d")
_SECTION_END = re.compile(rb"\r?\n\r?\n")
_HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:(.*)", re.DOTALL)


def is_http(head: bytes) -> bool:
    """Say whether these bytes begin with a whole HTTP/1 status line."""
    return _STATUS_LINE.match(head) is not None


def mend_head(received: bytes) -> bytes | None:
    """Return everything received with its final header section mended; None while it is not whole.

    Interim replies in front of it are dropped; bytes behind it are left alone.
    """
    start = 0
    while (end := _SECTION_END.search(received, start)) is not None:
        if _INTERIM.match(received, start) is None:
            lines = re.split(rb"\r?\n", received[start : end.start()])
            return b"\r\n".join(_mend_lines(lines)) + b"\r\n\r\n" + received[end.end() :]
        start = end.end()
    return None


def _mend_lines(lines: list[bytes]) -> list[bytes]:
    kept = [lines[0].lstrip()]
    for line in lines[1:]:
        match = _HEADER.fullmatch(line)
        if match is None:
            continue
        mended = match[1] + b": " + match[2].strip()
        if match[1].lower() != b"content-length" or mended not in kept:
            kept.append(mended)
    return kept
