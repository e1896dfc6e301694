"""Going on with channels that could not be written to, once their permissions are back."""

from collections.abc import Awaitable, Callable

import structlog

from bot.watching.delivery import Suspension
from bot.watching.outbox import Outbox
from bot.watching.recording import StoreUnavailable

log = structlog.stdlib.get_logger(__name__)

IsOpen = Callable[[Suspension], bool]


class Reopening:
    """Looks at suspended channels again whenever something changed about them."""

    def __init__(self, *, outbox: Outbox, resume: Callable[[int], Awaitable[None]]) -> None:
        self._outbox = outbox
        self._resume = resume

    async def look(self, is_open: IsOpen, *, guild_id: int | None = None) -> int:
        """Go on with every suspended channel that is open, of one server or of all.

        Returns how many there were. While storage is away nothing happens; the next change or
        connection looks again.
        """
        try:
            found = await self._outbox.suspended(guild_id)
            opened = [suspension for suspension in found if is_open(suspension)]
            for suspension in opened:
                await self._resume(suspension.channel_id)
        except StoreUnavailable:
            log.warning("suspensions_unavailable")
            return 0
        if opened:
            log.info("channels_resumed", count=len(opened))
        return len(opened)
