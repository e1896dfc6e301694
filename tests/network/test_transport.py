"""The wire as an httpx transport: the same guard and caps, httpx's words for what goes wrong."""

import asyncio
import gzip

import httpx
import pytest

from bot.probing.addresses import PUBLIC_ONLY
from bot.probing.limits import Limits
from bot.probing.observation import Failure, Stage
from bot.probing.pages import WireError
from tests.fakes import certificates
from tests.fakes.broken_web import (
    Act,
    End,
    broken_web,
    closed_port,
    deaf_port,
    page,
    recording,
    repeats,
    says,
)
from tests.fakes.looking import PATIENT, SHORT, descriptors, looker
from tests.fakes.name_server import Zone

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
CUT = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"


async def test_page_in_many_pieces_over_tls() -> None:
    body = b"0123456789" * 50_000
    chunks = b"".join(
        b"%x\r\n%b\r\n" % (50_000, body[at : at + 50_000]) for at in range(0, 500_000, 50_000)
    )
    act = says(CHUNKED + chunks + b"0\r\n\r\n")
    async with (
        broken_web(act, tls=certificates.good()) as web,
        looker(limits=PATIENT) as eye,
        httpx.AsyncClient(transport=eye.wire) as client,
    ):
        reply = await client.get(f"https://site.example:{web.port}/")
    assert reply.status_code == 200
    assert reply.content == body


async def test_post_carries_headers_and_body() -> None:
    requests: list[bytes] = []
    async with (
        broken_web(recording(requests, page(b'{"id": 7}'))) as web,
        looker() as eye,
        httpx.AsyncClient(transport=eye.wire, headers={"X-Key": "k"}) as client,
    ):
        url = f"http://site.example:{web.port}/measure?x=1"
        reply = await client.post(url, json={"a": 1})
    assert reply.json() == {"id": 7}
    head, _, body = requests[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /measure?x=1 HTTP/1.1\r\n")
    assert b"x-key: k" in head.lower()
    assert head.lower().count(b"content-length:") == 1
    assert head.lower().count(b"connection:") == 1
    assert body == b'{"a":1}'


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [("gzip", "gzip"), ("gzip, br", "identity"), ("br", "identity"), ("", "identity")],
)
async def test_only_gzip_alone_may_be_asked_for(accepted: str, sent: str) -> None:
    requests: list[bytes] = []
    packed = page(gzip.compress(b"fine"), b"Content-Encoding: gzip")
    async with (
        broken_web(recording(requests, packed)) as web,
        looker() as eye,
        httpx.AsyncClient(transport=eye.wire) as client,
    ):
        url = f"http://site.example:{web.port}/"
        reply = await client.get(url, headers={"Accept-Encoding": accepted})
    assert reply.text == "fine"
    assert requests[0].lower().count(b"accept-encoding:") == 1
    assert f"Accept-Encoding: {sent}\r\n".encode() in requests[0]


