"""Requests go as fast as Discord allows and never faster, the important ones first."""

import asyncio
from collections import defaultdict
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.watching.messages import Priority
from bot.watching.pacer import CATCH_UP, MOST, RATE, Pacer, Pacing
from tests.fakes.clock import FakeClock

URGENT, ROUTINE = Priority.URGENT, Priority.ROUTINE


class Wire:
    """What was sent, to which channel, and when."""

    def __init__(self, rate: float = RATE) -> None:
        self.clock = FakeClock()
        self.pacer = Pacer(self.clock, rate=rate)
        self.sent: list[tuple[float, int, str]] = []

    async def send(self, channel: int, name: str = "", priority: Priority = ROUTINE) -> None:
        async with self.pacer.turn(channel, priority) as turn:
            self.sent.append((turn.sent_at, channel, name))
            await asyncio.sleep(0)

    def begin(
        self, channel: int, name: str = "", priority: Priority = ROUTINE
    ) -> asyncio.Task[None]:
        return asyncio.create_task(self.send(channel, name, priority))

    @property
    def names(self) -> list[str]:
        return [name for _, _, name in self.sent]


def most_within(times: list[float], seconds: float) -> int:
    """Return the most that went within any span so long, its end not counted."""
    most = first = 0
    for last, time in enumerate(times):
        while time - times[first] >= seconds - 1e-9:
            first += 1
        most = max(most, last - first + 1)
    return most


@given(
    pauses=st.lists(st.sampled_from([0.0, 0.0, 0.001, 0.02, 0.05, 0.3, 2.0]), max_size=400),
    rate=st.sampled_from([0.5, 1.0, 3.7, 10.0, 47.5]),
)
def test_no_second_sees_more_than_the_rate_however_requests_come(
    pauses: list[float], rate: float
) -> None:
    pacing, now, sent = Pacing(rate), 1000.0, []
    for pause in pauses:
        now = pacing.ready_at(now + pause)
        pacing.send(now)
        sent.append(now)
    assert most_within(sent, 1.0) <= max(1.0, rate * MOST)
    assert len(sent) <= rate * (now - 1000.0) + CATCH_UP + 1


@given(seed=st.integers(0, 1000))
def test_an_event_loop_that_is_a_little_late_costs_no_speed(seed: int) -> None:
    pacing, now, randomness = Pacing(), 1000.0, Random(seed)
    for _ in range(480):
        now = pacing.ready_at(now) + randomness.choice([0.0] * 60 + [0.012] * 20 + [0.1])
        pacing.send(now)
    assert 480 / (now - 1000.0) >= 0.95 * RATE


async def test_five_thousand_channels_are_told_at_almost_the_whole_rate() -> None:
    wire = Wire()
    began = wire.clock.monotonic()
    await asyncio.gather(*(wire.send(channel) for channel in range(5000)))
    times = [time for time, _, _ in wire.sent]
    assert 5000 / (times[-1] - began) >= 0.999 * RATE
    assert most_within(times, 1.0) <= 48


async def test_no_second_sees_too_many_leave_however_long_each_takes_to_prepare() -> None:
    wire, randomness, left = Wire(), Random(7), list[float]()

    async def send(channel: int) -> None:
        async with wire.pacer.turn(channel, ROUTINE) as turn:
            for _ in range(randomness.choice([0, 0, 0, 1, 40, 60])):
                await asyncio.sleep(0)  # whoever waits for a turn moves the clock meanwhile
            await turn.go()
            left.append(wire.clock.monotonic())

    began = wire.clock.monotonic()
    await asyncio.gather(*(send(channel) for channel in range(600)))
    assert most_within(sorted(left), 1.0) <= 48
    assert 600 / (max(left) - began) >= 0.85 * RATE


