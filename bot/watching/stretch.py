"""When there is more to look at than one process manages, all intervals grow alike. Pure."""

LATE_SECONDS = 2.0  # a look that waits longer than this for its place means overload
CHECK_SECONDS = 10.0
CALM_SECONDS = 60.0
HEADROOM = 1.15  # more than it has to be, so that what has piled up is worked off
SHRINKAGE = 0.95
MOST = 60.0


class Stretch:
    """The factor on every interval: at once what it has to be, slowly back while all is well."""

    def __init__(self) -> None:
        self.factor = 1.0
        self._checked_at: float | None = None
        self._looks_then = 0
        self._calm_since: float | None = None

    def heed(self, late_seconds: float, looks: int, wanted: float, now: float) -> bool:
        """Take in how things go; return whether the factor changed.

        `late_seconds`: how long the first look in line has waited; `looks`: begun so far;
        `wanted`: looks a second that were asked for; `now`: monotonic seconds.
        """
        if self._checked_at is None:
            self._checked_at, self._looks_then = now, looks
        passed = now - self._checked_at
        if passed < CHECK_SECONDS:
            return False
        managed = max(1, looks - self._looks_then) / passed
        self._checked_at, self._looks_then = now, looks
        before = self.factor
        if late_seconds > LATE_SECONDS:
            self._calm_since = None
            self.factor = min(MOST, max(before, HEADROOM * wanted / managed))
        else:
            self._calm_down(now)
        return self.factor != before

    def of(self, interval: int) -> int:
        """Return the ticks between two looks as they are at the moment."""
        return interval if self.factor == 1.0 else round(interval * self.factor)

    def _calm_down(self, now: float) -> None:
        if self._calm_since is None:
            self._calm_since = now
        elif now - self._calm_since >= CALM_SECONDS:
            self._calm_since = now
            self.factor = max(1.0, self.factor * SHRINKAGE)
