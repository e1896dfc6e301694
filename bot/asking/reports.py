"""What the members of a Discord server say about a thing: kept in memory, for an hour.

A report belongs to its server and never leaves it. Nobody is named and nothing is announced.
"""

from datetime import timedelta
from enum import StrEnum

from bot.asking.voices import PER_SERVER, SERVERS, Voice, Voices
from bot.clock import Clock

LASTS = timedelta(hours=1)
APART = timedelta(minutes=5)  # between two reports of one member about one thing


class Experience(StrEnum):
    """How it goes for one member."""

    TROUBLE = "same"
    FINE = "fine"
    SLOW = "slow"


class Reports(Voices[Experience]):
    """Members' experiences by server."""

    def __init__(
        self, clock: Clock, *, per_server: int = PER_SERVER, servers: int = SERVERS
    ) -> None:
        super().__init__(clock, lasts=LASTS, per_server=per_server, servers=servers)

    def note(self, guild_id: int, about: str, user_id: int, experience: Experience) -> bool:
        """Note a member's word about a thing, in place of an earlier one.

        False: they said the same within five minutes. A change of mind always counts.
        """
        last = self.find(guild_id, about, user_id)
        if last is not None and last.word is experience and self._is_recent(last):
            return False
        self.put(guild_id, about, user_id, experience)
        return True

    def _is_recent(self, voice: Voice[Experience]) -> bool:
        return self._clock.monotonic() - voice.at < APART.total_seconds()
