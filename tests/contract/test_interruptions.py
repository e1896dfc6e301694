"""Not watching is a state with a beginning and an end in history, also across a crash."""

from datetime import timedelta

import pytest

from bot.history.intervals import Interval
from bot.history.uptime import Uptime, measure_uptime
from bot.probing.addresses import PUBLIC_ONLY
from bot.probing.observation import Failure
from bot.storage.history_tables import gap
from bot.storage.tables import announcement, incident
from bot.triage.verdict import Cause, OwnNetwork, State
from bot.watching.condition import Policy
from bot.watching.gaps import GapReason
from bot.watching.presence import FRESH_SECONDS, RECENT_SECONDS, Presence
from bot.watching.recording import Sample
from bot.watching.samples import SampleBatch
from bot.watching.watch import Watch
from bot.watching.watcher import Watcher
from tests.contract.household import MINUTE, START, UTC, Household
from tests.fakes.jumpy_clock import JumpyClock
from tests.fakes.looks import FakeLook, judge_by_reply

SECOND = timedelta(seconds=1)


async def gaps(household: Household) -> list[tuple[object, ...]]:
    return await household.rows(gap, ["reason", "begins", "ends"])


async def seen(household: Household, watch: Watch) -> None:
    one = Sample(endpoint_id=watch.endpoint_id, at=household.now, state=State.UP, cause=Cause.OK)
    await household.recorder.add_samples([one])


async def test_a_first_start_has_no_past(household: Household) -> None:
    await household.recorder.resume_watching(START)
    assert await gaps(household) == []


async def test_what_a_crash_cut_off_is_a_gap_since_the_last_sample(household: Household) -> None:
    watch = await household.watch()
    await household.look(watch, "udd")
    household.now += timedelta(minutes=7, microseconds=3)
    await seen(household, watch)
    last = household.now
    await household.recorder.resume_watching(last + 30 * MINUTE)
    assert await gaps(household) == [("stopped", last, last + 30 * MINUTE)]
    await household.recorder.resume_watching(last + 31 * MINUTE)
    assert len(await gaps(household)) == 1


async def test_where_no_sample_was_stored_a_condition_tells(household: Household) -> None:
    watch = await household.watch()
    await household.look(watch, "udd")
    last = household.now - 10 * SECOND
    await household.recorder.resume_watching(last + 3 * MINUTE)
    assert await gaps(household) == [("stopped", last, last + 3 * MINUTE)]


async def test_a_restart_is_no_gap(household: Household) -> None:
    watch = await household.watch()
    await seen(household, watch)
    await household.recorder.begin_gap(GapReason.STOPPED, household.now + MINUTE)
    await household.recorder.resume_watching(household.now + 2 * MINUTE)
    assert await gaps(household) == []
    await household.recorder.resume_watching(household.now + 2 * MINUTE)
    assert await gaps(household) == []


async def test_a_clock_that_was_set_back_makes_no_gap(household: Household) -> None:
    await seen(household, await household.watch())
    await household.recorder.resume_watching(START - timedelta(days=1))
    assert await gaps(household) == []


async def test_a_stop_that_was_said_is_a_gap_to_the_moment(household: Household) -> None:
    watch = await household.watch()
    await seen(household, watch)
    await household.recorder.begin_gap(GapReason.STOPPED, START + 5 * MINUTE)
    await household.recorder.resume_watching(START + 9 * MINUTE)
    assert await gaps(household) == [("stopped", START + 5 * MINUTE, START + 9 * MINUTE)]


@pytest.mark.parametrize(("minutes", "ends"), [(30, 4), (5, 5)])
async def test_our_own_network_is_not_blamed_for_the_time_after_a_crash(
    household: Household, minutes: int, ends: int
) -> None:
    watch = await household.watch()
    await household.recorder.begin_gap(GapReason.OWN_NETWORK, START + 2 * MINUTE)
    household.now = START + 4 * MINUTE
    await seen(household, watch)
    await household.recorder.resume_watching(START + minutes * MINUTE)
    own, *stopped = await gaps(household)
    assert own == ("own_network", START + 2 * MINUTE, START + ends * MINUTE)
    assert [begins for _, begins, _ in stopped] == [START + 4 * MINUTE] * (minutes > 6)


