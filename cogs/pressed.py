"""What every button and menu of ours has in common.

A control's `custom_id` is all there is to it, so that it outlives a restart. Whoever presses may
send any text as such an id: only what a family's own `decode` understands is acted upon.
"""

import re
from abc import ABC, abstractmethod
from typing import Any, Self

import discord
from discord import ui

from bot.client import GatewiseBot
from cogs.desk import Interaction

NOTHING = r"(?!)"  # what no id is like: each family says what its own ids are like


class Pressed(ui.DynamicItem[ui.Item[Any]], ABC, template=NOTHING):
    """Every control of one family, of its version and of all others."""

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 - discord.py hands it over
        item: ui.Item[Any],
        match: re.Match[str],  # noqa: ARG003 - each `decode` reads the id more strictly
        /,
    ) -> Self:
        """Take the control as it is."""
        return cls(item)

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Say whether somebody still waits for an answer."""
        bot: GatewiseBot = interaction.client
        return bot.is_fresh(interaction)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer, and say so when it fails."""
        bot: GatewiseBot = interaction.client
        await bot.answer_press(interaction, self.answer(bot, interaction))

    @abstractmethod
    async def answer(self, bot: GatewiseBot, interaction: Interaction) -> None:
        """Do what the control says, or say that it is outdated."""
