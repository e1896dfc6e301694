"""Discord's ids: 42 bits of milliseconds since 2015, 22 bits that keep them apart."""

from sandbox.discord.clock import JumpableClock

DISCORD_EPOCH_MS = 1_420_070_400_000
_LOW_BITS = 22


class Snowflakes:
    """Hand out ids that grow with time and never repeat."""

    def __init__(self, clock: JumpableClock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        """Return a fresh id for now."""
        milliseconds = int(self._clock.now() * 1000) - DISCORD_EPOCH_MS
        self._last = max(self._last + 1, milliseconds << _LOW_BITS)
        return self._last
