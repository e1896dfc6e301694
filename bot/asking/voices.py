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
MOST = 100_000  # about 25 MB, and a member is forgotten within a few hundredths of a second


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
        most: int = MOST,
    ) -> None:
        self._clock = clock
        self._lasts = lasts.total_seconds()
        self._per_server = per_server
        self._most_servers = servers
        self._most = most
        self._count = 0
        # The server that was silent for longest first.
        self._servers: OrderedDict[int, Heard[W]] = OrderedDict()

    def __len__(self) -> int:
        return self._count

    def put(self, guild_id: int, about: str, user_id: int, word: W) -> None:
        """Take a member's word about a thing, in place of an earlier one."""
        self._expire(guild_id)
        heard: Heard[W] = self._servers.setdefault(guild_id, OrderedDict())
        self._servers.move_to_end(guild_id)
        self._count += (about, user_id) not in heard
        heard[about, user_id] = Voice(word, self._clock.monotonic())
        heard.move_to_end((about, user_id))
        if len(heard) > self._per_server:
            self._drop(guild_id, next(iter(heard)))
        if len(self._servers) > self._most_servers:
            self.forget_server(next(iter(self._servers)))
        if self._count > self._most:
            silent, theirs = next(iter(self._servers.items()))
            self._drop(silent, next(iter(theirs)))

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
        said = [
            (guild_id, key)
            for guild_id, heard in self._servers.items()
            for key in heard
            if key[1] == user_id
        ]
        for guild_id, key in said:
            self._drop(guild_id, key)
        return len(said)

    def forget_server(self, guild_id: int) -> None:
        """Forget what was said in a server."""
        self._count -= len(self._servers.pop(guild_id, ()))

    def tidy(self) -> None:
        """Forget what is over, also where nobody says or asks anything more."""
        for guild_id in tuple(self._servers):
            self._expire(guild_id)

    def _expire(self, guild_id: int) -> None:
        """Forget what is over in a server."""
        until = self._clock.monotonic() - self._lasts
        while heard := self._servers.get(guild_id):
            key, oldest = next(iter(heard.items()))
            if oldest.at > until:
                break
            self._drop(guild_id, key)

    def _drop(self, guild_id: int, key: tuple[str, int]) -> None:
        heard = self._servers[guild_id]
        del heard[key]
        self._count -= 1
        if not heard:
            del self._servers[guild_id]
