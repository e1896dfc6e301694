"""Who said what about a thing in a server, for a while: in memory, and bounded.

What belongs to a server never leaves it. Everything here is forgotten by itself; a member or a
whole server can also be forgotten at once.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, TypeVar

from bot.clock import Clock

W = TypeVar("W")

PER_SERVER = 1_000
SERVERS = 2_000


@dataclass(frozen=True, slots=True)
class Voice(Generic[W]):
    """One member's latest word about one thing."""

    word: W
    at: float  # monotonic


# By thing and member; the oldest voice first.
Heard = OrderedDict[tuple[str, int], Voice[W]]


class Voices(Generic[W]):
    """The latest word of each member about each thing, by server.

    The oldest give way, by age or when a server or the bot has too many.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        lasts: timedelta,
        per_server: int = PER_SERVER,
        servers: int = SERVERS,
    ) -> None:
        self._clock = clock
        self._lasts = lasts.total_seconds()
        self._per_server = per_server
        self._most_servers = servers
        # The server that was silent for longest first.
        self._servers: OrderedDict[int, Heard[W]] = OrderedDict()

    def __len__(self) -> int:
        return sum(map(len, self._servers.values()))

    def put(self, guild_id: int, about: str, user_id: int, word: W) -> None:
        """Take a member's word about a thing, in place of an earlier one."""
        self._expire(guild_id)
        heard: Heard[W] = self._servers.setdefault(guild_id, OrderedDict())
        heard[about, user_id] = Voice(word, self._clock.monotonic())
        heard.move_to_end((about, user_id))
        if len(heard) > self._per_server:
            heard.popitem(last=False)
        self._servers.move_to_end(guild_id)
        if len(self._servers) > self._most_servers:
            self._servers.popitem(last=False)

    def find(self, guild_id: int, about: str, user_id: int) -> Voice[W] | None:
        """Return a member's latest word about a thing."""
        self._expire(guild_id)
        heard = self._servers.get(guild_id)
        return None if heard is None else heard.get((about, user_id))

    def about(self, guild_id: int, about: str) -> list[Voice[W]]:
        """Return what each member of a server said about a thing, the oldest first."""
        self._expire(guild_id)
        heard: Heard[W] = self._servers.get(guild_id, OrderedDict())
        return [voice for (thing, _), voice in heard.items() if thing == about]

    def forget_member(self, user_id: int) -> int:
        """Forget a member in every server; return how many of their words there were."""
        count = 0
        for guild_id, heard in tuple(self._servers.items()):
            for key in [key for key in heard if key[1] == user_id]:
                del heard[key]
                count += 1
            if not heard:
                del self._servers[guild_id]
        return count

    def forget_server(self, guild_id: int) -> None:
        """Forget what was said in a server."""
        self._servers.pop(guild_id, None)

    def _expire(self, guild_id: int) -> None:
        """Forget what is over: in a server, and all of those where nobody says anything more."""
        until = self._clock.monotonic() - self._lasts
        heard = self._servers.get(guild_id)
        while heard and next(iter(heard.values())).at <= until:
            heard.popitem(last=False)
        if heard is not None and not heard:
            del self._servers[guild_id]
        while self._servers:
            silent, last = next(iter(self._servers.items()))
            if next(reversed(last.values())).at > until:
                break
            del self._servers[silent]
