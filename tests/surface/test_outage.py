"""The whole chain: a watched site fails and recovers, and its server reads one message about it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.bootstrap import App, build
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
        async with build(quick, clock=clock) as app, online(app, local_discord):
            wish = WatchWish(
                target=parse_target(
                    f"http://127.0.0.1:{port}/", policy=_policy(app, local_discord)
                ),
                channel_id=local_discord.status.id,
                name="The shop",
                interval=SECOND,
            )
            actor = Actor(
                guild_id=local_discord.guild.id, user_id=local_discord.alice.id, at=clock.now()
            )
            (watch,) = await app.line.stores.watches.add([wish], actor, most=10)
            await app.line.following.refresh([watch.endpoint_id])
            await _seen(app, watch)
            yield Outage(discord=local_discord, app=app, switch=switch, watch=watch)
