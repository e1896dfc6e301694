"""What the rest of the house needs of storage: values, and the ports that storage fulfils.

The watcher's own port is `recording.WatchStore`, the announcer's is `outbox.Outbox`, the boards' is
`boards.Boards`. Every call is one transaction: it happens as a whole or not at all. Any call may
raise `StoreUnavailable`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.probing.addresses import AddressPolicy
from bot.probing.target import Target
from bot.triage.verdict import Cause, Hop, Verdict
from bot.watching.condition import Condition
from bot.watching.maintenance import Window
from bot.watching.official_news import OfficialStory
from bot.watching.recording import WatchedEndpoint
from bot.watching.vendor_plans import PlanStory
from bot.watching.watch import Expectations, QuietHours, Watch

# Which addresses may be looked at for the servers that watch an endpoint, given all their ids.
PolicyOf = Callable[[frozenset[int]], AddressPolicy]

UTC_ZONE = ZoneInfo("UTC")
NOTHING_ASKED = Expectations()
NOBODY = 0  # in the place of a member's id: somebody who asked to be forgotten


class AskScope(StrEnum):
    """Who may ask the bot in a server."""

    EVERYONE = "everyone"
    ROLE = "role"  # one role, and who manages the server
    MANAGERS = "managers"


class IncidentKind(StrEnum):
    """What an incident is about. Only outages count against uptime."""

    OUTAGE = "outage"
    SLOW = "slow"
    CERTIFICATE = "certificate"
    MAINTENANCE = "maintenance"  # the site's own page speaks of planned work
    OFFICIAL = "official"  # the vendor's own status page reports trouble; no look is behind it
    PLANNED = "planned"  # that page tells of work to come


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildSettings:
    """What a server's admins chose. None: the usual."""

    guild_id: int
    channel_id: int | None = None
    locale: str | None = None
    time_zone: ZoneInfo = UTC_ZONE
    quiet_hours: QuietHours | None = None
    pings: bool = True
    threads: bool = False
    events: bool = False  # of what vendors plan
    who_may_ask: AskScope = AskScope.EVERYONE
    ask_role_id: int | None = None
    sample_hours: int | None = None
    rollup_days: int | None = None
    incident_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchWish:
    """A watch that is not stored yet."""

    target: Target
    channel_id: int
    name: str
    interval: timedelta
    role_id: int | None = None
    expectations: Expectations = NOTHING_ASKED
    quiet_hours: QuietHours | None = None
    is_paused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who changes something, and when. Goes into the audit trail with the change."""

    guild_id: int
    user_id: int
    at: datetime  # aware UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchChanges:
    """Several changes to a server's watches that are made together or not at all."""

    add: tuple[WatchWish, ...] = ()
    change: tuple[Watch, ...] = ()
    remove: tuple[int, ...] = ()  # ids


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedWork:
    """A stored maintenance window. Without a watch it is for all watches of its server."""

    id: int
    guild_id: int
    watch_id: int | None
    window: Window
    note: str  # hostile text


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """Who changed what, and when."""

    user_id: int
    at: datetime
    action: str
    detail: Mapping[str, object]


class WatchExists(ValueError):
    """The channel follows that target already."""


class TooManyWatches(ValueError):
    """The server would have more watches than it may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What a server's admins made of an incident: who, and when. None: not done."""

    acknowledged_by: int | None = None
    acknowledged_at: datetime | None = None
    muted_by: int | None = None
    muted_at: datetime | None = None
    retracted_by: int | None = None
    retracted_at: datetime | None = None


class Act(StrEnum):
    """What an admin can make of an incident."""

    ACKNOWLEDGED = "acknowledged"
    MUTED = "muted"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A human update. The text is hostile."""

    author_id: int
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentStory:
    """One incident as one server may be told of it."""

    id: int
    public_id: str
    kind: IncidentKind
    endpoint_id: int
    yardstick_id: int
    watches: tuple[Watch, ...]  # the server's own that it is about; empty when they are gone
    opened_at: datetime
    resolved_at: datetime | None
    cause: Cause | None
    hop: Hop | None
    verdict: Verdict | None  # the look that changed it last
    pauses: tuple[tuple[datetime, datetime], ...] = ()  # where it was up between two relapses
    figures: Mapping[str, float] = field(default_factory=dict)  # days_left, took_ms, usual_ms
    is_unstable: bool = False
    is_abandoned: bool = False  # it ended because nobody watched any more
    response: Response = Response()
    notes: tuple[Note, ...] = ()
    official: OfficialStory | None = None  # of an official incident
    planned: PlanStory | None = None  # of planned work


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedInto:
    """The message that tells of several outages together, in the place of some earlier ones."""

    channel_id: int
    message_id: int | None  # None: not sent yet
    is_same: bool = False  # it tells of the same thing alone, not of several


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncementStory:
    """All that an announcement's message has to tell, and up to which version."""

    guild_id: int
    channel_id: int
    version: int
    is_summary: bool
    incidents: tuple[IncidentStory, ...]  # by their beginnings
    # Where its incidents are told now. Then `incidents` is the one that it began with.
    folded_into: FoldedInto | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Follower:
    """A member who asked to be told when an incident is over."""

    incident_id: int
    user_id: int
    guild_id: int
    channel_id: int
    is_again: bool = False  # an earlier try to tell them may have arrived


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """One message with all watches of a server."""

    guild_id: int
    channel_id: int
    message_id: int | None = None
    remade: int = 0  # how often it was posted again after somebody deleted it
    made_at: datetime | None = None


