"""How many looks run at once: many while they only wait, few while the event loop is late.

A look's clock starts when it is let in, so a queue makes looks late, never wrong. The event loop's
own lateness is the measure: it is what would make a healthy site look slow.
"""

import asyncio
from collections import deque
from types import TracebackType

from bot.probing.limits import Limits

_BEAT_SECONDS = 0.02
_FIRST_LIMIT = 64
_MORE_PER_BEAT = 16  # slowly enough that no name server sees a thousand questions at once
_SHRINKAGE = 0.7


class Admission:
    """A door for looks, first come, first served. `async with admission:` holds a place."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._limit = min(_FIRST_LIMIT, limits.in_flight)
        self._inside = 0
        self._queue: deque[asyncio.Future[None]] = deque()
        self._beat: asyncio.TimerHandle | None = None
        self.lag_seconds = 0.0  # the lateness of all beats so far; only ever grows

    @property
    def waiting(self) -> int:
        """Return how many looks wait outside."""
        return len(self._queue)

    @property
    def limit(self) -> int:
        """Return how many may be inside at the moment."""
        return self._limit

    async def __aenter__(self) -> None:
        loop = asyncio.get_running_loop()
        if self._beat is None:
            self._beat = loop.call_later(_BEAT_SECONDS, self._on_beat, loop, loop.time())
        if not self._queue and self._inside < self._limit:
            self._inside += 1
            return
        place: asyncio.Future[None] = loop.create_future()
        self._queue.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if not place.cancelled():
                self._leave()  # let in and called off at the same moment
            elif place in self._queue:  # not passed over already by whoever left
                self._queue.remove(place)
            raise

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leave()

    def _leave(self) -> None:
        self._inside -= 1
        self._let_in()

    def _let_in(self) -> None:
        while self._queue and self._inside < self._limit:
            place = self._queue.popleft()
            if not place.done():
                self._inside += 1
                place.set_result(None)

    def _on_beat(self, loop: asyncio.AbstractEventLoop, last: float) -> None:
        now = loop.time()
        lag = max(0.0, now - last - _BEAT_SECONDS)
        self.lag_seconds += lag
        if lag > self._limits.busy_lag_seconds:
            fewer = int(min(self._limit, self._inside) * _SHRINKAGE)
            self._limit = max(min(self._limits.in_flight_floor, self._limits.in_flight), fewer)
        elif lag < self._limits.idle_lag_seconds and self._queue:
            self._limit = min(self._limits.in_flight, self._limit + _MORE_PER_BEAT)
            self._let_in()
        busy = self._inside or self._queue
        self._beat = loop.call_later(_BEAT_SECONDS, self._on_beat, loop, now) if busy else None
