"""Redirects are followed by hand: few, to where a person could have sent us, never in circles."""

import asyncio

import pytest

from bot.probing.observation import Failure
from tests.fakes import certificates
from tests.fakes.broken_web import Act, End, broken_web, leave, page, repeats, says
from tests.fakes.looking import looker


def moves(*locations: bytes, status: bytes = b"302 Found") -> bytes:
    return page(b"moved", *(b"Location: " + where for where in locations), status=status)


def routes(**pages: bytes) -> Act:
    """Return a server with one reply per path (`/` is `root`)."""

    async def act(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(b"\r\n\r\n")
        name = request.split()[1].strip(b"/").decode() or "root"
        writer.write(pages.get(name, page(b"lost", status=b"404 Not Found")))
        await leave(writer, End.CLOSE)

    return act


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirect_is_followed_and_told(status: int) -> None:
    act = routes(root=moves(b"/next", status=b"%d Go" % status), next=page(b"there"))
    async with broken_web(act) as web, looker() as eye:
        seen = await eye.look(f"http://site.example:{web.port}/")
    assert [leg.target.path for leg in seen.legs] == ["/", "/next"]
    assert seen.last.reply is not None
    assert seen.last.reply.body == b"there"
    assert seen.legs[0].failure is None


async def test_from_http_to_https() -> None:
    async with broken_web(says(page(b"safe")), tls=certificates.good()) as safe:
        act = says(moves(b"https://site.example:%d/" % safe.port))
        async with broken_web(act) as web, looker() as eye:
            seen = await eye.look(f"http://site.example:{web.port}/")
    assert [leg.target.scheme for leg in seen.legs] == ["http", "https"]
    assert seen.last.failure is None


@pytest.mark.parametrize(
    ("act", "legs"),
    [
        (routes(root=moves(b"/")), 1),
        (routes(root=moves(b"/a"), a=moves(b"/b"), b=moves(b"/a")), 3),
        (routes(root=moves(b"/1"), **{str(n): moves(b"/%d" % (n + 1)) for n in range(1, 9)}), 6),
    ],
    ids=["itself", "a circle", "too many"],
)
async def test_loops_end(act: Act, legs: int) -> None:
    async with broken_web(act) as web, looker() as eye:
        seen = await eye.look(f"http://site.example:{web.port}/")
    assert seen.last.failure is Failure.REDIRECT_LOOP
    assert seen.last.reply is not None
    assert len(seen.legs) == legs


@pytest.mark.parametrize(
    "locations",
    [
        (b"javascript:alert(1)",),
        (b"file:///etc/passwd",),
        (b"http://user:pw@site.example/",),
        (b"http://site.example\\@127.0.0.1/",),
        (b"http://[::1",),
        (b"/a", b"/b"),
        (b"/" + b"a" * 4000,),
    ],
    ids=lambda value: value[0].decode()[:30] if isinstance(value, tuple) else str(value),
)
async def test_redirect_we_will_not_follow(locations: tuple[bytes, ...]) -> None:
    async with broken_web(says(moves(*locations))) as web, looker() as eye:
        seen = await eye.look(f"http://site.example:{web.port}/")
    assert seen.last.failure is Failure.REDIRECT_REFUSED
    assert seen.last.reply is not None
    assert seen.last.reply.status == 302
    assert len(seen.legs) == 1


@pytest.mark.parametrize(
    "reply",
    [
        page(b"choose", b"Location: /x", status=b"300 Multiple Choices"),
        page(b"", status=b"302 Found"),
        page(b"", b"Location: /x", status=b"304 Not Modified"),
        page(b"", b"Location: /x", status=b"201 Created"),
    ],
    ids=["300", "no location", "304", "201"],
)
async def test_what_is_no_redirect(reply: bytes) -> None:
    async with broken_web(says(reply)) as web, looker() as eye:
        seen = await eye.look(f"http://site.example:{web.port}/")
        assert web.hits == 1
    assert seen.last.failure is None


async def test_body_of_a_redirect_is_not_read() -> None:
    endless = repeats(b"HTTP/1.1 302 Found\r\nLocation: /next\r\n\r\n", b"x" * 1000)
    calls = iter([endless, says(page(b"there"))])

    async def act(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await next(calls)(reader, writer)

    async with broken_web(act) as web, looker() as eye:
        seen = await eye.look(f"http://site.example:{web.port}/")
    assert seen.last.reply is not None
    assert seen.last.reply.status == 200
    assert seen.legs[0].reply is not None
    assert seen.legs[0].reply.complete


async def test_redirect_to_a_dead_place_is_that_places_failure() -> None:
    act = says(moves(b"http://gone.example/"))
    async with broken_web(act) as web, looker() as eye:
        seen = await eye.look(f"http://site.example:{web.port}/")
    assert seen.last.failure is Failure.NAME_NOT_FOUND
    assert seen.last.target.host == "gone.example"
    assert len(seen.legs) == 2
