"""Work that a vendor plans as an event of a server's own, where the server wants that. Pure.

Discord keeps such events, lets members ask to be reminded, and begins and ends them by the clock.
An event says what the plan says, from the moment we hear of it until it is over; what it said last
is kept, so nothing is sent that would change nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.watching.delivery import Undelivered
from bot.watching.vendor_plans import PlanStory

LEAST_AHEAD = timedelta(minutes=1)  # Discord takes no event that has begun
FURTHEST = timedelta(days=366)  # later than that is a slip of the vendor's
LONGEST_KEPT = timedelta(days=7)  # after its end, where we may not delete it
MOST = 20  # events of one server; Discord allows all together 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerEvent:
    """What an event says. All of it is harmless, and fits where Discord shows it."""

    name: str
    location: str
    description: str
    begins_at: datetime  # aware UTC
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWish:
    """A plan that a server wants as an event."""

    guild_id: int
    key: str  # of the plan, the same for every watch that follows its page
    locale: str | None  # that the server chose
    story: PlanStory


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEvent:
    """What we remember of an event."""

    guild_id: int
    key: str
    event: ServerEvent  # what it says, or was about to
    event_id: int | None = None  # Discord's; None: it was begun, and nobody knows if it is there
    is_unsure: bool = False  # a change or its end was begun, and nobody knows: it is to be deleted
    is_given_up: bool = False  # somebody deleted it, or Discord can't read it


class Deed(StrEnum):
    """What to do next about an event."""

    NOTHING = "nothing"
    MAKE = "make"
    FIND = "find"  # see whether an earlier try is there
    CHANGE = "change"
    REMOVE = "remove"
    FORGET = "forget"  # it was over long ago, or given up


Paint = Callable[[EventWish], ServerEvent]


def is_sound(wish: EventWish, now: datetime) -> bool:
    """Tell whether a plan has a time that an event can have."""
    return wish.story.plan.begins_at - now <= FURTHEST


def next_deed(wanted: ServerEvent | None, kept: KeptEvent | None, now: datetime) -> Deed:
    """Say what to do where a server wants an event, or none, and we know of one, or of none."""
    if kept is None:
        is_ahead = wanted is not None and wanted.begins_at >= now + LEAST_AHEAD
        return Deed.MAKE if is_ahead else Deed.NOTHING
    if wanted is None or kept.is_unsure:
        is_late = now - LONGEST_KEPT >= kept.event.ends_at
        is_gone = is_late or (kept.is_given_up and kept.event_id is None)
        return Deed.FORGET if is_gone else _known(kept, Deed.REMOVE)
    if kept.is_given_up:
        return Deed.NOTHING
    return _known(kept, _compared(wanted, kept.event, now))


def _known(kept: KeptEvent, deed: Deed) -> Deed:
    return Deed.FIND if kept.event_id is None else deed


def reachable(wanted: ServerEvent, said: ServerEvent, now: datetime) -> ServerEvent:
    """Return what an event that is there can be made to say: none that has begun begins again."""
    has_begun = said.begins_at <= now
    return replace(wanted, begins_at=said.begins_at) if has_begun else wanted


def _compared(wanted: ServerEvent, said: ServerEvent, now: datetime) -> Deed:
    """Say what to do about an event that is there."""
    has_begun = said.begins_at <= now
    if wanted.begins_at != said.begins_at and has_begun == (wanted.begins_at > now + LEAST_AHEAD):
        return Deed.REMOVE  # where it is still ahead, it is made anew
    is_over = has_begun and min(said.ends_at, wanted.ends_at) <= now
    is_said = reachable(wanted, said, now) == said
    return Deed.NOTHING if is_over or is_said else Deed.CHANGE


class ServerEvents(Protocol):
    """What events need of storage. Each call is one transaction; any may raise `StoreUnavailable`.

    Only servers that we are in are told of.
    """

    async def wished(self) -> tuple[EventWish, ...]:
        """Return the plans that servers want as events, soonest first, each once a server."""
        ...

    async def kept(self) -> tuple[KeptEvent, ...]:
        """Return what we remember."""
        ...

    async def keep(self, event: KeptEvent) -> bool:
        """Remember an event, in the place of what was remembered of it.

        False: its server was erased, and nothing is remembered.
        """
        ...

    async def forget(self, event: KeptEvent) -> None:
        """Remember an event no more."""
        ...


class EventDesk(Protocol):
    """The far side: Discord. Every failure is a value; only cancellation is raised."""

    def may_plan(self, guild_id: int) -> bool:
        """Tell whether we certainly may make events in a server."""
        ...

    async def make(self, guild_id: int, event: ServerEvent) -> int | Undelivered:
        """Make an event; return its id."""
        ...

    async def find(
        self, guild_id: int, event: ServerEvent, others: frozenset[int]
    ) -> int | Undelivered | None:
        """Return the id of an event of ours that says just this; None: there is none.

        `others` are known to be there for other plans, which may say the same.
        """
        ...

    async def change(
        self, guild_id: int, event_id: int, before: ServerEvent, after: ServerEvent
    ) -> Undelivered | None:
        """Change what an event says, as far as it differs. None: done."""
        ...

    async def remove(self, guild_id: int, event_id: int) -> Undelivered | None:
        """Delete an event. None: done."""
        ...
