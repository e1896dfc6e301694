"""What the members of a Discord server say about a thing: kept in memory, for an hour.

A report belongs to its server and never leaves it. Nobody is named and nothing is announced.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from bot.clock import Clock

LASTS = timedelta(hours=1)
APART = timedelta(minutes=5)  # between two reports of one member about one thing
SEVERAL, MANY = 3, 5
PER_SERVER = 1_000
SERVERS = 2_000


class Experience(StrEnum):
    """How it goes for one member."""

    TROUBLE = "same"
    FINE = "fine"
    SLOW = "slow"


class Crowd(StrEnum):
    """How much the members' reports weigh."""

    FEW = "few"
    SEVERAL = "several"
    MANY = "many"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What distinct members of one server said about one thing within the hour."""

    trouble: int = 0  # slow included
    fine: int = 0

    @property
    def crowd(self) -> Crowd:
        """How many report trouble, in a word."""
        if self.trouble >= MANY:
            return Crowd.MANY
        return Crowd.SEVERAL if self.trouble >= SEVERAL else Crowd.FEW


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One member's word."""

    experience: Experience
    at: float  # monotonic


# Who reported about what; the oldest report first.
Heard = OrderedDict[tuple[str, int], Report]


class Reports:
    """Reports by server. The oldest give way, by age or when a server or the bot has too many."""

    def __init__(
        self, clock: Clock, *, per_server: int = PER_SERVER, servers: int = SERVERS
    ) -> None:
        self._clock = clock
        self._per_server = per_server
        self._most_servers = servers
        self._servers: OrderedDict[int, Heard] = OrderedDict()

    def note(self, guild_id: int, about: str, user_id: int, experience: Experience) -> bool:
        """Note a member's word about a thing, in place of an earlier one.

        False: they said the same within five minutes. A change of mind always counts.
        """
        heard = self._fresh(guild_id)
        last, now = heard.get((about, user_id)), self._clock.monotonic()
        is_repeated = last is not None and last.experience is experience
        if last is not None and is_repeated and now - last.at < APART.total_seconds():
            return False
        heard[about, user_id] = Report(experience=experience, at=now)
        heard.move_to_end((about, user_id))
        if len(heard) > self._per_server:
            heard.popitem(last=False)
        self._servers[guild_id] = heard
        self._servers.move_to_end(guild_id)
        if len(self._servers) > self._most_servers:
            self._servers.popitem(last=False)
        return True

    def tally(self, guild_id: int, about: str) -> Tally:
        """Return how many members of a server say what about a thing."""
        heard = self._fresh(guild_id)
        said = [report.experience for (thing, _), report in heard.items() if thing == about]
        fine = said.count(Experience.FINE)
        return Tally(trouble=len(said) - fine, fine=fine)

    def _fresh(self, guild_id: int) -> Heard:
        """Return a server's reports without those that are over."""
        heard = self._servers.get(guild_id, OrderedDict())
        until = self._clock.monotonic() - LASTS.total_seconds()
        while heard and next(iter(heard.values())).at <= until:
            heard.popitem(last=False)
        if not heard:
            self._servers.pop(guild_id, None)
        return heard
