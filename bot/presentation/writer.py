"""Boards and letters on Discord. Fulfils `bot.watching.writing.Writer`.

Unlike announcements they are never published to servers that follow a channel.
"""

import discord
from discord.http import handle_message_parameters

from bot.presentation.connection import Connection
from bot.presentation.drawing import draw, draw_files
from bot.presentation.messenger import parameters
from bot.presentation.places import find_place, permissions_at, suited
from bot.presentation.rendered import Rendered
from bot.presentation.requests import attempt
from bot.watching.delivery import Delivered, Undelivered


class DiscordWriter:
    """Posts, changes and deletes messages through whichever client is logged in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def post(
        self, channel_id: int, content: Rendered, *, nonce: str
    ) -> Delivered | Undelivered:
        """Send a message. For some minutes, the same nonce again sends nothing and finds it."""

        async def send(client: discord.Client) -> Delivered:
            message = suited(content, permissions_at(find_place(client, channel_id)))
            with parameters(message, nonce=nonce) as params:
                sent = await client.http.send_message(channel_id, params=params)
            return Delivered(message_id=int(sent["id"]))

        return await attempt(self._connection, send)

    async def edit(
        self, channel_id: int, message_id: int, content: Rendered
    ) -> Delivered | Undelivered:
        """Put something else in the place of a message of ours."""

        async def change(client: discord.Client) -> Delivered:
            message = suited(content, permissions_at(find_place(client, channel_id)))
            drawn = handle_message_parameters(**draw(message), attachments=draw_files(message))
            with drawn as params:
                await client.http.edit_message(channel_id, message_id, params=params)
            return Delivered(message_id=message_id)

        return await attempt(self._connection, change)

    async def delete(self, channel_id: int, message_id: int) -> Delivered | Undelivered:
        """Take a message of ours away."""

        async def remove(client: discord.Client) -> Delivered:
            await client.http.delete_message(channel_id, message_id)
            return Delivered(message_id=message_id)

        return await attempt(self._connection, remove)

    async def open_direct(self, user_id: int) -> int | Undelivered:
        """Return the channel of direct messages with a member, opened if it was not."""

        async def open_(client: discord.Client) -> int:
            return (await client.create_dm(discord.Object(user_id))).id

        return await attempt(self._connection, open_)
