"""Header sections that browsers forgive are mended; everything else stays as it came."""

import pytest

from bot.probing.mending import is_http, mend_head


@pytest.mark.parametrize(
    ("received", "mended"),
    [
        (
            b"HTTP/1.1 200 OK\r\nnonsense\r\nA: b\r\n\r\nbody",
            b"HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody",
        ),
        (b"HTTP/1.1 200 OK\nA : b\n\nx\n\ny", b"HTTP/1.1 200 OK\r\nA: b\r\n\r\nx\n\ny"),
        (
            b"HTTP/1.1 103 Hint\r\nL: x\r\n\r\nHTTP/1.1 200 OK\r\n: y\r\n\r\n",
            b"HTTP/1.1 200 OK\r\n\r\n",
        ),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n",
        ),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n",
        ),
        (b"HTTP/1.1 200 OK\r\nnonsense\r\n", None),
        (b"HTTP/1.1 100 Continue\r\n\r\n", None),
    ],
)
def test_what_is_mended(received: bytes, mended: bytes | None) -> None:
    assert mend_head(received) == mended


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (b"HTTP/1.1 200 OK\r\n", True),
        (b"HTTP/1.0 404\r\n", True),
        (b"HTTP/1.1 1000 Whatever\r\n", False),
        (b"HTTP/1.1 None\r\n", False),
        (b"SSH-2.0-OpenSSH\r\n", False),
        (b"<html>", False),
    ],
)
def test_what_begins_like_http(received: bytes, *, expected: bool) -> None:
    assert is_http(received) is expected
