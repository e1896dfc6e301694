"""How many members of a server usually report trouble with a thing at this time of day.

Nothing but numbers is kept here: no member, and no text that anybody wrote but the thing's name.
A day is counted in hours since some moment, not by the wall clock: the same hour of another day is
24 of them away, whatever a clock was set to. A restart begins anew, and then nothing is usual.
"""

from collections import OrderedDict
from collections.abc import Sequence
from statistics import median_low

from bot.clock import Clock

HOUR = 3600.0
DAY = 24  # hours
DAYS = 14  # looked back
ENOUGH = 3  # days without which nothing is called usual
PER_SERVER = 250  # hours of all things together
SERVERS = 1_000


def usual_of(days: Sequence[int]) -> int | None:
    """Return what is usual by the same hour of some days; None while they are too few.

    On at least half of the days there were at most so many: one bad day makes nothing usual.
    """
    return median_low(days) if len(days) >= ENOUGH else None


class Past:
    """The most members that had reported trouble at a time, by hour and thing, in one server."""

    def __init__(self, since: int) -> None:
        """`since`: the first hour from which on nothing is missing."""
        self.since = since
        self._most: OrderedDict[tuple[int, str], int] = OrderedDict()  # the oldest hour first

    def __len__(self) -> int:
        return len(self._most)

    def note(self, hour: int, about: str, count: int, *, room: int) -> None:
        """Note how many report trouble now; what is too old or too much gives way."""
        self._most[hour, about] = max(count, self._most.get((hour, about), 0))
        while self._most and next(iter(self._most))[0] < hour - DAYS * DAY - 1:
            self._most.popitem(last=False)
        while len(self._most) > room:
            (gone, _), _ = self._most.popitem(last=False)
            self.since = max(self.since, gone + 1)

    def days(self, hour: int, about: str) -> list[int]:
        """Return the most of the same hour of each day before that is known in full.

        A report lasts an hour, so an hour shares its count with the one before.
        """
        hours = (hour - day * DAY for day in range(1, DAYS + 1))
        return [
            max(self._most.get((then, about), 0), self._most.get((then - 1, about), 0))
            for then in hours
            if then - 1 >= self.since
        ]


class Usual:
    """The past of every server from its first report on. The oldest one gives way."""

    def __init__(
        self, clock: Clock, *, per_server: int = PER_SERVER, servers: int = SERVERS
    ) -> None:
        self._clock = clock
        self._per_server = per_server
        self._most_servers = servers
        self._servers: OrderedDict[int, Past] = OrderedDict()  # the one silent for longest first

    def note(self, guild_id: int, about: str, count: int) -> None:
        """Note how many members of a server report trouble with a thing now."""
        hour = self._hour()
        past = self._servers.setdefault(guild_id, Past(hour + 1))
        self._servers.move_to_end(guild_id)
        past.note(hour, about, count, room=self._per_server)
        if len(self._servers) > self._most_servers:
            self._servers.popitem(last=False)

    def at_this_hour(self, guild_id: int, about: str) -> int | None:
        """Return how many usually report trouble at this time of day; None: we can't tell yet."""
        past = self._servers.get(guild_id)
        return None if past is None else usual_of(past.days(self._hour(), about))

    @property
    def servers(self) -> frozenset[int]:
        """The servers whose past is kept."""
        return frozenset(self._servers)

    def forget_server(self, guild_id: int) -> None:
        """Forget a server's past. What comes after it begins anew."""
        self._servers.pop(guild_id, None)

    def _hour(self) -> int:
        return int(self._clock.monotonic() // HOUR)
