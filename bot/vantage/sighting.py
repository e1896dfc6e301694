"""What other places see of a target, and the port that asks them. Values only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.probing.target import Target


class Sight(StrEnum):
    """What one place saw."""

    UP = "up"  # it answered, also with "no such page"
    DOWN = "down"  # no answer, or one that says that the server is broken
    BLOCKED = "blocked"  # it answered, and did not want this visitor
    UNKNOWN = "unknown"  # not asked in the end, not back in time, or in words we don't know


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewpoint:
    """Where one looked from. A vantage's words, as hostile as everything from the network."""

    country: str = ""  # two capital letters (ISO 3166-1); "" where it was not said
    network: str = ""  # who connects it, as the vantage calls them


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """What one place says."""

    viewpoint: Viewpoint
    sight: Sight
    status: int | None = None  # of the HTTP reply, if there was one


class Problem(StrEnum):
    """Why other places could not be asked, or not all of them. Each has a sentence of its own."""

    AWAY = "away"  # the vantage does not answer, or answers that it is broken
    LATE = "late"  # not everything came in time
    LIMITED = "limited"  # the vantage wants to be asked less
    REFUSED = "refused"  # the vantage will not ask for this, or has no place to ask from
    UNREADABLE = "unreadable"  # it answered something else than it promises


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What all places say together. Without votes there is a problem that says why."""

    at: datetime  # aware UTC
    votes: tuple[Vote, ...] = ()
    asked: int = 0  # places that were to look
    problem: Problem | None = None
    retry_after: timedelta | None = None

    def count(self, sight: Sight) -> int:
        """Return how many places say this."""
        return sum(vote.sight is sight for vote in self.votes)


class Vantages(Protocol):
    """Places elsewhere that can be asked to look."""

    async def look(self, target: Target) -> Sighting:
        """Return what they see of a public target. Failures are values."""
        ...
