"""What the arithmetic of history needs of storage. May raise `StoreUnavailable`."""

from datetime import datetime
from typing import Protocol

from bot.history.intervals import Interval
from bot.history.rollups import Rollup
from bot.history.uptime import Record
from bot.watching.ports import IncidentStory
from bot.watching.recording import Sample


class Chronicle(Protocol):
    """The past of a watch."""

    async def record_of(self, watch_id: int, span: Interval) -> Record | None:
        """Return what is known of a watch in a span of time; None when there is no such watch.

        Of a span that begins before what its server keeps, the record has the later part.
        """
        ...

    async def records_of(self, guild_id: int, span: Interval) -> dict[int, Record]:
        """Return the same of all watches of a server."""
        ...

    async def followed_since(self, guild_id: int) -> dict[int, datetime]:
        """Return since when each of a server's watches was followed, as far as it is kept."""
        ...

    async def incidents_of(self, watch_id: int, span: Interval) -> tuple[IncidentStory, ...]:
        """Return what a watch lived through in a span of time, newest first.

        What went on for others after it was followed no more ends there. Nothing that ended longer
        ago than its server keeps it.
        """
        ...


class Looks(Protocol):
    """Samples, and what hours and days of them say together.

    They are of targets, not of servers: `limits.bounds_of` says how far back a server's people see.
    """

    async def samples(
        self, endpoint_id: int, begins: datetime, ends: datetime
    ) -> tuple[Sample, ...]:
        """Return an endpoint's samples of a span of time, in order."""
        ...

    async def hours(
        self, endpoint_id: int, begins: datetime, ends: datetime
    ) -> dict[datetime, Rollup]:
        """Return an endpoint's hours that begin in a span of time."""
        ...

    async def days(
        self, endpoint_id: int, begins: datetime, ends: datetime
    ) -> dict[datetime, Rollup]:
        """Return an endpoint's days (of UTC) that begin in a span of time."""
        ...

    async def usual(self, now: datetime) -> dict[int, float]:
        """Return how many milliseconds a look at each endpoint usually takes, where known."""
        ...

    async def roll_up(self, now: datetime) -> int:
        """Work out the hours and days that have ended and were not yet; return how many rows."""
        ...
