"""Shared work and short memory, on their own."""

import asyncio

import pytest

from bot.asking.recent import Recent
from bot.asking.sharing import Shared
from tests.fakes.clock import FakeClock


async def test_work_that_has_ended_starts_anew() -> None:
    shared: Shared[str, int] = Shared()
    runs: list[int] = []

    async def work() -> int:
        runs.append(len(runs))
        return len(runs)

    assert await shared.join("a", work) == 1
    assert not shared.is_running("a")
    assert await shared.join("a", work) == 2


async def test_different_keys_work_side_by_side() -> None:
    shared: Shared[str, str] = Shared()
    meeting = asyncio.Barrier(2)

    async def meet() -> str:
        await meeting.wait()
        return "met"

    assert await asyncio.gather(shared.join("a", meet), shared.join("b", meet)) == ["met", "met"]


async def test_closing_cancels_the_work_and_everyone_who_waits() -> None:
    shared: Shared[str, None] = Shared()
    never = asyncio.Event()

    async def wait() -> None:
        await never.wait()

    waiting = asyncio.create_task(shared.join("a", wait))
    await asyncio.sleep(0)
    await shared.aclose()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert not shared.is_running("a")


def test_a_value_is_remembered_with_its_age_and_then_forgotten() -> None:
    clock = FakeClock()
    recent: Recent[str, str] = Recent(clock, seconds=10, most=5)
    recent.put("a", "value")
    clock.advance(9)
    assert recent.get("a") == ("value", 9)
    clock.advance(1)
    assert recent.get("a") is None


def test_the_oldest_values_go_first() -> None:
    recent: Recent[int, int] = Recent(FakeClock(), seconds=10, most=3)
    for number in range(100_000):
        recent.put(number, number)
    assert len(recent) == 3
    assert recent.get(99_996) is None
    assert recent.get(99_997) == (99_997, 0)


def test_old_values_are_dropped_when_new_ones_come() -> None:
    clock = FakeClock()
    recent: Recent[int, int] = Recent(clock, seconds=10, most=100)
    for number in range(50):
        recent.put(number, number)
    clock.advance(10)
    recent.put(50, 50)
    assert len(recent) == 1
