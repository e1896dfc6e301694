"""What happens to servers and channels without anybody writing a word."""

from datetime import datetime

from sandbox.discord.core import Core
from sandbox.discord.json_types import Json
from sandbox.discord.payloads import channel_payload, role_payload
from sandbox.discord.scheduled_events import EntityType, ScheduledEvent
from sandbox.discord.sessions import Intent
from sandbox.discord.things import Channel, ChannelType, Guild, Overwrite, Role, User


class Happenings:
    """Change the world and tell the bot, as an admin's click or an outage would."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def invite_bot(self, guild: Guild) -> None:
        """Add the bot to a server."""
        self._core.world.invite_bot(guild)
        payload = self._core.arrival(guild)
        # Said only of servers that READY named: this is how clients tell a join from those.
        del payload["unavailable"]
        self._tell(guild, "GUILD_CREATE", payload)

    def kick_bot(self, guild: Guild) -> None:
        """Take the bot out of a server."""
        del guild.members[self._core.world.bot.id]
        self._tell(guild, "GUILD_DELETE", {"id": str(guild.id)})

    def start_outage(self, guild: Guild) -> None:
        """Let a server become unavailable; the bot is still a member."""
        guild.is_unavailable = True
        self._tell(guild, "GUILD_DELETE", {"id": str(guild.id), "unavailable": True})

    def end_outage(self, guild: Guild) -> None:
        """Bring a server back."""
        guild.is_unavailable = False
        self._tell(guild, "GUILD_CREATE", self._core.arrival(guild))

    def open_channel(
        self, guild: Guild, name: str, *, kind: ChannelType = ChannelType.TEXT
    ) -> Channel:
        """Create a channel."""
        channel = self._core.world.add_channel(guild, name, kind=kind)
        self._tell(guild, "CHANNEL_CREATE", channel_payload(channel))
        return channel

    def delete_channel(self, channel: Channel) -> None:
        """Delete a channel with everything in it."""
        guild = _guild_of(channel)
        payload = channel_payload(channel)
        for thread in [one for one in guild.threads.values() if _is_in(one, channel)]:
            del guild.threads[thread.id], self._core.world.channels[thread.id]
        del guild.channels[channel.id]
        del self._core.world.channels[channel.id]
        self._tell(guild, "CHANNEL_DELETE", payload)

    def set_overwrite(
        self,
        channel: Channel,
        target: Role | User,
        *,
        allow: int = 0,
        deny: int = 0,
    ) -> None:
        """Change what a role or a member may do in a channel."""
        is_role = isinstance(target, Role)
        channel.overwrites[target.id] = Overwrite(is_role=is_role, allow=allow, deny=deny)
        self._tell(_guild_of(channel), "CHANNEL_UPDATE", channel_payload(channel))

    def change_role(self, guild: Guild, role: Role, permissions: int) -> None:
        """Change what a role may do everywhere."""
        role.permissions = permissions
        data: Json = {"guild_id": str(guild.id), "role": role_payload(role)}
        self._tell(guild, "GUILD_ROLE_UPDATE", data)

    def plan_event(
        self, guild: Guild, name: str, *, by: User, starts: datetime, ends: datetime, location: str
    ) -> ScheduledEvent:
        """Let somebody plan an event that takes place outside of Discord."""
        event = ScheduledEvent(
            id=self._core.world.ids.next(),
            guild=guild,
            creator=by,
            name=name,
            entity_type=EntityType.EXTERNAL,
            starts=starts,
            ends=ends,
            location=location,
        )
        self._core.scheduled_events.add(event)
        return event

    def _tell(self, guild: Guild, event: str, data: Json) -> None:
        self._core.sessions.dispatch(event, data, guild_id=guild.id, needs=Intent.GUILDS)
        self._core.changes.tell()


def _is_in(thread: Channel, parent: Channel) -> bool:
    return thread.thread is not None and thread.thread.parent is parent


def _guild_of(channel: Channel) -> Guild:
    if channel.guild is None:
        raise ValueError("direct messages belong to no server")
    return channel.guild
