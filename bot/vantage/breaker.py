"""Leaving a service alone that is broken or has had enough of us."""

from bot.clock import Clock

FAILURES = 3  # in a row
FIRST_PAUSE = 60.0  # seconds; then twice as long each time
LONGEST_PAUSE = 900.0


class Breaker:
    """Opens after a few failures in a row, or for as long as the service says."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failures = 0
        self._until = 0.0

    @property
    def wait(self) -> float:
        """Seconds until the service may be asked again; 0.0 when it may now."""
        return max(0.0, self._until - self._clock.monotonic())

    @property
    def is_broken(self) -> bool:
        """Whether failures, and not a limit, are why it is left alone."""
        return self._failures >= FAILURES

    def hold(self, seconds: float) -> None:
        """Ask no more for as long as the service says."""
        self._until = max(self._until, self._clock.monotonic() + seconds)

    def note_success(self) -> None:
        """Note that it works."""
        self._failures = 0

    def note_failure(self) -> None:
        """Note that it did not. After a pause each further failure opens again, for longer."""
        self._failures += 1
        if self._failures >= FAILURES:
            pause = FIRST_PAUSE * 2.0 ** min(self._failures - FAILURES, 10)
            self.hold(min(pause, LONGEST_PAUSE))
