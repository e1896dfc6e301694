"""Odd but honest replies are read as browsers read them, and never more of them than we keep."""

import gzip
import zlib

import pytest

from bot.probing.limits import Limits
from bot.probing.observation import Failure, Reply
from tests.fakes.broken_web import End, broken_web, page, recording, repeats, says
from tests.fakes.looking import PATIENT, looker

OK = b"HTTP/1.1 200 OK\r\n"


async def read(reply: bytes, end: End = End.CLOSE) -> Reply:
    async with broken_web(says(reply, end=end)) as web, looker() as eye:
        seen = await eye.look(f"http://site.example:{web.port}/")
    assert seen.last.failure is None
    assert seen.last.reply is not None
    return seen.last.reply


@pytest.mark.parametrize(
    ("raw", "status", "body"),
    [
        (OK + b"\r\nuntil the end", 200, b"until the end"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n", 200, b"hi"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n2 \r\nhi\r\n0\r\nX: y\r\n\r\n", 200, b"hi"),
        (b"HTTP/1.0 200 OK\nContent-Length: 2\n\nhi", 200, b"hi"),
        (b"HTTP/1.1 404\r\nContent-Length: 0\r\n\r\n", 404, b""),
        (b"HTTP/1.1 204 No Content\r\n\r\n", 204, b""),
        (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", 304, b""),
        (b"HTTP/1.1 999 Request denied\r\nContent-Length: 0\r\n\r\n", 999, b""),
        (b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + page(b"hi"), 200, b"hi"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + page(b"hi"), 200, b"hi"),
        (page(b"hi") + b"and more than was promised", 200, b"hi"),
        (page(b"hi") + page(b"again", status=b"500 Twice"), 200, b"hi"),
        (page(b"hi", b"X: \x01\xe9\x7f"), 200, b"hi"),
        (page(b"hi", b"a line without a colon"), 200, b"hi"),
        (page(b"hi", b"Blank : before the colon"), 200, b"hi"),
        (page(b"hi", b"Content-Length: 2"), 200, b"hi"),
        (page(b"hi", b"Content-Length: none"), 200, b"hi"),
        (page(b"2\r\nhi\r\n0\r\n\r\n", b"Transfer-Encoding: chunked"), 200, b"hi"),
        (b"\r\n" + page(b"hi"), 200, b"hi"),
        (b"http/1.1  200 ok\r\nContent-Length: 2\r\n\r\nhi", 200, b"hi"),
        (page(b"hi", b"X: a\r\n folded"), 200, b"hi"),
        (b"HTTP/1.1 103 Hint\r\n\r\n" + page(b"hi", b"no colon"), 200, b"hi"),
        (page(b"a\n\nno: colon\nhere", b"no colon"), 200, b"a\n\nno: colon\nhere"),
    ],
)
async def test_unusual_replies(raw: bytes, status: int, body: bytes) -> None:
    reply = await read(raw)
    assert (reply.status, reply.body, reply.complete) == (status, body, True)


async def test_bad_header_line_may_come_in_pieces() -> None:
    raw = page(b"hi", b"no colon", b"Server: x")
    act = says(*(raw[at : at + 7] for at in range(0, len(raw), 7)), pause=0.001)
    async with broken_web(act) as web, looker() as eye:
        seen = await eye.look(f"http://site.example:{web.port}/")
    assert seen.last.failure is None
    assert seen.last.reply is not None
    assert (seen.last.reply.body, seen.last.reply.header("server")) == (b"hi", "x")


@pytest.mark.parametrize("upgrade", [b"Upgrade: websocket\r\nConnection: Upgrade\r\n", b""])
async def test_switching_protocols_is_a_reply_without_end(upgrade: bytes) -> None:
    raw = b"HTTP/1.1 101 Switching\r\n" + upgrade + b"\r\n"
    assert (await read(raw)).status == 101
    async with broken_web(says(raw, b"\x81\x05", end=End.HANG)) as web, looker() as eye:
        seen = await eye.look(f"http://site.example:{web.port}/")
    assert seen.last.failure is Failure.BODY_STALLED
    assert seen.last.reply is not None
    assert seen.last.reply.status == 101


async def test_headers_keep_order_and_repeats_in_lower_case() -> None:
    reply = await read(page(b"", b"Set-Cookie: a", b"VIA: x", b"set-cookie: b"))
    assert reply.headers[1:] == (("set-cookie", "a"), ("via", "x"), ("set-cookie", "b"))
    assert reply.header("via") == "x"


async def test_interim_headers_are_forgotten() -> None:
    reply = await read(b"HTTP/1.1 103 Hint\r\nX-Early: 1\r\n\r\n" + page(b""))
    assert reply.header("x-early") is None
    assert reply.reason == "OK"


async def test_body_is_capped_and_only_its_beginning_kept() -> None:
    async with broken_web(repeats(OK + b"\r\n", b"x" * 9000)) as web, looker() as eye:
        seen = await eye.look(f"http://site.example:{web.port}/")
    reply = seen.last.reply
    assert reply is not None
    assert seen.last.failure is None
    assert reply.complete
    assert len(reply.body) == Limits().kept_bytes
    assert Limits().body_bytes <= reply.body_length <= 2 * Limits().body_bytes


async def test_endless_chunk_extensions_end_too() -> None:
    start = OK + b"Transfer-Encoding: chunked\r\n\r\n"
    act = repeats(start, b"1;" + b"e" * 4000 + b"\r\nx\r\n")
    async with broken_web(act) as web, looker(limits=PATIENT) as eye:
        seen = await eye.look(f"http://site.example:{web.port}/")
    assert seen.last.reply is not None
    assert seen.last.reply.complete


@pytest.mark.parametrize(
    ("coding", "encode"),
    [
        (b"gzip", gzip.compress),
        (b"x-gzip", gzip.compress),
        (b"deflate", zlib.compress),
        (b"deflate", lambda data: zlib.compress(data)[2:-4]),
    ],
    ids=["gzip", "x-gzip", "zlib", "raw deflate"],
)
async def test_coding_we_did_not_ask_for_is_removed(coding: bytes, encode: object) -> None:
    packed = encode(b"<h1>hello</h1>")  # type: ignore[operator]
    reply = await read(page(packed, b"Content-Encoding: " + coding))
    assert reply.body == b"<h1>hello</h1>"
    assert reply.body_length == len(packed)


async def test_bomb_stays_small() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    reply = await read(page(bomb, b"Content-Encoding: gzip"))
    assert len(reply.body) <= Limits().kept_bytes


@pytest.mark.parametrize("coding", [b"gzip", b"br"])
async def test_coding_that_can_not_be_removed_leaves_the_bytes(coding: bytes) -> None:
    reply = await read(page(b"plain after all", b"Content-Encoding: " + coding))
    assert reply.body == b"plain after all"


async def test_request_is_honest_and_small() -> None:
    requests: list[bytes] = []
    async with broken_web(recording(requests, page())) as web, looker() as eye:
        await eye.look(f"http://site.example:{web.port}/path?q=1")
    lines = requests[0].decode().split("\r\n")
    assert lines[0] == "GET /path?q=1 HTTP/1.1"
    assert f"Host: site.example:{web.port}" in lines
    assert "Accept-Encoding: identity" in lines
    assert "Connection: close" in lines
    assert any(line.startswith("User-Agent: Gatewise/") for line in lines)
