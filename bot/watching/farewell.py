"""The last word to a server that wants everything about it deleted.

Once nothing is stored, nobody can edit a message any more: one that says "down" would say so for
ever, and promise to be kept up to date.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from bot.clock import Clock

PATIENCE = 10.0  # seconds; whoever asked waits for the answer
LOOK_SECONDS = 0.2


class Rests(Protocol):
    """Whoever stores servers: `bot.storage.guilds.GuildStore`."""

    async def rest(self, guild_id: int, at: datetime) -> None:
        """Pause all watches of a server: what its channels hear of outages ends."""
        ...


class Messages(Protocol):
    """Whoever stores announcements: `bot.storage.outbox.OutboxStore`."""

    async def is_behind(self, guild_id: int) -> bool:
        """Tell whether a message that stands in a server, and can be edited, is out of date."""
        ...


class Farewell:
    """Lets every message of a server come to an end. `wake`: there is something to tell."""

    def __init__(
        self, *, guilds: Rests, messages: Messages, wake: Callable[[], None], clock: Clock
    ) -> None:
        self._guilds = guilds
        self._messages = messages
        self._wake = wake
        self._clock = clock

    async def say(self, guild_id: int) -> None:
        """End what a server's channels hear, as far as they can be told so within `PATIENCE`.

        Raises `StoreUnavailable`.
        """
        await self._guilds.rest(guild_id, self._clock.now())
        self._wake()
        until = self._clock.monotonic() + PATIENCE
        while await self._messages.is_behind(guild_id) and self._clock.monotonic() < until:
            await self._clock.sleep(LOOK_SECONDS)
