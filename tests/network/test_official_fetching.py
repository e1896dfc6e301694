"""One request for an official page: whatever the server does comes back as a value."""

import asyncio
import gzip
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from ipaddress import ip_network

import pytest

from bot.probing.addresses import PUBLIC_ONLY
from bot.statuspages.fetching import Fetched, Fetcher, Validators
from bot.statuspages.look import Problem
from tests.fakes.broken_web import Act, End, broken_web, closed_port, page, recording, repeats, says
from tests.fakes.clock import START
from tests.fakes.looking import in_time
from tests.fakes.name_server import Zone
from tests.fakes.official import AGENT, fetcher

MIB = 1024 * 1024
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def moved(to: bytes, status: bytes = b"302 Found") -> bytes:
    return page(b"moved", b"Location: " + to, status=status)


async def fetch(act: Act, *, largest: int = MIB, seconds: float = 3.0) -> Fetched:
    async with broken_web(act) as web, fetcher(seconds=seconds) as asks:
        return await asks.get(f"http://site.example:{web.port}/x", largest=largest)


async def test_a_request_is_honest_and_keeps_nothing() -> None:
    requests: list[bytes] = []
    act = recording(requests, page(b"{}", b"Set-Cookie: a=b; Path=/"))
    async with broken_web(act) as web, fetcher() as asks:
        for _ in range(2):
            fetched = await asks.get(f"http://site.example:{web.port}/x?a=1")
    assert (fetched.status, fetched.body, fetched.problem) == (200, b"{}", None)
    for request in requests:
        assert request.startswith(b"GET /x?a=1 HTTP/1.1\r\n")
        assert f"User-Agent: {AGENT}\r\n".encode() in request
        assert b"cookie" not in request.lower()
        assert b"if-none-match" not in request.lower()


async def test_nothing_new_is_asked_for_with_what_the_server_named() -> None:
    requests: list[bytes] = []
    act = recording(requests, page(b"", status=b"304 Not Modified"))
    async with broken_web(act) as web, fetcher() as asks:
        url = f"http://site.example:{web.port}/"
        date = "Sun, 01 Mar 2026 11:00:00 GMT"
        known = Validators(url=url, etag='W/"7"', last_modified=date)
        fetched = await asks.get(url, known=known)
        other = await asks.get(url, known=replace(known, url="http://old.example/"))
    assert fetched.is_unchanged
    assert fetched.problem is None
    assert b'If-None-Match: W/"7"\r\n' in requests[0]
    assert f"If-Modified-Since: {date}\r\n".encode() in requests[0]
    assert (other.is_unchanged, other.problem) == (False, Problem.NOT_UNDERSTOOD)


@pytest.mark.parametrize(
    ("named", "kept"),
    [(b'"abc"', '"abc"'), (b'"\xe4"', ""), (b'"a\tb"', ""), (b'"' + b"x" * 300 + b'"', "")],
    ids=["plain", "not ASCII", "control", "too long"],
)
async def test_what_a_server_names_its_answer_by_is_kept_if_sound(named: bytes, kept: str) -> None:
    fetched = await fetch(says(page(b"{}", b"ETag: " + named)))
    assert fetched.validators.etag == kept


@pytest.mark.parametrize(
    ("status", "wait", "problem", "seconds"),
    [
        (b"429 Too Many Requests", b"120", Problem.TURNED_AWAY, 120.0),
        (b"503 Busy", b"7", Problem.FAILING, 7.0),
        (b"429 Too Many Requests", b"99999999999999", Problem.TURNED_AWAY, 21_600.0),
        (b"403 Forbidden", b"soon", Problem.TURNED_AWAY, None),
        (b"404 Not Found", b"-5", Problem.FAILING, None),
        (b"500 Oops", b"Fri, 99 Foo 2026 99:00:00 GMT", Problem.FAILING, None),
    ],
)
async def test_an_error_says_when_to_come_back(
    status: bytes, wait: bytes, problem: Problem, seconds: float | None
) -> None:
    fetched = await fetch(says(page(b"no", b"Retry-After: " + wait, status=status)))
    assert (fetched.problem, fetched.retry_after) == (problem, seconds)
    assert fetched.body == b""


async def test_a_date_to_come_back_is_read_against_the_clock() -> None:
    later = format_datetime(START + timedelta(minutes=5), usegmt=True).encode()
    past = format_datetime(START - timedelta(minutes=5), usegmt=True).encode()
    for moment, seconds in ((later, 300.0), (past, 0.0)):
        reply = page(b"", b"Retry-After: " + moment, status=b"503 Busy")
        assert (await fetch(says(reply))).retry_after == seconds


