"""`/board`: one message with everything a server watches."""

from collections.abc import Awaitable, Callable

from discord import TextChannel, app_commands
from discord.ext import commands

from bot.client import GatewiseBot
from bot.presentation.boards import render_created, render_removed
from bot.presentation.notices import Notice, render_notice
from bot.presentation.rendered import Rendered
from bot.presentation.translator import command_text
from bot.watching.boards import is_given_up
from cogs.answering import answer_in_private
from cogs.desk import Interaction
from cogs.rights import is_manager, member_of

Working = Callable[[int, int], Awaitable[Rendered]]


@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(manage_guild=True)
class Board(
    commands.GroupCog,
    group_name="board",
    group_description=command_text("command-board"),
):
    """Makes boards and takes them away."""

    def __init__(self, bot: GatewiseBot) -> None:
        self._bot = bot

    @app_commands.command(name="create", description=command_text("command-board-create"))
    @app_commands.describe(channel=command_text("command-board-channel"))
    async def create(self, interaction: Interaction, channel: TextChannel | None = None) -> None:
        """Post a board, and keep it true."""
        keeper, locale = self._bot.rooms.boards, interaction.locale.value

        async def work(guild_id: int, channel_id: int) -> Rendered:
            known = await keeper.of_guild(guild_id)
            was_given_up = any(is_given_up(one) and one.channel_id == channel_id for one in known)
            problem = await keeper.create(guild_id, channel_id)
            return render_created(problem, channel_id, locale, was_given_up=was_given_up)

        await self._answer(interaction, channel, work)

    @app_commands.command(name="remove", description=command_text("command-board-remove"))
    @app_commands.describe(channel=command_text("command-board-channel"))
    async def remove(self, interaction: Interaction, channel: TextChannel | None = None) -> None:
        """Take a board away."""
        keeper, locale = self._bot.rooms.boards, interaction.locale.value

        async def work(guild_id: int, channel_id: int) -> Rendered:
            was_there = await keeper.remove(guild_id, channel_id)
            known = await keeper.of_guild(guild_id)
            given_up = [one.channel_id for one in known if is_given_up(one)]
            return render_removed(channel_id, given_up, locale, was_there=was_there)

        await self._answer(interaction, channel, work)

    async def _answer(
        self, interaction: Interaction, channel: TextChannel | None, work: Working
    ) -> None:
        member = member_of(interaction)
        if member is None or not is_manager(interaction):
            managers_only = render_notice(Notice.NO_PERMISSION, interaction.locale.value)
            await self._bot.delivery.respond(interaction, managers_only)
            return
        channel_id = member.channel_id if channel is None else channel.id
        await answer_in_private(interaction, lambda: work(member.guild_id, channel_id))


async def setup(bot: GatewiseBot) -> None:
    """Add the commands. discord.py calls this when it loads the cog."""
    await bot.add_cog(Board(bot))
