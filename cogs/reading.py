"""What a member pointed at: the words of a message. Pure."""

import re
from collections.abc import Iterator

import discord

# What Discord writes for mentions, emoji, commands and times: none of it is a link or a name.
MARKUP = re.compile(r"<(?:@[!&]?|#|a?:\w{1,32}:|/[^:<>]{1,100}:|t:|id:)[^<>\s]{0,100}>")


def strip_markup(text: str) -> str:
    """Return a text without Discord's own markup, spaces joined."""
    return " ".join(MARKUP.sub(" ", text).split())


def is_addressed(message: discord.Message, user_id: int) -> bool:
    """Say whether somebody wrote to this user: by name, or in a DM. A reply that pings is not."""
    is_named = re.search(rf"<@!?{user_id}>", message.content) is not None
    return is_named or message.guild is None


def texts_of(message: discord.Message) -> Iterator[str]:
    """Yield everything a message says: its own words, what it forwards, and its embeds."""
    yield strip_markup(message.content)
    for snapshot in message.message_snapshots:
        yield strip_markup(snapshot.content)
    for embed in message.embeds:
        yield from (part for part in (embed.url, embed.title, embed.description) if part)
        for field in embed.fields:
            yield f"{field.name} {field.value}"
