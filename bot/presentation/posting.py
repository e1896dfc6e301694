"""Messages of ours in a channel, by its id: what the client has in its cache only helps."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import discord
from discord.http import handle_message_parameters

from bot.presentation.classifying import ARCHIVED
from bot.presentation.drawing import draw, draw_files
from bot.presentation.places import find_place, permissions_at, suited
from bot.presentation.rendered import Rendered

Payload: TypeAlias = Mapping[str, Any]  # a message as Discord tells of it


async def post(
    client: discord.Client, channel_id: int, content: Rendered, *, nonce: str
) -> Payload:
    """Send a message. For some minutes, the same nonce again sends nothing and finds it."""
    message = suited(content, permissions_at(find_place(client, channel_id)))
    drawn = handle_message_parameters(**draw(message), files=draw_files(message), nonce=nonce)
    with drawn as params:
        return await client.http.send_message(channel_id, params=params)


async def edit(
    client: discord.Client, channel_id: int, message_id: int, content: Rendered
) -> Payload:
    """Put something else in the place of a message of ours, files included.

    A thread that went to sleep is woken for it.
    """
    try:
        return await _edit(client, channel_id, message_id, content)
    except discord.HTTPException as error:
        if error.code != ARCHIVED:
            raise
    await client.http.edit_channel(channel_id, archived=False)
    return await _edit(client, channel_id, message_id, content)


async def _edit(
    client: discord.Client, channel_id: int, message_id: int, content: Rendered
) -> Payload:
    message = suited(content, permissions_at(find_place(client, channel_id)))
    drawn = handle_message_parameters(**draw(message), attachments=draw_files(message))
    with drawn as params:
        return await client.http.edit_message(channel_id, message_id, params=params)
