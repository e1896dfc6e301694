"""Everything the bot sent and was told, kept for checks and transcripts."""

from collections import deque
from dataclasses import dataclass
from typing import Any

from sandbox.discord.json_types import Json


@dataclass(slots=True, kw_only=True)
class Exchange:
    """One request and its answer. `path` is below the API base; JSON is as it was on the wire."""

    method: str
    path: str
    route: str | None
    json: Any
    query: dict[str, str]
    at: float
    status: int = 0
    answer: Any = None
    files: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something a session was told over the gateway."""

    name: str
    data: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A request that broke a published rule: a mistake in the bot."""

    method: str
    path: str
    reason: str
    errors: Json | None = None


class Recorder:
    """Keep the newest exchanges and events, and every violation."""

    def __init__(self, keep: int = 20_000, keep_events: int = 2_000) -> None:
        self.exchanges: deque[Exchange] = deque(maxlen=keep)
        self.events: deque[Event] = deque(maxlen=keep_events)
        self.violations: list[Violation] = []

    def hear(self, name: str, data: Json) -> None:
        """Note an event."""
        self.events.append(Event(name=name, data=data))

    def sent(self, method: str, path_part: str) -> list[Exchange]:
        """Return the requests of one method whose path contains `path_part`, oldest first."""
        return [item for item in self.exchanges if item.method == method and path_part in item.path]

    def blame(self, exchange: Exchange, reason: str, errors: Json | None = None) -> None:
        """Note a violation."""
        self.violations.append(
            Violation(method=exchange.method, path=exchange.path, reason=reason, errors=errors)
        )
