"""`/watch`: what this server watches. Adding and editing here, the rest in the parts it is of."""

from typing import Any

import discord
from discord import Role, TextChannel, app_commands
from discord.ext import commands

from bot.client import GatewiseBot
from bot.presentation.choices import render_choices
from bot.presentation.guild_channels import GuildChannels
from bot.presentation.official_parts import render_follow_choices, render_parts_question
from bot.presentation.rendered import Rendered
from bot.presentation.translator import command_text
from bot.presentation.watches import render_edited, render_proposal
from bot.watching.keeping import Admin
from cogs.admin_desk import AdminDesk, Choices, shown, suggest_watches
from cogs.desk import Interaction
from cogs.watch_care import WatchCare
from cogs.watch_files import WatchFiles
from cogs.watch_options import ASKED, ASKS_FOR_PARTS, Days, make_draft
from cogs.watch_rehearse import WatchRehearse


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_installs(guilds=True, users=False)
class Watch(
    WatchCare,
    WatchFiles,
    WatchRehearse,
    commands.GroupCog,
    group_name="watch",
    group_description=command_text("command-watch"),
):
    """What this server watches."""

    def __init__(self, office: AdminDesk, bot: GatewiseBot) -> None:
        self.office = office
        self._catalogue = bot.rooms.catalogue

    async def ask_add(
        self,
        interaction: Interaction,
        *,
        target: str,
        channel: TextChannel | None = None,
        name: str | None = None,
        interval: str | None = None,
        role: Role | None = None,
        expect_status: str | None = None,
        expect_text: str | None = None,
        certificate_days: Days | None = None,
        slow_after: str | None = None,
        quiet_hours: str | None = None,
        official: str | None = None,
    ) -> None:
        """Look once, show what we saw, and ask whether to save."""
        texts = (name, interval, expect_status, expect_text, slow_after, quiet_hours, official)
        draft = make_draft(channel, role, certificate_days, *texts)
        wishing, locale = self.office.configuring.wishing, interaction.locale.value

        async def work(admin: Admin, channels: GuildChannels) -> Rendered:
            found = await wishing.propose(target, draft, admin, channels)
            return shown(found, render_proposal, locale)

        await self.office.serve(interaction, work)

    async def ask_edit(
        self,
        interaction: Interaction,
        *,
        watch: str,
        channel: TextChannel | None = None,
        name: str | None = None,
        interval: str | None = None,
        role: Role | None = None,
        expect_status: str | None = None,
        expect_text: str | None = None,
        certificate_days: Days | None = None,
        slow_after: str | None = None,
        quiet_hours: str | None = None,
        official: str | None = None,
        no_role: bool = False,
    ) -> None:
        """Change what is given."""
        texts = (name, interval, expect_status, expect_text, slow_after, quiet_hours, official)
        draft = make_draft(channel, role, certificate_days, *texts, drops_role=no_role)
        wishing, locale = self.office.configuring.wishing, interaction.locale.value

        async def work(admin: Admin, channels: GuildChannels) -> Rendered:
            if draft == ASKS_FOR_PARTS:
                question = await self.office.configuring.parts.ask(watch, admin)
                return shown(question, render_parts_question, locale)
            found = await wishing.edit(watch, draft, admin, channels)
            return shown(found, render_edited, locale)

        await self.office.serve(interaction, work)

    # Made by hand: with all their options they are long, though they do little.
    add = app_commands.Command(
        name="add", description=command_text("command-watch-add"), callback=ask_add
    )
    edit = app_commands.Command(
        name="edit", description=command_text("command-watch-edit"), callback=ask_edit
    )
    app_commands.describe(target=command_text("command-watch-target"), **ASKED)(add)
    app_commands.describe(
        watch=command_text("command-watch-watch"),
        no_role=command_text("command-watch-no-role"),
        **ASKED,
    )(edit)
    edit.autocomplete("watch")(suggest_watches)

    @add.autocomplete("target")
    async def suggest_services(
        self,
        interaction: discord.Interaction[Any],  # noqa: ARG002 - discord.py hands it over
        current: str,
    ) -> Choices:
        """Suggest services by name. Never looks at anything."""
        return render_choices(self._catalogue.suggest(current))

    @add.autocomplete("official")
    async def suggest_following(self, interaction: Interaction, current: str) -> Choices:
        """Suggest what a new watch can follow of an official page."""
        return [] if current else render_follow_choices(interaction.locale.value, is_new=True)

    @edit.autocomplete("official")
    async def suggest_other_following(self, interaction: Interaction, current: str) -> Choices:
        """Suggest what a watch can follow of an official page."""
        return [] if current else render_follow_choices(interaction.locale.value, is_new=False)


async def setup(bot: GatewiseBot) -> None:
    """Add the commands. discord.py calls this when it loads the cog."""
    await bot.add_cog(Watch(AdminDesk(bot), bot))