@settings(deadline=None, max_examples=60)
@given(
    requests=st.lists(
        st.tuples(st.integers(1, 4), st.sampled_from([URGENT, ROUTINE]), st.booleans()),
        max_size=40,
    )
)
def test_a_channel_gets_its_messages_in_order_and_nothing_is_lost(
    requests: list[tuple[int, Priority, bool]],
) -> None:
    async def run() -> None:
        wire = Wire()
        tasks = []
        for number, (channel, priority, is_called_off) in enumerate(requests):
            tasks.append((wire.begin(channel, str(number), priority), is_called_off))
            await asyncio.sleep(0)
        for task, is_called_off in tasks:
            if is_called_off:
                task.cancel()
        await asyncio.gather(*(task for task, _ in tasks), return_exceptions=True)
        by_channel: dict[int, list[int]] = defaultdict(list)
        for _, channel, name in wire.sent:
            by_channel[channel].append(int(name))
        assert all(
            earlier < later for line in by_channel.values() for earlier, later in pairwise(line)
        )
        kept = {str(n) for n, (_, is_called_off) in enumerate(tasks) if not is_called_off}
        assert kept <= set(wire.names)
        assert len(wire.names) == len(set(wire.names))
        assert not wire.pacer._channels

    asyncio.run(run())


async def test_beginnings_and_ends_go_before_details() -> None:
    wire = Wire()
    tasks = [wire.begin(channel, "detail") for channel in range(10)]
    tasks += [wire.begin(100 + channel, "outage", URGENT) for channel in range(10)]
    await asyncio.gather(*tasks)
    assert wire.names[:10].count("outage") >= 9


async def test_an_outage_behind_a_detail_of_its_channel_pulls_both_forward() -> None:
    wire = Wire()
    tasks = [wire.begin(channel, "other") for channel in range(10)]
    tasks.append(wire.begin(50, "detail"))
    tasks.append(wire.begin(50, "outage", URGENT))
    await asyncio.gather(*tasks)
    assert wire.names.index("detail") <= 1
    assert wire.names.index("detail") < wire.names.index("outage")


async def test_a_channel_that_never_answers_delays_no_other() -> None:
    wire = Wire()
    hanging = asyncio.Event()

    async def hang() -> None:
        async with wire.pacer.turn(1, URGENT):
            await hanging.wait()

    dead = asyncio.create_task(hang())
    behind = [wire.begin(1, "behind", URGENT) for _ in range(50)]
    began = wire.clock.monotonic()
    await asyncio.gather(*(wire.send(channel, "other") for channel in range(2, 302)))
    assert 300 / (wire.clock.monotonic() - began) >= 0.95 * RATE
    assert "behind" not in wire.names
    hanging.set()
    await asyncio.gather(dead, *behind)
    assert wire.names.count("behind") == 50


async def test_a_turn_given_back_costs_nobody_anything() -> None:
    wire = Wire()

    async def pass_on(channel: int) -> None:
        async with wire.pacer.turn(channel, URGENT) as turn:
            turn.give_back()

    began = wire.clock.monotonic()
    await asyncio.gather(*(pass_on(channel) for channel in range(1000)))
    await asyncio.gather(*(wire.send(channel) for channel in range(50)))
    assert wire.clock.monotonic() - began < 4
    assert most_within([time for time, _, _ in wire.sent], 1.0) <= 48


async def test_while_held_nothing_goes_and_then_a_single_one_tries() -> None:
    wire = Wire()
    wire.pacer.hold(600)
    began = wire.clock.monotonic()
    assert wire.pacer.held_seconds == 600
    answered = asyncio.Event()

    async def try_it() -> None:
        async with wire.pacer.turn(1, URGENT):
            wire.sent.append((wire.clock.monotonic(), 1, "trial"))
            await answered.wait()

    tasks = [asyncio.create_task(try_it()), *(wire.begin(channel, "other") for channel in (2, 3))]
    for _ in range(20):
        await asyncio.sleep(0)
    assert wire.names == ["trial"]
    assert wire.sent[0][0] >= began + 600
    answered.set()
    await asyncio.gather(*tasks)
    assert wire.names == ["trial", "other", "other"]


async def test_a_trial_that_is_shut_out_again_holds_all_others_back() -> None:
    wire = Wire()
    wire.pacer.hold(600)
    began = wire.clock.monotonic()

    async def shut_out() -> None:
        async with wire.pacer.turn(1, URGENT):
            wire.pacer.hold(600)

    await asyncio.gather(shut_out(), wire.send(2))
    assert wire.sent[0][0] >= began + 1200


async def test_closing_ends_what_grants() -> None:
    wire = Wire()
    wire.pacer.hold(600)
    waiting = wire.begin(1)
    await asyncio.sleep(0)
    await wire.pacer.aclose()
    for _ in range(20):
        await asyncio.sleep(0)
    assert wire.sent == []
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
