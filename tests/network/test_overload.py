"""Many looks at once: waiting makes them late, never wrong, and costs the event loop little."""

import asyncio
import time
from dataclasses import replace

import pytest

from bot.probing.admission import Admission
from bot.probing.limits import Limits
from bot.probing.observation import Failure
from tests.fakes.broken_web import End, broken_web, page, says
from tests.fakes.looking import PATIENT, SHORT, looker
from tests.fakes.name_server import Zone


async def test_looks_beyond_the_bound_wait_and_their_clock_waits_too() -> None:
    limits = replace(SHORT.within(0.5), in_flight=2, in_flight_floor=1)
    act = says(b"", page(), pause=0.2)
    async with broken_web(act) as web, looker(limits=limits) as eye:
        url = f"http://site.example:{web.port}/"
        looks = [asyncio.create_task(eye.look(url)) for _ in range(10)]
        await asyncio.sleep(0.1)
        assert eye.prober.waiting == 8
        assert web.hits <= 2
        seen = await asyncio.gather(*looks)
    assert [one.last.failure for one in seen] == [None] * 10
    assert max(one.elapsed_ms for one in seen) < 500


async def test_cancelled_in_the_queue_gives_the_place_back() -> None:
    admission = Admission(replace(Limits(), in_flight=1))

    async def visit() -> None:
        async with admission:
            await asyncio.sleep(0.05)

    first, second, third = (asyncio.create_task(visit()) for _ in range(3))
    await asyncio.sleep(0.01)
    second.cancel()
    await asyncio.gather(first, third)
    with pytest.raises(asyncio.CancelledError):
        await second
    assert admission.waiting == 0
    await asyncio.wait_for(visit(), 1)


async def test_hanging_sites_do_not_keep_good_ones_waiting() -> None:
    limits = PATIENT
    async with (
        broken_web(says(end=End.HANG)) as hung,
        broken_web(says(page())) as fine,
        looker(limits=limits) as eye,
    ):
        started = time.monotonic()
        hanging = [
            asyncio.create_task(eye.look(f"http://site.example:{hung.port}/")) for _ in range(100)
        ]
        good = [
            asyncio.create_task(eye.look(f"http://site.example:{fine.port}/")) for _ in range(100)
        ]
        seen = await asyncio.gather(*good)
        assert time.monotonic() - started < 3
        for task in hanging:
            task.cancel()
        await asyncio.gather(*hanging, return_exceptions=True)
    assert [one.last.failure for one in seen] == [None] * 100


async def test_hanging_names_do_not_delay_a_look() -> None:
    zones = {f"dead{n}.example": Zone.dead() for n in range(50)}
    limits = replace(Limits(), resolve_seconds=5.0, resolve_try_seconds=5.0)
    async with broken_web(says(page())) as web, looker(zones, limits=limits) as eye:
        hanging = [asyncio.create_task(eye.look(f"http://dead{n}.example/")) for n in range(50)]
        await asyncio.sleep(0.02)
        started = time.monotonic()
        seen = await eye.look(f"http://site.example:{web.port}/")
        assert time.monotonic() - started < 0.1
        for task in hanging:
            task.cancel()
        await asyncio.gather(*hanging, return_exceptions=True)
    assert seen.last.failure is None


async def test_overload_calls_nothing_down_and_keeps_the_loop_awake() -> None:
    limits = Limits().within(3.0)
    lags: list[float] = []

    async def heartbeat() -> None:
        while True:
            started = time.monotonic()
            await asyncio.sleep(0.02)
            lags.append(time.monotonic() - started - 0.02)

    async with broken_web(says(page())) as web, looker(limits=limits) as eye:
        beat = asyncio.create_task(heartbeat())
        url = f"http://site.example:{web.port}/"
        seen = await asyncio.gather(*(eye.look(url) for _ in range(1500)))
        beat.cancel()
    assert [one for one in seen if one.last.failure] == []
    assert sorted(lags)[int(len(lags) * 0.99)] < 0.25


@pytest.mark.parametrize("blocked", ["connecting", "reading"])
async def test_answer_that_came_while_our_loop_slept_still_counts(blocked: str) -> None:
    limits = SHORT.within(0.3)
    act = says(b"", page(b"in time"), pause=0.05 if blocked == "reading" else 0)
    async with broken_web(act) as web, looker(limits=limits) as eye:
        look = asyncio.create_task(eye.look(f"http://127.0.0.1:{web.port}/"))
        await asyncio.sleep(0.02 if blocked == "reading" else 0)
        time.sleep(0.5)  # noqa: ASYNC251 - the event loop is held up on purpose
        seen = await look
    assert seen.last.failure is None


async def test_time_out_that_was_our_own_fault_is_looked_at_again() -> None:
    limits = SHORT.within(0.3)
    calls = iter([says(end=End.HANG), says(page())])

    async def act(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await next(calls)(reader, writer)

    async with broken_web(act) as web, looker(limits=limits) as eye:
        look = asyncio.create_task(eye.look(f"http://127.0.0.1:{web.port}/"))
        await asyncio.sleep(0.05)
        time.sleep(0.4)  # noqa: ASYNC251 - the event loop is held up on purpose
        seen = await look
        assert web.hits == 2
    assert seen.last.failure is None


async def test_time_out_on_a_healthy_loop_is_the_sites_own() -> None:
    async with broken_web(says(end=End.HANG)) as web, looker() as eye:
        seen = await eye.look(f"http://127.0.0.1:{web.port}/")
        assert web.hits == 1
    assert seen.last.failure is Failure.REPLY_TIMEOUT


async def test_late_loop_lets_fewer_looks_in_and_a_quiet_one_more() -> None:
    admission = Admission(Limits())
    start = admission.limit
    inside = [asyncio.create_task(_stay(admission, 0.3)) for _ in range(start + 40)]
    await asyncio.sleep(0.1)
    assert admission.limit > start
    grown = admission.limit
    time.sleep(0.1)  # noqa: ASYNC251 - the event loop is held up on purpose
    await asyncio.sleep(0.03)
    assert admission.limit < grown
    await asyncio.gather(*inside)


async def _stay(admission: Admission, seconds: float) -> None:
    async with admission:
        await asyncio.sleep(seconds)
