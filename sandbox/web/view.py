"""What one member sees of this Discord, as the page is told."""

from collections.abc import Iterable

from sandbox.discord import ClientRefused, StandIn
from sandbox.discord.core import Core
from sandbox.discord.interactions import Interaction
from sandbox.discord.json_types import Json
from sandbox.discord.payloads import message_payload, user_payload
from sandbox.discord.permissions import Permission
from sandbox.discord.scheduled_events import event_payload
from sandbox.discord.things import Channel, Guild, Member, Message, User

FILES = "/cdn"  # of whichever name of this machine the browser uses
NEWEST = 100  # messages that a channel opens with


class View:
    """One member's view."""

    def __init__(self, discord: StandIn, user: User) -> None:
        self._discord = discord
        self._core: Core = discord.core
        self.user = user

    def sees(self, channel: Channel) -> bool:
        """Whether this member can open a channel."""
        return self._core.world.can(self.user, channel, Permission.VIEW_CHANNEL)

    def world(self) -> Json:
        """Describe everything around the messages."""
        world = self._core.world
        guilds = [guild for guild in world.guilds.values() if self.user.id in guild.members]
        return {
            "me": user_payload(self.user),
            "bot": user_payload(world.bot),
            "is_bot_online": bool(self._core.sessions.live),
            "people": [self._person(user) for user in people_of(self._discord)],
            "guilds": [self._guild(guild) for guild in guilds],
            "dm": self._channel(world.dm(self.user)),
        }

    def opened(self, channel: Channel) -> Json:
        """Describe what is in a channel: its newest messages, and the commands it offers."""
        seen = [one for one in channel.messages.values() if one.is_visible_to(self.user)]
        return {
            "messages": [self.message(message) for message in seen[-NEWEST:]],
            "is_cut": len(seen) > NEWEST,
            "commands": self._commands(channel),
        }

    def message(self, message: Message) -> Json:
        """Describe a message, with what only a client knows."""
        told = message_payload(message, FILES)
        told["revision"] = message.revision
        if message.interaction is not None:
            asked = self._core.interactions.find(int(message.interaction["id"]))
            told["command"] = _command_name(asked) if asked else None
        return told

    def _commands(self, channel: Channel) -> list[Json]:
        try:
            found = list(self._discord.people.commands(self.user, channel))
        except ClientRefused:
            return []
        return [{**command.body, "type": int(command.kind)} for command in found]

    def _person(self, user: User) -> Json:
        home = self._discord.guild.members[user.id]
        return {**user_payload(user), "roles": _role_names(self._discord.guild, home)}

    def _guild(self, guild: Guild) -> Json:
        places = [*guild.channels.values(), *guild.threads.values()]
        return {
            "id": str(guild.id),
            "name": guild.name,
            "channels": [self._channel(place) for place in places if self.sees(place)],
            "roles": [
                {"id": str(role.id), "name": role.name, "is_managed": role.is_managed}
                for role in guild.roles.values()
            ],
            "members": [_member(guild, member) for member in guild.members.values()],
            "events": self._events(guild),
        }

    def _events(self, guild: Guild) -> list[Json]:
        """Describe what is planned where this member can go, soonest first."""
        planned = self._core.scheduled_events.of(guild)
        open_to = [one for one in planned if one.channel is None or self.sees(one.channel)]
        return [event_payload(one) for one in sorted(open_to, key=lambda one: one.starts)]

    def _channel(self, channel: Channel) -> Json:
        return {
            "id": str(channel.id),
            "type": int(channel.type),
            "name": channel.name,
            "parent_id": str(channel.thread.parent.id) if channel.thread else None,
            "typing_until": channel.typing_until,
            "can_write": self._core.world.can(self.user, channel, Permission.SEND_MESSAGES),
        }


def people_of(discord: StandIn) -> Iterable[User]:
    """Return whom a visitor can be."""
    return (discord.alice, discord.bob, discord.carol)


def _member(guild: Guild, member: Member) -> Json:
    return {"user": user_payload(member.user), "roles": _role_names(guild, member)}


def _role_names(guild: Guild, member: Member) -> list[str]:
    roles = [guild.roles[role_id] for role_id in member.role_ids if role_id in guild.roles]
    return [role.name for role in roles if not role.is_managed]


def _command_name(asked: Interaction) -> str | None:
    """Return the command as it was typed: `watch add`; None for what was no command."""
    data = asked.data
    if "name" not in data:
        return None
    words = [str(data["name"])]
    options = data.get("options") or []
    while options and isinstance(options[0].get("options"), list):
        words.append(str(options[0]["name"]))
        options = options[0]["options"]
    return " ".join(words)
