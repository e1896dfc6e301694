"""Telling a server's admins that we can't write in one of their channels: where, and how."""

from collections.abc import Iterator

import discord
import structlog

from bot.presentation.breakdowns import render_breakdown
from bot.presentation.connection import Connection
from bot.presentation.places import Place, may_write
from bot.presentation.posting import post
from bot.presentation.rendered import Rendered
from bot.presentation.requests import attempt
from bot.watching.delivery import DeliveryProblem, Suspension, Undelivered
from bot.watching.ports import Guilds, GuildSettings
from bot.watching.recording import StoreUnavailable

log = structlog.stdlib.get_logger(__name__)

MOST_TRIED = 3  # channels


class AdminsDesk:
    """Finds somebody to tell: the channel the admins chose, one of the server's own, its owner."""

    def __init__(self, *, connection: Connection, guilds: Guilds) -> None:
        self._connection = connection
        self._guilds = guilds

    async def tell(self, suspension: Suspension) -> bool:
        """Say why a channel hears nothing. False: it could not be said yet, try again later."""
        client = self._connection.client
        if client is None:
            return False
        guild = client.get_guild(suspension.guild_id)
        if guild is None:  # it removed us, or is not there yet
            return client.is_ready()
        if guild.unavailable:
            return False
        settings = await self._settings(guild)
        locale = settings.locale or guild.preferred_locale.value
        # The same for every try at this: who would be told again within minutes is not.
        nonce = f"s{suspension.channel_id}"
        message = render_breakdown(suspension, locale)
        for place in _places(guild, settings, suspension):
            problem = await self._write(place.id, message, nonce)
            if problem is not DeliveryProblem.SUBSCRIPTION:
                return _is_settled(problem)
        message = render_breakdown(suspension, locale, server=guild.name)
        return await self._write_to_owner(guild, message, nonce)

    async def _settings(self, guild: discord.Guild) -> GuildSettings:
        try:
            return await self._guilds.settings(guild.id)
        except StoreUnavailable:
            return GuildSettings(guild_id=guild.id)

    async def _write_to_owner(self, guild: discord.Guild, message: Rendered, nonce: str) -> bool:
        owner_id = guild.owner_id
        if owner_id is None:
            return True
        opened = await attempt(
            self._connection, lambda client: client.http.start_private_message(owner_id)
        )
        if isinstance(opened, Undelivered):
            return _is_settled(opened.problem)
        return _is_settled(await self._write(int(opened["id"]), message, nonce))

    async def _write(
        self, channel_id: int, message: Rendered, nonce: str
    ) -> DeliveryProblem | None:
        """Write in a channel; return what was in the way."""

        async def send(client: discord.Client) -> None:
            await post(client, channel_id, message, nonce=nonce)

        outcome = await attempt(self._connection, send)
        return outcome.problem if isinstance(outcome, Undelivered) else None


def _is_settled(problem: DeliveryProblem | None) -> bool:
    """Whether nothing would come of another try."""
    if problem is not None:
        log.info("admins_not_told", problem=problem.value)
    return problem not in {DeliveryProblem.TEMPORARY, DeliveryProblem.WHOLE_ADDRESS}


def _places(
    guild: discord.Guild, settings: GuildSettings, suspension: Suspension
) -> Iterator[Place]:
    """Yield where admins are likeliest to read it; never the channel it is about."""
    chosen = guild.get_channel_or_thread(settings.channel_id or 0)
    likely = (chosen, guild.public_updates_channel, guild.system_channel, *guild.text_channels)
    tried = {suspension.channel_id}
    for place in likely:
        if place is None or place.id in tried or not may_write(place):
            continue
        tried.add(place.id)
        yield place
        if len(tried) > MOST_TRIED:
            return
