"""Messages of ours that carry no id of their own, found in a channel by what they say.

A nonce is forgotten after some minutes, and boards and letters have no buttons: what stays the same
is a card's title, or the first and the last line of a text.
"""

import re
from datetime import datetime, timedelta

import discord

from bot.presentation.posting import Payload
from bot.presentation.rendered import Rendered
from bot.watching.writing import Found

MARGIN = timedelta(minutes=2)  # how far our clock and Discord's may be apart
NEWEST = 100
_MEMBER = re.compile(r"<@(\d+)>")
# What answers somebody is no board and no letter.
_ANSWERS = ("interaction_metadata", "interaction", "message_reference")


async def find_alike(
    client: discord.Client, channel_id: int, content: Rendered, since: datetime
) -> tuple[Found, ...]:
    """Return what may be an earlier `content`, oldest first."""
    first = discord.utils.time_snowflake(since - MARGIN)
    newest = await client.http.logs_from(channel_id, NEWEST)
    alike = (
        message
        for message in newest
        if int(message["id"]) >= first and _is_ours(message, client) and _is_alike(message, content)
    )
    found = (Found(message_id=int(one["id"]), named=_named(one)) for one in alike)
    return tuple(sorted(found, key=lambda one: one.message_id))


def _is_ours(message: Payload, client: discord.Client) -> bool:
    is_answer = any(message.get(key) for key in _ANSWERS)
    author_id = int(message["author"]["id"])
    return client.user is not None and author_id == client.user.id and not is_answer


def _is_alike(message: Payload, content: Rendered) -> bool:
    if message.get("components"):
        return False
    lines = message["content"].splitlines() or [""]
    if content.card is not None:  # as text, where we may not embed
        titles = {embed.get("title") for embed in message.get("embeds", ())}
        return content.card.title in titles or f"**{content.card.title}**" in lines
    mine = content.content.splitlines()
    return (mine[0], mine[-1]) == (lines[0], lines[-1])


def _named(message: Payload) -> frozenset[int]:
    return frozenset(int(id_) for id_ in _MEMBER.findall(message["content"]))
