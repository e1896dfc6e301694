"""`/watch remove|pause|resume|test|list`: what is done about watches that are there."""

from discord import app_commands
from discord.ext import commands

from bot.presentation.guild_channels import GuildChannels
from bot.presentation.rendered import Rendered
from bot.presentation.translator import command_text
from bot.presentation.watch_list import render_rows
from bot.presentation.watches import render_removal, render_rested, render_trial
from bot.watching.keeping import Admin
from cogs.admin_desk import AdminDesk, shown, suggest_watches
from cogs.desk import Interaction

WATCH = command_text("command-watch-watch")


class WatchCare(commands.Cog):
    """A part of the group `/watch`."""

    office: AdminDesk

    @app_commands.command(name="remove", description=command_text("command-watch-remove"))
    @app_commands.describe(watch=WATCH)
    @app_commands.autocomplete(watch=suggest_watches)
    async def remove(self, interaction: Interaction, watch: str) -> None:
        """Ask whether it is to be removed."""

        async def work(admin: Admin, _: GuildChannels) -> Rendered:
            found = await self.office.configuring.wishing.find(watch, admin)
            return shown(found, render_removal, interaction.locale.value)

        await self.office.serve(interaction, work)

    @app_commands.command(name="pause", description=command_text("command-watch-pause"))
    @app_commands.describe(watch=WATCH)
    @app_commands.autocomplete(watch=suggest_watches)
    async def pause(self, interaction: Interaction, watch: str) -> None:
        """Let a watch rest."""
        await self._rest(interaction, watch, is_paused=True)

    @app_commands.command(name="resume", description=command_text("command-watch-resume"))
    @app_commands.describe(watch=WATCH)
    @app_commands.autocomplete(watch=suggest_watches)
    async def resume(self, interaction: Interaction, watch: str) -> None:
        """Let a watch go on."""
        await self._rest(interaction, watch, is_paused=False)

    @app_commands.command(name="test", description=command_text("command-watch-test"))
    @app_commands.describe(watch=WATCH)
    @app_commands.autocomplete(watch=suggest_watches)
    async def test(self, interaction: Interaction, watch: str) -> None:
        """Look now, and show what would be announced."""

        async def work(admin: Admin, _: GuildChannels) -> Rendered:
            found = await self.office.configuring.wishing.try_out(watch, admin)
            return shown(found, render_trial, interaction.locale.value)

        await self.office.serve(interaction, work)

    @app_commands.command(name="list", description=command_text("command-watch-list"))
    async def list(self, interaction: Interaction) -> None:
        """Show all watches and how they are doing."""

        async def work(admin: Admin, channels: GuildChannels) -> Rendered:
            rows = await self.office.configuring.overview.rows(admin.guild_id, channels)
            return render_rows(rows, 0, interaction.locale.value)

        await self.office.serve(interaction, work)

    async def _rest(self, interaction: Interaction, watch: str, *, is_paused: bool) -> None:
        async def work(admin: Admin, _: GuildChannels) -> Rendered:
            wishing = self.office.configuring.wishing
            found = await wishing.rest(watch, admin, is_paused=is_paused)
            return shown(found, render_rested, interaction.locale.value)

        await self.office.serve(interaction, work)
