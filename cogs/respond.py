"""Buttons under announcements: *We know*, *Mute*, *False alarm*, *Tell me when it's back*."""

from bot.client import GatewiseBot
from bot.presentation.incident_ids import decode_incident
from bot.presentation.notices import Notice, render_notice
from cogs.desk import Interaction
from cogs.incident_desk import IncidentDesk
from cogs.pressed import Pressed


class IncidentItem(Pressed, template=r"i[0-9]+:.*"):
    """Every button about incidents, of this version and of all others."""

    async def answer(self, bot: GatewiseBot, interaction: Interaction) -> None:
        """Do what the button says, or say that it is outdated."""
        press = decode_incident(self.custom_id)
        if press is None:
            outdated = render_notice(Notice.OUTDATED, interaction.locale.value)
            await bot.delivery.respond(interaction, outdated)
            return
        await IncidentDesk(bot, interaction).press(press)


async def setup(bot: GatewiseBot) -> None:
    """Listen for presses. discord.py calls this when it loads the cog."""
    bot.add_dynamic_items(IncidentItem)
