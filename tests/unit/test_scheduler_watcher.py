"""A visit looks, judges, remembers and tells; and it knows when it is us."""

import asyncio
from datetime import timedelta

import pytest

from bot.probing.addresses import AddressPolicy
from bot.probing.observation import Failure, Observation
from bot.probing.parsing import parse_target
from bot.probing.target import Target
from bot.triage.verdict import Cause, OwnNetwork, State
from bot.watching.condition import Change, Condition, Policy, Streak
from bot.watching.gaps import Gap, GapReason
from bot.watching.latest import KEPT
from bot.watching.presence import FRESH_SECONDS, Presence
from bot.watching.recording import Sample, StoreUnavailable, WatchedEndpoint, Yardstick
from bot.watching.samples import MOST_KEPT, SampleBatch, storage_order
from bot.watching.transitions import retract
from bot.watching.watch import Expectations
from bot.watching.watcher import Watcher
from tests.fakes.jumpy_clock import JumpyClock
from tests.fakes.looks import FakeLook, judge_by_reply
from tests.fakes.watch_store import FakeWatchStore

SITE = parse_target("https://site.example/")


class Cable:
    """Our own network, and how fresh an answer about it was asked for."""

    def __init__(self) -> None:
        self.state = OwnNetwork.GOOD
        self.remembered: OwnNetwork | None = None  # what an older check found
        self.asked: list[float] = []

    async def check(self, *, within: float) -> OwnNetwork:
        self.asked.append(within)
        is_old_enough = within > FRESH_SECONDS and self.remembered is not None
        return self.remembered if is_old_enough and self.remembered else self.state


class Post:
    """A watcher under test, with one endpoint."""

    def __init__(self, *yardsticks: Yardstick, stored: Condition | None = None) -> None:
        self.clock = JumpyClock()
        self.look = FakeLook(self.clock)
        self.cable = Cable()
        self.store = FakeWatchStore()
        self.batch = SampleBatch(self.store, self.clock)
        self.woken = 0
        self.watcher = Watcher(
            looker=self.look,
            judge=judge_by_reply,
            presence=Presence(self.cable, self.store, self.clock),
            store=self.store,
            batch=self.batch,
            clock=self.clock,
            policy=Policy(),
            on_told=self._wake,
        )
        self.endpoint = WatchedEndpoint(
            id=1,
            target=SITE,
            interval=timedelta(seconds=60),
            yardsticks=yardsticks or (Yardstick(id=10),),
        )
        self.watcher.follow(self.endpoint, {10: stored} if stored is not None else {})

    def fail(self) -> None:
        self.look.failing[SITE.host] = Failure.CONNECT_TIMEOUT

    def heal(self) -> None:
        self.look.failing.clear()

    async def visit(self, times: int = 1) -> timedelta | None:
        wait = None
        for _ in range(times):
            wait = await self.watcher.visit(1)
            self.clock.advance(wait.total_seconds() if wait else 60)
        return wait

    def _wake(self) -> None:
        self.woken += 1


async def test_an_outage_is_looked_at_again_soon_recorded_once_and_resolved_once() -> None:
    post = Post()
    assert await post.visit(2) is None
    post.fail()
    assert await post.visit() == timedelta(seconds=2)
    assert await post.visit() == timedelta(seconds=10)
    assert await post.visit(5) is None
    post.heal()
    await post.visit(5)
    assert post.store.told == [Change.OPENED, Change.RESOLVED]
    assert post.woken == 2
    assert post.store.outcomes[-1].condition == post.watcher.condition(1, 10)


async def test_a_healthy_endpoint_costs_storage_nothing_but_samples() -> None:
    post = Post()
    await post.visit(50)
    assert len(post.store.outcomes) <= 1
    assert len(post.batch) == 50
    assert len(post.watcher.samples(1)) == KEPT


async def test_the_first_look_after_a_start_tells_nothing() -> None:
    clock = JumpyClock()
    two = Streak(count=2, since=clock.now(), last=clock.now())
    post = Post(stored=Condition(failing=two))
    post.fail()
    await post.visit(2)
    assert post.store.told == []
    await post.visit()
    assert post.store.told == [Change.OPENED]


async def test_while_our_own_network_is_bad_nothing_is_told_and_a_gap_is_kept() -> None:
    post = Post()
    await post.visit()
    post.fail()
    post.cable.state = OwnNetwork.BAD
    cut_at = post.clock.now()
    await post.visit(5)
    post.heal()
    post.cable.state = OwnNetwork.GOOD
    await post.visit()
    assert post.store.told == []
    [(reason, begins, ends)] = post.store.gaps
    assert (reason, begins) == (GapReason.OWN_NETWORK, cut_at)
    assert ends == cut_at + timedelta(minutes=5)


