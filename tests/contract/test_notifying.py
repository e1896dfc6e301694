"""Members who wait are told once each, whatever breaks in between."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

import pytest

from bot.watching.delivery import DeliveryProblem, Undelivered
from bot.watching.notifying import LEASE, Notifier
from bot.watching.pacer import Pacer
from bot.watching.ports import Act, Follower, IncidentStory
from bot.watching.recording import StoreUnavailable
from bot.watching.watch import Watch
from tests.contract.household import START, Household, actor
from tests.fakes.announcing import Fragile
from tests.fakes.clock import FakeClock
from tests.fakes.members import DIRECT, FakeWriter

AWAY = Undelivered(problem=DeliveryProblem.TEMPORARY, code=503)
LOST = Undelivered(problem=DeliveryProblem.TEMPORARY, is_certain=False)
NO_ACCESS = Undelivered(problem=DeliveryProblem.SUBSCRIPTION, code=50001)
SHUT_OUT = Undelivered(problem=DeliveryProblem.WHOLE_ADDRESS, code=1015)


class WordsOnly:
    """Letters as a test can read them."""

    async def to_member(self, story: IncidentStory, follower: Follower) -> str:
        return f"{_end(story)} <#{follower.channel_id}>"

    async def to_channel(
        self,
        story: IncidentStory,
        guild_id: int,  # noqa: ARG002 - the port has it
        user_ids: Sequence[int],
    ) -> str:
        return f"{_end(story)} {sorted(user_ids)}"


async def _killed(*_: object) -> None:
    raise StoreUnavailable


def _end(story: IncidentStory) -> str:
    if story.response.retracted_at is not None:
        return "false"
    return "abandoned" if story.is_abandoned else "back"


@dataclass(kw_only=True)
class Waiting:
    """An outage that members wait for the end of."""

    household: Household
    clock: FakeClock
    writer: FakeWriter[str]
    watch: Watch
    story: IncidentStory
    steps: int | None = None

    async def follow(self, *users: int, channel_id: int = 10) -> None:
        for user_id in users:
            who = Follower(
                incident_id=self.story.id, user_id=user_id, guild_id=1, channel_id=channel_id
            )
            assert await self.household.incidents.follow(who, self.clock.now())

    async def end(self) -> None:
        await self.household.look(self.watch, "uu")

    async def tell(self) -> None:
        """Let a process tell who waits, until it dies or there is nobody left."""

        def step() -> None:
            if self.steps is not None:
                self.steps -= 1
                if self.steps < 0:
                    raise asyncio.CancelledError

        pacer = Pacer(self.clock)
        notifier = Notifier[str](
            incidents=Fragile(self.household.incidents, step),
            letters=WordsOnly(),
            writer=Fragile(self.writer, step),
            pacer=pacer,
            clock=self.clock,
        )
        with suppress(asyncio.CancelledError):
            while await notifier.tell_some():
                pass
        for _ in range(20):
            await asyncio.sleep(0)
        await pacer.aclose()

    def heard(self, user_id: int) -> list[str]:
        return [one.said[0] for one in self.writer.standing(user_id + DIRECT)]

    def read(self, channel_id: int = 10) -> list[str]:
        return [one.said[0] for one in self.writer.standing(channel_id)]


@pytest.fixture
async def waiting(household: Household) -> Waiting:
    watch = await household.watch()
    await household.look(watch, "uddd")
    (story,) = await household.incidents.of_guild(1, START)
    clock = FakeClock(household.now)
    return Waiting(
        household=household, clock=clock, writer=FakeWriter(clock), watch=watch, story=story
    )


async def test_each_is_told_directly_and_once(waiting: Waiting) -> None:
    await waiting.follow(1, 2)
    await waiting.tell()
    assert waiting.writer.requests == []
    await waiting.end()
    await waiting.tell()
    await waiting.tell()
    assert waiting.heard(1) == waiting.heard(2) == ["back <#10>"]
    assert len(waiting.writer.messages) == 2


async def test_closed_doors_are_named_together_in_the_channel(waiting: Waiting) -> None:
    await waiting.follow(1, 2, 3)
    await waiting.follow(4, channel_id=11)
    waiting.writer.closed = {1, 3, 4}
    await waiting.end()
    await waiting.tell()
    assert waiting.read(10) == ["back [1, 3]"]
    assert waiting.read(11) == ["back [4]"]
    assert waiting.heard(2) == ["back <#10>"]
    await waiting.tell()
    assert len(waiting.writer.messages) == 3


async def test_where_there_is_no_way_at_all_nobody_tries_again(waiting: Waiting) -> None:
    await waiting.follow(1)
    waiting.writer.trouble = lambda kind, _id: NO_ACCESS if kind == "post" else None
    await waiting.end()
    await waiting.tell()
    tried = len(waiting.writer.requests)
    waiting.clock.advance(LEASE.total_seconds())
    await waiting.tell()
    assert (tried, len(waiting.writer.requests)) == (3, 3)


@pytest.mark.parametrize("trouble", [AWAY, LOST])
async def test_what_fails_is_tried_again_after_the_lease(
    waiting: Waiting, trouble: Undelivered
) -> None:
    await waiting.follow(1)
    await waiting.end()
    waiting.writer.trouble = lambda _kind, _id: trouble
    await waiting.tell()
    waiting.writer.trouble = lambda _kind, _id: None
    await waiting.tell()
    assert waiting.heard(1) == []
    waiting.clock.advance(LEASE.total_seconds())
    await waiting.tell()
    assert waiting.heard(1) == ["back <#10>"]


async def test_shut_out_nobody_knocks_again_soon(waiting: Waiting) -> None:
    await waiting.follow(1, 2, 3)
    await waiting.end()
    waiting.writer.trouble = lambda _kind, _id: SHUT_OUT
    pacer = Pacer(waiting.clock)
    notifier = Notifier[str](
        incidents=waiting.household.incidents,
        letters=WordsOnly(),
        writer=waiting.writer,
        pacer=pacer,
        clock=waiting.clock,
    )
    await notifier.tell_some()
    assert pacer.held_seconds > 0
    tried = len(waiting.writer.requests)
    waiting.clock.advance(LEASE.total_seconds())
    await notifier.tell_some()
    assert len(waiting.writer.requests) == tried
    await pacer.aclose()


async def test_a_false_alarm_is_told_as_that(waiting: Waiting) -> None:
    await waiting.follow(1)
    await waiting.household.incidents.respond(
        waiting.story.id, Act.RETRACTED, actor(at=waiting.clock.now())
    )
    await waiting.tell()
    assert waiting.heard(1) == ["false <#10>"]


async def test_an_abandoned_watch_is_told_as_that(waiting: Waiting) -> None:
    await waiting.follow(1)
    await waiting.household.watches.remove(waiting.watch.id, actor(at=waiting.clock.now()))
    await waiting.tell()
    assert waiting.heard(1) == ["abandoned <#10>"]


async def test_killed_anywhere_each_is_told_exactly_once(waiting: Waiting) -> None:
    await waiting.follow(1, 2, 3)
    waiting.writer.closed = {2, 3}
    await waiting.end()
    deaths = 0
    for life in range(1, 60):  # each process dies a step later than the one before
        waiting.steps = life
        await waiting.tell()
        deaths += waiting.steps < 0
        waiting.clock.advance(LEASE.total_seconds())
        if waiting.steps >= 0:
            break
    assert deaths > 10
    assert waiting.heard(1) == ["back <#10>"]
    assert sorted(waiting.read()) == ["back [2, 3]"]


async def test_long_after_a_kill_nobody_is_told_twice_whoever_else_is_named(
    waiting: Waiting,
) -> None:
    await waiting.follow(1, 2, 3, 4)
    waiting.writer.closed = {2, 3}
    await waiting.end()
    waiting.household.incidents.mark_followers_told = _killed  # type: ignore[method-assign]
    await waiting.tell()
    del waiting.household.incidents.mark_followers_told  # type: ignore[method-assign]
    assert waiting.read() == ["back [2, 3]"]
    waiting.writer.closed = {2, 3, 4}
    waiting.clock.advance(3600)
    await waiting.tell()
    assert waiting.read() == ["back [2, 3]"]
    assert all(waiting.heard(one) == ["back <#10>"] for one in (1, 4))


async def test_who_left_is_not_named_to_others(waiting: Waiting) -> None:
    await waiting.follow(1, 2)
    codes = {1: 10013, 2 + DIRECT: 50278}
    waiting.writer.trouble = lambda _kind, id_: (
        Undelivered(problem=DeliveryProblem.OUR_BUG, code=codes[id_]) if id_ in codes else None
    )
    await waiting.end()
    await waiting.tell()
    tried = len(waiting.writer.requests)
    waiting.clock.advance(LEASE.total_seconds())
    await waiting.tell()
    assert (waiting.read(), len(waiting.writer.requests)) == ([], tried)


async def test_a_lease_that_is_nearly_over_sends_nothing(waiting: Waiting) -> None:
    await waiting.follow(1)
    await waiting.end()
    waiting.writer.trouble = lambda _kind, _id: waiting.clock.advance(80)
    await waiting.tell()  # opening took so long that another process may be at it by now
    assert waiting.heard(1) == []
    waiting.writer.trouble = lambda _kind, _id: None
    waiting.clock.advance(LEASE.total_seconds())
    await waiting.tell()
    assert waiting.heard(1) == ["back <#10>"]
