"""A clock that only moves when a test, or whoever sleeps on it, moves it."""

import asyncio
from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class FakeClock:
    """A `Clock` without waiting: `sleep` moves time forward and lets other tasks run once."""

    def __init__(self, start: datetime = START) -> None:
        self._start = start
        self._elapsed = 0.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        """Return the fake wall-clock time, aware UTC."""
        return self._start + timedelta(seconds=self._elapsed)

    def monotonic(self) -> float:
        """Return the fake seconds since an arbitrary moment, which is not 0."""
        return 1000.0 + self._elapsed

    async def sleep(self, seconds: float) -> None:
        """Move time forward by `seconds` at once, and yield to the loop."""
        self.slept.append(seconds)
        self.advance(seconds)
        await asyncio.sleep(0)

    def advance(self, seconds: float) -> None:
        """Move time forward."""
        if seconds < 0:
            msg = "time does not run backwards"
            raise ValueError(msg)
        self._elapsed += seconds
