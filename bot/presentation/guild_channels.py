"""A server's channels and roles as Discord tells us of them, without asking."""

import discord

from bot.watching.channels import Need, RoleTrouble

# The permissions, by the names of discord.py.
PERMISSIONS = {
    Need.VIEW: "view_channel",
    Need.SEND: "send_messages",
    Need.EMBED: "embed_links",
    Need.HISTORY: "read_message_history",
}
TAKES_ANNOUNCEMENTS = (discord.ChannelType.text, discord.ChannelType.news)


class GuildChannels:
    """Fulfils `bot.watching.channels.Channels`. Without a server there are none."""

    def __init__(self, guild: discord.Guild | None) -> None:
        self._guild = guild

    def missing(self, channel_id: int) -> tuple[Need, ...] | None:
        """Return what we lack in a channel; None where there is none that takes announcements."""
        channel = self._channel(channel_id)
        if channel is None or channel.type not in TAKES_ANNOUNCEMENTS:
            return None
        ours = channel.permissions_for(channel.guild.me)
        return tuple(need for need, name in PERMISSIONS.items() if not getattr(ours, name))

    def may_open_threads(self, channel_id: int | None) -> bool:
        """Tell whether we may open threads in a channel; without one, as the server allows it."""
        channel = None if channel_id is None else self._channel(channel_id)
        ours = self._ours()
        if ours is None:
            return False
        held = ours.guild_permissions if channel is None else channel.permissions_for(ours)
        return held.create_public_threads

    def may_plan_events(self) -> bool:
        """Tell whether we may make events in the server."""
        ours = self._ours()
        return ours is not None and ours.guild_permissions.create_events

    def role_trouble(self, role_id: int, channel_id: int) -> RoleTrouble | None:
        """Return why a role can't be pinged in a channel; None where it can."""
        role = None if self._guild is None else self._guild.get_role(role_id)
        channel = self._channel(channel_id)
        if role is None:
            return RoleTrouble.GONE
        if role.is_default():
            return RoleTrouble.EVERYONE
        may_all = channel is not None and channel.permissions_for(role.guild.me).mention_everyone
        return None if role.mentionable or may_all else RoleTrouble.SILENT

    def _ours(self) -> discord.Member | None:
        """Return who we are there; None until Discord has told, whatever discord.py says."""
        return None if self._guild is None else self._guild.me

    def _channel(self, channel_id: int) -> discord.abc.GuildChannel | None:
        return None if self._guild is None else self._guild.get_channel(channel_id)
