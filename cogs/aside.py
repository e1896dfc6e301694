"""Buttons that only explain: those of a rehearsal, and *Why so late?* under a late announcement."""

import re
from typing import Any, Self, cast

import discord
from discord import ui

from bot.client import GatewiseBot
from bot.presentation.asides import render_aside
from bot.presentation.rendered import Rendered


class AsideButton(ui.DynamicItem[ui.Button[Any]], template=r"[ar][0-9]+:.*"):
    """Every button of the families `a` and `r`, of this version and of all others."""

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 - discord.py hands it over
        item: ui.Item[Any],
        match: re.Match[str],  # noqa: ARG003 - `render_aside` reads the id more strictly
        /,
    ) -> Self:
        """Take the pressed button as it is."""
        return cls(cast("ui.Button[Any]", item))

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Say whether somebody still waits for an answer to this press."""
        bot: GatewiseBot = interaction.client
        return bot.is_fresh(interaction)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Explain, to the one who pressed."""
        bot: GatewiseBot = interaction.client
        message = render_aside(self.custom_id, interaction.locale.value)
        await bot.answer_press(interaction, respond(bot, interaction, message))


async def respond(
    bot: GatewiseBot, interaction: discord.Interaction[Any], message: Rendered
) -> None:
    """Show the explanation."""
    await bot.delivery.respond(interaction, message)


async def setup(bot: GatewiseBot) -> None:
    """Listen for presses. discord.py calls this when it loads the cog."""
    bot.add_dynamic_items(AsideButton)
