"""What we need in a channel to announce there, and what of it is missing."""

import discord

# The permissions, by the names of discord.py, and what the texts call them.
NEEDS = {
    "view_channel": "view",
    "send_messages": "send",
    "embed_links": "embed",
    "read_message_history": "history",
}
GONE = ("gone",)  # there is no such channel any more
TAKES_ANNOUNCEMENTS = (discord.ChannelType.text, discord.ChannelType.news)


def missing_in(guild: discord.Guild, channel_id: int | None) -> tuple[str, ...]:
    """Return what we lack in a channel; `GONE` where there is no such channel any more."""
    if channel_id is None:
        return ()
    channel = guild.get_channel(channel_id)
    if channel is None:
        return GONE
    ours = channel.permissions_for(guild.me)
    return tuple(need for name, need in NEEDS.items() if not getattr(ours, name))


def may_open_threads_in(guild: discord.Guild, channel_id: int | None) -> bool:
    """Whether we may open threads in a channel; without one, what the server as a whole allows."""
    channel = None if channel_id is None else guild.get_channel(channel_id)
    ours = guild.me.guild_permissions if channel is None else channel.permissions_for(guild.me)
    return ours.create_public_threads
