"""`/history`, and its buttons: *History*, pages, spans, *Response times*, *Export*."""

from discord import app_commands
from discord.ext import commands

from bot.client import GatewiseBot
from bot.history.reviewing import MOST_DAYS
from bot.presentation.choices import render_watch_choices
from bot.presentation.history_ids import decode
from bot.presentation.translator import command_text
from bot.watching.finding import fitting_watches
from bot.watching.recording import StoreUnavailable
from cogs.desk import Interaction
from cogs.history_desk import USUAL_DAYS, HistoryDesk
from cogs.pressed import Pressed


class HistoryButton(Pressed, template=r"h[0-9]+:.*"):
    """Every button of a history, of this version and of all others."""

    async def answer(self, bot: GatewiseBot, interaction: Interaction) -> None:
        """Do what the button says, or say that it is outdated."""
        desk = HistoryDesk(bot.rooms, bot.delivery, interaction)
        await desk.answer(decode(self.custom_id))


class History(commands.Cog):
    """What happened to the things a server watches."""

    def __init__(self, bot: GatewiseBot) -> None:
        self._bot = bot

    @app_commands.command(name="history", description=command_text("command-history"))
    @app_commands.describe(
        target=command_text("command-history-target"), days=command_text("command-history-days")
    )
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    async def history(
        self,
        interaction: Interaction,
        target: str | None = None,
        days: app_commands.Range[int, 1, MOST_DAYS] = USUAL_DAYS,
    ) -> None:
        """Tell the past of one watch, or of all."""
        await HistoryDesk(self._bot.rooms, self._bot.delivery, interaction).show(target, days)

    @history.autocomplete("target")
    async def suggest(
        self, interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Suggest this server's watches."""
        try:
            watches = await self._bot.rooms.reviewing.watches(interaction.guild_id or 0)
        except StoreUnavailable:
            return []
        return render_watch_choices(fitting_watches(watches, current))


async def setup(bot: GatewiseBot) -> None:
    """Add the command and listen for presses. discord.py calls this when it loads the cog."""
    await bot.add_cog(History(bot))
    bot.add_dynamic_items(HistoryButton)
