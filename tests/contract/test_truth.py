"""Whatever happens in between: what stands in a channel is true, and each outage stands there once.

Real storage, the real announcer and the real texts, between looks spelt letter by letter and a
Discord that fails in every way it has.
"""

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.presentation.rendered import Rendered
from bot.presentation.situations import Situation, situation_of
from bot.probing.addresses import PUBLIC_ONLY
from bot.storage.tables import announcement
from bot.watching.messages import MOST_EDITIONS
from bot.watching.ports import Act, AnnouncementStory, IncidentKind
from bot.watching.responding import Member, Responding
from bot.watching.watch import Watch
from bot.watching.weighing import resumed
from tests.contract.household import MINUTE, Household, actor
from tests.contract.test_composing import Channel
from tests.contract.test_responding import Remembered
from tests.fakes import channels

NAMES = ("Alpha", "Bravo", "Charlie", "Delta")
PLACES = ((1, 10), (1, 11), (2, 20))
SECOND = timedelta(seconds=1)
TROUBLES = (channels.AWAY, channels.LOST, channels.NO_ACCESS, channels.SHUT_OUT)


class Town:
    """Servers, their watches, and everything that may happen to them, by chance."""

    def __init__(self, household: Household, seed: int) -> None:
        self.household = household
        self.chance = random.Random(seed)
        self.channel = Channel(household)
        self.far: channels.FakeChannels = self.channel.channels
        self.responding = Responding(
            incidents=household.incidents,
            conditions=Remembered(household),
            clock=self.channel.clock,
        )
        self.removed: set[int] = set()

    async def settle_in(self) -> None:
        for guild_id, channel_id in PLACES:
            for name in NAMES:
                target = f"{name}.example".lower()
                await self.household.watch(
                    target, guild_id=guild_id, channel_id=channel_id, name=name
                )
        for watch in await self.household.watches.of_guild(1):
            if watch.channel_id == 10:
                await self.look(watch, "u")

    async def watches(self) -> list[Watch]:
        return [watch for guild in (1, 2) for watch in await self.household.watches.of_guild(guild)]

    async def look(self, watch: Watch, letters: str, every: timedelta = SECOND) -> None:
        followed = await self.household.roster.endpoints(lambda _: PUBLIC_ONLY, [watch.endpoint_id])
        if followed:
            await self.household.look(watch, letters, every=every)

    async def refresh(self) -> None:
        """Forget the conditions of what nobody follows, as the watcher does."""
        stored = await self.household.roster.conditions()
        known = self.household.conditions
        for key in [key for key in known if key not in stored]:
            del known[key]

    def sync(self) -> None:
        clock, now = self.channel.clock, self.household.now
        clock.advance(max(0.0, (now - clock.now()).total_seconds()))

    async def happen(self) -> None:
        kinds = [
            (self.something_is_seen, 40),
            (self.time_goes_by, 12),
            (self.somebody_acts, 10),
            (self.a_watch_changes, 6),
            (self.a_server_leaves_or_comes_back, 2),
            (self.discord_changes, 10),
            (self.a_message_is_deleted, 2),
            (self.the_bot_starts_anew, 2),
            (self.announce, 30),
        ]
        event = self.chance.choices([k for k, _ in kinds], [w for _, w in kinds])[0]
        await event()

    async def something_is_seen(self) -> None:
        watch = self.chance.choice(await self.watches())
        letters = self.chance.choice(
            ["uu", "ddd", "dddD", "DDD", "bb", "uuddd", "dddmm", "mmm", "?"]
        )
        await self.look(watch, letters)

    async def time_goes_by(self) -> None:
        self.household.now += self.chance.choice(
            (SECOND, MINUTE, 4 * MINUTE, 11 * MINUTE, 65 * MINUTE)
        )

    async def somebody_acts(self) -> None:
        rows = await self.household.rows(announcement, ["id", "guild_id", "channel_id"])
        if not rows:
            return
        id_, guild_id, channel_id = self.chance.choice(rows[-6:])
        act = self.chance.choice(list(Act))
        self.sync()
        place = Member(guild_id=guild_id, channel_id=channel_id, user_id=8)
        await self.responding.press(id_, act, place)

    async def a_watch_changes(self) -> None:
        watch = self.chance.choice(await self.watches())
        how = self.chance.choice(["pause", "pause", "move"])
        after = replace(watch, is_paused=not watch.is_paused)
        if how == "move" and watch.guild_id == 1:
            after = replace(watch, channel_id=21 - watch.channel_id)
            others = await self.household.watches.of_guild(1)
            if any(
                (o.channel_id, o.endpoint_id) == (after.channel_id, after.endpoint_id)
                for o in others
            ):
                return
        await self.household.watches.change(after, actor(watch.guild_id, self.household.now))
        await self.refresh()

    async def a_server_leaves_or_comes_back(self) -> None:
        self.removed ^= {2}
        await self.household.guilds.reconcile({1, 2} - self.removed, self.household.now)
        await self.refresh()

    async def discord_changes(self) -> None:
        trouble = self.chance.choice((None, None, *TROUBLES))
        where = self.chance.choice((None, 10, 11, 20))
        if trouble is None:
            await self.discord_recovers()
        else:
            self.far.trouble = lambda _kind, at: trouble if where in {None, at} else None

    async def discord_recovers(self) -> None:
        self.far.trouble = lambda _kind, _at: None
        for suspension in await self.household.outbox.suspended():
            await self.household.outbox.resume(suspension.channel_id)

    async def a_message_is_deleted(self) -> None:
        standing = [one for one in self.far.messages if not one.is_deleted]
        if standing:
            one = self.chance.choice(standing)
            one.is_deleted = True

    async def the_bot_starts_anew(self) -> None:
        stored = await self.household.roster.conditions()
        self.household.conditions = {key: resumed(one) for key, one in stored.items()}

    async def announce(self) -> None:
        await self.channel.hear()

    async def in_the_end(self) -> None:
        """Let Discord be well and everything be told."""
        await self.discord_recovers()
        for _ in range(15):
            self.household.now += 2 * MINUTE
            await self.channel.hear()

    async def everything_is_well_again(self) -> None:
        """Let every target be up, for longer than a restless time lasts."""
        self.removed.clear()
        await self.household.guilds.reconcile({1, 2}, self.household.now)
        for watch in await self.watches():
            await self.look(watch, "uu")
        self.household.now += 61 * MINUTE
        for watch in await self.watches():
            await self.look(watch, "uu")
        await self.in_the_end()

    def check_nothing_is_said_to_go_on(self) -> None:
        """Hold what stands in the channels against a world that is well."""
        for message in self.far.messages:
            if message.is_deleted:
                continue
            said: Any = message.told[-1]
            text = f"{said.content} {said.card.description if said.card else ''}"
            for words in ("is down.", "are down.", "is down:", "unstable", "keep", "not well"):
                assert words not in text, (message.id, text)

    async def stories(self) -> dict[int, AnnouncementStory]:
        ids = [id_ for (id_,) in await self.household.rows(announcement, ["id"])]
        found = {id_: await self.household.incidents.story(id_) for id_ in ids}
        return {id_: story for id_, story in found.items() if story is not None}

    async def check(self) -> None:
        """Hold what stands in the channels against what is so."""
        stories = await self.stories()
        messages = {}
        columns = ("id", "guild_id", "message_id", "edition", "version", "told_version")
        for id_, guild_id, message_id, edition, version, told in await self.household.rows(
            announcement, columns
        ):
            if guild_id not in self.removed:
                assert version == told
                messages[id_] = (message_id, edition)
                if message_id is not None and not self.far.messages[message_id - 1].is_deleted:
                    said: Any = self.far.messages[message_id - 1].told[-1]
                    check_words(stories[id_], said)
        for watch in await self.watches():
            if not watch.is_paused and watch.guild_id not in self.removed:
                await self.check_known(watch, stories, messages)

    async def check_known(
        self,
        watch: Watch,
        stories: dict[int, AnnouncementStory],
        messages: dict[int, tuple[int | None, int]],
    ) -> None:
        """What is down is said to be, once in each channel that should know."""
        yardstick = await self.household.yardstick_of(watch)
        condition = self.household.conditions.get(yardstick)
        if condition is None or not condition.has_open_incident or condition.unstable_since:
            return
        found = await self.household.incidents.of_guild(watch.guild_id, self.household.now)
        (lasts,) = [
            one
            for one in found
            if one.yardstick_id == yardstick
            and one.kind is IncidentKind.OUTAGE
            and one.resolved_at is None
        ]
        if lasts.response.muted_at or lasts.response.retracted_at:
            return
        (telling,) = [
            id_
            for id_, story in stories.items()
            if story.channel_id == watch.channel_id
            and story.folded_into is None
            and lasts.id in {one.id for one in story.incidents}
        ]
        message_id, edition = messages[telling]
        assert message_id is not None or edition >= MOST_EDITIONS


def check_words(story: AnnouncementStory, said: Rendered) -> None:
    """Hold the words of a message against what it tells of."""
    is_muted = any(one.response.muted_at and one.resolved_at is None for one in story.incidents)
    if is_muted or story.folded_into is not None:
        return
    line = said.content.splitlines()[0]
    text = f"{said.content} {said.card.description if said.card else ''}"
    found = {situation_of(one) for one in story.incidents}
    if Situation.DOWN in found:
        assert "down" in line
    else:
        assert "is down." not in text
        assert "are down." not in text
    if Situation.UNSTABLE not in found:
        assert "unstable" not in text
        assert "going down and coming back" not in text
    if found == {Situation.BACK}:
        assert "back" in line


@pytest.mark.parametrize("seed", range(3))
async def test_what_stands_in_the_channels_is_true(household: Household, seed: int) -> None:
    town = Town(household, seed)
    await town.settle_in()
    for _ in range(4):
        for _ in range(12):
            await town.happen()
        await town.in_the_end()
        await town.check()
    await town.everything_is_well_again()
    town.check_nothing_is_said_to_go_on()