@pytest.mark.parametrize(
    ("act", "problem"),
    [
        (says(), Problem.UNREACHABLE),
        (says(end=End.RESET), Problem.UNREACHABLE),
        (says(b"nonsense"), Problem.UNREACHABLE),
        (says(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"), Problem.UNREACHABLE),
        (says(page(b"\x1f\x8bno gzip", b"Content-Encoding: gzip")), Problem.UNREACHABLE),
        (says(page(b"x" * (MIB + 1))), Problem.TOO_LARGE),
    ],
    ids=["nothing", "reset", "nonsense", "half", "no gzip", "too large"],
)
async def test_broken_replies_are_problems(act: Act, problem: Problem) -> None:
    fetched = await fetch(act)
    assert (fetched.problem, fetched.body) == (problem, b"")


async def test_nobody_there_is_a_problem() -> None:
    async with fetcher() as asks:
        for host in (f"site.example:{closed_port()}", "missing.example"):
            assert (await asks.get(f"http://{host}/")).problem is Problem.UNREACHABLE


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip bomb"])
async def test_fifty_megabytes_are_not_read(packed: bool) -> None:  # noqa: FBT001
    body = b"\0" * (50 * MIB)
    if packed:
        act = says(page(gzip.compress(body, 1), b"Content-Encoding: gzip"))
    else:
        act = repeats(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body), b"\0" * MIB)
    fetched = await fetch(act, seconds=5.0)
    assert fetched.problem in (Problem.TOO_LARGE, Problem.UNREACHABLE)
    assert fetched.body == b""


async def test_gzip_is_taken_off() -> None:
    packed = gzip.compress(b'{"a": 1}' * 1000)
    fetched = await fetch(says(page(packed, b"Content-Encoding: gzip")))
    assert fetched.body == b'{"a": 1}' * 1000


@pytest.mark.parametrize(
    "act",
    [
        says(end=End.HANG),
        repeats(CHUNKED, b"1\r\n{\r\n", pause=0.05),
        repeats(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", pause=0.05),
    ],
    ids=["silence", "a drip of body", "a drip of headers"],
)
async def test_a_slow_server_has_one_deadline(act: Act) -> None:
    async with in_time(1.5):
        assert (await fetch(act, seconds=0.5)).problem is Problem.SLOW


async def test_three_redirects_are_followed_and_the_fourth_is_not() -> None:
    async def act(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        left = int((await reader.readuntil(b"\r\n\r\n")).split()[1][1:])
        writer.write(page(b"{}") if left == 0 else moved(b"/%d" % (left - 1)))
        await writer.drain()
        writer.close()

    async with broken_web(act) as web, fetcher() as asks:
        url = f"http://site.example:{web.port}"
        fetched = await asks.get(f"{url}/3")
        assert (fetched.body, fetched.url, web.hits) == (b"{}", f"{url}/0", 4)
        assert (await asks.get(f"{url}/4")).problem is Problem.LOST


@pytest.mark.parametrize(
    "to",
    [
        b"http://10.0.0.1/",
        b"http://169.254.169.254/latest/meta-data/",
        b"http://[::1]/",
        b"http://sly.example/",
        b"http://localhost/",
        b"http://93.184.216.34:22/",
        b"http://0x7f000001/",
        b"http://user:pw@93.184.216.34/",
        b"file:///etc/passwd",
        b"javascript:alert(1)",
        b"ftp://93.184.216.34/",
    ],
)
async def test_a_redirect_is_vetted_by_the_door(to: bytes) -> None:
    zones = {"sly.example": Zone(addresses=["93.184.216.34", "10.0.0.1"])}
    async with broken_web(says(moved(to))) as web:
        policy = replace(
            PUBLIC_ONLY,
            ports=PUBLIC_ONLY.ports | {web.port},
            private_networks=(ip_network("127.0.0.1/32"),),
        )
        async with fetcher(policy=policy, zones=zones) as asks:
            fetched = await asks.get(f"http://site.example:{web.port}/")
        assert web.hits == 1
    assert fetched.problem is Problem.REFUSED


@pytest.mark.parametrize("to", [b"http://[::1", b"http://a b/", b"//", b"http://\xff/", b"\x01"])
async def test_a_redirect_to_nowhere_is_a_problem(to: bytes) -> None:
    async with broken_web(says(moved(to))) as web, fetcher(seconds=1.0) as asks:
        fetched = await asks.get(f"http://site.example:{web.port}/")
    assert fetched.problem is not None


async def test_private_addresses_are_refused_and_never_asked() -> None:
    async with broken_web(says(page(b"{}"))) as web, fetcher(policy=PUBLIC_ONLY) as asks:
        for host in ("127.0.0.1", "site.example"):
            assert (await asks.get(f"http://{host}:80/")).problem is Problem.REFUSED
        assert web.hits == 0


@pytest.mark.parametrize("url", ["nothing", "http://", "http://a b", "https://[::", "data:,x"])
async def test_an_address_that_is_none_is_a_problem(url: str) -> None:
    async with fetcher() as asks:
        assert (await asks.get(url)).problem is not None


async def test_a_page_may_be_cut() -> None:
    async with broken_web(says(page(b"<html>" + b"x" * 5000))) as web, fetcher() as asks:
        url = f"http://site.example:{web.port}/"
        fetched = await asks.get(url, largest=1000, is_cut=True)
    assert (len(fetched.body), fetched.problem) == (1000, None)


async def test_being_cancelled_closes_the_connection() -> None:
    async with broken_web(says(end=End.HANG)) as web, fetcher() as asks:
        task = asyncio.create_task(_get(asks, f"http://site.example:{web.port}/"))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def _get(asks: Fetcher, url: str) -> Fetched:
    return await asks.get(url)
