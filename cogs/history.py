"""`/history`, and its buttons: *History*, pages, spans, *Response times*, *Export*."""

import re
from typing import Any, Self, cast

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.client import GatewiseBot
from bot.history.reviewing import MOST_DAYS
from bot.presentation.history_choices import suggest_watches
from bot.presentation.history_ids import decode
from bot.presentation.translator import command_text
from bot.watching.recording import StoreUnavailable
from cogs.history_desk import USUAL_DAYS, HistoryDesk, Interaction


class HistoryButton(ui.DynamicItem[ui.Button[Any]], template=r"h[0-9]+:.*"):
    """Every button of a history, of this version and of all others."""

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 - discord.py hands it over
        item: ui.Item[Any],
        match: re.Match[str],  # noqa: ARG003 - `decode` reads the id more strictly
        /,
    ) -> Self:
        """Take the pressed button as it is."""
        return cls(cast("ui.Button[Any]", item))

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Say whether somebody still waits for an answer to this press."""
        bot: GatewiseBot = interaction.client
        return bot.is_fresh(interaction)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what the button says, or say that it is outdated."""
        bot: GatewiseBot = interaction.client
        desk = HistoryDesk(bot.rooms, bot.delivery, interaction)
        await bot.answer_press(interaction, desk.answer(decode(self.custom_id)))


class History(commands.Cog):
    """What happened to the things a server watches."""

    def __init__(self, bot: GatewiseBot) -> None:
        self._bot = bot

    @app_commands.command(name="history", description=command_text("command-history"))
    @app_commands.describe(
        target=command_text("command-history-target"), days=command_text("command-history-days")
    )
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    async def history(
        self,
        interaction: Interaction,
        target: str | None = None,
        days: app_commands.Range[int, 1, MOST_DAYS] = USUAL_DAYS,
    ) -> None:
        """Tell the past of one watch, or of all."""
        await HistoryDesk(self._bot.rooms, self._bot.delivery, interaction).show(target, days)

    @history.autocomplete("target")
    async def suggest(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest this server's watches."""
        try:
            watches = await self._bot.rooms.reviewing.watches(interaction.guild_id or 0)
        except StoreUnavailable:
            return []
        return suggest_watches(watches, current)


async def setup(bot: GatewiseBot) -> None:
    """Add the command and listen for presses. discord.py calls this when it loads the cog."""
    await bot.add_cog(History(bot))
    bot.add_dynamic_items(HistoryButton)
