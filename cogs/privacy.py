"""`/privacy`: what is kept, and how to have it deleted. Its buttons are answered in `settings`."""

from discord import app_commands
from discord.ext import commands

from bot.client import GatewiseBot
from bot.presentation.translator import command_text
from cogs.clerk import Clerk
from cogs.desk import Interaction


class Privacy(commands.Cog):
    """What is kept of people and servers."""

    @app_commands.command(name="privacy", description=command_text("command-privacy"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def privacy(self, interaction: Interaction) -> None:
        """Say what is kept."""
        await Clerk(interaction).open_privacy()


async def setup(bot: GatewiseBot) -> None:
    """Add the command. discord.py calls this when it loads the cog."""
    await bot.add_cog(Privacy())
