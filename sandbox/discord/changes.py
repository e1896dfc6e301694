"""Waiting for something to become true, without polling."""

import asyncio
from collections.abc import Callable


class Changes:
    """Wake whoever waits, each time something changed."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def tell(self) -> None:
        """Let every waiter look again."""
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)
        self._waiting.clear()

    async def next(self, timeout: float | None = None) -> None:  # noqa: ASYNC109 - one deadline of many
        """Wait for the next change, at most `timeout` seconds; being late is no error."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiting.add(waiter)
        try:
            await asyncio.wait((waiter,), timeout=timeout)
        finally:
            self._waiting.discard(waiter)
            waiter.cancel()

    async def until(self, is_so: Callable[[], bool], *, within: float) -> None:
        """Wait until `is_so()`. Raises TimeoutError after `within` seconds."""
        async with asyncio.timeout(within):
            while not is_so():
                await self.next()
