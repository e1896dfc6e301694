"""Whatever bytes a server sends, a look ends in time, with a value, and leaves nothing behind."""

import asyncio
import gc
import resource
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.probing.observation import Failure, Observation
from tests.fakes.broken_web import Act, End, broken_web, says
from tests.fakes.looking import Looker, descriptors, in_time, looker

FRAGMENTS = [
    b"HTTP/1.1 200 OK\r\n",
    b"HTTP/1.1 302 Found\r\nLocation: ",
    b"HTTP/1.1 101 Switching Protocols\r\n",
    b"HTTP/1.1 100 Continue\r\n\r\n",
    b"HTTP/1.0 500 \r\n",
    b"Content-Length: 5\r\n",
    b"Content-Length: 99999999999999999999\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"Content-Encoding: gzip\r\n",
    b"Location: //[::1/\r\n",
    b"\r\n\r\n",
    b"ffffffffffffffff\r\n",
    b"5\r\nhello\r\n",
    b"0\r\n\r\n",
    b"\x1f\x8b\x08\x00",
    b"a: b\r\n" * 600,
    b"@everyone \x1b[2J\r\n",
    b"\x00" * 70_000,
]
PIECES = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.binary(max_size=300)), max_size=12)


@st.composite
def servers(draw: st.DrawFn) -> tuple[list[bytes], End]:
    data = b"".join(draw(PIECES))
    cuts = sorted(draw(st.lists(st.integers(0, len(data)), max_size=6)))
    edges = [0, *cuts, len(data)]
    pieces = [data[a:b] for a, b in pairwise(edges) if b > a]
    return pieces, draw(st.sampled_from(End))


async def look_at(act: Act, *, asked: bool) -> Observation:
    async with broken_web(act) as web, looker() as eye, in_time():
        return await eye.look(f"http://site.example:{web.port}/?{asked}")


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(servers(), st.booleans())
def test_any_bytes_give_a_value(server: tuple[list[bytes], End], asked: bool) -> None:  # noqa: FBT001
    pieces, end = server
    seen = asyncio.run(look_at(says(*pieces, end=end, asked=asked), asked=asked))
    leg = seen.last
    assert (leg.reply is None) <= (leg.failure is not None)
    assert (leg.failure is None) == (leg.stage is None)
    if leg.failure in {Failure.REPLY_TRUNCATED, Failure.BODY_STALLED}:
        assert leg.reply is not None


async def test_hostile_crowd_leaves_no_memory_sockets_or_tasks() -> None:
    flood = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + b"\x1f\x8b\x08" + b"\0" * 500_000
    crowd = [
        says(flood, end=End.RESET),
        says(b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 9_000, end=End.HANG),
        says(b"x" * 1_000_000),
        says(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n", b"y" * 300_000),
        says(end=End.HANG),
    ]
    async with looker() as eye:
        await rush(eye, crowd, 1)
        gc.collect()
        before = descriptors(), len(asyncio.all_tasks())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        await rush(eye, crowd, 12)
        gc.collect()
        grown_mib = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak) / 1024
        assert (descriptors(), len(asyncio.all_tasks())) == before
        assert grown_mib < 40


async def rush(eye: Looker, crowd: list[Act], times: int) -> None:
    """Look at every server of the crowd so many times at once."""
    for act in crowd:
        async with broken_web(act) as web:
            url = f"http://site.example:{web.port}/"
            await asyncio.gather(*(eye.look(url) for _ in range(times)))
    for _ in range(20):  # the server's own side of the last connections closes
        await asyncio.sleep(0.01)
