"""Deleted messages: an answer that is gone can't be shared, so the next one becomes the shared."""

import discord
from discord.ext import commands

from bot.client import GatewiseBot


class Deletions(commands.Cog):
    """Notices that a shared answer was deleted."""

    def __init__(self, bot: GatewiseBot) -> None:
        self._shared = bot.shared

    @commands.Cog.listener()
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """Take in one deleted message."""
        self._shared.drop_message(event.message_id)

    @commands.Cog.listener()
    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        """Take in many deleted messages."""
        for message_id in event.message_ids:
            self._shared.drop_message(message_id)


async def setup(bot: GatewiseBot) -> None:
    """Add the listener. discord.py calls this when it loads the cog."""
    await bot.add_cog(Deletions(bot))
