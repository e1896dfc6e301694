"""`/settings`, and every control of the panel and of `/privacy`."""

from typing import Any, cast

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import GatewiseBot
from bot.presentation.forms import read_form
from bot.presentation.governing_ids import VERSION, decode
from bot.presentation.translator import command_text
from cogs.clerk import Clerk
from cogs.desk import Interaction
from cogs.pressed import Pressed


class AnyControl(Pressed, template=r"s[0-9]+:.*"):
    """Every button and menu of the family, of this version and of all others."""

    async def answer(self, _: GatewiseBot, interaction: Interaction) -> None:
        """Do what the control says, or say that it is outdated."""
        data = cast("dict[str, Any]", interaction.data)
        await Clerk(interaction).press(decode(self.custom_id), data.get("values") or ())


class Settings(commands.Cog):
    """What a server decides about the bot."""

    def __init__(self, bot: GatewiseBot) -> None:
        self._bot = bot

    @app_commands.command(name="settings", description=command_text("command-settings"))
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    async def settings(self, interaction: Interaction) -> None:
        """Show the panel."""
        await Clerk(interaction).open_settings()

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Take a form of ours that was filled in: discord.py keeps none of them for us."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        custom_id = str(cast("dict[str, Any]", interaction.data)["custom_id"])
        if custom_id.startswith(f"{VERSION}:") and self._bot.is_fresh(interaction):
            answering = Clerk(interaction).submit(decode(custom_id), read_form(interaction))
            await self._bot.answer_press(interaction, answering)


async def setup(bot: GatewiseBot) -> None:
    """Add the command and listen for its controls. discord.py calls this when it loads the cog."""
    bot.add_dynamic_items(AnyControl)
    await bot.add_cog(Settings(bot))
