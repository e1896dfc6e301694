"""`/maintenance`: planned work, once or every week."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import GatewiseBot
from bot.presentation.guild_channels import GuildChannels
from bot.presentation.mistakes import render_bad_window
from bot.presentation.planned_work import (
    render_cancelled,
    render_planned,
    render_work_choices,
    render_works,
)
from bot.presentation.rendered import Rendered
from bot.presentation.translator import command_text
from bot.watching.keeping import Admin
from bot.watching.windows import WindowRefusal
from cogs.admin_desk import AdminDesk, Choices, shown, suggest_watches
from cogs.desk import Interaction


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_installs(guilds=True, users=False)
class Maintenance(
    commands.GroupCog,
    group_name="maintenance",
    group_description=command_text("command-maintenance"),
):
    """Planned work."""

    def __init__(self, office: AdminDesk) -> None:
        self._office = office
        self._planning = office.configuring.planning

    @app_commands.command(name="add", description=command_text("command-maintenance-add"))
    @app_commands.describe(
        when=command_text("command-maintenance-when"),
        watch=command_text("command-maintenance-watch"),
        note=command_text("command-maintenance-note"),
    )
    @app_commands.autocomplete(watch=suggest_watches)
    async def add(
        self, interaction: Interaction, when: str, watch: str | None = None, note: str = ""
    ) -> None:
        """Plan work for one watch, or for all."""

        async def work(admin: Admin, _: GuildChannels) -> Rendered:
            found = await self._planning.add(when, watch, note, admin)
            if isinstance(found, WindowRefusal):
                return render_bad_window(found, interaction.locale.value)
            now = self._office.clock.now()
            return shown(found, lambda *of: render_planned(of[0], now, of[1]), _locale(interaction))

        await self._office.serve(interaction, work)

    @app_commands.command(name="list", description=command_text("command-maintenance-list"))
    async def list(self, interaction: Interaction) -> None:
        """Show what is planned."""

        async def work(admin: Admin, _: GuildChannels) -> Rendered:
            works = await self._planning.list(admin.guild_id)
            return render_works(works, self._office.clock.now(), _locale(interaction))

        await self._office.serve(interaction, work)

    @app_commands.command(name="remove", description=command_text("command-maintenance-remove"))
    @app_commands.describe(work=command_text("command-maintenance-work"))
    async def remove(self, interaction: Interaction, work: str) -> None:
        """Call planned work off."""

        async def cancel(admin: Admin, _: GuildChannels) -> Rendered:
            found = await self._planning.remove(work, admin)
            return shown(found, render_cancelled, _locale(interaction))

        await self._office.serve(interaction, cancel)

    @remove.autocomplete("work")
    async def suggest_works(self, interaction: discord.Interaction[Any], current: str) -> Choices:
        """Suggest this server's own planned work."""

        async def suggesting(guild_id: int) -> Choices:
            return render_work_choices(await self._planning.list(guild_id), current)

        return await self._office.suggest(interaction, suggesting)


def _locale(interaction: Interaction) -> str:
    return interaction.locale.value


async def setup(bot: GatewiseBot) -> None:
    """Add the commands. discord.py calls this when it loads the cog."""
    await bot.add_cog(Maintenance(AdminDesk(bot)))
