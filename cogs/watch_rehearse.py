"""`/watch rehearse`: an outage from first failure to recovery, played in a channel."""

from typing import Any

from discord import TextChannel, app_commands
from discord.ext import commands

from bot.client import GatewiseBot
from bot.presentation.guild_channels import GuildChannels
from bot.presentation.mistakes import render_rejected
from bot.presentation.rendered import Rendered
from bot.presentation.translator import command_text
from bot.watching.keeping import Admin, Rejected
from bot.watching.wishing import Stage
from cogs.admin_desk import AdminDesk, suggest_watches
from cogs.desk import Interaction


class WatchRehearse(commands.Cog):
    """A part of the group `/watch`."""

    office: AdminDesk

    @app_commands.command(name="rehearse", description=command_text("command-watch-rehearse"))
    @app_commands.describe(
        watch=command_text("command-watch-watch"),
        channel=command_text("command-watch-stage"),
    )
    @app_commands.autocomplete(watch=suggest_watches)
    async def rehearse(
        self, interaction: Interaction, watch: str, channel: TextChannel | None = None
    ) -> None:
        """Play an outage where an admin wants to see one. Takes about half a minute."""
        channel_id = None if channel is None else channel.id

        async def work(admin: Admin, channels: GuildChannels) -> Rendered:
            wishing = self.office.configuring.wishing
            stage = await wishing.set_stage(watch, channel_id, admin, channels)
            if isinstance(stage, Rejected):
                return render_rejected(stage, interaction.locale.value)
            return await _play(stage, interaction)

        await self.office.serve(interaction, work)


async def _play(stage: Stage, interaction: Interaction) -> Rendered:
    bot: GatewiseBot = interaction.client
    usual = interaction.guild_locale or interaction.locale

    async def tell(message: Rendered) -> Any:
        return await bot.delivery.finish(interaction, message)

    return await bot.rooms.rehearsing.play(
        stage.watch,
        stage.channel_id,
        stage.locale or usual.value,
        user_id=interaction.user.id,
        tell=tell,
    )
