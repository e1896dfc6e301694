"""Waiting for something new to do, or a little time: whichever comes first."""

import asyncio

from bot.clock import Clock


class Waking:
    """Wakes one task that works in rounds. Whatever is said during a round is not lost."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._awake = asyncio.Event()

    def wake(self) -> None:
        """Say that there is something new."""
        self._awake.set()

    def begin(self) -> None:
        """Begin a round: what was said until now is seen to in it."""
        self._awake.clear()

    async def wait(self, seconds: float) -> None:
        """Wait until there is something new, at most so long."""
        waits = [
            asyncio.ensure_future(self._awake.wait()),
            asyncio.ensure_future(self._clock.sleep(max(0.0, seconds))),
        ]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
            await asyncio.gather(*waits, return_exceptions=True)
