"""Channels that were deleted: their admins hear of it now, not when the next thing breaks."""

from collections.abc import Awaitable, Callable
from typing import Protocol

import structlog

from bot.watching.delivery import Suspension
from bot.watching.recording import StoreUnavailable
from bot.watching.watch import Watch

log = structlog.stdlib.get_logger(__name__)


class Lists(Protocol):
    """Whoever knows a server's watches: `ports.Watches`."""

    async def of_guild(self, guild_id: int) -> tuple[Watch, ...]:
        """Return a server's watches."""
        ...


class Closing:
    """Suspends channels that are gone, where outages were to be announced in them."""

    def __init__(self, *, watches: Lists, suspend: Callable[[Suspension], Awaitable[None]]) -> None:
        self._watches = watches
        self._suspend = suspend

    async def close(self, suspension: Suspension) -> bool:
        """Suspend a channel if a watch needs it; say whether one does.

        While storage is away nothing happens: the next announcement finds out.
        """
        try:
            watches = await self._watches.of_guild(suspension.guild_id)
            is_needed = any(watch.channel_id == suspension.channel_id for watch in watches)
            if is_needed:
                await self._suspend(suspension)
        except StoreUnavailable:
            log.warning("suspensions_unavailable")
            return False
        return is_needed
