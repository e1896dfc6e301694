"""Every way a web server can fail us, over plain TCP and over TLS, gives its own failure."""

import asyncio
import ssl
from ipaddress import ip_address

import pytest

from bot.probing.dialing import LegFailed, dial
from bot.probing.line import Deadline
from bot.probing.observation import Failure, Stage
from tests.fakes import certificates
from tests.fakes.broken_web import Act, End, broken_web, closed_port, deaf_port, page, repeats, says
from tests.fakes.looking import DEADLINE, in_time, looker

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\n"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
BANNER = b"SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n"

# name: (server, failures allowed, status of the reply that is kept)
SERVERS: dict[str, tuple[Act, set[Failure], int | None]] = {
    "closes without a byte": (says(), {Failure.EMPTY_REPLY}, None),
    "cuts without a byte": (says(end=End.CUT), {Failure.EMPTY_REPLY}, None),
    "resets without a byte": (says(end=End.RESET), {Failure.REPLY_RESET}, None),
    "never answers": (says(end=End.HANG), {Failure.REPLY_TIMEOUT}, None),
    "garbage, closes": (says(b")r\xbb\x04M\x96\xdf(q"), {Failure.GARBLED_REPLY}, None),
    "garbage, hangs": (says(b"\x00\x01\x02", end=End.HANG), {Failure.GARBLED_REPLY}, None),
    "SSH banner": (says(BANNER, asked=False, end=End.HANG), {Failure.GARBLED_REPLY}, None),
    "HTTP/0.9": (says(b"<html><h1>It works!</h1></html>\n"), {Failure.GARBLED_REPLY}, None),
    "four-digit status": (says(b"HTTP/1.1 1000 What\r\n\r\nhi"), {Failure.GARBLED_REPLY}, None),
    "status 099": (says(b"HTTP/1.1 099 Low\r\n\r\n"), {Failure.GARBLED_REPLY}, None),
    "no status": (says(b"HTTP/1.1 None\r\nServer: x\r\n\r\n"), {Failure.GARBLED_REPLY}, None),
    "two lengths": (
        says(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nhi"),
        {Failure.GARBLED_REPLY},
        None,
    ),
    "half a status line, closes": (says(b"HTTP/1.1 20"), {Failure.HEADERS_TRUNCATED}, None),
    "half the headers, closes": (says(HEAD[:30]), {Failure.HEADERS_TRUNCATED}, None),
    "half the headers, resets": (says(HEAD[:30], end=End.RESET), {Failure.REPLY_RESET}, None),
    "half the headers, hangs": (says(HEAD[:30], end=End.HANG), {Failure.HEADERS_STALLED}, None),
    "only 100 Continue": (
        says(b"HTTP/1.1 100 Continue\r\n\r\n"),
        {Failure.HEADERS_TRUNCATED},
        None,
    ),
    "endless 1xx": (
        repeats(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
        {Failure.GARBLED_REPLY},
        None,
    ),
    "headers without end": (
        repeats(b"HTTP/1.1 200 OK\r\n", b"X-More: " + b"a" * 8000 + b"\r\n"),
        {Failure.HEADERS_TOO_LARGE},
        None,
    ),
    "one header without end": (
        repeats(b"HTTP/1.1 200 OK\r\nX: ", b"a" * 8000),
        {Failure.HEADERS_TOO_LARGE},
        None,
    ),
    "a status line without end": (
        repeats(b"HTTP/1.1 200 ", b"a" * 8000),
        {Failure.HEADERS_TOO_LARGE},
        None,
    ),
    "ten thousand headers": (
        says(b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 10_000 + b"\r\n"),
        {Failure.HEADERS_TOO_LARGE},
        None,
    ),
    "headers dripping": (
        repeats(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", pause=0.05),
        {Failure.HEADERS_STALLED},
        None,
    ),
    "body cut short, closes": (says(HEAD + b"half"), {Failure.REPLY_TRUNCATED}, 200),
    "body cut short, cut off": (
        says(HEAD + b"half", end=End.CUT),
        {Failure.REPLY_TRUNCATED},
        200,
    ),
    "chunks cut short": (says(CHUNKED + b"5\r\nhel"), {Failure.REPLY_TRUNCATED}, 200),
    "last chunk missing": (says(CHUNKED + b"2\r\nhi\r\n"), {Failure.REPLY_TRUNCATED}, 200),
    "body stalls": (says(HEAD + b"half", end=End.HANG), {Failure.BODY_STALLED}, 200),
    "body drips": (repeats(HEAD, b".", pause=0.05), {Failure.BODY_STALLED}, 200),
    "bad chunk size": (says(CHUNKED + b"zz\r\nhi\r\n"), {Failure.GARBLED_REPLY}, 200),
}


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("name", SERVERS)
async def test_each_broken_server_gives_its_failure(name: str, scheme: str) -> None:
    act, failures, status = SERVERS[name]
    tls = certificates.good() if scheme == "https" else None
    async with broken_web(act, tls=tls) as web, looker() as eye, in_time():
        seen = await eye.look(f"{scheme}://site.example:{web.port}/")
    assert seen.last.failure in failures
    assert seen.last.stage is Stage.EXCHANGE
    assert (seen.last.reply.status if seen.last.reply else None) == status
    if seen.last.reply is not None:
        assert not seen.last.reply.complete


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_reset_in_the_middle_of_a_body_keeps_what_came(scheme: str) -> None:
    act = says(HEAD + b"half", b"more", end=End.RESET, pause=0.05)
    tls = certificates.good() if scheme == "https" else None
    async with broken_web(act, tls=tls) as web, looker() as eye:
        seen = await eye.look(f"{scheme}://site.example:{web.port}/")
    assert seen.last.failure is Failure.REPLY_TRUNCATED
    assert seen.last.reply is not None
    assert seen.last.reply.body.startswith(b"half")


async def test_nothing_listens() -> None:
    async with looker() as eye:
        seen = await eye.look(f"http://site.example:{closed_port()}/")
    assert (seen.last.failure, seen.last.stage) == (Failure.CONNECT_REFUSED, Stage.CONNECT)
    assert seen.last.timings.connect_ms is not None
    assert seen.last.timings.first_byte_ms is None
    assert seen.last.peer is None


async def test_nobody_takes_the_call() -> None:
    async with deaf_port() as port, looker() as eye, in_time():
        seen = await eye.look(f"http://site.example:{port}/")
    assert round(seen.elapsed_ms) >= DEADLINE * 1000
    assert (seen.last.failure, seen.last.stage) == (Failure.CONNECT_TIMEOUT, Stage.CONNECT)


async def test_dial_after_the_deadline_is_a_time_out_not_a_guess() -> None:
    loop = asyncio.get_running_loop()
    async with deaf_port() as port:
        deadline = Deadline(loop, loop.time())
        await asyncio.sleep(0.01)
        with pytest.raises(LegFailed) as caught:
            await dial(loop, [ip_address("127.0.0.1")], port, deadline)
        deadline.close()
    assert caught.value.failure is Failure.CONNECT_TIMEOUT


async def test_server_that_leaves_before_we_ask() -> None:
    async with broken_web(says(asked=False)) as web, looker() as eye:
        seen = await eye.look(f"http://site.example:{web.port}/")
    assert seen.last.failure in {Failure.EMPTY_REPLY, Failure.REPLY_RESET}


async def test_early_answer_to_an_unread_request_is_still_an_answer() -> None:
    act = says(page(b"too busy", status=b"503 Busy"), asked=False, end=End.CLOSE)
    async with broken_web(act) as web, looker() as eye:
        seen = await eye.look(f"http://site.example:{web.port}/")
    assert seen.last.reply is not None
    assert seen.last.reply.status == 503


@pytest.mark.parametrize("tls", [None, certificates.good()], ids=["plain", "tls"])
async def test_healthy_site_over_either(tls: ssl.SSLContext | None) -> None:
    scheme = "https" if tls else "http"
    async with broken_web(says(page(b"hello")), tls=tls) as web, looker() as eye:
        seen = await eye.look(f"{scheme}://site.example:{web.port}/")
    leg = seen.last
    assert leg.failure is None
    assert leg.reply is not None
    assert (leg.reply.status, leg.reply.body, leg.reply.complete) == (200, b"hello", True)
    stages = leg.timings
    assert None not in (stages.resolve_ms, stages.connect_ms, stages.first_byte_ms, stages.total_ms)
    assert (stages.tls_ms is None) == (tls is None)
