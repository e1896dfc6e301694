"""What admins ask, start to end: may they, acknowledge, do, answer in private. Shared by cogs."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from discord import app_commands

from bot.client import GatewiseBot
from bot.presentation.choices import render_watch_choices
from bot.presentation.guild_channels import GuildChannels
from bot.presentation.mistakes import render_rejected
from bot.presentation.notices import Notice, render_notice
from bot.presentation.rendered import Rendered
from bot.watching.keeping import Admin, Rejected
from bot.watching.recording import StoreUnavailable
from cogs.answering import answer_in_place, answer_in_private
from cogs.desk import Interaction
from cogs.rights import admin_of

T = TypeVar("T")
Choices = list[app_commands.Choice[str]]


Work = Callable[[Admin, GuildChannels], Awaitable[Rendered]]
Suggesting = Callable[[int], Awaitable[Choices]]


class AdminDesk:
    """Lets admins in, and nobody else; what they see is for them alone."""

    def __init__(self, bot: GatewiseBot) -> None:
        self.configuring = bot.rooms.configuring
        self.clock = bot.rooms.clock
        self._delivery = bot.delivery

    async def serve(self, interaction: Interaction, work: Work) -> None:
        """Do what a command asks for, and answer with a message of its own."""
        admin = await self._let_in(interaction)
        if admin is not None:
            channels = GuildChannels(interaction.guild)
            await answer_in_private(interaction, lambda: work(admin, channels))

    async def serve_press(self, interaction: Interaction, work: Work) -> None:
        """Do what a button says, and put the answer in the place of the message it is on."""
        admin = await self._let_in(interaction)
        if admin is not None:
            channels = GuildChannels(interaction.guild)
            await answer_in_place(interaction, lambda: work(admin, channels))

    async def tell(self, interaction: Interaction, message: Rendered) -> None:
        """Answer at once."""
        await self._delivery.respond(interaction, message)

    async def suggest(self, interaction: Interaction, suggesting: Suggesting) -> Choices:
        """Return suggestions while an admin types; none to others, or while storage is away."""
        admin = admin_of(interaction)
        if admin is None:
            return []
        try:
            return await suggesting(admin.guild_id)
        except StoreUnavailable:
            return []

    async def _let_in(self, interaction: Interaction) -> Admin | None:
        admin = admin_of(interaction)
        if admin is None:
            locale = interaction.locale.value
            await self.tell(interaction, render_notice(Notice.NO_PERMISSION, locale))
        return admin


async def suggest_watches(interaction: Interaction, current: str) -> Choices:
    """Suggest this server's own watches by name."""
    office = AdminDesk(interaction.client)

    async def suggesting(guild_id: int) -> Choices:
        watches = await office.configuring.overview.named(guild_id, current)
        return render_watch_choices(watches, has_hosts=True)

    return await office.suggest(interaction, suggesting)


def shown(found: T | Rejected, render: Callable[[T, str], Rendered], locale: str) -> Rendered:
    """Render what was done, or why it was not."""
    return render_rejected(found, locale) if isinstance(found, Rejected) else render(found, locale)
