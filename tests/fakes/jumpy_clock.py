"""A clock whose wall time can be set, and which can lose time, as a laptop's lid makes it."""

from datetime import datetime, timedelta

from tests.fakes.clock import FakeClock


class JumpyClock(FakeClock):
    """A `FakeClock` whose two times can come apart."""

    def __init__(self) -> None:
        super().__init__()
        self._ahead = timedelta()

    def now(self) -> datetime:
        return super().now() + self._ahead

    def set_wall(self, seconds: float) -> None:
        """Move the wall clock alone: ahead as when the machine slept, or back."""
        self._ahead += timedelta(seconds=seconds)
