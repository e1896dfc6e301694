"""Every endpoint gets its look in its own rhythm, whatever other endpoints and clocks do."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.probing.parsing import parse_target
from bot.watching.gaps import Gap, GapReason
from bot.watching.scheduler import MOST_WAITING, Scheduler
from tests.fakes.jumpy_clock import JumpyClock

MINUTE = timedelta(seconds=60)


async def until(clock: JumpyClock, end: float) -> None:
    """Let whoever sleeps on the clock move it there."""
    while clock.monotonic() < end:  # noqa: ASYNC110 (nobody else tells of the time)
        await asyncio.sleep(0)


class Visits:
    """A visit that ends at once, unless its endpoint is held; it notes when it began."""

    def __init__(self, clock: JumpyClock) -> None:
        self.clock = clock
        self.at: dict[int, list[float]] = defaultdict(list)
        self.rechecks: dict[int, list[float]] = {}
        self.broken: set[int] = set()
        self.held: dict[int, asyncio.Event] = {}
        self.under_way: list[int] = []
        self.most_at_once = 0

    async def __call__(self, endpoint_id: int) -> timedelta | None:
        self.at[endpoint_id].append(self.clock.monotonic())
        self.under_way.append(endpoint_id)
        self.most_at_once = max(self.most_at_once, len(self.under_way))
        try:
            await asyncio.sleep(0)
            if endpoint_id in self.held:
                await self.held[endpoint_id].wait()
            if endpoint_id in self.broken:
                raise RuntimeError("a bug in the watcher")
        finally:
            self.under_way.remove(endpoint_id)
        waits = self.rechecks.get(endpoint_id)
        return timedelta(seconds=waits.pop(0)) if waits else None

    def gaps(self, endpoint_id: int) -> list[float]:
        at = self.at[endpoint_id]
        return [later - earlier for earlier, later in pairwise(at)]


class Bench:
    """A scheduler under test."""

    def __init__(self, *, most_at_once: int = 400) -> None:
        self.clock = JumpyClock()
        self.visits = Visits(self.clock)
        self.noted: list[Gap] = []
        self.queue = 0
        self.scheduler = Scheduler(
            visit=self.visits,
            clock=self.clock,
            on_gap=self.noted.append,
            prober_queue=lambda: self.queue,
            most_at_once=most_at_once,
        )

    def follow(self, endpoint_id: int, host: str = "", interval: timedelta = MINUTE) -> None:
        target = parse_target(f"https://{host or f'site-{endpoint_id}.example'}/{endpoint_id}")
        self.scheduler.follow(endpoint_id, target, interval)

    async def until(self, is_enough: Callable[[], bool]) -> None:
        """Let the scheduler run until something is so; a minute and a half of ticks at most."""
        for _ in range(20_000):
            if is_enough():
                return
            await asyncio.sleep(0)
        pytest.fail("it never came")

    async def wait(self, seconds: float) -> None:
        await until(self.clock, self.clock.monotonic() + seconds)


@asynccontextmanager
async def running(bench: Bench) -> AsyncIterator[Bench]:
    task = asyncio.create_task(bench.scheduler.run())
    try:
        yield bench
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_every_endpoint_is_looked_at_within_one_interval_and_then_on() -> None:
    bench = Bench()
    for number in range(300):
        bench.follow(number)
    async with running(bench):
        await bench.wait(60.2)
        assert len(bench.visits.at) == 300
        await bench.wait(300)
    for number in range(300):
        assert 6 <= len(bench.visits.at[number]) <= 8
        assert all(49 <= gap <= 60.3 for gap in bench.visits.gaps(number))


async def test_each_endpoint_keeps_its_own_interval() -> None:
    bench = Bench()
    bench.follow(1, interval=timedelta(seconds=30))
    bench.follow(2, interval=timedelta(minutes=5))
    async with running(bench):
        await bench.wait(900)
    assert 30 <= len(bench.visits.at[1]) <= 34
    assert 3 <= len(bench.visits.at[2]) <= 4


async def test_a_recheck_comes_when_it_was_asked_for_and_the_grid_goes_on() -> None:
    bench = Bench()
    bench.visits.rechecks[1] = [2.0, 10.0]
    bench.follow(1)
    async with running(bench):
        await bench.until(lambda: len(bench.visits.at[1]) >= 6)
    # A look takes a few turns of the event loop here, each of them a tick of the clock.
    first, second, third, *later = bench.visits.gaps(1)
    assert 1.9 <= first <= 2.5
    assert 9.9 <= second <= 10.5
    assert 15 <= third <= 60.3
    assert all(49 <= gap <= 60.3 for gap in later)


async def test_one_host_meets_one_look_at_a_time_and_every_endpoint_of_it_gets_its_turn() -> None:
    bench = Bench()
    for number in range(8):
        bench.follow(number, host="one.example")
        bench.visits.held[number] = asyncio.Event()
    bench.follow(99)
    async with running(bench):
        await bench.wait(61)
        assert sum(number < 99 for number in bench.visits.under_way) == 1
        assert len(bench.visits.at[99]) >= 1
        for held in bench.visits.held.values():
            held.set()
        await bench.wait(5)
    assert all(len(bench.visits.at[number]) >= 1 for number in range(8))
    assert bench.visits.most_at_once <= 2


async def test_an_endpoint_that_breaks_stops_no_other_and_is_looked_at_again() -> None:
    bench = Bench()
    bench.follow(1)
    bench.follow(2)
    bench.visits.broken.add(1)
    async with running(bench):
        await bench.wait(200)
    assert len(bench.visits.at[1]) >= 3
    assert len(bench.visits.at[2]) >= 3


async def test_no_more_looks_are_under_way_than_there_are_places() -> None:
    bench = Bench(most_at_once=5)
    for number in range(40):
        bench.follow(number)
        bench.visits.held[number] = asyncio.Event()
    async with running(bench):
        await bench.wait(70)
        assert len(bench.visits.under_way) == 5
        for held in bench.visits.held.values():
            held.set()
        await bench.wait(5)
        assert len(bench.visits.at) == 40
    assert bench.visits.most_at_once == 5


async def test_nothing_is_added_to_a_long_queue_at_the_prober() -> None:
    bench = Bench()
    bench.follow(1)
    bench.queue = MOST_WAITING
    async with running(bench):
        await bench.wait(70)
        assert not bench.visits.at
        bench.queue = 0
        await bench.wait(1)
    assert len(bench.visits.at[1]) == 1


async def test_an_endpoint_can_come_change_and_go_while_it_runs() -> None:
    bench = Bench()
    async with running(bench):
        await bench.wait(10)
        bench.follow(1)
        await bench.wait(61)
        assert len(bench.visits.at[1]) >= 1
        bench.follow(1, interval=timedelta(seconds=30))
        seen = len(bench.visits.at[1])
        await bench.wait(120)
        assert len(bench.visits.at[1]) - seen >= 3
        bench.scheduler.forget(1)
        seen = len(bench.visits.at[1])
        await bench.wait(120)
    assert len(bench.visits.at[1]) == seen
    assert len(bench.scheduler) == 0


async def test_an_endpoint_forgotten_in_the_middle_of_its_look_is_not_looked_at_again() -> None:
    bench = Bench()
    bench.visits.held[1] = asyncio.Event()
    bench.follow(1)
    bench.follow(2, host="site-1.example")
    async with running(bench):
        await bench.until(lambda: 1 in bench.visits.under_way)
        bench.scheduler.forget(1)
        bench.visits.held[1].set()
        await bench.wait(130)
    assert len(bench.visits.at[1]) == 1
    assert len(bench.visits.at[2]) >= 1


@pytest.mark.parametrize(
    ("monotonic", "wall", "reason"),
    [
        (300.0, 0.0, GapReason.STALLED),
        (0.0, 3600.0, GapReason.ASLEEP),
        (0.0, -3600.0, GapReason.SET_BACK),
    ],
)
async def test_a_jump_of_the_clocks_is_a_gap_after_which_looks_are_spread_again(
    monotonic: float, wall: float, reason: GapReason
) -> None:
    bench = Bench()
    for number in range(60):
        bench.follow(number)
    async with running(bench):
        await bench.wait(90)
        bench.visits.at.clear()
        bench.clock.advance(monotonic)
        bench.clock.set_wall(wall)
        await bench.wait(0.3)
        assert [gap.reason for gap in bench.noted] == [reason]
        assert len(bench.visits.at) <= 5
        await bench.wait(61)
    assert len(bench.visits.at) == 60
    assert len(bench.noted) == 1


async def test_a_slow_moment_is_no_gap_and_what_it_missed_is_looked_at_once() -> None:
    bench = Bench()
    for number in range(60):
        bench.follow(number)
    async with running(bench):
        await bench.wait(65)
        bench.visits.at.clear()
        bench.clock.advance(59)
        await bench.wait(1)
    assert bench.noted == []
    assert len(bench.visits.at) >= 50
    assert max(map(len, bench.visits.at.values())) <= 2


async def test_under_overload_all_intervals_grow_alike_and_shrink_again() -> None:
    bench = Bench(most_at_once=1)
    seconds_a_look = 0.5  # 120 looks a minute, and 240 are wanted

    async def look(endpoint_id: int) -> timedelta | None:
        bench.visits.at[endpoint_id].append(bench.clock.monotonic())
        await until(bench.clock, bench.clock.monotonic() + seconds_a_look)
        return None

    bench.scheduler._visit = look
    for number in range(220):
        bench.follow(number)
    async with running(bench):
        await bench.wait(2400)
        stretched = bench.scheduler.stretch
        counts = [len(bench.visits.at[number]) for number in range(220)]
        seconds_a_look = 0.0
        await bench.wait(2400)
    assert 2 < stretched < 5
    assert min(counts) * 2 >= max(counts)
    assert bench.scheduler.stretch == 1.0
