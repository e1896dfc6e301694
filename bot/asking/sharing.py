"""One piece of work for everybody who wants the same thing at the same time."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Shared(Generic[K, V]):
    """Running work by key. Nobody who leaves takes the work away from the others."""

    def __init__(self) -> None:
        self._running: dict[K, asyncio.Task[V]] = {}

    def is_running(self, key: K) -> bool:
        """Tell whether joining `key` now starts nothing new."""
        return key in self._running

    async def join(self, key: K, start: Callable[[], Coroutine[Any, Any, V]]) -> V:
        """Return what the work for `key` returns, starting it unless it runs already.

        An error of the work is raised to everyone who joined, and forgotten. Cancelling one who
        joined leaves the work and the others alone.
        """
        task = self._running.get(key)
        if task is None:
            task = self._running[key] = asyncio.create_task(start())
            task.add_done_callback(lambda _: self._running.pop(key))
        return await asyncio.shield(task)

    async def aclose(self) -> None:
        """Cancel all work and wait until it has ended."""
        tasks = tuple(self._running.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
