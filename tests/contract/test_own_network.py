"""Our own cable is cut for five minutes: nobody is told, history has a gap, uptime is as it was."""

from datetime import timedelta

from bot.history.intervals import Interval
from bot.history.uptime import Uptime, measure_uptime
from bot.probing.addresses import PUBLIC_ONLY
from bot.probing.observation import Failure
from bot.storage.history_tables import gap
from bot.storage.tables import announcement, incident
from bot.triage.verdict import OwnNetwork
from bot.watching.condition import Policy
from bot.watching.gaps import GapReason
from bot.watching.presence import Presence
from bot.watching.samples import SampleBatch
from bot.watching.watch import Watch
from bot.watching.watcher import Watcher
from tests.contract.household import MINUTE, START, Household
from tests.fakes.clock import FakeClock
from tests.fakes.looks import FakeLook, judge_by_reply

CUT = timedelta(minutes=5)


class Cable:
    """Our own network, as the canaries would see it."""

    def __init__(self) -> None:
        self.state = OwnNetwork.GOOD

    async def check(self, *, within: float) -> OwnNetwork:  # noqa: ARG002 - always fresh
        return self.state


class Post:
    """A watcher over real storage that looks at every watch once a minute."""

    def __init__(self, household: Household) -> None:
        self.household = household
        self.clock = FakeClock(START)
        self.look = FakeLook(self.clock)
        self.cable = Cable()
        self.batch = SampleBatch(household.recorder, self.clock)
        self.watcher = Watcher(
            looker=self.look,
            judge=judge_by_reply,
            presence=Presence(self.cable, household.recorder, self.clock),
            store=household.recorder,
            batch=self.batch,
            clock=self.clock,
            policy=Policy(),
        )

    async def follow(self) -> list[int]:
        endpoints = await self.household.roster.endpoints(lambda _: PUBLIC_ONLY)
        for endpoint in endpoints:
            self.watcher.follow(endpoint, {})
        return [endpoint.id for endpoint in endpoints]

    async def watch_on(self, minutes: float) -> None:
        """Look at everything again and again, as soon as each look asks for."""
        end, endpoints = self.clock.now() + minutes * MINUTE, await self.follow()
        while self.clock.now() < end:
            waits = [await self.watcher.visit(one) or MINUTE for one in endpoints]
            await self.batch.flush()
            self.clock.advance(min(waits).total_seconds())

    def cut(self) -> None:
        self.cable.state = OwnNetwork.BAD
        for host in ("shop.example", "forum.example"):
            self.look.failing[host] = Failure.CONNECT_TIMEOUT

    def mend(self) -> None:
        self.cable.state = OwnNetwork.GOOD
        self.look.failing.clear()

    async def uptime(self, watch: Watch) -> Uptime:
        span = Interval(begins=START, ends=self.clock.now())
        record = await self.household.chronicle.record_of(watch.id, span)
        assert record is not None
        return measure_uptime(record)


async def test_our_own_outage_is_nobody_elses(household: Household) -> None:
    shop = await household.watch("shop.example")
    await household.watch("forum.example", channel_id=11)
    post = Post(household)
    await post.watch_on(30)
    before = await post.uptime(shop)
    cut_at = post.clock.now()
    post.cut()
    await post.watch_on(5)
    post.mend()
    mended_at = post.clock.now()
    await post.watch_on(30)
    assert await household.count(announcement, incident) == [0, 0]
    ((reason, begins, ends),) = await household.rows(gap, ["reason", "begins", "ends"])
    assert (reason, begins) == (GapReason.OWN_NETWORK, cut_at)
    assert mended_at <= ends <= mended_at + MINUTE
    after = await post.uptime(shop)
    assert before.share == after.share == 1.0
    assert after.down == timedelta()
    assert CUT <= after.unwatched - before.unwatched <= CUT + MINUTE


async def test_an_outage_on_either_side_of_it_is_still_told(household: Household) -> None:
    shop = await household.watch("shop.example")
    post = Post(household)
    await post.watch_on(5)
    post.look.failing["shop.example"] = Failure.CONNECT_TIMEOUT
    await post.watch_on(5)
    assert await household.count(announcement, incident) == [1, 1]
    post.cable.state = OwnNetwork.BAD
    await post.watch_on(5)
    post.mend()
    await post.watch_on(5)
    (story,) = await household.incidents.of_guild(1, START)
    assert story.resolved_at is not None
    uptime = await post.uptime(shop)
    assert uptime.down < timedelta(minutes=6)
    assert uptime.unwatched >= CUT