async def test_head_has_no_body_whatever_length_it_names() -> None:
    act = says(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", end=End.HANG)
    async with (
        broken_web(act) as web,
        looker() as eye,
        httpx.AsyncClient(transport=eye.wire) as client,
    ):
        reply = await client.head(f"http://site.example:{web.port}/")
    assert (reply.status_code, reply.content) == (200, b"")


@pytest.mark.parametrize("value", [b"a\r\nX: y", b"a\rb", b"a\nb", b"a\0"])
async def test_header_value_can_not_begin_another_line(value: bytes) -> None:
    async with (
        broken_web(says(page())) as web,
        looker() as eye,
        httpx.AsyncClient(transport=eye.wire) as client,
    ):
        headers = [(b"If-None-Match", value)]
        with pytest.raises(httpx.LocalProtocolError):
            await client.get(f"http://site.example:{web.port}/", headers=headers)


async def test_big_upload_and_many_at_once() -> None:
    requests: list[bytes] = []
    body = b"0123456789" * 200_000
    async with (
        broken_web(recording(requests, page()), tls=certificates.good()) as web,
        looker(limits=PATIENT) as eye,
        httpx.AsyncClient(transport=eye.wire) as client,
    ):
        url = f"https://site.example:{web.port}/"
        replies = await asyncio.gather(*(client.post(url, content=body) for _ in range(4)))
    assert [reply.status_code for reply in replies] == [200] * 4
    assert all(request.endswith(b"\r\n\r\n" + body) for request in requests)


async def test_body_from_a_generator_is_sent_whole() -> None:
    requests: list[bytes] = []

    async def pieces() -> object:
        for piece in (b"one", b"two"):
            yield piece

    async with (
        broken_web(recording(requests, page())) as web,
        looker() as eye,
        httpx.AsyncClient(transport=eye.wire) as client,
    ):
        await client.post(f"http://site.example:{web.port}/", content=pieces())  # type: ignore[arg-type]
    assert requests[0].endswith(b"\r\n\r\nonetwo")


async def test_stream_closed_half_way_closes_the_connection() -> None:
    act = repeats(CHUNKED, b"5\r\nhello\r\n", pause=0.005)
    async with (
        broken_web(act) as web,
        looker() as eye,
        httpx.AsyncClient(transport=eye.wire) as client,
    ):
        request = client.build_request("GET", f"http://site.example:{web.port}/")
        reply = await client.send(request, stream=True)
        async for piece in reply.aiter_raw():
            assert piece.startswith(b"hello")
            break
        streaming = descriptors()
        await reply.aclose()
        assert descriptors() < streaming


async def test_coded_page_is_decoded_under_our_cap() -> None:
    packed = gzip.compress(b'{"status": "ok"}' * 100)
    act = says(page(packed, b"Content-Encoding: gzip"))
    async with (
        broken_web(act) as web,
        looker() as eye,
        httpx.AsyncClient(transport=eye.wire) as client,
    ):
        reply = await client.get(f"http://site.example:{web.port}/")
    assert reply.content == b'{"status": "ok"}' * 100
    assert "content-encoding" not in reply.headers


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip bomb"])
async def test_page_over_the_cap_is_an_error_not_half_a_page(packed: bool) -> None:  # noqa: FBT001
    body = b"\0" * (Limits().page_bytes + 1)
    headers = [b"Content-Encoding: gzip"] if packed else []
    act = says(page(gzip.compress(body) if packed else body, *headers))
    async with (
        broken_web(act) as web,
        looker(limits=PATIENT) as eye,
        httpx.AsyncClient(transport=eye.wire) as client,
    ):
        with pytest.raises(httpx.RemoteProtocolError):
            await client.get(f"http://site.example:{web.port}/")


@pytest.mark.parametrize(
    ("act", "error", "failure"),
    [
        (says(), httpx.RemoteProtocolError, Failure.EMPTY_REPLY),
        (says(end=End.RESET), httpx.ReadError, Failure.REPLY_RESET),
        (says(end=End.HANG), httpx.ReadTimeout, Failure.REPLY_TIMEOUT),
        (says(b"nonsense"), httpx.RemoteProtocolError, Failure.GARBLED_REPLY),
        (says(CUT), httpx.RemoteProtocolError, Failure.REPLY_TRUNCATED),
        (says(CUT, end=End.HANG), httpx.ReadTimeout, Failure.BODY_STALLED),
    ],
)
async def test_broken_replies_are_httpx_errors(
    act: Act, error: type[httpx.TransportError], failure: Failure
) -> None:
    async with (
        broken_web(act) as web,
        looker() as eye,
        httpx.AsyncClient(transport=eye.wire) as client,
    ):
        with pytest.raises(error) as caught:
            await client.get(f"http://site.example:{web.port}/")
    assert isinstance(caught.value, WireError)
    assert (caught.value.failure, caught.value.stage) == (failure, Stage.EXCHANGE)


async def test_no_connection_is_a_connect_error() -> None:
    async with (
        looker() as eye,
        deaf_port() as deaf,
        httpx.AsyncClient(transport=eye.wire) as client,
    ):
        with pytest.raises(httpx.ConnectError):
            await client.get(f"http://site.example:{closed_port()}/")
        with pytest.raises(httpx.ConnectError):
            await client.get("http://missing.example/")
        with pytest.raises(httpx.ConnectTimeout):
            await client.get(f"http://site.example:{deaf}/")


@pytest.mark.parametrize("host", ["127.0.0.1", "sly.example"])
async def test_guard_holds_for_httpx_too(host: str) -> None:
    zones = {"sly.example": Zone(addresses=["93.184.216.34", "10.0.0.1"])}
    async with (
        broken_web(says(page())) as web,
        looker(zones, limits=SHORT, policy=PUBLIC_ONLY) as eye,
        httpx.AsyncClient(transport=eye.wire) as client,
    ):
        with pytest.raises(httpx.ConnectError) as caught:
            await client.get(f"http://{host}:80/")
        assert web.hits == 0
    assert isinstance(caught.value, WireError)
    assert caught.value.failure is Failure.ADDRESS_REFUSED
