"""`/explain`, and "Explain this error" on a message."""

from discord import Message, app_commands
from discord.ext import commands

from bot.client import GatewiseBot
from bot.explanations import explain
from bot.presentation.meanings import render_error
from bot.presentation.notices import Notice, render_notice
from bot.presentation.translator import command_text
from cogs.desk import Desk, Interaction, add_menu
from cogs.reading import texts_of


class Explain(commands.Cog):
    """What an error means. Nothing is looked at."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @app_commands.command(name="explain", description=command_text("command-explain"))
    @app_commands.describe(error=command_text("command-explain-error"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def explain(self, interaction: Interaction, error: str) -> None:
        """Explain what was typed or pasted."""
        await self._explain(interaction, error, Notice.NO_SUCH_ERROR)

    async def explain_message(self, interaction: Interaction, message: Message) -> None:
        """Explain the error in a message."""
        text = "\n".join(texts_of(message))
        await self._explain(interaction, text, Notice.NO_ERROR_IN_MESSAGE)

    async def _explain(self, interaction: Interaction, text: str, otherwise: Notice) -> None:
        locale = interaction.locale.value
        found = explain(text, locale)
        message = (
            render_notice(otherwise, locale) if found is None else render_error(found, text, locale)
        )
        await self._desk.delivery.respond(interaction, message)


async def setup(bot: GatewiseBot) -> None:
    """Add the commands. discord.py calls this when it loads the cog."""
    cog = Explain(Desk(bot.rooms, bot.delivery))
    await bot.add_cog(cog)
    add_menu(bot, command_text("menu-explain-error"), cog.explain_message)