async def test_what_nobody_watched_is_neither_up_nor_down(household: Household) -> None:
    watch = await household.watch()
    await seen(household, watch)
    await household.recorder.resume_watching(START + 30 * MINUTE)
    span = Interval(begins=START, ends=START + 60 * MINUTE)
    assert await uptime(household, watch, span) == Uptime(
        up=30 * MINUTE, down=timedelta(), planned=timedelta(), unwatched=30 * MINUTE
    )


async def uptime(household: Household, watch: Watch, span: Interval) -> Uptime:
    record = await household.chronicle.record_of(watch.id, span)
    assert record is not None
    return measure_uptime(record)


class Cable:
    """Our own network, and a check of it that is remembered for as long as the real one's."""

    def __init__(self, clock: JumpyClock) -> None:
        self.clock = clock
        self.state = OwnNetwork.GOOD
        self.last: tuple[float, OwnNetwork] | None = None

    async def check(self, *, within: float) -> OwnNetwork:
        now = self.clock.monotonic()
        if self.last is None or now - self.last[0] > min(within, RECENT_SECONDS):
            self.last = now, self.state
        return self.last[1]


class Post:
    """A watcher over a real database, its clock and its cable."""

    def __init__(self, household: Household) -> None:
        self.household = household
        self.clock = JumpyClock()
        self.look = FakeLook(self.clock)
        self.cable = Cable(self.clock)
        self.watcher = Watcher(
            looker=self.look,
            judge=judge_by_reply,
            presence=Presence(self.cable, household.recorder, self.clock),
            store=household.recorder,
            batch=SampleBatch(household.recorder, self.clock),
            clock=self.clock,
            policy=Policy(),
        )

    async def follow(self, *watches: Watch) -> None:
        ids = [one.endpoint_id for one in watches]
        for endpoint in await self.household.roster.endpoints(lambda _: PUBLIC_ONLY, ids):
            self.watcher.follow(endpoint, {})

    async def visit(self, *watches: Watch, minutes: float = 1) -> None:
        """Look at all again and again, ten seconds after one another."""
        for _ in range(round(minutes * 6)):
            for one in watches:
                await self.watcher.visit(one.endpoint_id)
            self.clock.advance(10)

    def cut(self, *watches: Watch) -> None:
        self.cable.state = OwnNetwork.BAD
        self.look.failing |= {one.target.host: Failure.CONNECT_TIMEOUT for one in watches}

    def mend(self) -> None:
        self.cable.state = OwnNetwork.GOOD
        self.look.failing.clear()


async def test_our_own_network_cut_for_five_minutes_is_a_gap_and_nothing_else(
    household: Household,
) -> None:
    post = Post(household)
    household.now = began = post.clock.now()
    watches = [await household.watch(f"{number}.example") for number in range(3)]
    await post.follow(*watches)
    await post.visit(*watches, minutes=5)
    # A site that is away by itself has the canaries looked at: they were good moments ago.
    post.look.failing["0.example"] = Failure.CONNECT_TIMEOUT
    await post.watcher.visit(watches[0].endpoint_id)
    post.mend()
    await post.visit(watches[0], minutes=1 / 6)
    cut_at = post.clock.now()
    post.cut(*watches)
    await post.visit(*watches, minutes=5)
    post.mend()
    mended_at = post.clock.now()
    await post.visit(*watches, minutes=5)
    assert await household.count(incident, announcement) == [0, 0]
    assert await gaps(household) == [("own_network", cut_at, mended_at)]
    span = Interval(begins=began.astimezone(UTC), ends=post.clock.now())
    for one in watches:
        measured = await uptime(household, one, span)
        assert (measured.share, measured.down) == (1.0, timedelta())
        assert measured.unwatched == 5 * MINUTE


async def test_a_site_that_is_down_for_hours_does_not_make_a_gap_longer(
    household: Household,
) -> None:
    post = Post(household)
    household.now = post.clock.now()
    down, up = [await household.watch(f"{name}.example") for name in ("down", "up")]
    await post.follow(down, up)
    post.look.failing["down.example"] = Failure.CONNECT_TIMEOUT
    for _ in range(30):  # nothing but this one is looked at: no reply says that we are there
        await post.visit(down)
    cut_at = post.clock.now()
    post.cut(down, up)
    await post.visit(down, up, minutes=2)
    ((_, begins, _),) = await gaps(household)
    assert isinstance(begins, type(cut_at))
    assert cut_at - timedelta(seconds=RECENT_SECONDS + FRESH_SECONDS) <= begins <= cut_at
