"""`/isitdown`, and "Is this down?" on a message."""

from discord import Message, app_commands
from discord.ext import commands

from bot.client import GatewiseBot
from bot.presentation.choices import render_choices
from bot.presentation.notices import Notice, render_notice
from bot.presentation.translator import command_text
from cogs.desk import Desk, Interaction, add_menu
from cogs.reading import texts_of


class Ask(commands.Cog):
    """Questions about one site or service."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @app_commands.command(name="isitdown", description=command_text("command-isitdown"))
    @app_commands.describe(target=command_text("command-isitdown-target"))
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def isitdown(self, interaction: Interaction, target: str) -> None:
        """Look at what was typed or picked."""
        await self._desk.answer(interaction, target)

    @isitdown.autocomplete("target")
    async def suggest(
        self,
        interaction: Interaction,  # noqa: ARG002 - discord.py hands it over
        current: str,
    ) -> list[app_commands.Choice[str]]:
        """Suggest services by name. Never looks at anything."""
        return render_choices(self._desk.rooms.catalogue.suggest(current))

    async def is_this_down(self, interaction: Interaction, message: Message) -> None:
        """Look at the link or service in a message."""
        question = self._desk.find_question(texts_of(message))
        if question is not None:
            await self._desk.answer(interaction, question)
            return
        notice = render_notice(Notice.NO_TARGET_IN_MESSAGE, interaction.locale.value)
        await self._desk.delivery.respond(interaction, notice)


async def setup(bot: GatewiseBot) -> None:
    """Add the commands. discord.py calls this when it loads the cog."""
    cog = Ask(Desk(bot.rooms, bot.delivery))
    await bot.add_cog(cog)
    add_menu(bot, command_text("menu-is-this-down"), cog.is_this_down)
