"""The real client, built as in production, on a local Discord, looking at real servers here."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route
from pydantic import SecretStr

from bot.bootstrap import App, build
from bot.client import GatewiseBot
from bot.clock import SystemClock
from bot.settings import Settings
from sandbox.discord import StandIn
from sandbox.discord.things import Message
from sandbox.sites import SITES, serving
from tests.fakes.checked import checked


class LocalDiscordClock(SystemClock):
    """The time as the local Discord has it, so that a jump of its clock is everybody's."""

    def __init__(self, local_discord: StandIn) -> None:
        self._clock = local_discord.core.clock

    def now(self) -> datetime:
        return self._clock.wall()

    def monotonic(self) -> float:
        return self._clock.now()


IDENTIFY_EVERY = 6  # seconds: Discord lets one client in every five


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A running bot, the Discord it is on, and the sites it may look at, by name."""

    discord: StandIn
    app: App
    client: GatewiseBot
    sites: dict[str, str]

    async def ask(self, target: str) -> Message:
        """Let bob ask in #general; return the answer he sees."""
        people, general = self.discord.people, self.discord.general
        return await people.slash(self.discord.bob, general, "/isitdown", target=target).answer()


@pytest.fixture
def untouched_route() -> Iterator[None]:
    """Leave discord.py pointed where it was."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    yield
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before


@pytest.fixture
async def local_discord() -> AsyncIterator[StandIn]:
    """A Discord of this machine; every rule it knows must be kept."""
    async with checked() as running:
        yield running


@pytest.fixture
async def sites() -> AsyncIterator[dict[str, int]]:
    """Every site of the sandbox, as name and port on loopback."""
    async with contextlib.AsyncExitStack() as stack:
        yield {name: await stack.enter_async_context(serving(SITES[name])) for name in SITES}


@pytest.fixture
def settings(local_discord: StandIn, sites: dict[str, int], tmp_path: Path) -> Settings:
    """Settings of an operator whose own server may have this machine looked at."""
    return Settings(
        _env_file=None,
        discord_token=SecretStr(local_discord.token),
        discord_api_url=local_discord.api_url,
        private_networks="127.0.0.0/8",
        private_guilds=str(local_discord.guild.id),
        probe_ports=",".join(map(str, sites.values())),
        probe_deadline="1s",
        watch_canaries="off",
        ask_official="off",
        database_url=f"sqlite:///{tmp_path}/gatewise.db",
    )


@pytest.fixture
async def scene(
    local_discord: StandIn,
    sites: dict[str, int],
    settings: Settings,
    untouched_route: None,  # noqa: ARG001 - set back after everything else
) -> AsyncIterator[Scene]:
    """A bot that is online."""
    urls = {name: f"http://127.0.0.1:{port}/" for name, port in sites.items()}
    clock = LocalDiscordClock(local_discord)
    async with build(settings, clock=clock) as app, online(app, local_discord) as client:
        yield Scene(discord=local_discord, app=app, client=client, sites=urls)


@contextlib.asynccontextmanager
async def online(app: App, local_discord: StandIn) -> AsyncIterator[GatewiseBot]:
    """Run one client until the block ends."""
    local_discord.advance(IDENTIFY_EVERY)
    client = app.make_client()
    running = asyncio.create_task(client.start(local_discord.token))
    try:
        await local_discord.bot_is_online()
        yield client
    finally:
        await client.close()
        await running
