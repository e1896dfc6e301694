"""What the members of one server do and say about a thing, for whoever weighs the evidence.

Members of one server never count in another. Nobody is named, and nothing is announced.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.asking.reports import Experience, Reports
from bot.asking.usual import Usual
from bot.asking.voices import Voice, Voices
from bot.clock import Clock
from bot.triage.fusing import Crowd

SEVERAL, MANY = 3, 5
ASKING_LASTS = timedelta(minutes=3)
MANY_ASKING = 9
TIDY_EVERY = 60.0  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersWord:
    """How many distinct members of one server report what about one thing, and ask about it."""

    trouble: int = 0  # within the last hour; slow included
    fine: int = 0  # within the last hour
    asking: int = 0  # within the last three minutes
    usual: int | None = None  # how many report trouble at this hour of other days; None: unknown
    latest: datetime | None = None  # when the newest report of trouble came, aware UTC
    latest_fine: datetime | None = None  # when somebody last said that it works, aware UTC

    @property
    def crowd(self) -> Crowd:
        """How many more than usual report trouble, in a word."""
        beyond = self.trouble - (self.usual or 0)
        if beyond >= MANY:
            return Crowd.MANY
        return Crowd.SEVERAL if beyond >= SEVERAL else Crowd.FEW

    @property
    def is_usual(self) -> bool:
        """Whether members report trouble, and it is no more than is usual at this hour."""
        return 0 < self.trouble <= (self.usual or 0)

    @property
    def are_many_asking(self) -> bool:
        """Whether so many ask that something may be wrong. It weighs less than a report."""
        return self.asking >= MANY_ASKING


class MembersSource(Protocol):
    """Whoever hears what the members of a server say."""

    def hear(self, guild_id: int | None, about: str) -> MembersWord | None:
        """Return what they say about a thing; None where there is no server.

        `about` is the thing's short name, `str(key_of(answer.key))`.
        """
        ...


class Members:
    """Takes in what members report and ask, and tells it. Process memory only."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._reports = Reports(clock)
        self._asking: Voices[None] = Voices(clock, lasts=ASKING_LASTS)
        self._usual = Usual(clock)

    def note_report(self, guild_id: int, about: str, user_id: int, experience: Experience) -> bool:
        """Note how it goes for a member. False: they said the same within five minutes."""
        is_new = self._reports.note(guild_id, about, user_id, experience)
        if is_new and experience is not Experience.FINE:
            self._usual.note(guild_id, about, self.hear_in(guild_id, about).trouble)
        return is_new

    def note_asking(self, guild_id: int, about: str, user_id: int) -> int:
        """Note that a member asks about a thing; return how many did within three minutes."""
        self._asking.put(guild_id, about, user_id, None)
        return len(self._asking.about(guild_id, about))

    def hear(self, guild_id: int | None, about: str) -> MembersWord | None:
        """Return what the members of a server say about a thing; None where there is no server."""
        return None if guild_id is None else self.hear_in(guild_id, about)

    def hear_in(self, guild_id: int, about: str) -> MembersWord:
        """Return what the members of a server say about a thing."""
        voices = self._reports.about(guild_id, about)
        fine = [voice for voice in voices if voice.word is Experience.FINE]
        trouble = [voice for voice in voices if voice.word is not Experience.FINE]
        return MembersWord(
            trouble=len(trouble),
            fine=len(fine),
            asking=len(self._asking.about(guild_id, about)),
            usual=self._usual.at_this_hour(guild_id, about),
            latest=self._latest(trouble),
            latest_fine=self._latest(fine),
        )

    async def run(self) -> None:
        """Forget within a minute what is over, until cancelled. Nobody's word stays for longer."""
        while True:
            await self._clock.sleep(TIDY_EVERY)
            self._reports.tidy()
            self._asking.tidy()

    def forget_member(self, user_id: int) -> int:
        """Forget a member in every server; return how many of their words there were."""
        return self._reports.forget_member(user_id) + self._asking.forget_member(user_id)

    async def forget_server(self, guild_id: int) -> None:
        """Forget what members of a server said, and what was usual there."""
        self._reports.forget_server(guild_id)
        self._asking.forget_server(guild_id)
        self._usual.forget_server(guild_id)

    async def keep_servers(self, present: Collection[int]) -> None:
        """Forget the servers that the bot is no longer in."""
        for guild_id in self._usual.servers.difference(present):
            await self.forget_server(guild_id)

    def _latest(self, voices: list[Voice[Experience]]) -> datetime | None:
        """Return when the newest of some voices was heard. The oldest stands first."""
        if not voices:
            return None
        return self._clock.now() - timedelta(seconds=self._clock.monotonic() - voices[-1].at)
