"""Everything that exists in this Discord, and the world it starts with."""

import base64
import secrets
from dataclasses import dataclass

from sandbox.discord.clock import JumpableClock
from sandbox.discord.permissions import DM, EVERYTHING, MEMBER_DEFAULT, Permission, permissions_in
from sandbox.discord.refusals import refusal
from sandbox.discord.snowflakes import Snowflakes
from sandbox.discord.things import (
    Channel,
    ChannelType,
    Guild,
    Member,
    Message,
    Role,
    Thread,
    User,
)

# What README's invite link asks for.
BOT_DEFAULT = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.READ_MESSAGE_HISTORY
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.ATTACH_FILES
    | Permission.CREATE_EVENTS
)


@dataclass(slots=True, kw_only=True)
class Application:
    """The bot's registration in the developer portal."""

    bot: User
    token: str
    owner: User
    granted_intents: int = 0

    @property
    def id(self) -> int:
        """The application's id, the same as its bot's."""
        return self.bot.id


class World:
    """Users, servers, channels; the questions everyone asks about them."""

    def __init__(self, clock: JumpableClock) -> None:
        self.clock = clock
        self.ids = Snowflakes(clock)
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        bot = self.add_user("gatewise", is_bot=True)
        owner = self.add_user("operator")
        self.application = Application(bot=bot, token=_new_token(bot.id), owner=owner)

    @property
    def bot(self) -> User:
        """The bot's own user."""
        return self.application.bot

    def reset_token(self) -> None:
        """Give the bot another token; the old one is worth nothing any more."""
        self.application.token = _new_token(self.bot.id)

    def add_user(self, name: str, *, is_bot: bool = False, locale: str = "en-US") -> User:
        """Register a person or a bot."""
        user = User(id=self.ids.next(), name=name, is_bot=is_bot, locale=locale)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str, *, locale: str = "en-US", has_bot: bool = True) -> Guild:
        """Found a server owned by the operator, with or without the bot in it."""
        owner = self.application.owner
        guild_id = self.ids.next()
        guild = Guild(
            id=guild_id, name=name, owner_id=owner.id, joined_at=self.clock.wall(), locale=locale
        )
        guild.roles[guild_id] = Role(id=guild_id, name="@everyone", permissions=MEMBER_DEFAULT)
        self.guilds[guild_id] = guild
        self.join(guild, owner)
        if has_bot:
            self.invite_bot(guild)
        return guild

    def invite_bot(self, guild: Guild, permissions: int = BOT_DEFAULT) -> Member:
        """Add the bot with a managed role, as the invite link does."""
        role = self.add_role(guild, self.bot.name, permissions=permissions)
        role.is_managed = True
        return self.join(guild, self.bot, role)

    def add_role(self, guild: Guild, name: str, *, permissions: int = 0) -> Role:
        """Create a role."""
        position = len(guild.roles)
        role = Role(id=self.ids.next(), name=name, permissions=permissions, position=position)
        guild.roles[role.id] = role
        return role

    def join(self, guild: Guild, user: User, *roles: Role) -> Member:
        """Make a user a member."""
        member = Member(
            user=user, joined_at=self.clock.wall(), role_ids=[role.id for role in roles]
        )
        guild.members[user.id] = member
        return member

    def add_channel(
        self, guild: Guild, name: str, *, kind: ChannelType = ChannelType.TEXT
    ) -> Channel:
        """Open a channel in a server."""
        channel = Channel(
            id=self.ids.next(), type=kind, name=name, guild=guild, position=len(guild.channels)
        )
        guild.channels[channel.id] = self.channels[channel.id] = channel
        return channel

    def add_thread(self, message: Message, owner: User, name: str) -> Channel:
        """Start a thread on a message. It has that message's id."""
        parent, guild = message.channel, message.channel.guild
        is_news = parent.type is ChannelType.ANNOUNCEMENT
        channel = Channel(
            id=message.id,
            type=ChannelType.ANNOUNCEMENT_THREAD if is_news else ChannelType.PUBLIC_THREAD,
            name=name,
            guild=guild,
            thread=Thread(parent=parent, owner=owner, created_at=self.clock.wall()),
        )
        self.channels[channel.id] = channel
        if guild is not None:
            guild.threads[channel.id] = channel
        return channel

    def dm(self, user: User) -> Channel:
        """Return the direct messages between `user` and the bot, opened on first use."""
        for channel in self.channels.values():
            if channel.recipient is user:
                return channel
        channel = Channel(id=self.ids.next(), type=ChannelType.DM, recipient=user)
        self.channels[channel.id] = channel
        return channel

    def channel(self, channel_id: int) -> Channel:
        """Look a channel up. Raises 10003."""
        if channel_id not in self.channels:
            raise refusal(10003)
        return self.channels[channel_id]

    def guild_of_bot(self, guild_id: int) -> Guild:
        """Look up a server the bot is in. Raises 10004 for any other, 50001 for one without it."""
        guild = self.guilds.get(guild_id)
        if guild is None:
            raise refusal(10004)
        if self.bot.id not in guild.members:
            raise refusal(50001)
        return guild

    def has_bot(self, guild: Guild | None) -> bool:
        """Whether the bot is a member there."""
        return guild is not None and self.bot.id in guild.members

    def has_mutual_guild(self, user: User) -> bool:
        """Whether somebody is in a server that the bot is in too."""
        return any(
            user.id in guild.members for guild in self.guilds.values() if self.has_bot(guild)
        )

    def permissions(self, user: User, channel: Channel) -> int:
        """Compute what `user` may do in `channel`; nothing for strangers."""
        if channel.guild is None:
            return DM if user in (channel.recipient, self.bot) else 0
        member = channel.guild.members.get(user.id)
        place = channel.thread.parent if channel.thread else channel
        return permissions_in(channel.guild, member, place) if member else 0

    def can(self, user: User, channel: Channel, permission: int) -> bool:
        """Whether `user` has `permission` in `channel`."""
        return bool(self.permissions(user, channel) & permission)

    def demand(self, channel: Channel, permission: int) -> None:
        """Raise 50001 if the bot does not see the channel, 50013 if it lacks `permission`."""
        if not self.can(self.bot, channel, Permission.VIEW_CHANNEL):
            raise refusal(50001)
        if not self.can(self.bot, channel, permission):
            raise refusal(50013)

    def message(self, channel: Channel, message_id: int) -> Message:
        """Look up a message that the bot may see. Raises 10008."""
        message = channel.messages.get(message_id)
        if message is None or message.is_ephemeral:
            raise refusal(10008)
        return message


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultWorld:
    """The handles of the world everyone starts with."""

    guild: Guild
    general: Channel
    status: Channel
    alice: User
    bob: User
    carol: User


def build_default(world: World) -> DefaultWorld:
    """Found "Gatewise sandbox": two channels, three members; alice runs the place."""
    guild = world.add_guild("Gatewise sandbox")
    admins = world.add_role(guild, "admins", permissions=EVERYTHING)
    people = {name: world.add_user(name) for name in ("alice", "bob", "carol")}
    for name, user in people.items():
        world.join(guild, user, *([admins] if name == "alice" else []))
    return DefaultWorld(
        guild=guild,
        general=world.add_channel(guild, "general"),
        status=world.add_channel(guild, "status"),
        **people,
    )


def _new_token(bot_id: int) -> str:
    """Make a throw-away token in Discord's form: id, time, signature."""
    name = base64.urlsafe_b64encode(str(bot_id).encode()).decode().rstrip("=")
    return f"{name}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(28)}"
