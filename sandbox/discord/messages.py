"""Writing, changing and deleting messages, and telling the bot about it."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.discord.changes import Changes
from sandbox.discord.component_payloads import taken_in
from sandbox.discord.json_types import Json
from sandbox.discord.limits import Before
from sandbox.discord.payloads import channel_payload, in_guild, message_payload, without_content
from sandbox.discord.permissions import Permission
from sandbox.discord.refusals import Form
from sandbox.discord.sessions import Intent, Sessions
from sandbox.discord.things import (
    MENTION,
    Attachment,
    Channel,
    Message,
    MessageFlag,
    MessageType,
    User,
)
from sandbox.discord.world import World

_LASTING = (
    MessageFlag.EPHEMERAL | MessageFlag.LOADING | MessageFlag.CROSSPOSTED | MessageFlag.HAS_THREAD
)
NONCE_WINDOW = 300.0  # "the past few minutes" (developers/resources/message.mdx)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """One file of a multipart body; `index` is the n of `files[n]`."""

    index: int
    filename: str
    content: bytes
    content_type: str


class Messages:
    """All writing goes through here, whoever writes."""

    def __init__(self, world: World, sessions: Sessions, changes: Changes) -> None:
        self.origin = ""
        self.watchers: set[Callable[[Message], None]] = set()  # of what came, changed or went
        self._world = world
        self._sessions = sessions
        self._changes = changes
        self._nonces: dict[tuple[int, str], tuple[float, Message]] = {}

    def payload(self, message: Message) -> Json:
        """Describe a message in full."""
        return message_payload(message, self.origin)

    def compose(
        self, channel: Channel, author: User, body: Json, uploads: list[Upload] | None = None
    ) -> Message:
        """Make a message from a checked body, without posting it."""
        message = Message(
            id=self._world.ids.next(),
            channel=channel,
            author=author,
            timestamp=self._world.clock.wall(),
            by_application=author is self._world.bot,
        )
        message.reference = self._referenced(channel, body)
        message.type = MessageType.REPLY if message.reference else MessageType.DEFAULT
        message.nonce = str(body["nonce"]) if body.get("nonce") is not None else None
        self._fill(message, body, uploads or [])
        return message

    def post(self, message: Message) -> Message:
        """Put a message into its channel and tell the bot, if the bot may see it."""
        message.channel.messages[message.id] = message
        if message.author is self._world.bot:
            message.channel.typing_until = 0.0
        self._bring_back(message)
        self._announce("MESSAGE_CREATE", message)
        self._tell(message)
        return message

    def _bring_back(self, message: Message) -> None:
        """Open an archived thread by writing in it (developers/topics/threads.mdx, Archiving)."""
        channel = message.channel
        if channel.thread is None or channel.guild is None or not channel.thread.is_archived:
            return
        channel.thread.is_archived = False
        payload, guild_id = channel_payload(channel), channel.guild.id
        self._sessions.dispatch("THREAD_UPDATE", payload, guild_id=guild_id, needs=Intent.GUILDS)

    def revise(self, message: Message, body: Json, uploads: list[Upload] | None = None) -> Message:
        """Change a message by a checked body and tell the bot."""
        self._fill(message, body, uploads or [])
        message.flags &= ~MessageFlag.LOADING
        message.edited_at = self._world.clock.wall()
        message.revision += 1
        self._announce("MESSAGE_UPDATE", message)
        self._tell(message)
        return message

    def flag(self, message: Message, flag: MessageFlag) -> None:
        """Mark a message with what happened to it and tell the bot."""
        message.flags |= flag
        self._announce("MESSAGE_UPDATE", message)
        self._tell(message)

    def delete(self, message: Message) -> None:
        """Remove a message and tell the bot."""
        channel = message.channel
        channel.messages.pop(message.id, None)
        if not message.is_ephemeral and self._bot_sees(channel):
            data: Json = {"id": str(message.id), "channel_id": str(channel.id)}
            guild_id = channel.guild.id if channel.guild else None
            data |= {"guild_id": str(guild_id)} if guild_id else {}
            self._sessions.dispatch(
                "MESSAGE_DELETE", data, guild_id=guild_id, needs=_intent(channel)
            )
        self._tell(message)

    def _tell(self, message: Message) -> None:
        for watcher in tuple(self.watchers):
            watcher(message)
        self._changes.tell()

    def repeated(self, channel: Channel, body: Json) -> Message | None:
        """Return the message already sent with this enforced nonce, if it is recent."""
        if not body.get("enforce_nonce") or body.get("nonce") is None:
            return None
        when, message = self._nonces.get((channel.id, str(body["nonce"])), (0.0, None))
        return message if self._world.clock.now() - when <= NONCE_WINDOW else None

    def remember_nonce(self, message: Message) -> None:
        """Keep a message's nonce for the window."""
        if message.nonce is not None:
            self._forget_nonces()
            key = (message.channel.id, message.nonce)
            self._nonces[key] = (self._world.clock.now(), message)

    def _forget_nonces(self) -> None:
        """Drop what is older than the window; the oldest come first."""
        oldest = self._world.clock.now() - NONCE_WINDOW
        while self._nonces and next(iter(self._nonces.values()))[0] < oldest:
            del self._nonces[next(iter(self._nonces))]

    def _referenced(self, channel: Channel, body: Json) -> Message | None:
        reference = body.get("message_reference")
        if not reference:
            return None
        quoted = channel.messages.get(int(reference.get("message_id") or 0))
        if quoted is None and reference.get("fail_if_not_exists", True):
            form = Form()
            form.wrong(
                ("message_reference",), "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message"
            )
            form.close()
        return quoted

    def _fill(self, message: Message, body: Json, uploads: list[Upload]) -> None:
        if "content" in body:
            message.content = (body["content"] or "").strip()
        if "embeds" in body:
            message.embeds = list(body["embeds"] or [])
        if "components" in body:
            message.components = taken_in(body["components"] or [])
        if "flags" in body:
            kept = message.flags & _LASTING
            message.flags = (body["flags"] or 0) | kept
        self._keep_files(message, body, uploads)
        self._resolve_mentions(message, body.get("allowed_mentions"))

    def _keep_files(self, message: Message, body: Json, uploads: list[Upload]) -> None:
        described = {str(item.get("id")): item for item in body.get("attachments") or []}
        if "attachments" in body:
            message.attachments = [a for a in message.attachments if str(a.id) in described]
        for upload in uploads:
            description = described.get(str(upload.index), {}).get("description")
            attachment = Attachment(
                id=self._world.ids.next(),
                filename=upload.filename,
                content=upload.content,
                content_type=upload.content_type,
                description=description,
            )
            message.attachments.append(attachment)

    def _resolve_mentions(self, message: Message, allowed: Json | None) -> None:
        """Work out who is pinged. Without `allowed_mentions`, everyone named is."""
        parse = ("users", "roles", "everyone") if allowed is None else allowed.get("parse") or ()
        users, roles = _named(message.content)
        if "users" not in parse:
            users &= _listed(allowed, "users")
        if "roles" not in parse:
            roles &= _listed(allowed, "roles")
        known = self._world.users
        message.mentions = [known[user] for user in sorted(users) if user in known]
        message.mention_role_ids = sorted(role for role in roles if self._may_ping(message, role))
        names_all = "@everyone" in message.content or "@here" in message.content
        message.mentions_everyone = (
            names_all and "everyone" in parse and self._may_mention_all(message)
        )
        pings_quoted = allowed is None or bool(allowed.get("replied_user"))
        quoted = message.reference.author if message.reference else None
        if quoted and pings_quoted and quoted not in message.mentions:
            message.mentions.append(quoted)

    def _may_ping(self, message: Message, role_id: int) -> bool:
        guild = message.channel.guild
        role = guild.roles.get(role_id) if guild else None
        return role is not None and (role.is_mentionable or self._may_mention_all(message))

    def _may_mention_all(self, message: Message) -> bool:
        return self._world.can(message.author, message.channel, Permission.MENTION_EVERYONE)

    def _announce(self, event: str, message: Message) -> None:
        channel = message.channel
        if message.is_ephemeral or not self._bot_sees(channel):
            return
        guild_id = channel.guild.id if channel.guild else None
        full = {**self.payload(message), **in_guild(channel, message.author)}
        blank = full if self._bot_may_read(message) else without_content(full)
        quoted = message.reference
        if quoted is not None and not self._bot_may_read(quoted) and "referenced_message" in full:
            blank = {**blank, "referenced_message": without_content(full["referenced_message"])}
        for session in self._sessions.listening(guild_id, _intent(channel)):
            reads = session.intents & Intent.MESSAGE_CONTENT
            session.dispatch(event, full if reads else blank)

    def _bot_sees(self, channel: Channel) -> bool:
        return self._world.can(self._world.bot, channel, Permission.VIEW_CHANNEL)

    def _bot_may_read(self, message: Message) -> bool:
        """Whether a bot gets the content even without the message content intent."""
        bot = self._world.bot
        return message.channel.guild is None or message.author is bot or bot in message.mentions


def before_edit(message: Message) -> Before:
    """Return what a message holds now, for the rules of an edit."""
    return Before(
        has_content=bool(message.content),
        has_embeds=bool(message.embeds),
        has_components=bool(message.components),
        has_files=bool(message.attachments),
        is_v2=bool(message.flags & MessageFlag.IS_COMPONENTS_V2),
    )


def _intent(channel: Channel) -> Intent:
    return Intent.DIRECT_MESSAGES if channel.guild is None else Intent.GUILD_MESSAGES


def _named(content: str) -> tuple[set[int], set[int]]:
    users: set[int] = set()
    roles: set[int] = set()
    for kind, number in MENTION.findall(content):
        (roles if kind == "&" else users).add(int(number))
    return users, roles


def _listed(allowed: Json | None, kind: str) -> set[int]:
    return {int(item) for item in (allowed or {}).get(kind) or []}
