"""Routes that carry a message further: to the followers of its channel, or into a thread."""

from sandbox.discord.payloads import channel_payload
from sandbox.discord.permissions import Permission
from sandbox.discord.refusals import Form, refusal
from sandbox.discord.routing import Call, Reply, Route, route
from sandbox.discord.sessions import Intent
from sandbox.discord.things import Channel, ChannelType, MessageFlag

NAME = 100
_ARCHIVE_MINUTES = (60, 1440, 4320, 10080)
_CAN_HAVE_THREADS = (ChannelType.TEXT, ChannelType.ANNOUNCEMENT)


def crosspost(call: Call) -> Reply:
    """Publish a message of an announcement channel (developers/resources/message.mdx, Crosspost).

    Needs SEND_MESSAGES for the bot's own messages and MANAGE_MESSAGES for others.
    """
    world = call.core.world
    channel = world.channel(call.id("channel_id"))
    world.demand(channel, Permission.SEND_MESSAGES)
    if channel.type is not ChannelType.ANNOUNCEMENT:
        raise refusal(50024)
    message = world.message(channel, call.id("message_id"))
    if message.author is not world.bot:
        world.demand(channel, Permission.MANAGE_MESSAGES)
    if message.flags & MessageFlag.CROSSPOSTED:
        raise refusal(40033)
    call.core.messages.flag(message, MessageFlag.CROSSPOSTED)
    return Reply(body=call.core.messages.payload(message))


def start_thread(call: Call) -> Reply:
    """Start a thread on a message (developers/resources/channel.mdx, Start Thread from Message).

    The thread has the message's id, so a message has one thread at most.
    """
    world = call.core.world
    channel = world.channel(call.id("channel_id"))
    world.demand(channel, Permission.CREATE_PUBLIC_THREADS)
    if channel.type not in _CAN_HAVE_THREADS:
        raise refusal(50024)
    message = world.message(channel, call.id("message_id"))
    if message.id in world.channels:
        raise refusal(160004)
    name = _checked_name(call)
    thread = world.add_thread(message, world.bot, name)
    call.core.messages.flag(message, MessageFlag.HAS_THREAD)
    _tell(call, "THREAD_CREATE", thread)
    return Reply(status=201, body=channel_payload(thread))


def _checked_name(call: Call, before: str | None = None) -> str:
    form = Form()
    name = call.body.get("name", before)
    if form.required(("name",), name):
        form.longest(("name",), name, NAME, least=1)
    minutes = call.body.get("auto_archive_duration")
    if minutes is not None:
        form.choice(("auto_archive_duration",), minutes, _ARCHIVE_MINUTES)
    form.close()
    return str(name)


def change_thread(call: Call) -> Reply:
    """Rename a thread, archive it or bring it back (developers/topics/threads.mdx, Archiving).

    The bot may do so with its own threads; only MANAGE_THREADS opens a locked one. Nothing else of
    a channel can be changed here.
    """
    world = call.core.world
    channel = world.channel(call.id("channel_id"))
    world.demand(channel, Permission.VIEW_CHANNEL)
    thread = channel.thread
    if thread is None:
        raise refusal(50024)
    if thread.owner is not world.bot or thread.is_locked:
        world.demand(channel, Permission.MANAGE_THREADS)
    channel.name = _checked_name(call, channel.name)
    thread.is_archived = bool(call.body.get("archived", thread.is_archived))
    thread.is_locked = bool(call.body.get("locked", thread.is_locked))
    _tell(call, "THREAD_UPDATE", channel)
    return Reply(body=channel_payload(channel))


def _tell(call: Call, event: str, thread: Channel) -> None:
    guild_id = thread.guild.id if thread.guild else None
    payload = channel_payload(thread)
    call.core.sessions.dispatch(event, payload, guild_id=guild_id, needs=Intent.GUILDS)


_MESSAGE = "/channels/{channel_id}/messages/{message_id}"

ROUTES: tuple[Route, ...] = (
    route("POST", _MESSAGE + "/crosspost", crosspost),
    route("POST", _MESSAGE + "/threads", start_thread),
    route("PATCH", "/channels/{channel_id}", change_thread),
)
