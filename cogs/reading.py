"""What a member pointed at: the words of a message. Pure."""

import re
from collections.abc import Iterator

import discord

# What Discord writes for mentions, emoji, commands and times: none of it is a link or a name.
MARKUP = re.compile(r"<(?:@[!&]?|#|a?:\w{1,32}:|/[^:<>]{1,100}:|t:|id:)[^<>\s]{0,100}>")

WRITTEN = frozenset({discord.MessageType.default, discord.MessageType.reply})
POINTING = re.compile(
    r"\?|\b(?:this|that|these|it|check|explain|down|up|working|mean)\b", re.IGNORECASE
)


def strip_markup(text: str) -> str:
    """Return a text without Discord's own markup, spaces joined."""
    return " ".join(MARKUP.sub(" ", text).split())


def is_addressed(message: discord.Message, user_id: int) -> bool:
    """Say whether somebody wrote to this user: by name, or in a DM. A reply that pings is not.

    Neither is what Discord itself writes in somebody's name: "pinned a message", "started a call".
    """
    if message.type not in WRITTEN:
        return False
    is_named = re.search(rf"<@!?{user_id}>", message.content) is not None
    return is_named or message.guild is None


def pointed_at(message: discord.Message, user_id: int) -> discord.Message | None:
    """Return the message that "is this down?" in a reply points at, where Discord sent it along.

    Thanks point at nothing, and neither do questions about a help text of our own.
    """
    replied = message.reference.resolved if message.reference is not None else None
    if not isinstance(replied, discord.Message) or not is_pointing(strip_markup(message.content)):
        return None
    is_our_help = replied.author.id == user_id and not replied.embeds
    return None if is_our_help else replied


def is_pointing(text: str) -> bool:
    """Say whether words, or no words at all, can be about the message they reply to."""
    return POINTING.search(text) is not None or not any(map(str.isalnum, text))


def texts_of(message: discord.Message) -> Iterator[str]:
    """Yield everything a message says: its own words, what it forwards, and its embeds."""
    yield strip_markup(message.content)
    for snapshot in message.message_snapshots:
        yield strip_markup(snapshot.content)
    for embed in message.embeds:
        yield from (part for part in (embed.url, embed.title, embed.description) if part)
        for field in embed.fields:
            yield f"{field.name} {field.value}"
