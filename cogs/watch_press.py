"""The buttons of `/watch`: Save and Cancel, Remove and Keep, pages, the last changes.

They act for who manages the server, and about that server's own watches.
"""

from typing import Any

from bot.client import GatewiseBot
from bot.presentation.changes import render_changes
from bot.presentation.guild_channels import GuildChannels
from bot.presentation.mistakes import render_outdated
from bot.presentation.rendered import Rendered
from bot.presentation.watch_files import render_dry_run, render_imported
from bot.presentation.watch_ids import Act, WatchPress, decode
from bot.presentation.watch_list import render_rows
from bot.presentation.watches import render_dropped, render_kept, render_removed, render_saved
from bot.watching.exchanging import DryRun
from bot.watching.keeping import Admin
from cogs.admin_desk import AdminDesk, shown
from cogs.desk import Interaction
from cogs.pressed import Pressed


class WatchButton(Pressed, template=r"w[0-9]+:.*"):
    """Every button of configuring, of this version and of all others."""

    async def answer(self, bot: GatewiseBot, interaction: Interaction) -> None:
        """Do what the button says, or say that it is outdated."""
        presses = WatchPresses(AdminDesk(bot), interaction)
        await presses.answer(decode(self.custom_id))


class WatchPresses:
    """Answers one press; nothing is kept between them."""

    def __init__(self, office: AdminDesk, interaction: Interaction) -> None:
        self._office = office
        self._configuring = office.configuring
        self._interaction = interaction
        self._locale = interaction.locale.value

    async def answer(self, press: WatchPress | None) -> None:
        """Answer a press of a button."""
        if press is None:
            await self._office.tell(self._interaction, render_outdated(self._locale))
        elif press.act is Act.LOG:
            await self._office.serve(self._interaction, self._show_log)
        else:

            async def work(admin: Admin, channels: GuildChannels) -> Rendered:
                return await self._do(press, admin, channels)

            await self._office.serve_press(self._interaction, work)

    async def _do(self, press: WatchPress, admin: Admin, channels: GuildChannels) -> Rendered:
        match press.act:
            case Act.SAVE:
                saved = await self._configuring.wishing.save(press.value, admin)
                return shown(saved, render_saved, self._locale)
            case Act.REMOVE:
                removed = await self._configuring.wishing.remove(press.value, admin)
                return shown(removed, render_removed, self._locale)
            case Act.TAKE:
                taken = await self._configuring.exchanging.save(press.value, admin)
                render: Any = render_dry_run if isinstance(taken, DryRun) else render_imported
                return shown(taken, render, self._locale)
            case Act.LIST:
                rows = await self._configuring.overview.rows(admin.guild_id, channels)
                return render_rows(rows, int(press.value), self._locale)
            case _:
                return self._call_off(press, admin)

    def _call_off(self, press: WatchPress, admin: Admin) -> Rendered:
        if press.act is Act.KEEP:
            return render_kept(self._locale)
        if press.act is Act.DROP:
            self._configuring.wishing.drop(press.value, admin)
        else:
            self._configuring.exchanging.drop(press.value, admin)
        return render_dropped(self._locale)

    async def _show_log(self, admin: Admin, _: GuildChannels) -> Rendered:
        changes = await self._interaction.client.rooms.governing.changes(admin.guild_id)
        return render_changes(changes, 0, self._locale)


async def setup(bot: GatewiseBot) -> None:
    """Listen for presses. discord.py calls this when it loads the cog."""
    bot.add_dynamic_items(WatchButton)
