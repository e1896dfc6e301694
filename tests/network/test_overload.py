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
        await asyncio.sleep(0)
        assert eye.prober.waiting == 8
        seen = await asyncio.gather(*looks)  # a second in all, twice what a look may take
    assert [one.last.failure for one in seen] == [None] * 10


@pytest.mark.parametrize("leaver_first", [True, False])
async def test_cancelled_in_the_queue_gives_the_place_back(*, leaver_first: bool) -> None:
    admission = Admission(replace(Limits(), in_flight=1))
    leave = asyncio.Event()

    async def visit() -> None:
        async with admission:
            await leave.wait()

    first, second, third = (asyncio.create_task(visit()) for _ in range(3))
    await asyncio.sleep(0)
    if leaver_first:  # the place is given to a visitor who is called off before it gets there
        leave.set()
        await asyncio.sleep(0)
    second.cancel()
    leave.set()
    await asyncio.gather(first, third)
    with pytest.raises(asyncio.CancelledError):
        await second
    assert admission.waiting == 0
    await asyncio.wait_for(visit(), 5)


async def test_cancelled_as_the_one_in_front_leaves() -> None:
    admission = Admission(replace(Limits(), in_flight=1))
    async with admission:
        waiting = asyncio.create_task(admission.__aenter__())
        await asyncio.sleep(0)
        waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert admission.waiting == 0


async def test_hanging_sites_do_not_keep_good_ones_waiting() -> None:
    limits = PATIENT
    async with (
        broken_web(says(end=End.HANG)) as hung,
        broken_web(says(page())) as fine,
        looker(limits=limits) as eye,
    ):
        hanging = [
            asyncio.create_task(eye.look(f"http://site.example:{hung.port}/")) for _ in range(100)
        ]
        good = [
            asyncio.create_task(eye.look(f"http://site.example:{fine.port}/")) for _ in range(100)
        ]
        seen = await asyncio.gather(*good)
        assert not any(task.done() for task in hanging)
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
        seen = await eye.look(f"http://site.example:{web.port}/")
        assert not any(task.done() for task in hanging)
        for task in hanging:
            task.cancel()
        await asyncio.gather(*hanging, return_exceptions=True)
    assert seen.last.failure is None


async def test_overload_calls_nothing_down_and_stays_within_its_bound() -> None:
    limits = replace(Limits().within(3.0), in_flight=100)
    inside, most = 0, 0

    async def act(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        await says(b"", page(), pause=0.01)(reader, writer)
        inside -= 1

    async with broken_web(act) as web, looker(limits=limits) as eye:
        url = f"http://site.example:{web.port}/"
        seen = await asyncio.gather(*(eye.look(url) for _ in range(1500)))
    assert [one for one in seen if one.last.failure] == []
    assert 1 < most <= 100


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
    loop = asyncio.get_running_loop()
    start = admission.limit
    inside = [asyncio.create_task(admission.__aenter__()) for _ in range(start + 40)]
    await asyncio.sleep(0)
    assert admission.waiting == 40
    admission._on_beat(loop, loop.time())  # a beat in time
    assert admission.limit == start + 16
    assert admission.waiting == 24
    admission._on_beat(loop, loop.time() - 1)  # a beat a second late
    assert admission.limit < start
    for task in inside:
        task.cancel()
    await asyncio.gather(*inside, return_exceptions=True)