class Guilds(Protocol):
    """Servers, their settings, and their leaving."""

    async def settings(self, guild_id: int) -> GuildSettings:
        """Return a server's settings; the usual ones where none were stored."""
        ...

    async def save_settings(self, settings: GuildSettings, actor: Actor) -> None:
        """Keep settings as a whole. What changed goes into the audit trail, if anything did."""
        ...

    async def reconcile(self, present: Collection[int], at: datetime) -> None:
        """Mark stored servers that the bot is not in as removed, and the others as not removed."""
        ...

    async def mark_joined(self, guild_id: int, at: datetime) -> None:
        """Keep that the bot is in a server again, if it was known before. Its watches go on."""
        ...

    async def mark_removed(self, guild_id: int, at: datetime) -> None:
        """Keep that a server removed the bot. Its watches rest from now on."""
        ...

    async def delete(self, guild_id: int, at: datetime) -> None:
        """Delete all that is kept of a server, and the targets that nobody else watches."""
        ...

    async def audit(self, guild_id: int, *, most: int = 100) -> tuple[AuditEntry, ...]:
        """Return the latest changes, newest first."""
        ...


class Forgetting(Protocol):
    """People who do not want to be remembered."""

    async def forget_member(self, user_id: int) -> int:
        """Forget who somebody is, in every server; return how many rows named them.

        What they wait to be told is deleted. What they did stays, as done by `NOBODY`.
        """
        ...


class Watches(Protocol):
    """Watches and planned work. Each change goes into the audit trail."""

    async def add(
        self, wishes: Sequence[WatchWish], actor: Actor, *, most: int
    ) -> tuple[Watch, ...]:
        """Store watches, all or none. Raises `WatchExists`, `TooManyWatches`."""
        ...

    async def change(self, watch: Watch, actor: Actor) -> bool:
        """Store what changed about a watch, pausing included. False: there is no such watch."""
        ...

    async def remove(self, watch_id: int, actor: Actor) -> bool:
        """Delete a watch. False: there is none in that server."""
        ...

    async def rearrange(self, changes: WatchChanges, actor: Actor, *, most: int) -> None:
        """Add, change and remove watches, all or nothing.

        Raises `WatchExists`, `TooManyWatches`, and `LookupError` where one is not there any more.
        """
        ...

    async def of_guild(self, guild_id: int) -> tuple[Watch, ...]:
        """Return a server's watches by name."""
        ...

    async def plan(
        self, window: Window, actor: Actor, *, watch_id: int | None = None, note: str = ""
    ) -> PlannedWork:
        """Store planned work. Raises `LookupError` where the server has no such watch."""
        ...

    async def cancel(self, work_id: int, actor: Actor) -> bool:
        """Delete planned work. False: there is none in that server."""
        ...

    async def planned(self, guild_id: int) -> tuple[PlannedWork, ...]:
        """Return a server's planned work."""
        ...


class Roster(Protocol):
    """What the watcher is to follow."""

    async def active_ids(self) -> tuple[int, ...]:
        """Return every endpoint that somebody watches and did not pause."""
        ...

    async def endpoints(
        self, policy_of: PolicyOf, only: Collection[int] | None = None
    ) -> tuple[WatchedEndpoint, ...]:
        """Return what somebody watches and did not pause; all of it, or `only` those endpoints."""
        ...

    async def conditions(self, only: Collection[int] | None = None) -> dict[int, Condition]:
        """Return what is remembered, by yardstick; of all, or of `only` some endpoints."""
        ...


class Incidents(Protocol):
    """Incidents as one server sees them, and what its people do about them."""

    async def story(self, announcement_id: int) -> AnnouncementStory | None:
        """Return what an announcement has to tell; None when it is gone."""
        ...

    async def find(self, guild_id: int, public_id: str) -> IncidentStory | None:
        """Return one incident of a target that the server watches or was told of."""
        ...

    async def get(self, guild_id: int, incident_id: int) -> IncidentStory | None:
        """Return one incident by its number, under the same condition."""
        ...

    async def of_guild(
        self, guild_id: int, since: datetime, *, endpoint_id: int | None = None
    ) -> tuple[IncidentStory, ...]:
        """Return incidents that were open at or after `since`, newest first.

        Nothing that ended longer ago than the server keeps it.
        """
        ...

    async def respond(self, incident_id: int, act: Act, actor: Actor) -> bool:
        """Keep what an admin makes of an incident. False: somebody did already."""
        ...

    async def is_believed(self, incident_id: int) -> bool:
        """Tell whether some server that it concerns did not call it a false alarm."""
        ...

    async def add_note(self, incident_id: int, text: str, actor: Actor) -> None:
        """Keep a human update; the server's channels are told."""
        ...

    async def follow(self, follower: Follower, at: datetime) -> bool:
        """Keep that a member wants to be told. False: they asked already, or it is over."""
        ...

    async def claim_followers(
        self, *, now: datetime, lease: timedelta, most: int
    ) -> tuple[Follower, ...]:
        """Lease members who wait for an incident that is over, in their server's eyes at least."""
        ...

    async def mark_followers_told(self, told: Collection[Follower], at: datetime) -> None:
        """Keep that members were told, all in one go: one message may have named them all."""
        ...
