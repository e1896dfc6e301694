"""Buttons under announcements: *We know*, *Mute*, *False alarm*, *Tell me when it's back*."""

import re
from typing import Any, Self, cast

import discord
from discord import ui

from bot.client import GatewiseBot
from bot.presentation.incident_ids import decode_incident
from bot.presentation.notices import Notice, render_notice
from cogs.incident_desk import IncidentDesk


class IncidentItem(ui.DynamicItem[ui.Button[Any]], template=r"i[0-9]+:.*"):
    """Every button about incidents, of this version and of all others."""

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 - discord.py hands it over
        item: ui.Item[Any],
        match: re.Match[str],  # noqa: ARG003 - `decode_incident` reads the id more strictly
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
        press = decode_incident(self.custom_id)
        if press is None:
            outdated = render_notice(Notice.OUTDATED, interaction.locale.value)
            await bot.delivery.respond(interaction, outdated)
            return
        desk = IncidentDesk(bot, interaction)
        await bot.answer_press(interaction, desk.press(press))


async def setup(bot: GatewiseBot) -> None:
    """Listen for presses. discord.py calls this when it loads the cog."""
    bot.add_dynamic_items(IncidentItem)
