"""Gateway sessions: who listens, with which intents, and what must be replayed."""

import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Protocol

from sandbox.discord.clock import JumpableClock
from sandbox.discord.json_types import Json

REPLAYED = 1_000
SESSION_LIFE = 180.0  # how long Discord keeps a lost session is not published
IDENTIFY_EVERY = 5.0
STARTS_PER_DAY = 1_000
DAY = 86_400.0
_SHARD_BITS = 22


class Intent(IntEnum):
    """Gateway intents (developers/events/gateway.mdx)."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_REACTIONS = 1 << 13
    MESSAGE_CONTENT = 1 << 15
    GUILD_SCHEDULED_EVENTS = 1 << 16


PRIVILEGED = Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT
ALL_INTENTS = (1 << 17) - 1 | 0b11 << 20 | 0b11 << 24


class Link(Protocol):
    """The live connection under a session."""

    def send(self, payload: Json) -> None:
        """Queue one payload."""
        ...


@dataclass(slots=True, kw_only=True, eq=False)
class Session:
    """One identified shard; it outlives its connection for a while."""

    id: str
    shard: tuple[int, int]
    intents: int
    link: Link | None = None
    sequence: int = 0
    lost_at: float | None = None
    is_resumable: bool = True
    buffer: deque[Json] = field(default_factory=lambda: deque(maxlen=REPLAYED))
    note: Callable[[str, Json], None] = field(default=lambda _event, _data: None)

    def dispatch(self, event: str, data: Json) -> None:
        """Send an event, or keep it until the bot resumes."""
        self.note(event, data)
        self.send(event, data)

    def send(self, event: str, data: Json) -> None:
        """Send an event without a note of it, so that it may be one Discord would never send."""
        self.sequence += 1
        payload: Json = {"op": 0, "t": event, "s": self.sequence, "d": data}
        self.buffer.append(payload)
        if self.link is not None:
            self.link.send(payload)

    def missed_since(self, sequence: int) -> list[Json] | None:
        """Return what came after `sequence`, or None if that is too long ago."""
        missed = [payload for payload in self.buffer if payload["s"] > sequence]
        return missed if len(missed) == self.sequence - sequence else None

    def owns(self, guild_id: int | None) -> bool:
        """Whether this shard hears of a server; messages outside servers go to shard 0."""
        number, count = self.shard
        return number == ((guild_id >> _SHARD_BITS) % count if guild_id else 0)


class Sessions:
    """All sessions, and the rules for starting one."""

    def __init__(
        self,
        clock: JumpableClock,
        note: Callable[[str, Json], None],
        *,
        shards: int = 1,
        max_concurrency: int = 1,
    ) -> None:
        self.shards = shards
        self.max_concurrency = max_concurrency
        self.identified = 0
        self.resumed = 0
        self._clock = clock
        self._note = note
        self._sessions: dict[str, Session] = {}
        self._last_start: dict[int, float] = {}
        self._starts: deque[float] = deque()

    @property
    def live(self) -> list[Session]:
        """The sessions that are connected now."""
        return [session for session in self._sessions.values() if session.link is not None]

    @property
    def starts_left(self) -> int:
        """How often the bot may still IDENTIFY within the day that its first one began."""
        if self.resets_after == 0.0:
            self._starts.clear()
        return STARTS_PER_DAY - len(self._starts)

    @property
    def resets_after(self) -> float:
        """Seconds until it may do so as often as ever again."""
        return max(0.0, self._starts[0] + DAY - self._clock.now()) if self._starts else 0.0

    def may_start(self, shard_id: int) -> bool:
        """Whether `max_concurrency` allows another IDENTIFY of this shard's bucket now."""
        bucket = shard_id % self.max_concurrency
        now = self._clock.now()
        if now - self._last_start.get(bucket, 0.0) < IDENTIFY_EVERY:
            return False
        self._last_start[bucket] = now
        return True

    def start(self, shard: tuple[int, int], intents: int, link: Link) -> Session:
        """Open a session for a bot that identified; the shard's older one is over."""
        for old in list(self._sessions.values()):
            if old.link is None and (old.shard == shard or self._is_over(old)):
                self.end(old)
        session = Session(
            id=secrets.token_hex(16), shard=shard, intents=intents, link=link, note=self._note
        )
        self._sessions[session.id] = session
        self._starts.append(self._clock.now())
        self.identified += 1
        return session

    def resume(self, session_id: str, link: Link) -> Session | None:
        """Hand a kept session to a new connection; None if it is gone."""
        session = self._sessions.get(session_id)
        if session is None or not session.is_resumable:
            return None
        if self._is_over(session):
            self.end(session)
            return None
        session.link, session.lost_at = link, None
        self.resumed += 1
        return session

    def _is_over(self, session: Session) -> bool:
        """Whether a session was lost too long ago to be taken up again."""
        lost = session.lost_at
        return lost is not None and self._clock.now() - lost > SESSION_LIFE

    def lose(self, session: Session, link: Link) -> None:
        """Keep a session whose connection broke."""
        if session.link is link:
            session.link, session.lost_at = None, self._clock.now()

    def end(self, session: Session) -> None:
        """Forget a session."""
        session.link = None
        self._sessions.pop(session.id, None)

    def dispatch(self, event: str, data: Json, *, guild_id: int | None, needs: int = 0) -> None:
        """Send an event to the shard it belongs to, if that shard asked for it."""
        for session in self.listening(guild_id, needs):
            session.dispatch(event, data)

    def listening(self, guild_id: int | None, needs: int) -> list[Session]:
        """Return the sessions, lost ones too, that hear of a server and have one of `needs`."""
        return [
            session
            for session in self._sessions.values()
            if session.owns(guild_id) and (not needs or session.intents & needs)
        ]
