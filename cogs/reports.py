"""The buttons *Same here*, *Works for me* and *Slow*, for members of a server."""

import re
from typing import Any, Self, cast

import discord
from discord import ui

from bot.client import GatewiseBot
from bot.presentation.notices import Notice, render_notice
from bot.presentation.report_ids import ReportPress, decode_report
from bot.presentation.reports import render_no_members, render_report
from cogs.admission import turn_away
from cogs.desk import Interaction, asker_of


class ReportItem(ui.DynamicItem[ui.Button[Any]], template=r"m[0-9]+:.*"):
    """Every button that reports, of this version and of all others."""

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 - discord.py hands it over
        item: ui.Item[Any],
        match: re.Match[str],  # noqa: ARG003 - `decode_report` reads the id more strictly
        /,
    ) -> Self:
        """Take the pressed button as it is."""
        return cls(cast("ui.Button[Any]", item))

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Say whether somebody still waits for an answer to this press."""
        bot: GatewiseBot = interaction.client
        return bot.is_fresh(interaction)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Note the report, or say that the button is outdated."""
        bot: GatewiseBot = interaction.client
        press = decode_report(self.custom_id)
        if press is None:
            outdated = render_notice(Notice.OUTDATED, interaction.locale.value)
            await bot.delivery.respond(interaction, outdated)
            return
        await bot.answer_press(interaction, note_report(bot, interaction, press))


async def note_report(bot: GatewiseBot, interaction: Interaction, press: ReportPress) -> None:
    """Note what a member says, and thank them where nobody else sees it."""
    if await turn_away(bot.rooms.governing, bot.delivery, interaction):
        return
    asker, locale = asker_of(interaction), interaction.locale.value
    if asker.guild_id is None:
        await bot.delivery.respond(interaction, render_no_members(locale))
        return
    reports, about = bot.rooms.reports, str(press.key)
    is_new = reports.note(asker.guild_id, about, asker.user_id, press.experience)
    tally = reports.tally(asker.guild_id, about)
    message = render_report(press.experience, tally, locale, is_new=is_new)
    await bot.delivery.respond(interaction, message)


async def setup(bot: GatewiseBot) -> None:
    """Listen for presses. discord.py calls this when it loads the cog."""
    bot.add_dynamic_items(ReportItem)
