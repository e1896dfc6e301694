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
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\ncontent-length: two\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n",
        ),
        (
            b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        ),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 2\r\n\r\n",
            b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n",
        ),
        (b"\r\n\r\nhttp/1.1  200 ok\r\nnonsense\r\n\r\n", b"HTTP/1.1 200 ok\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nnonsense\r\n", None),
        (b"HTTP/1.1 100 Continue\r\n\r\n", None),
    ],
)
def test_what_is_mended(received: bytes, mended: bytes | None) -> None:
    assert mend_head(received, interims=16) == mended


def test_only_so_many_interim_replies_are_dropped() -> None:
    received = b"HTTP/1.1 103 A\n\nHTTP/1.1 103 B\n\nHTTP/1.1 200 OK\n\n"
    assert mend_head(received, interims=2) == b"HTTP/1.1 200 OK\r\n\r\n"
    assert mend_head(received, interims=1) == b"HTTP/1.1 103 B\r\n\r\nHTTP/1.1 200 OK\n\n"


def test_what_was_searched_is_not_searched_again() -> None:
    received = b"HTTP/1.1 200 OK\r\nnonsense\r\n\r\nmore"
    assert mend_head(received, interims=0, fresh=len(received) - 5) is not None  # "\n" + "more"
    assert mend_head(received, interims=0, fresh=len(received)) is None


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
