"""`/watch export|import`: all watches of a server as a file."""

import asyncio

import aiohttp
import discord
from discord import Attachment, app_commands
from discord.ext import commands

from bot.presentation.guild_channels import GuildChannels
from bot.presentation.rendered import Rendered
from bot.presentation.translator import command_text
from bot.presentation.watch_files import (
    render_bad_entries,
    render_dry_run,
    render_exported,
    render_no_file,
    render_unreadable,
)
from bot.watching.exchange import LARGEST, DocumentRefused, Format, Unreadable
from bot.watching.exchanging import BadEntries
from bot.watching.keeping import Admin
from cogs.admin_desk import AdminDesk
from cogs.desk import Interaction

PATIENCE = 10.0  # seconds, for Discord to hand a file over


class WatchFiles(commands.Cog):
    """A part of the group `/watch`."""

    office: AdminDesk

    @app_commands.command(name="export", description=command_text("command-watch-export"))
    @app_commands.describe(format=command_text("command-watch-format"))
    async def export(self, interaction: Interaction, format: Format = Format.YAML) -> None:  # noqa: A002
        """Hand all watches out as a file."""

        async def work(admin: Admin, _: GuildChannels) -> Rendered:
            exported = await self.office.configuring.exchanging.export(admin.guild_id, format)
            return render_exported(exported, interaction.locale.value)

        await self.office.serve(interaction, work)

    @app_commands.command(name="import", description=command_text("command-watch-import"))
    @app_commands.describe(
        file=command_text("command-watch-file"),
        text=command_text("command-watch-text"),
        replace=command_text("command-watch-replace"),
    )
    async def import_(
        self,
        interaction: Interaction,
        *,
        file: Attachment | None = None,
        text: str | None = None,
        replace: bool = False,
    ) -> None:
        """Show what a file would change, and ask whether to save."""

        async def work(admin: Admin, channels: GuildChannels) -> Rendered:
            content = text.encode("utf-8", "replace") if text is not None else await fetch(file)
            return await self._rehearse(interaction, content, admin, channels, replaces=replace)

        await self.office.serve(interaction, work)

    async def _rehearse(
        self,
        interaction: Interaction,
        content: bytes | DocumentRefused | None,
        admin: Admin,
        channels: GuildChannels,
        *,
        replaces: bool,
    ) -> Rendered:
        exchanging, locale = self.office.configuring.exchanging, interaction.locale.value
        if content is None:
            return render_no_file(locale)
        if isinstance(content, DocumentRefused):
            return render_unreadable(content, locale)
        match await exchanging.rehearse(content, admin, channels, replaces=replaces):
            case DocumentRefused() as refused:
                return render_unreadable(refused, locale)
            case BadEntries() as bad:
                return render_bad_entries(bad, locale)
            case found:
                return render_dry_run(found, locale)


async def fetch(file: Attachment | None) -> bytes | DocumentRefused | None:
    """Return what a file holds; None where there is none, or Discord does not hand it over."""
    if file is None:
        return None
    if file.size > LARGEST:
        return DocumentRefused(Unreadable.TOO_LARGE)
    try:
        async with asyncio.timeout(PATIENCE):
            return await file.read()
    except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError):
        return None
