"""A look may be called off at any moment; it leaves no socket, no task, no watched descriptor."""

import asyncio
import random

import httpx
import pytest

from bot.probing.pages import WireError
from tests.fakes import certificates
from tests.fakes.broken_web import broken_web, page, says
from tests.fakes.looking import PATIENT, descriptors, looker
from tests.fakes.name_server import Zone

BODY = b"x" * 30_000


def holdings() -> tuple[int, int]:
    """Return how many descriptors are open and how many tasks run."""
    return descriptors(), len(asyncio.all_tasks())


async def settled(expected: tuple[int, int]) -> tuple[int, int]:
    """Return what is held once the servers' side is gone, at the latest after two seconds."""
    for _ in range(200):
        if all(now <= then for now, then in zip(holdings(), expected, strict=True)):
            break
        await asyncio.sleep(0.01)
    return holdings()


@pytest.mark.parametrize("through_httpx", [False, True], ids=["look", "httpx"])
async def test_called_off_at_any_moment_it_leaves_nothing(*, through_httpx: bool) -> None:
    dice = random.Random(7)
    moved = says(page(b"", b"Location: /next", status=b"302 Found"))
    calls = iter(lambda: dice.choice([moved, says(page(BODY)), says(page(BODY)[:9000], page())]), 0)

    async def act(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await next(calls)(reader, writer)

    zones = {"two.example": Zone(addresses=["127.0.0.99", "127.0.0.1"])}
    async with (
        broken_web(act) as plain,
        broken_web(act, tls=certificates.good()) as safe,
        looker(zones, limits=PATIENT) as eye,
        httpx.AsyncClient(transport=eye.wire) as client,
    ):
        urls = [
            f"http://site.example:{plain.port}/",
            f"http://two.example:{plain.port}/",
            f"https://site.example:{safe.port}/",
            "http://missing.example/",
        ]
        await eye.look(urls[0])
        eye.prober._wire._resolver.close()
        await asyncio.sleep(0.1)
        before = holdings()
        ended: list[object] = []
        for _ in range(150):
            url = dice.choice(urls)
            going = client.get(url) if through_httpx else eye.look(url)
            task = asyncio.ensure_future(going)
            if dice.random() < 0.7:  # after so many steps of the loop, or after so much time
                for _ in range(dice.randrange(25)):
                    await asyncio.sleep(0)
            else:
                await asyncio.sleep(dice.random() * 0.01)
            task.cancel()
            ended += await asyncio.gather(task, return_exceptions=True)
        eye.prober._wire._resolver.close()
        held = await settled(before)
        assert (min(held[0], before[0]), min(held[1], before[1])) == held
        assert eye.prober.waiting == 0
    assert any(isinstance(one, asyncio.CancelledError) for one in ended)
    errors = [one for one in ended if isinstance(one, BaseException)]
    assert all(isinstance(one, asyncio.CancelledError | WireError) for one in errors)
