"""A clock that runs like the machine's own and can be pushed ahead."""

import time
from collections.abc import Callable
from datetime import UTC, datetime


class JumpableClock:
    """Wall time in Unix seconds; `advance` skips time that nobody wants to wait for."""

    def __init__(self) -> None:
        self._start = time.time() - time.monotonic()
        self._listeners: list[Callable[[], None]] = []

    def now(self) -> float:
        """Return Unix seconds. Never goes back."""
        return self._start + time.monotonic()

    def wall(self) -> datetime:
        """Return the same moment as an aware UTC time."""
        return datetime.fromtimestamp(self.now(), UTC)

    def advance(self, seconds: float) -> None:
        """Jump ahead and tell everyone who waits for a deadline."""
        if seconds < 0:
            raise ValueError("time only goes forward")
        self._start += seconds
        for listener in self._listeners:
            listener()

    def on_jump(self, listener: Callable[[], None]) -> None:
        """Call `listener` after every jump."""
        self._listeners.append(listener)
