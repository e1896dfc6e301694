"""`/incident`: what admins do about an outage, by name instead of by button."""

from discord import app_commands
from discord.ext import commands

from bot.client import GatewiseBot
from bot.presentation.incidents import render_incident_choices
from bot.presentation.translator import command_text
from bot.watching.ports import Act
from bot.watching.recording import StoreUnavailable
from bot.watching.responding import LONGEST_NOTE
from cogs.desk import Interaction
from cogs.incident_desk import IncidentDesk
from cogs.rights import is_manager

WHICH = command_text("command-incident-which")
Choices = list[app_commands.Choice[str]]


@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(manage_guild=True)
class Incident(
    commands.GroupCog,
    group_name="incident",
    group_description=command_text("command-incident"),
):
    """Acts on one incident of the server."""

    def __init__(self, bot: GatewiseBot) -> None:
        self._bot = bot

    @app_commands.command(name="note", description=command_text("command-incident-note"))
    @app_commands.describe(incident=WHICH, text=command_text("command-incident-text"))
    async def note(
        self,
        interaction: Interaction,
        incident: str,
        text: app_commands.Range[str, 1, LONGEST_NOTE],
    ) -> None:
        """Add a human update."""
        await IncidentDesk(self._bot, interaction).note(incident, text)

    @app_commands.command(name="acknowledge", description=command_text("command-incident-know"))
    @app_commands.describe(incident=WHICH)
    async def acknowledge(self, interaction: Interaction, incident: str) -> None:
        """Say that the admins know."""
        await IncidentDesk(self._bot, interaction).respond(incident, Act.ACKNOWLEDGED)

    @app_commands.command(name="mute", description=command_text("command-incident-mute"))
    @app_commands.describe(incident=WHICH)
    async def mute(self, interaction: Interaction, incident: str) -> None:
        """Hear nothing more until it is over."""
        await IncidentDesk(self._bot, interaction).respond(incident, Act.MUTED)

    @app_commands.command(name="retract", description=command_text("command-incident-retract"))
    @app_commands.describe(incident=WHICH)
    async def retract(self, interaction: Interaction, incident: str) -> None:
        """Call it a false alarm."""
        await IncidentDesk(self._bot, interaction).respond(incident, Act.RETRACTED)

    @note.autocomplete("incident")
    @acknowledge.autocomplete("incident")
    @mute.autocomplete("incident")
    @retract.autocomplete("incident")
    async def suggest(self, interaction: Interaction, current: str) -> Choices:
        """Suggest open and recent incidents of this server."""
        if interaction.guild_id is None or not is_manager(interaction):
            return []
        try:
            found = await self._bot.rooms.responding.recent(interaction.guild_id)
        except StoreUnavailable:
            return []
        return render_incident_choices(found, current, interaction.locale.value)


async def setup(bot: GatewiseBot) -> None:
    """Add the commands. discord.py calls this when it loads the cog."""
    await bot.add_cog(Incident(bot))
