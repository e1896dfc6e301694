"""`/isitdown`, and "Is this down?" on a message."""

from discord import Message, app_commands
from discord.ext import commands

from bot.client import GatewiseBot
from bot.presentation.choices import render_target_choices
from bot.presentation.meant import render_watch_gone
from bot.presentation.notices import Notice, render_notice
from bot.presentation.translator import command_text
from bot.watching.nearby import read_reference
from cogs.desk import Desk, Interaction, add_menu
from cogs.reading import texts_of
from cogs.rights import server_of


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
        question = await self._question(interaction, target)
        if question is None:
            gone = render_watch_gone(interaction.locale.value)
            await self._desk.delivery.respond(interaction, gone)
        else:
            await self._desk.answer(interaction, question)

    @isitdown.autocomplete("target")
    async def suggest(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest what this server watches, then services, by name. Never looks at anything."""
        rooms = self._desk.rooms
        watches = await rooms.nearby.fitting(server_of(interaction), current)
        services = rooms.catalogue.suggest(current)
        return render_target_choices(watches, services, interaction.locale.value)

    async def _question(self, interaction: Interaction, target: str) -> str | None:
        """Return what to look at: for a watch of this server its address; None if it is gone.

        A name that everybody knows means what everybody knows, unless the watch was picked.
        """
        rooms, guild_id = self._desk.rooms, server_of(interaction)
        watch_id = read_reference(target)
        if watch_id is not None:
            picked = await rooms.nearby.find(guild_id, watch_id)
            return picked.target.url if picked else None
        if rooms.catalogue.find_meant(target):
            return target
        named = await rooms.nearby.named(guild_id, target)
        return named.target.url if named else target

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
