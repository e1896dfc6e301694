"""The buttons *Same here*, *Works for me* and *Slow*, for members of a server."""

from bot.client import GatewiseBot
from bot.presentation.notices import Notice, render_notice
from bot.presentation.report_ids import ReportPress, decode_report
from bot.presentation.reports import render_no_members, render_report
from cogs.admission import turn_away
from cogs.desk import Interaction, asker_of
from cogs.pressed import Pressed


class ReportItem(Pressed, template=r"m[0-9]+:.*"):
    """Every button that reports, of this version and of all others."""

    async def answer(self, bot: GatewiseBot, interaction: Interaction) -> None:
        """Note the report, or say that the button is outdated."""
        press = decode_report(self.custom_id)
        if press is None:
            outdated = render_notice(Notice.OUTDATED, interaction.locale.value)
            await bot.delivery.respond(interaction, outdated)
            return
        await note_report(bot, interaction, press)


async def note_report(bot: GatewiseBot, interaction: Interaction, press: ReportPress) -> None:
    """Note what a member says, and thank them where nobody else sees it."""
    if await turn_away(bot.rooms.governing, bot.delivery, interaction):
        return
    asker, locale = asker_of(interaction), interaction.locale.value
    if asker.guild_id is None:
        await bot.delivery.respond(interaction, render_no_members(locale))
        return
    members, about = bot.rooms.members, str(press.key)
    is_new = members.note_report(asker.guild_id, about, asker.user_id, press.experience)
    word = members.hear_in(asker.guild_id, about)
    message = render_report(press.experience, word, locale, is_new=is_new)
    await bot.delivery.respond(interaction, message)


async def setup(bot: GatewiseBot) -> None:
    """Listen for presses. discord.py calls this when it loads the cog."""
    bot.add_dynamic_items(ReportItem)
