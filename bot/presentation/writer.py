"""Boards and letters on Discord. Fulfils `bot.watching.writing.Writer`.

Unlike announcements they are never published to servers that follow a channel.
"""

from datetime import datetime

import discord

from bot.presentation.classifying import NO_PERMISSION
from bot.presentation.connection import Connection
from bot.presentation.likeness import find_alike
from bot.presentation.places import find_place, permissions_at
from bot.presentation.posting import edit, post
from bot.presentation.rendered import Rendered
from bot.presentation.requests import attempt
from bot.watching.delivery import Delivered, DeliveryProblem, Undelivered
from bot.watching.writing import Found


class DiscordWriter:
    """Posts, changes and deletes messages through whichever client is logged in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def post(
        self, channel_id: int, content: Rendered, *, nonce: str
    ) -> Delivered | Undelivered:
        """Send a message. For some minutes, the same nonce again sends nothing and finds it."""

        async def send(client: discord.Client) -> Delivered:
            sent = await post(client, channel_id, content, nonce=nonce)
            return Delivered(message_id=int(sent["id"]))

        return await attempt(self._connection, send)

    async def find(
        self, channel_id: int, content: Rendered, *, since: datetime
    ) -> tuple[Found, ...] | Undelivered:
        """Return which of a channel's newest messages may be an earlier `content`, sent by us."""

        async def look(client: discord.Client) -> tuple[Found, ...] | Undelivered:
            ours = permissions_at(find_place(client, channel_id))
            if ours is not None and not ours.read_message_history:
                return Undelivered(problem=DeliveryProblem.SUBSCRIPTION, code=NO_PERMISSION)
            return await find_alike(client, channel_id, content, since)

        return await attempt(self._connection, look)

    async def edit(
        self, channel_id: int, message_id: int, content: Rendered
    ) -> Delivered | Undelivered:
        """Put something else in the place of a message of ours."""

        async def change(client: discord.Client) -> Delivered:
            await edit(client, channel_id, message_id, content)
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