async def test_an_outage_is_only_believed_after_a_fresh_look_at_our_own_network() -> None:
    post = Post()
    await post.visit()
    post.fail()
    post.cable.remembered = OwnNetwork.GOOD
    post.cable.state = OwnNetwork.BAD
    await post.visit(3)
    assert post.store.told == []
    assert post.cable.asked[-1] == FRESH_SECONDS <= min(Policy().rechecks).total_seconds()
    post.cable.remembered, post.cable.state = None, OwnNetwork.GOOD
    await post.visit(3)
    assert post.store.told == [Change.OPENED]


async def test_what_storage_cannot_take_is_said_again_by_the_next_look() -> None:
    post = Post()
    await post.visit()
    post.fail()
    await post.visit(2)
    post.store.is_away = True
    with pytest.raises(StoreUnavailable):
        await post.visit()
    assert post.woken == 0
    post.store.is_away = False
    await post.visit()
    assert post.store.told == [Change.OPENED]


async def test_each_yardstick_has_a_condition_of_its_own() -> None:
    strict = Yardstick(id=11, expectations=Expectations(text="all systems go"))
    post = Post(Yardstick(id=10), strict)
    await post.visit(6)
    assert {outcome.yardstick_id for outcome in post.store.outcomes if outcome.events} == {11}
    assert len(post.look.looks) == 6


async def test_a_machine_that_slept_through_a_look_saw_nothing() -> None:
    post = Post()

    class Lid:
        """A look during which the lid is closed."""

        async def look(self, target: Target, *, policy: AddressPolicy) -> Observation:
            observation = await post.look.look(target, policy=policy)
            post.clock.set_wall(3600)
            return observation

    post.fail()
    post.watcher._looker = Lid()
    for _ in range(5):
        assert await post.watcher.visit(1) is None
    assert post.store.told == []
    assert len(post.batch) == 0


async def test_a_gap_of_the_clocks_is_kept_and_ends_what_was_suspected() -> None:
    post = Post()
    await post.visit()
    post.fail()
    await post.visit(2)
    now = post.clock.now()
    gap = Gap(reason=GapReason.ASLEEP, begins=now - timedelta(hours=8), ends=now)
    post.watcher.note_gap(gap)
    await post.visit()
    assert post.store.gaps == [(GapReason.ASLEEP, gap.begins, gap.ends)]
    assert post.store.told == []


async def test_a_false_alarm_called_while_a_look_is_under_way_is_not_forgotten() -> None:
    post = Post()
    await post.visit()
    post.fail()
    await post.visit(3)
    post.heal()
    post.look.held.add(SITE.host)
    visit = asyncio.create_task(post.watcher.visit(1))
    await asyncio.sleep(0)
    await post.watcher.change(1, 10, retract)
    post.look.release.set()
    await visit
    await post.visit(2)
    assert post.store.told == [Change.OPENED, Change.RESOLVED]
    assert post.store.outcomes[-1].events[-1].is_quiet


async def test_an_endpoint_forgotten_during_its_look_records_nothing() -> None:
    post = Post()
    post.look.held.add(SITE.host)
    visit = asyncio.create_task(post.watcher.visit(1))
    await asyncio.sleep(0)
    post.watcher.forget(1)
    post.look.release.set()
    await visit
    assert await post.watcher.visit(1) is None
    assert post.store.outcomes == []


async def test_following_again_keeps_what_this_process_knows() -> None:
    post = Post()
    await post.visit()
    post.fail()
    await post.visit(2)
    post.watcher.follow(post.endpoint, {10: Condition()})
    await post.visit()
    assert post.store.told == [Change.OPENED]
    assert len(post.watcher.samples(1)) == 4


def sample(endpoint: int, seconds: float) -> Sample:
    at = JumpyClock().now() + timedelta(seconds=seconds)
    return Sample(endpoint_id=endpoint, at=at, state=State.UP, cause=Cause.OK)


async def test_samples_are_written_sorted_in_one_go() -> None:
    store = FakeWatchStore()
    batch = SampleBatch(store, JumpyClock())
    for endpoint, seconds in ((3, 310.0), (2, 1.0), (1, 305.0), (2, 0.0), (1, 299.0)):
        batch.add(sample(endpoint, seconds))
    await batch.flush()
    await batch.flush()
    [written] = store.samples
    assert written == sorted(written, key=storage_order)
    assert [one.endpoint_id for one in written] == [1, 2, 2, 1, 3]


async def test_samples_wait_for_storage_but_not_without_end() -> None:
    store = FakeWatchStore()
    batch = SampleBatch(store, JumpyClock())
    store.is_away = True
    for number in range(MOST_KEPT + 10):
        batch.add(sample(number, 0.0))
    await batch.flush()
    batch.add(sample(1, 1.0))
    assert len(batch) == MOST_KEPT
    store.is_away = False
    await batch.flush()
    assert len(store.samples[0]) == MOST_KEPT
    assert store.samples[0][-1] == sample(MOST_KEPT + 9, 0.0)
