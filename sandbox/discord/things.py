"""What the world is made of: users, servers, channels, messages, commands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from sandbox.discord.json_types import Json

LINK_BUTTON = 5


class ChannelType(IntEnum):
    """The channel types this stand-in has."""

    TEXT = 0
    DM = 1
    VOICE = 2
    CATEGORY = 4
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    STAGE = 13
    FORUM = 15


class MessageType(IntEnum):
    """The message types this stand-in writes."""

    DEFAULT = 0
    REPLY = 19
    CHAT_INPUT_COMMAND = 20
    CONTEXT_MENU_COMMAND = 23


class MessageFlag(IntEnum):
    """Message flags this stand-in understands."""

    CROSSPOSTED = 1 << 0
    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    IS_COMPONENTS_V2 = 1 << 15


@dataclass(slots=True, kw_only=True, eq=False)
class User:
    """A person or a bot."""

    id: int
    name: str
    is_bot: bool = False
    locale: str = "en-US"
    accepts_dms: bool = True
    has_installed_app: bool = False

    @property
    def mention(self) -> str:
        """How a message names this user."""
        return f"<@{self.id}>"


@dataclass(slots=True, kw_only=True, eq=False)
class Role:
    """A role of one server."""

    id: int
    name: str
    permissions: int
    position: int = 0
    is_managed: bool = False
    is_mentionable: bool = False


@dataclass(slots=True, kw_only=True, eq=False)
class Member:
    """A user inside a server."""

    user: User
    joined_at: datetime
    role_ids: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overwrite:
    """What one role or member may or may not do in one channel."""

    is_role: bool
    allow: int = 0
    deny: int = 0


@dataclass(slots=True, kw_only=True, eq=False)
class Attachment:
    """A file that came with a message."""

    id: int
    filename: str
    content: bytes
    content_type: str
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button as a person sees it."""

    label: str | None
    custom_id: str | None
    url: str | None
    style: int
    is_disabled: bool


@dataclass(slots=True, kw_only=True, eq=False)
class Message:
    """A message, as it stands now (edits change it in place)."""

    id: int
    channel: "Channel"
    author: User
    timestamp: datetime
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: int = 0
    type: MessageType = MessageType.DEFAULT
    nonce: str | None = None
    edited_at: datetime | None = None
    mentions: list[User] = field(default_factory=list)
    mention_role_ids: list[int] = field(default_factory=list)
    mentions_everyone: bool = False
    reference: "Message | None" = None
    viewer: User | None = None
    interaction: Json | None = None
    by_application: bool = False
    revision: int = 0

    @property
    def is_ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return bool(self.flags & MessageFlag.EPHEMERAL)

    @property
    def is_thinking(self) -> bool:
        """Whether it still says "… is thinking"."""
        return bool(self.flags & MessageFlag.LOADING)

    @property
    def text(self) -> str:
        """Everything a person can read in it, in order, one piece a line."""
        pieces = [self.content]
        for embed in self.embeds:
            pieces.extend(_embed_texts(embed))
        pieces.extend(part["content"] for part in self.parts() if "content" in part)
        return "\n".join(piece for piece in pieces if piece)

    @property
    def buttons(self) -> list[Button]:
        """Every button in it, in order."""
        return [_button(part) for part in self.parts() if part.get("type") == ComponentType.BUTTON]

    @property
    def menus(self) -> list[Json]:
        """Every menu in it, in order."""
        return [part for part in self.parts() if part.get("type") in SELECTS]

    def attached(self, filename: str) -> Attachment | None:
        """Return its newest file of that name."""
        named = (item for item in reversed(self.attachments) if item.filename == filename)
        return next(named, None)

    def parts(self) -> Iterator[Json]:
        """Yield every component, nested ones too, in reading order."""
        return walk(self.components)

    def is_visible_to(self, user: User) -> bool:
        """Whether `user` sees it, given that they see the channel."""
        return self.viewer is None or self.viewer is user


class ComponentType(IntEnum):
    """Component types (developers/components/reference.mdx)."""

    ACTION_ROW = 1
    BUTTON = 2
    STRING_SELECT = 3
    TEXT_INPUT = 4
    USER_SELECT = 5
    ROLE_SELECT = 6
    MENTIONABLE_SELECT = 7
    CHANNEL_SELECT = 8
    SECTION = 9
    TEXT_DISPLAY = 10
    THUMBNAIL = 11
    MEDIA_GALLERY = 12
    FILE = 13
    SEPARATOR = 14
    CONTAINER = 17
    LABEL = 18


SELECTS = (
    ComponentType.STRING_SELECT,
    ComponentType.USER_SELECT,
    ComponentType.ROLE_SELECT,
    ComponentType.MENTIONABLE_SELECT,
    ComponentType.CHANNEL_SELECT,
)


def walk(components: list[Json]) -> Iterator[Json]:
    """Yield components and everything inside them, in reading order."""
    for part in components:
        yield part
        yield from walk(
            [inner for inner in part.get("components") or [] if isinstance(inner, dict)]
        )
        if isinstance(part.get("accessory"), dict):
            yield from walk([part["accessory"]])


def _embed_texts(embed: Json) -> Iterator[str]:
    yield (embed.get("author") or {}).get("name", "")
    yield embed.get("title") or ""
    yield embed.get("description") or ""
    for row in embed.get("fields") or []:
        yield row["name"]
        yield row["value"]
    yield (embed.get("footer") or {}).get("text", "")


def _button(part: Json) -> Button:
    return Button(
        label=part.get("label"),
        custom_id=part.get("custom_id"),
        url=part.get("url"),
        style=part.get("style", 0),
        is_disabled=bool(part.get("disabled")),
    )


@dataclass(slots=True, kw_only=True, eq=False)
class Channel:
    """A place for messages: in a server, in a thread, or between a person and the bot."""

    id: int
    type: ChannelType
    name: str | None = None
    guild: "Guild | None" = None
    position: int = 0
    recipient: User | None = None
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    thread: "Thread | None" = None
    typing_until: float = 0.0  # as the clock has it: the bot is shown as typing until then

    @property
    def mention(self) -> str:
        """How a message names this channel."""
        return f"<#{self.id}>"

    def last(self, author: User) -> Message | None:
        """Return the newest message by `author`, if there is one."""
        written = (message for message in reversed(self.messages.values()))
        return next((message for message in written if message.author is author), None)


@dataclass(slots=True, kw_only=True, eq=False)
class Thread:
    """What a channel has beyond others when it is a thread."""

    parent: Channel
    owner: User
    created_at: datetime
    is_archived: bool = False
    is_locked: bool = False


@dataclass(slots=True, kw_only=True, eq=False)
class Guild:
    """A server."""

    id: int
    name: str
    owner_id: int
    joined_at: datetime
    locale: str = "en-US"
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    threads: dict[int, Channel] = field(default_factory=dict)
    system_channel: Channel | None = None
    is_unavailable: bool = False

    def channel(self, name: str) -> Channel:
        """Return the channel called `name`, with or without `#`."""
        for channel in self.channels.values():
            if channel.name == name.removeprefix("#"):
                return channel
        raise LookupError(f"{self.name} has no channel {name}")


MENTION = re.compile(r"<@(!|&)?(\d+)>")
