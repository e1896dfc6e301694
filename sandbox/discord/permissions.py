"""Who may do what where: Discord's published permission arithmetic."""

from enum import IntEnum

from sandbox.discord.things import Channel, Guild, Member, Overwrite


class Permission(IntEnum):
    """The permissions this stand-in knows (developers/topics/permissions.mdx)."""

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    SEND_TTS_MESSAGES = 1 << 12
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    CONNECT = 1 << 20
    MUTE_MEMBERS = 1 << 22
    MOVE_MEMBERS = 1 << 24
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38
    CREATE_EVENTS = 1 << 44
    USE_EXTERNAL_APPS = 1 << 50
    PIN_MESSAGES = 1 << 51


EVERYTHING = (1 << 53) - 1
DM = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
    | Permission.USE_APPLICATION_COMMANDS
)
MEMBER_DEFAULT = (
    DM
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.USE_EXTERNAL_APPS
)
# What is lost with SEND_MESSAGES ("implicit permissions").
_NEEDS_SENDING = (
    Permission.MENTION_EVERYONE
    | Permission.SEND_TTS_MESSAGES
    | Permission.ATTACH_FILES
    | Permission.EMBED_LINKS
)


def permissions_in(guild: Guild, member: Member, channel: Channel | None = None) -> int:
    """Compute a member's permissions in a server, or in one of its channels."""
    base = _base(guild, member)
    if base & Permission.ADMINISTRATOR:
        return EVERYTHING
    if channel is None:
        return base
    allowed = _with_overwrites(base, guild, member, channel)
    if not allowed & Permission.VIEW_CHANNEL:
        return 0
    if not allowed & Permission.SEND_MESSAGES:
        allowed &= ~_NEEDS_SENDING
    return allowed


def sending_in(channel: Channel) -> Permission:
    """Return what writing there needs (developers/topics/threads.mdx, Permissions)."""
    if channel.thread is None:
        return Permission.SEND_MESSAGES
    return Permission.SEND_MESSAGES_IN_THREADS


def _base(guild: Guild, member: Member) -> int:
    if guild.owner_id == member.user.id:
        return EVERYTHING
    permissions = guild.roles[guild.id].permissions
    for role_id in member.role_ids:
        permissions |= guild.roles[role_id].permissions
    return permissions


def _with_overwrites(base: int, guild: Guild, member: Member, channel: Channel) -> int:
    found = channel.overwrites
    result = _apply(base, [found[guild.id]] if guild.id in found else [])
    result = _apply(result, [found[role] for role in member.role_ids if role in found])
    own = found.get(member.user.id)
    return _apply(result, [own] if own else [])


def _apply(base: int, overwrites: list[Overwrite]) -> int:
    deny = allow = 0
    for overwrite in overwrites:
        deny |= overwrite.deny
        allow |= overwrite.allow
    return (base & ~deny) | allow
