"""Who somebody is here, and whether they may manage the server. Shared by the cogs for admins."""

import discord

from bot.client import GatewiseBot
from bot.watching.responding import Place


def may_manage(interaction: discord.Interaction[GatewiseBot]) -> bool:
    """Tell whether somebody may manage the server; what Discord lists for them is not enough."""
    held = interaction.permissions
    is_here = interaction.guild_id is not None and interaction.is_guild_integration()
    return is_here and (held.manage_guild or held.administrator)


def place_of(interaction: discord.Interaction[GatewiseBot]) -> Place | None:
    """Return where somebody is; None outside of servers that added the bot."""
    if interaction.guild_id is None or interaction.channel_id is None:
        return None
    if not interaction.is_guild_integration():
        return None
    return Place(
        guild_id=interaction.guild_id,
        channel_id=interaction.channel_id,
        user_id=interaction.user.id,
    )
