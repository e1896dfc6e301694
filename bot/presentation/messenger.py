"""Announcements on Discord. Fulfils `bot.watching.delivery.Messenger`.

Discord keeps a nonce for some minutes and posts nothing twice for it; later the message is found by
its buttons, whose ids end with the nonce.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import discord

from bot.presentation.admins import AdminsDesk
from bot.presentation.classifying import NO_PERMISSION
from bot.presentation.connection import Connection
from bot.presentation.places import find_place, permissions_at
from bot.presentation.posting import Payload, edit, post
from bot.presentation.publishing import Publisher
from bot.presentation.rendered import Rendered
from bot.presentation.requests import PATIENCE, attempt
from bot.presentation.threads import Threader
from bot.watching.delivery import Delivered, DeliveryProblem, Suspension, Undelivered

# How far our clock and Discord's may be apart.
MARGIN = timedelta(minutes=2)
# A try is over long before: a lease and the time for which a nonce is remembered.
LOOKED_THROUGH = timedelta(minutes=10)
PAGE = 100
MOST_PAGES = 5


class DiscordMessenger:
    """Posts, changes and finds messages. Every failure is a value; only cancellation is raised."""

    def __init__(
        self,
        *,
        connection: Connection,
        publisher: Publisher,
        threader: Threader,
        admins: AdminsDesk,
        patience: float = PATIENCE,
    ) -> None:
        self._connection = connection
        self._publisher = publisher
        self._threader = threader
        self._admins = admins
        self._patience = patience

    async def post(
        self, channel_id: int, content: Rendered, *, nonce: str
    ) -> Delivered | Undelivered:
        """Send a message. For some minutes, the same nonce again sends nothing and finds it."""

        async def send(client: discord.Client) -> Delivered:
            sent = await post(client, channel_id, content, nonce=nonce)
            place = find_place(client, channel_id)
            self._publisher.publish(place, sent)
            self._threader.open(place, sent, content.thread)
            return Delivered(message_id=int(sent["id"]))

        return await attempt(self._connection, send, patience=self._patience)

    async def edit(
        self, channel_id: int, message_id: int, content: Rendered
    ) -> Delivered | Undelivered:
        """Put something else in the place of a message of ours, files included."""

        async def change(client: discord.Client) -> Delivered:
            changed = await edit(client, channel_id, message_id, content)
            place = find_place(client, channel_id)
            self._publisher.publish(place, changed)
            self._threader.open(place, changed, content.thread)
            return Delivered(message_id=message_id)

        return await attempt(self._connection, change, patience=self._patience)

    async def find(
        self, channel_id: int, *, nonce: str, since: datetime
    ) -> Delivered | Undelivered | None:
        """Look in a channel's history for our message that was sent with `nonce`; None: not there.

        Buttons carry it: their ids end with it.
        """

        async def look(client: discord.Client) -> Delivered | Undelivered | None:
            ours = permissions_at(find_place(client, channel_id))
            if ours is not None and not ours.read_message_history:
                # Discord would answer with an empty list, as if nothing were there.
                return Undelivered(problem=DeliveryProblem.SUBSCRIPTION, code=NO_PERMISSION)
            return await _look(client, channel_id, nonce, since)

        return await attempt(self._connection, look, patience=self._patience)

    async def tell_admins(self, suspension: Suspension) -> bool:
        """Tell a server's admins, in words, why a channel hears nothing. False: not yet."""
        return await self._admins.tell(suspension)

    async def aclose(self) -> None:
        """End what goes on beside the deliveries."""
        await self._publisher.aclose()
        await self._threader.aclose()


async def _look(
    client: discord.Client, channel_id: int, nonce: str, since: datetime
) -> Delivered | None:
    after = discord.utils.time_snowflake(since - MARGIN)
    end = discord.utils.time_snowflake(since + LOOKED_THROUGH)
    for _ in range(MOST_PAGES):
        page = await client.http.logs_from(channel_id, PAGE, after=after)
        for message in page:
            if client.user is not None and _is_it(message, client.user.id, nonce):
                return Delivered(message_id=int(message["id"]))
        after = max((int(message["id"]) for message in page), default=end)
        if len(page) < PAGE or after >= end:
            return None
    return None


def _is_it(message: Payload, author_id: int, nonce: str) -> bool:
    is_ours = int(message["author"]["id"]) == author_id
    return is_ours and any(id_.endswith(f":{nonce}") for id_ in _custom_ids(message))


def _custom_ids(part: Payload) -> Iterator[str]:
    """Yield the ids of everything that can be pressed, nested as it may be."""
    if isinstance(part.get("custom_id"), str):
        yield part["custom_id"]
    for inner in part.get("components") or ():
        yield from _custom_ids(inner)
    if part.get("accessory"):
        yield from _custom_ids(part["accessory"])
