"""Routes about messages in channels."""

from sandbox.discord.limits import check_message
from sandbox.discord.messages import before_edit
from sandbox.discord.permissions import Permission, sending_in
from sandbox.discord.refusals import Form, refusal
from sandbox.discord.routing import Call, Reply, Route, route
from sandbox.discord.things import Channel, ChannelType, Message

LISTED = 50
MOST_LISTED = 100
TYPING = 10.0  # seconds (developers/resources/channel.mdx, Trigger Typing Indicator)


def _channel(call: Call, permission: int = Permission.VIEW_CHANNEL) -> Channel:
    channel = call.core.world.channel(call.id("channel_id"))
    call.core.world.demand(channel, permission)
    return channel


def _answer(call: Call, message: Message) -> Reply:
    return Reply(body=call.core.messages.payload(message))


def create_message(call: Call) -> Reply:
    """Post a message; a repeated enforced nonce gets the message already there."""
    channel = _channel(call)
    call.core.world.demand(channel, sending_in(channel))
    _check_takes_messages(channel)
    _check_reaches(call, channel)
    if channel.thread is not None and channel.thread.is_locked:
        raise refusal(160005)
    check_message(call.body, files=len(call.uploads))
    messages = call.core.messages
    repeated = messages.repeated(channel, call.body)
    if repeated is not None:
        return _answer(call, repeated)
    body = _allowed_parts(call, channel)
    message = messages.compose(channel, call.core.world.bot, body, call.uploads)
    messages.remember_nonce(message)
    return _answer(call, messages.post(message))


def _check_takes_messages(channel: Channel) -> None:
    """Refuse what holds channels or threads instead of messages."""
    if channel.type is ChannelType.FORUM:
        raise refusal(40058)
    if channel.type is ChannelType.CATEGORY:
        raise refusal(50008)


def _check_reaches(call: Call, channel: Channel) -> None:
    """Refuse direct messages to who takes none, or shares no server with the bot any more."""
    person, world = channel.recipient, call.core.world
    if person is None:
        return
    if not person.accepts_dms:
        raise refusal(50007)
    if not (person.has_installed_app or world.has_mutual_guild(person)):
        raise refusal(50278)


def _allowed_parts(call: Call, channel: Channel) -> dict[str, object]:
    """Refuse or drop what the bot may not send here: files, replies, embeds."""
    world, body = call.core.world, call.body
    if call.uploads:
        world.demand(channel, Permission.ATTACH_FILES)
    if body.get("message_reference"):
        world.demand(channel, Permission.READ_MESSAGE_HISTORY)
    if body.get("embeds") and not world.can(world.bot, channel, Permission.EMBED_LINKS):
        # Without EMBED_LINKS Discord refuses an embed alone and drops one beside text in silence.
        if not body.get("content"):
            raise refusal(50013)
        return {**body, "embeds": []}
    return body


def list_messages(call: Call) -> Reply:
    """List messages, newest first."""
    channel = _channel(call)
    world = call.core.world
    if not world.can(world.bot, channel, Permission.READ_MESSAGE_HISTORY):
        return Reply(body=[])
    limit = int(call.query.get("limit", LISTED))
    form = Form()
    if not 1 <= limit <= MOST_LISTED:
        form.wrong(("limit",), "NUMBER_TYPE_MAX", f"Value must be between 1 and {MOST_LISTED}.")
    form.close()
    found = [item for item in _between(call, channel) if not item.is_ephemeral]
    is_after = "after" in call.query
    chosen = found[:limit] if is_after else found[-limit:]
    return Reply(body=[call.core.messages.payload(item) for item in reversed(chosen)])


def _between(call: Call, channel: Channel) -> list[Message]:
    before = int(call.query.get("before", 1 << 63))
    after = int(call.query.get("after", 0))
    return [item for item in channel.messages.values() if after < item.id < before]


def get_message(call: Call) -> Reply:
    """Return one message."""
    channel = _channel(call)
    call.core.world.demand(channel, Permission.READ_MESSAGE_HISTORY)
    return _answer(call, call.core.world.message(channel, call.id("message_id")))


def edit_message(call: Call) -> Reply:
    """Change one of the bot's own messages."""
    message = call.core.world.message(_channel(call), call.id("message_id"))
    if message.author is not call.core.world.bot:
        raise refusal(50005)
    if message.channel.thread is not None and message.channel.thread.is_archived:
        raise refusal(50083)
    call.core.old_edits.take(message)
    check_message(call.body, files=len(call.uploads), before=before_edit(message))
    return _answer(call, call.core.messages.revise(message, call.body, call.uploads))


def delete_message(call: Call) -> Reply:
    """Delete a message: the bot's own, or any with MANAGE_MESSAGES."""
    channel = _channel(call)
    message = call.core.world.message(channel, call.id("message_id"))
    if message.author is not call.core.world.bot:
        call.core.world.demand(channel, Permission.MANAGE_MESSAGES)
    call.core.messages.delete(message)
    return Reply(status=204)


def show_typing(call: Call) -> Reply:
    """Show that the bot is typing, until it writes."""
    channel = _channel(call)
    call.core.world.demand(channel, sending_in(channel))
    channel.typing_until = call.core.clock.now() + TYPING
    call.core.changes.tell()
    return Reply(status=204)


_MESSAGES = "/channels/{channel_id}/messages"

ROUTES: tuple[Route, ...] = (
    route("POST", _MESSAGES, create_message),
    route("GET", _MESSAGES, list_messages),
    route("GET", _MESSAGES + "/{message_id}", get_message),
    route("PATCH", _MESSAGES + "/{message_id}", edit_message),
    route("DELETE", _MESSAGES + "/{message_id}", delete_message),
    route("POST", "/channels/{channel_id}/typing", show_typing),
)
