"""A message of ours that stands in a channel, as far as it takes to change it again.

Nothing in it says who asked for it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial

import discord

Change = Callable[..., Awaitable[object]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class Posted:
    """Where the message is, and how it is changed: by one change after another."""

    guild_id: int | None  # None in direct messages
    channel_id: int
    message_id: int
    change: Change  # takes what `drawing.draw` returns
    ours: discord.Permissions  # what we may do there
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def link(self) -> str:
        """The address that leads to the message in any Discord client."""
        where = self.guild_id or "@me"
        return f"https://discord.com/channels/{where}/{self.channel_id}/{self.message_id}"


OnPosted = Callable[[Posted], None]


def posted_by(interaction: discord.Interaction, message_id: int | None) -> Posted | None:
    """Return the message that an interaction was answered with; None where it has no channel.

    It is changed with the interaction's token, for 15 minutes, whatever our permissions are.
    """
    if message_id is None or interaction.channel_id is None:
        return None
    return Posted(
        guild_id=interaction.guild_id,
        channel_id=interaction.channel_id,
        message_id=message_id,
        change=partial(interaction.followup.edit_message, message_id),
        ours=interaction.app_permissions,
    )


def posted_as(message: discord.Message, ours: discord.Permissions) -> Posted:
    """Return a message that we wrote."""
    there = discord.PartialMessage(channel=message.channel, id=message.id)
    return Posted(
        guild_id=message.guild.id if message.guild is not None else None,
        channel_id=message.channel.id,
        message_id=message.id,
        change=there.edit,
        ours=ours,
    )
