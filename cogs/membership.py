"""Servers that the bot joins and leaves, also while it was not there to see it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord
import structlog
from discord.ext import commands

from bot.client import GatewiseBot
from bot.presentation.welcome import render_welcome
from bot.watching.recording import StoreUnavailable

log = structlog.stdlib.get_logger(__name__)

T = TypeVar("T")
WAITS = (1.0, 10.0, 60.0, 600.0)  # seconds
PATIENCE = 120.0  # seconds to list every server, two hundred a request


class Membership(commands.Cog):
    """Keeps what is stored in step with where the bot is. Discord may tell us twice, or never."""

    def __init__(self, bot: GatewiseBot) -> None:
        self._bot = bot
        self._governing = bot.rooms.governing
        # A list of servers that was fetched before a join must not be taken in after it.
        self._turns = asyncio.Lock()

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Stop watching for a server that removed us. An outage of Discord's is none of this."""
        async with self._turns:
            await self._bot.rooms.members.forget_server(guild.id)
            await self._store(self._governing.leave, guild.id)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Watch again for a server that was known, and say what to type first."""
        async with self._turns:
            await self._store(self._governing.join, guild.id)
        await self._greet(guild)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Take in who left and who came back: every shard is there now."""
        await self._reconcile()

    @commands.Cog.listener()
    async def on_shard_ready(self, _shard_id: int) -> None:
        """Do the same when one shard of several began anew; `on_ready` does not come for it."""
        if self._bot.is_ready() and (self._bot.shard_count or 1) > 1:
            await self._reconcile()

    async def _reconcile(self) -> None:
        async with self._turns:
            present = await self._fetch_present()
            if present is not None:
                await self._bot.rooms.members.keep_servers(present)
                await self._store(self._governing.reconcile, present)

    async def _store(self, call: Callable[[T], Awaitable[None]], what: T) -> None:
        """Have something stored, and wait a while for storage that is away.

        What is given up is met again after the next READY.
        """
        for wait in WAITS:
            try:
                await call(what)
            except StoreUnavailable:
                log.warning("servers_not_stored", again_in=wait)
                await self._bot.rooms.clock.sleep(wait)
            else:
                return

    async def _fetch_present(self) -> set[int] | None:
        """Return every server the bot is in; None where Discord does not say.

        Asked for, because discord.py keeps servers that were missing from a later READY. Those
        that are unavailable count as present, whatever the list says.
        """
        try:
            async with asyncio.timeout(PATIENCE):
                listed = {
                    guild.id
                    async for guild in self._bot.fetch_guilds(limit=None, with_counts=False)
                }
        except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("servers_not_listed", error=type(error).__name__)
            return None
        return listed | {guild.id for guild in self._bot.guilds if guild.unavailable}

    async def _greet(self, guild: discord.Guild) -> None:
        channel = guild.system_channel
        if channel is None:
            return
        ours = channel.permissions_for(guild.me)
        if ours.view_channel and ours.send_messages:
            welcome = render_welcome(guild.preferred_locale.value)
            await self._bot.delivery.post(channel, welcome)


async def setup(bot: GatewiseBot) -> None:
    """Add the listeners. discord.py calls this when it loads the cog."""
    await bot.add_cog(Membership(bot))
