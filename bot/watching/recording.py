"""What the watcher needs of storage, and the values it hands over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.probing.addresses import PUBLIC_ONLY, AddressPolicy
from bot.probing.target import Target
from bot.triage.verdict import Cause, State, Verdict
from bot.watching.condition import Condition, Event
from bot.watching.gaps import GapReason
from bot.watching.maintenance import Window
from bot.watching.watch import Expectations

NOTHING_ASKED = Expectations()


class StoreUnavailable(Exception):
    """Storage can't take anything at the moment: the disk is full, the database is away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Yardstick:
    """What looks at an endpoint are held against. Each has a condition and incidents of its own.

    Watches of one endpoint that ask for the same share one, whichever server they are of.
    """

    id: int
    expectations: Expectations = NOTHING_ASKED
    windows: tuple[Window, ...] = ()  # planned work


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedEndpoint:
    """A stored target that somebody watches, and how often it is looked at."""

    id: int
    target: Target
    interval: timedelta  # the shortest that any of its watches asks for
    yardsticks: tuple[Yardstick, ...]  # never empty
    policy: AddressPolicy = PUBLIC_ONLY


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One look in two numbers and a word."""

    endpoint_id: int
    at: datetime  # aware UTC
    state: State
    cause: Cause
    took_ms: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one look changed for one yardstick."""

    endpoint_id: int
    yardstick_id: int
    at: datetime  # aware UTC
    condition: Condition
    events: tuple[Event, ...]
    verdict: Verdict


class WatchStore(Protocol):
    """Where conditions, incidents, samples and gaps are kept. May raise `StoreUnavailable`."""

    async def record(self, outcome: Outcome) -> None:
        """Keep the condition, the incident and what channels are to be told: all of it or nothing.

        One transaction. Recording the same outcome again changes nothing.
        """
        ...

    async def add_samples(self, samples: Sequence[Sample]) -> None:
        """Keep samples. They come sorted by five-minute slot, endpoint and time."""
        ...

    async def begin_gap(self, reason: GapReason, at: datetime) -> None:
        """Keep that nothing is watched from now on. One begun already goes on."""
        ...

    async def end_gap(self, reason: GapReason, at: datetime) -> None:
        """Keep that watching goes on."""
        ...

    async def resume_watching(self, now: datetime) -> None:
        """Keep that watching goes on after a start, and since when nothing was watched before it.

        That is since the bot said that it stops, or since the last thing it surely saw. Less than
        `gaps.SHORT_STOP` is no gap. What was left open ends.
        """
        ...
