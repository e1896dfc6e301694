"""Who somebody is here, and what they may do: read from what Discord says about them each time."""

from typing import Any

import discord

from bot.client import GatewiseBot
from bot.watching.keeping import Admin
from bot.watching.responding import Member


def may_manage(held: discord.Permissions) -> bool:
    """Tell whether somebody with these permissions may set the bot up for a server."""
    return held.manage_guild or held.administrator


def server_of(interaction: discord.Interaction[Any]) -> int | None:
    """Return the server that somebody is in, where the bot itself was added to it.

    Under a user install the server's id is sent too, but that server's admins never let us in.
    """
    return interaction.guild_id if interaction.is_guild_integration() else None


def is_manager(interaction: discord.Interaction[Any]) -> bool:
    """Tell whether somebody manages the server they are in, with the bot in it.

    Discord lists commands by what a server's settings say, so that a listed one is no proof.
    """
    return server_of(interaction) is not None and may_manage(interaction.permissions)


def member_of(interaction: discord.Interaction[GatewiseBot]) -> Member | None:
    """Return who acts, and where; None outside of servers that added the bot."""
    guild_id, channel_id = server_of(interaction), interaction.channel_id
    if guild_id is None or channel_id is None:
        return None
    return Member(guild_id=guild_id, channel_id=channel_id, user_id=interaction.user.id)


def admin_of(interaction: discord.Interaction[GatewiseBot]) -> Admin | None:
    """Return who manages the server that this comes from, or None for anybody else."""
    guild_id = server_of(interaction)
    if guild_id is None or not is_manager(interaction):
        return None
    return Admin(
        guild_id=guild_id,
        user_id=interaction.user.id,
        channel_id=interaction.channel_id or 0,
    )
