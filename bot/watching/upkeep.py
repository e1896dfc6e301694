"""What is done once an hour: sum up, forget what was kept long enough, learn what is usual."""

from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog

from bot.clock import Clock
from bot.watching.recording import StoreUnavailable

log = structlog.stdlib.get_logger(__name__)

EVERY_SECONDS = 3600.0
FIRST_AFTER_SECONDS = 60.0  # a start has enough to do


class Upkeep:
    """Knows how long a look at each endpoint usually takes, and keeps storage tidy."""

    def __init__(
        self,
        *,
        clock: Clock,
        usual: Callable[[datetime], Awaitable[dict[int, float]]],
        chores: tuple[Callable[[datetime], Awaitable[int]], ...],
    ) -> None:
        """`usual`: milliseconds by endpoint. `chores`: done in this order, each returns a count."""
        self._clock = clock
        self._usual = usual
        self._chores = chores
        self._medians: dict[int, float] = {}

    def median_ms(self, endpoint_id: int) -> float | None:
        """Return an endpoint's own seven-day median; None where there is none yet."""
        return self._medians.get(endpoint_id)

    async def learn(self) -> None:
        """Read what is usual. Raises `StoreUnavailable`."""
        self._medians = await self._usual(self._clock.now())

    async def run(self) -> None:
        """Work every hour until cancelled."""
        await self._clock.sleep(FIRST_AFTER_SECONDS)
        while True:
            await self.work()
            await self._clock.sleep(EVERY_SECONDS)

    async def work(self) -> None:
        """Do all of it once. What storage can't take now is left for the next time."""
        try:
            for chore in self._chores:
                await chore(self._clock.now())
            await self.learn()
        except StoreUnavailable:
            log.warning("upkeep_put_off")
