"""What the client knows of a channel without asking: its kind, and what we may do there."""

import discord

from bot.presentation.rendered import Rendered
from bot.watching.delivery import Suspension

Place = discord.abc.GuildChannel | discord.Thread
WRITABLE = (discord.TextChannel, discord.VoiceChannel, discord.StageChannel)


def find_place(client: discord.Client, channel_id: int) -> Place | None:
    """Return a server's channel or open thread; None where the client knows of none."""
    found = client.get_channel(channel_id)
    return found if isinstance(found, Place) else None


def permissions_at(place: Place | None) -> discord.Permissions | None:
    """Return what we may do in a channel; None where that is not known."""
    if place is None:
        return None
    try:
        return place.permissions_for(place.guild.me)
    except discord.ClientException:  # a thread whose parent we do not see
        return None


def is_news(place: Place | None) -> bool:
    """Whether a channel is an announcement channel, which other servers may follow."""
    return isinstance(place, discord.TextChannel) and place.is_news()


def may_open_threads(place: Place) -> bool:
    """Whether we certainly may open threads below a channel's messages."""
    ours = permissions_at(place)
    return (
        isinstance(place, discord.TextChannel) and ours is not None and ours.create_public_threads
    )


def may_write(place: Place | None) -> bool:
    """Whether we certainly may write messages in a channel."""
    ours = permissions_at(place)
    if ours is None or not ours.view_channel:
        return False
    if isinstance(place, discord.Thread):
        return ours.send_messages_in_threads and (not place.locked or ours.manage_threads)
    return isinstance(place, WRITABLE) and ours.send_messages


def is_open_again(client: discord.Client, suspension: Suspension) -> bool:
    """Whether a channel that we could not write to can be written to by now."""
    return may_write(find_place(client, suspension.channel_id))


def suited(message: Rendered, ours: discord.Permissions | None) -> Rendered:
    """Return a message without what Discord would drop in silence, or refuse it for.

    A card where we may not embed becomes text; files where we may not attach any are left out.
    """
    if ours is None:
        return message
    if message.files and not ours.attach_files:
        message = message.without_files()
    return message if ours.embed_links else message.without_card()
