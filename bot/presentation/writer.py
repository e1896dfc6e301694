"""Writing to Discord unasked, through whichever client is logged in. Failures are values."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

import aiohttp
import discord
import structlog

from bot.presentation.connection import Connection
from bot.presentation.delivery import PATIENCE
from bot.presentation.drawing import draw, draw_files
from bot.presentation.rendered import Rendered
from bot.watching.delivery import Delivered, DeliveryProblem, Undelivered

log = structlog.stdlib.get_logger(__name__)

FORBIDDEN, TOO_MANY, SERVER_ERROR = 403, 429, 500
SHUT_OUT = 40333
# Discord's documentation of JSON error codes.
_BY_CODE = {
    **dict.fromkeys((10003, 10004, 50001, 50013, 50008, 40058), DeliveryProblem.SUBSCRIPTION),
    **dict.fromkeys((50007, 50278), DeliveryProblem.SUBSCRIPTION),  # a member's closed door
    **dict.fromkeys((10008, 50005, 50083, 160005, 50162), DeliveryProblem.MESSAGE),
    **dict.fromkeys((130000, 40003, 40062, 20028, 20029, 30046, 110000), DeliveryProblem.TEMPORARY),
    SHUT_OUT: DeliveryProblem.WHOLE_ADDRESS,
}

T = TypeVar("T")


class DiscordWriter:
    """Fulfils `bot.watching.writing.Writer`."""

    def __init__(self, connection: Connection, *, patience: float = PATIENCE) -> None:
        self._connection = connection
        self._patience = patience

    async def post(
        self, channel_id: int, content: Rendered, *, nonce: str
    ) -> Delivered | Undelivered:
        """Send a message. For some minutes, the same nonce again sends nothing and finds it."""

        async def send(client: discord.Client) -> Delivered:
            channel = client.get_partial_messageable(channel_id)
            files = draw_files(content)
            drawn = draw(_suited(client, channel_id, content))
            message = await channel.send(**drawn, files=files, nonce=nonce)
            return Delivered(message_id=message.id)

        return await self._try(send)

    async def edit(
        self, channel_id: int, message_id: int, content: Rendered
    ) -> Delivered | Undelivered:
        """Put something else in the place of a message of ours."""

        async def change(client: discord.Client) -> Delivered:
            message = client.get_partial_messageable(channel_id).get_partial_message(message_id)
            files = draw_files(content)
            await message.edit(**draw(_suited(client, channel_id, content)), attachments=files)
            return Delivered(message_id=message_id)

        return await self._try(change)

    async def delete(self, channel_id: int, message_id: int) -> Delivered | Undelivered:
        """Take a message of ours away."""

        async def remove(client: discord.Client) -> Delivered:
            channel = client.get_partial_messageable(channel_id)
            await channel.get_partial_message(message_id).delete()
            return Delivered(message_id=message_id)

        return await self._try(remove)

    async def open_direct(self, user_id: int) -> int | Undelivered:
        """Return the channel of direct messages with a member, opened if it was not."""

        async def open_(client: discord.Client) -> int:
            return (await client.create_dm(discord.Object(user_id))).id

        return await self._try(open_)

    async def _try(self, call: Callable[[discord.Client], Awaitable[T]]) -> T | Undelivered:
        client = self._connection.client
        if client is None:
            return Undelivered(problem=DeliveryProblem.TEMPORARY)
        try:
            async with asyncio.timeout(self._patience):
                return await call(client)
        except discord.HTTPException as error:
            return classify(error)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("discord_unreachable", error=type(error).__name__)
            return Undelivered(problem=DeliveryProblem.TEMPORARY, is_certain=False)


def _suited(client: discord.Client, channel_id: int, message: Rendered) -> Rendered:
    """Return the message as text alone where Discord would drop its card without a word."""
    channel = client.get_channel(channel_id)
    if not isinstance(channel, discord.abc.GuildChannel):
        return message
    ours = channel.permissions_for(channel.guild.me)
    return message if ours.embed_links else message.without_card()


def classify(error: discord.HTTPException) -> Undelivered:
    """Say what a refusal of Discord's asks for. Its text is not kept: it repeats what we sent."""
    known = _BY_CODE.get(error.code)
    if known is not None:
        return Undelivered(problem=known, code=error.code)
    headers = error.response.headers
    is_discords = "Via" in headers or bool(error.code)  # else it is a page of the edge before it
    wait = headers.get("Retry-After", "")
    asked = timedelta(seconds=float(wait)) if wait.replace(".", "", 1).isdecimal() else None
    if error.status in {FORBIDDEN, TOO_MANY} and not is_discords:
        return Undelivered(problem=DeliveryProblem.WHOLE_ADDRESS, retry_after=asked)
    if error.status == TOO_MANY:
        return Undelivered(problem=DeliveryProblem.TEMPORARY, code=error.code, retry_after=asked)
    if error.status >= SERVER_ERROR:
        return Undelivered(problem=DeliveryProblem.TEMPORARY, code=error.code, is_certain=False)
    return Undelivered(problem=DeliveryProblem.OUR_BUG, code=error.code)
