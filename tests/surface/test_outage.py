"""The whole chain: a watched site fails and recovers, and its server reads one message about it."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.bootstrap import App, build, policies_of
from bot.probing.parsing import parse_target
from bot.settings import Settings
from bot.watching.ports import Actor, WatchWish
from bot.watching.watch import Watch
from sandbox.discord import StandIn
from sandbox.discord.things import Message
from sandbox.sites import SITES, Switch, serving_switch
from tests.surface.conftest import LocalDiscordClock, online

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """A running bot that watches one site every second, and the switch of that site."""

    discord: StandIn
    app: App
    switch: Switch
    watch: Watch

    @property
    def messages(self) -> list[Message]:
        """What the bot wrote into #status."""
        return self.discord.messages(self.discord.status)

    async def told(self, words: str, *, within: float = 15.0) -> Message:
        """Wait until the newest message in #status says something."""
        await self.discord.until(
            lambda: bool(self.messages) and words in self.messages[-1].text, within=within
        )
        return self.messages[-1]


@pytest.fixture
async def outage(
    local_discord: StandIn,
    settings: Settings,
    untouched_route: None,  # noqa: ARG001 - set back after everything else
) -> AsyncIterator[Outage]:
    switch = Switch(SITES["fine"])
    async with serving_switch(switch) as port:
        quick = settings.model_copy(
            update={
                "watch_interval": 1.0,
                "watch_min_interval": 1.0,
                "watch_rechecks": (0.1, 0.2),
                "probe_ports": settings.probe_ports | {port},
            }
        )
        clock = LocalDiscordClock(local_discord)
        policy = policies_of(quick.probing).for_guilds(frozenset({local_discord.guild.id}))
        async with build(quick, clock=clock) as app, online(app, local_discord):
            wish = WatchWish(
                target=parse_target(f"http://127.0.0.1:{port}/", policy=policy),
                channel_id=local_discord.status.id,
                name="The shop",
                interval=SECOND,
            )
            actor = Actor(
                guild_id=local_discord.guild.id, user_id=local_discord.alice.id, at=clock.now()
            )
            (watch,) = await app.line.stores.watches.add([wish], actor, most=10)
            await app.line.following.refresh([watch.endpoint_id])
            await seen_up(app, watch)
            yield Outage(discord=local_discord, app=app, switch=switch, watch=watch)


async def seen_up(app: App, watch: Watch) -> None:
    """Wait until a watch was looked at and found well."""
    async with asyncio.timeout(10):
        while not app.line.following.samples(watch.endpoint_id):  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.05)


async def test_an_outage_is_one_message_from_its_first_word_to_its_last(outage: Outage) -> None:
    outage.switch.site = SITES["502"]
    opened = await outage.told("is down")
    assert opened.content.startswith("The shop is down")
    broken_at = opened.timestamp
    outage.switch.site = SITES["504"]
    await outage.told("took too long", within=20)
    outage.switch.site = SITES["fine"]
    over = await outage.told("is back")
    assert re.match(r"The shop is back. It was down for (\d+) seconds", over.content)
    assert [message.id for message in outage.messages] == [opened.id]
    assert over.edited_at is not None
    assert over.edited_at > broken_at
    local = outage.discord
    asked = local.people.slash(local.bob, local.general, "/history", target="The shop")
    history = await asked.answer(within=15)
    length = re.search(r"It was down for (\d+ seconds?)", over.content)
    assert length is not None
    assert history.content.startswith("**The shop** was down once")
    assert length[1] in history.text


async def test_a_short_failure_is_not_worth_a_word(outage: Outage) -> None:
    outage.switch.site = SITES["502"]
    await asyncio.sleep(0.05)
    outage.switch.site = SITES["fine"]
    await asyncio.sleep(2.5)
    assert not outage.messages
