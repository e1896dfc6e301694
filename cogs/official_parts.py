"""The menu of an official page's parts: what a watch follows of it, chosen by who may."""

from typing import Any, cast

from bot.client import GatewiseBot
from bot.presentation.guild_channels import GuildChannels
from bot.presentation.mistakes import render_outdated
from bot.presentation.official_parts import decode_parts
from bot.presentation.rendered import Rendered
from bot.presentation.watches import render_edited
from bot.watching.keeping import Admin
from cogs.admin_desk import AdminDesk, shown
from cogs.desk import Interaction
from cogs.pressed import Pressed


class PartsMenu(Pressed, template=r"o[0-9]+:.*"):
    """Every menu of the family, of this version and of all others."""

    async def answer(self, bot: GatewiseBot, interaction: Interaction) -> None:
        """Keep what was chosen, or say that the menu is outdated."""
        office, watch = AdminDesk(bot), decode_parts(self.custom_id)
        locale = interaction.locale.value
        if watch is None:
            await office.tell(interaction, render_outdated(locale))
            return
        data = cast("dict[str, Any]", interaction.data)
        chosen = [str(value) for value in data.get("values") or ()]

        async def work(admin: Admin, _: GuildChannels) -> Rendered:
            found = await office.configuring.parts.choose(watch, chosen, admin)
            return shown(found, render_edited, locale)

        await office.serve_press(interaction, work)


async def setup(bot: GatewiseBot) -> None:
    """Listen for choices. discord.py calls this when it loads the cog."""
    bot.add_dynamic_items(PartsMenu)
