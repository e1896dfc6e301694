"""Buttons that only explain: those of a rehearsal, and *Why so late?* under a late announcement."""

from bot.client import GatewiseBot
from bot.presentation.asides import render_aside
from cogs.desk import Interaction
from cogs.pressed import Pressed


class AsideButton(Pressed, template=r"[ar][0-9]+:.*"):
    """Every button of the families `a` and `r`, of this version and of all others."""

    async def answer(self, bot: GatewiseBot, interaction: Interaction) -> None:
        """Explain, to the one who pressed."""
        message = render_aside(self.custom_id, interaction.locale.value)
        await bot.delivery.respond(interaction, message)


async def setup(bot: GatewiseBot) -> None:
    """Listen for presses. discord.py calls this when it loads the cog."""
    bot.add_dynamic_items(AsideButton)
