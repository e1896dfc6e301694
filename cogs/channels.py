"""What happens to channels: some go, and those that we could not write in may be open again."""

import asyncio
from functools import partial

import discord
from discord.ext import commands

from bot.client import GatewiseBot
from bot.presentation.classifying import UNKNOWN_CHANNEL
from bot.presentation.places import Place, is_open_again, permissions_at
from bot.watching.delivery import Suspension


class Channels(commands.Cog):
    """Listens for what takes a channel from us or gives it back. Any event may come twice."""

    def __init__(self, bot: GatewiseBot) -> None:
        self._bot = bot
        self._looking = asyncio.Lock()  # one after the other, and closing waits for the last
        self._is_closing = False

    async def cog_unload(self) -> None:
        """Let the look under way end before storage closes."""
        self._is_closing = True
        async with self._looking:
            pass

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Look at all channels: who knows what changed meanwhile."""
        await self._look()

    @commands.Cog.listener()
    async def on_resumed(self) -> None:
        """Look at all channels after the connection was lost."""
        await self._look()

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Look at a server that invited us, perhaps again."""
        await self._look(guild)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Look at a server that is back. At the start all come one by one, and then ready."""
        if self._bot.is_ready():
            await self._look(guild)

    @commands.Cog.listener()
    async def on_guild_channel_update(self, before: Place, after: Place) -> None:
        """Look at a server where we may do more or less in a channel."""
        if permissions_at(before) != permissions_at(after):
            await self._look(after.guild)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Tell admins that outages were announced in a channel that is gone now."""
        gone = Suspension(
            guild_id=channel.guild.id,
            channel_id=channel.id,
            code=UNKNOWN_CHANNEL,
            since=self._bot.rooms.clock.now(),
        )
        async with self._looking:
            if not self._is_closing:
                await self._bot.rooms.closing.close(gone)

    @commands.Cog.listener()
    async def on_thread_update(self, before: discord.Thread, after: discord.Thread) -> None:
        """Look at a server where a thread was unlocked."""
        if before.locked != after.locked:
            await self._look(after.guild)

    @commands.Cog.listener()
    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        """Look at a server where a role may do more or less."""
        if before.permissions != after.permissions:
            await self._look(after.guild)

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: discord.Role) -> None:
        """Look at a server where a role, which perhaps kept us out, is gone."""
        await self._look(role.guild)

    @commands.Cog.listener()
    async def on_member_update(self, _before: discord.Member, after: discord.Member) -> None:
        """Look at a server where we have other roles. Discord sends us our own changes only."""
        if self._bot.user is not None and after.id == self._bot.user.id:
            await self._look(after.guild)

    async def _look(self, guild: discord.Guild | None = None) -> None:
        is_open = partial(is_open_again, self._bot)
        async with self._looking:
            if not self._is_closing:
                guild_id = None if guild is None else guild.id
                await self._bot.rooms.reopening.look(is_open, guild_id=guild_id)


async def setup(bot: GatewiseBot) -> None:
    """Add the listeners. discord.py calls this when it loads the cog."""
    await bot.add_cog(Channels(bot))
